/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv/record.h"
#include "core/data/file-options.h"
#include "core/data/input.h"

G_BEGIN_DECLS

/* So many different texts of a column are kept apart; a category has fewer. */
enum { SL_TABLE_MAX_TEXTS = 10000 };

/* What a cell of a text column looks like. */
typedef enum {
  SL_CELL_NUMBER,
  SL_CELL_DATE,
  SL_CELL_NOT_FINITE, /* "nan" or "inf" */
  SL_CELL_WORD,       /* nothing of those */
  SL_N_CELL_KINDS
} SlCellKind;

/** SlCellCount: cells of one kind, for the sentence when they do not go with the others.
 */
typedef struct
{
  gint64 n;
  gint64 line; /* of the first */
  char *text;  /* Owned, nullable: the first */
} SlCellCount;

/** SlTableColumn: one column of numbers, or of texts, which are numbered as they come. */
typedef struct
{
  char *name; /* Owned */
  gboolean is_text;
  GPtrArray *texts;     /* Owned, of char *: text of each code; NULL for numbers */
  GHashTable *codes;    /* Owned: text → code + 1; NULL for numbers */
  gboolean overflow;    /* there were more texts than SL_TABLE_MAX_TEXTS */
  gboolean is_named;    /* text, because it was named among the categories */
  gboolean is_date;     /* its numbers are days since 1970-01-01 */
  gboolean is_unclear;  /* of which day and month cannot be told apart */
  gboolean has_numbers; /* that are no dates */
  SlCellCount cells[SL_N_CELL_KINDS]; /* of a text column */
} SlTableColumn;

/** SlTable: a table of text as it was read, before it is known what its columns are. */
typedef struct
{
  SlCsvDialect dialect;
  SlTableColumn *columns; /* Owned (n_columns) */
  char **marks;           /* Owned, nullable: texts that stand for no value */
  int n_columns;
  int target;     /* its column; until it is chosen, the last */
  gint64 n;       /* rows */
  double *values; /* Owned (n, n_columns) row-major: numbers, or codes of texts; NaN where
                     there is no value */
} SlTable;

/** sl_table_read:
 * @input: before its first byte; @options: the target's name and task
 * Reads the table in one pass; in two or three, when a column that began with numbers or
 * dates goes on with texts. Returns (transfer full) or NULL with an error that names
 * file, line and column. Memory: 8 bytes a cell, beside the texts of text columns. */
SlTable *sl_table_read (SlInput *input, const SlFileOptions *options, GError **error);
void sl_table_free (SlTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTable, sl_table_free)

/** sl_table_find: Returns the place of the column called @name; −1 with SL_ERROR_DATA and
 * a sentence that lists the columns. */
int sl_table_find (const SlTable *table,
                   const SlInput *input,
                   const char *name,
                   GError **error);

G_END_DECLS
