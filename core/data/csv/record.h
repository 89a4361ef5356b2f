/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlCsvDialect: how a table is written down. */
typedef struct
{
  char delimiter; /* , ; tab or | */
  char point;     /* of numbers: '.' or ',' */
  char newline;   /* '\n', or '\r' where no line ends otherwise */
  gboolean has_header;
  size_t skip;    /* bytes before the first row: a byte order mark, "sep=;", comments */
  int skip_lines; /* lines among them */
  int n_comments; /* of them, those that begin with # */
} SlCsvDialect;

/** SlCsvCell: one value of a record, without blanks and quotes around it. */
typedef struct
{
  char *text; /* (n) and a NUL, in the text that was split */
  size_t n;
  gboolean has_pairs; /* while splitting: of quotes, which stand for one */
} SlCsvCell;

/** SlCsvRecord: one row of cells, with room to be filled again. */
typedef struct
{
  SlCsvCell *cells; /* Owned (n) */
  int n, capacity;
  int n_lines; /* lines it takes up; more than 1 with line ends between quotes */
} SlCsvRecord;

typedef enum {
  SL_CSV_RECORD,    /* a whole record */
  SL_CSV_CUT_OFF,   /* the text ends before the record does */
  SL_CSV_BAD_QUOTE, /* something stands behind a closing quote */
  SL_CSV_TOO_WIDE,  /* more than SL_CSV_MAX_COLUMNS cells */
} SlCsvSplit;

enum { SL_CSV_MAX_COLUMNS = 100000 };

/** sl_csv_record_split:
 * @text: (n) is written to: NULs behind cells, pairs of quotes become one
 * @is_last: nothing follows @text, so that its end ends the record; text[n] is writable
 * @used: (out) bytes of the record with the end of its line, for SL_CSV_RECORD
 * Splits the first record of @text, with quotes as RFC 4180 has them (line ends and
 * delimiters between quotes, "" for a quote). O(bytes of the record). */
SlCsvSplit sl_csv_record_split (SlCsvRecord *record,
                                const SlCsvDialect *dialect,
                                char *text,
                                size_t n,
                                gboolean is_last,
                                size_t *used);

/** sl_csv_record_is_blank: Returns whether it is an empty line. */
gboolean sl_csv_record_is_blank (const SlCsvRecord *record);
void sl_csv_record_clear (SlCsvRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlCsvRecord, sl_csv_record_clear)

/** sl_csv_is_missing: Returns whether @cell says that there is no value: empty, NA, N/A,
 * null or ?, in any case of letters. */
gboolean sl_csv_is_missing (const SlCsvCell *cell);

/** sl_csv_is_not_finite: Returns whether @text is what programs write for a number that
 * is none: nan, inf or infinity, in any case of letters and with a sign or not. */
gboolean sl_csv_is_not_finite (const char *text);

/** sl_csv_split_list:
 * @list: names with commas between, as a line of CSV
 * Returns (transfer full) the names, NULL-terminated; NULL when a quote is not closed. */
char **sl_csv_split_list (const char *list);

G_END_DECLS
