/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/sniff.h"

#include "core/data/csv/date.h"
#include "core/data/csv/number.h"

#include <string.h>

enum { MAX_RECORDS = 100 };

/* What a column of the sample has below the first line. */
typedef struct
{
  gboolean first_is_number, first_is_text;
  int numbers, texts;
} Evidence;

/* A text cut into its first records, again for each dialect that is tried. */
typedef struct
{
  char *copy; /* Owned (n + 1) */
  size_t n, at;
  gboolean is_all;
  SlCsvRecord record;
} Sample;

static void
sample_begin (Sample *sample, const char *head, size_t n, gboolean is_all)
{
  g_free (sample->copy);
  sample->copy = g_malloc (n + 1);
  memcpy (sample->copy, head, n);
  sample->n = n;
  sample->at = 0;
  sample->is_all = is_all;
}

/* The next line that is not blank. The last one may be cut off, and does not count; but a
 * first one that is longer than the sample has to do. */
static gboolean
sample_next (Sample *sample, const SlCsvDialect *dialect)
{
  while (sample->at < sample->n) {
    size_t used;
    gboolean is_last = sample->is_all || sample->at == 0;

    if (sl_csv_record_split (&sample->record, dialect, sample->copy + sample->at,
                             sample->n - sample->at, is_last, &used) != SL_CSV_RECORD)
      return FALSE;
    sample->at += used;
    if (!sl_csv_record_is_blank (&sample->record))
      return TRUE;
  }
  return FALSE;
}

static void
sample_clear (Sample *sample)
{
  g_free (sample->copy);
  sl_csv_record_clear (&sample->record);
}

/* Share of the lines that have as many cells as the first, which has two or more. */
static double
agreement (Sample *sample, const SlCsvDialect *dialect)
{
  int first = 0, n = 0, agree = 0;

  for (; n < MAX_RECORDS && sample_next (sample, dialect); n++) {
    if (n == 0)
      first = sample->record.n;
    agree += sample->record.n == first;
  }
  return first < 2 ? 0.0 : (double) agree / n;
}

/* The comma last: it also stands in numbers and sentences. */
static char
find_delimiter (Sample *sample,
                const char *head,
                size_t n,
                gboolean is_all,
                const SlCsvDialect *dialect)
{
  static const char candidates[] = {'\t', ';', '|', ','};
  char best = ',';
  double most = 0.0;

  for (size_t i = 0; i < sizeof candidates; i++) {
    SlCsvDialect tried = *dialect;
    double share;

    tried.delimiter = candidates[i];
    sample_begin (sample, head, n, is_all);
    share = agreement (sample, &tried);
    if (share > most) {
      most = share;
      best = candidates[i];
    }
  }
  return best;
}

/* Whether there are numbers with a comma, and none with a point. */
static gboolean
has_decimal_comma (Sample *sample, const SlCsvDialect *dialect)
{
  int commas = 0, points = 0;

  for (int n = 0; n < MAX_RECORDS && sample_next (sample, dialect); n++)
    for (int j = 0; j < sample->record.n; j++) {
      const SlCsvCell *cell = &sample->record.cells[j];
      double value;
      gboolean with_point = sl_csv_parse_number (cell->text, cell->n, '.', &value);
      gboolean with_comma = sl_csv_parse_number (cell->text, cell->n, ',', &value);

      points += with_point && !with_comma;
      commas += with_comma && !with_point;
    }
  return commas > 0 && points == 0;
}

static void
note_cell (Evidence *evidence, const SlCsvCell *cell, gboolean is_first, char point)
{
  gboolean is_unclear;
  double value;

  if (sl_csv_is_missing (cell))
    return;
  /* What stands for a number tells as much. */
  gboolean is_number = sl_csv_parse_number (cell->text, cell->n, point, &value) ||
                       sl_csv_is_not_finite (cell->text) ||
                       sl_csv_parse_date (cell->text, cell->n, &value, &is_unclear);
  if (is_first && is_number)
    evidence->first_is_number = TRUE;
  else if (is_first)
    evidence->first_is_text = TRUE;
  else if (is_number)
    evidence->numbers++;
  else
    evidence->texts++;
}

