/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/record.h"

#include <string.h>

static SlCsvCell *
add_cell (SlCsvRecord *record)
{
  if (record->n == record->capacity) {
    record->capacity = MAX (16, 2 * record->capacity);
    record->cells = g_renew (SlCsvCell, record->cells, record->capacity);
  }
  return &record->cells[record->n++];
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* An unquoted cell goes on to the next delimiter or line end, or to @end. */
static char *
take_plain (const SlCsvDialect *dialect, char *p, char *end, SlCsvCell *cell)
{
  char *last;

  cell->text = p;
  cell->has_pairs = FALSE;
  while (p < end && *p != dialect->delimiter && *p != dialect->newline)
    p++;
  for (last = p; last > cell->text && is_blank (last[-1]);)
    last--;
  cell->n = (size_t) (last - cell->text);
  return p;
}

/* @p: behind the opening quote. Returns what follows the closing one, with its blanks;
 * NULL when there is none before @end. */
static char *
take_quoted (const SlCsvDialect *dialect,
             char *p,
             char *end,
             SlCsvCell *cell,
             int *n_lines)
{
  cell->text = p;
  cell->has_pairs = FALSE;
  while (p < end) {
    char *quote = memchr (p, '"', (size_t) (end - p));

    if (quote == NULL)
      return NULL;
    for (; p < quote; p++)
      *n_lines += *p == dialect->newline;
    if (quote + 1 < end && quote[1] == '"') {
      cell->has_pairs = TRUE;
      p = quote + 2;
      continue;
    }
    cell->n = (size_t) (quote - cell->text);
    for (p = quote + 1;
         p < end && is_blank (*p) && *p != dialect->delimiter && *p != dialect->newline;)
      p++;
    return p;
  }
  return NULL;
}

/* Ends every cell with a NUL, and makes one quote of two. */
static void
finish (SlCsvRecord *record)
{
  for (int j = 0; j < record->n; j++) {
    SlCsvCell *cell = &record->cells[j];
    size_t n = 0;

    if (cell->has_pairs) {
      for (size_t i = 0; i < cell->n; i++) {
        cell->text[n++] = cell->text[i];
        i += cell->text[i] == '"';
      }
      cell->n = n;
    }
    cell->text[cell->n] = '\0';
  }
}

SlCsvSplit
sl_csv_record_split (SlCsvRecord *record,
                     const SlCsvDialect *dialect,
                     char *text,
                     size_t n,
                     gboolean is_last,
                     size_t *used)
{
  char *p = text, *end = text + n;

  record->n = 0;
  record->n_lines = 1;
  for (;;) {
    SlCsvCell *cell = add_cell (record);

    if (record->n > SL_CSV_MAX_COLUMNS)
      return SL_CSV_TOO_WIDE;
    while (p < end && is_blank (*p) && *p != dialect->delimiter && *p != dialect->newline)
      p++;
    p = p < end && *p == '"' ? take_quoted (dialect, p + 1, end, cell, &record->n_lines)
                             : take_plain (dialect, p, end, cell);
    if (p == NULL || (p == end && !is_last))
      return SL_CSV_CUT_OFF;
    if (p == end)
      break;
    if (*p == dialect->newline) {
      p++;
      break;
    }
    if (*p != dialect->delimiter)
      return SL_CSV_BAD_QUOTE;
    p++;
  }
  *used = (size_t) (p - text);
  finish (record);
  return SL_CSV_RECORD;
}

gboolean
sl_csv_record_is_blank (const SlCsvRecord *record)
{
  return record->n == 1 && record->cells[0].n == 0;
}

void
sl_csv_record_clear (SlCsvRecord *record)
{
  g_clear_pointer (&record->cells, g_free);
  record->n = record->capacity = 0;
}

gboolean
sl_csv_is_missing (const SlCsvCell *cell)
{
  static const char *const words[] = {"", "na", "n/a", "null", "?"};

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (cell->text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sl_csv_is_not_finite (const char *text)
{
  static const char *const words[] = {"nan", "inf", "infinity"};

  text += *text == '+' || *text == '-';
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

char **
sl_csv_split_list (const char *list)
{
  const SlCsvDialect commas = {.delimiter = ',', .point = '.', .newline = '\n'};
  g_autofree char *copy = g_strdup (list);
  g_auto (SlCsvRecord) record = {0};
  char **names;
  size_t used;

  if (sl_csv_record_split (&record, &commas, copy, strlen (copy), TRUE, &used) !=
      SL_CSV_RECORD)
    return NULL;
  names = g_new0 (char *, record.n + 1);
  for (int k = 0; k < record.n; k++)
    names[k] = g_strdup (record.cells[k].text);
  return names;
}