static gboolean
has_header (Sample *sample, const SlCsvDialect *dialect)
{
  g_autofree Evidence *columns = NULL;
  int n_columns = 0;
  gboolean any_number = FALSE, any_text = FALSE;

  for (int n = 0; n < MAX_RECORDS && sample_next (sample, dialect); n++) {
    if (n == 0) {
      n_columns = sample->record.n;
      columns = g_new0 (Evidence, n_columns);
    }
    for (int j = 0; j < MIN (n_columns, sample->record.n); j++)
      note_cell (&columns[j], &sample->record.cells[j], n == 0, dialect->point);
  }
  for (int j = 0; j < n_columns; j++) {
    if (columns[j].first_is_text && columns[j].numbers > 0 && columns[j].texts == 0)
      return TRUE;
    any_number = any_number || columns[j].first_is_number;
    any_text = any_text || columns[j].first_is_text;
  }
  return any_text && !any_number;
}

/* Returns the bytes of the line at @head (n) with its end, all of them when it has none.
 */
static size_t
line_length (const char *head, size_t n, char newline)
{
  const char *end = memchr (head, newline, n);

  return end != NULL ? (size_t) (end - head) + 1 : n;
}

static int
count (const char *text, size_t n, char wanted)
{
  int found = 0;

  for (size_t i = 0; i < n; i++)
    found += text[i] == wanted;
  return found;
}

/* Returns the bytes of a first line "sep=;", in which Excel says what separates cells; 0
 * when there is none. */
static size_t
separator_line (const char *head, size_t n, SlCsvDialect *dialect)
{
  size_t used = line_length (head, n, dialect->newline);

  if (used == n || used > 7 || used < 6 || g_ascii_strncasecmp (head, "sep=", 4) != 0 ||
      (used == 7 && head[5] != '\r') || memchr ("\t;|,", head[4], 4) == NULL)
    return 0;
  dialect->delimiter = head[4];
  dialect->skip_lines++;
  return used;
}

/* Returns the bytes of the lines that begin with #, of which the last, (out) @last bytes,
 * may have the names of the columns; 0 when nothing else is there. */
static size_t
comment_lines (const char *head, size_t n, SlCsvDialect *dialect, size_t *last)
{
  size_t at = 0;

  *last = 0;
  for (; at < n && head[at] == '#'; at += *last) {
    *last = line_length (head + at, n - at, dialect->newline);
    dialect->n_comments++;
  }
  if (at == n)
    at = *last = dialect->n_comments = 0;
  return at;
}

SlCsvDialect
sl_csv_sniff (const char *head, size_t n, gboolean is_all)
{
  SlCsvDialect dialect = {.delimiter = ',', .point = '.', .newline = '\n'};
  Sample sample = {0};

  if (n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    dialect.skip = 3;
  head += dialect.skip;
  n -= dialect.skip;
  if (memchr (head, '\n', n) == NULL && memchr (head, '\r', n) != NULL)
    dialect.newline = '\r';
  size_t last, first = separator_line (head, n, &dialect);
  size_t comments = comment_lines (head + first, n - first, &dialect, &last);
  head += first + comments;
  n -= first + comments;
  if (first == 0)
    dialect.delimiter = find_delimiter (&sample, head, n, is_all, &dialect);
  int cells = count (head, line_length (head, n, dialect.newline), dialect.delimiter);
  if (cells > 0 && last > 0 && count (head - last, last, dialect.delimiter) == cells) {
    comments -= last;
    head -= last;
    n += last;
    dialect.n_comments--;
  }
  dialect.skip += first + comments;
  dialect.skip_lines += dialect.n_comments;
  if (dialect.delimiter != ',') {
    sample_begin (&sample, head, n, is_all);
    if (has_decimal_comma (&sample, &dialect))
      dialect.point = ',';
  }
  sample_begin (&sample, head, n, is_all);
  dialect.has_header = has_header (&sample, &dialect);
  sample_clear (&sample);
  return dialect;
}
