/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_COLUMN_NUMBER,
  SL_COLUMN_CATEGORY,   /* one input for each of its values */
  SL_COLUMN_DATE,       /* a number: days since 1970-01-01 */
  SL_COLUMN_CONSTANT,   /* one value in all rows: tells nothing */
  SL_COLUMN_EMPTY,      /* no value in any row: left out */
  SL_COLUMN_IDENTIFIER, /* names the rows: tells nothing about others, left out */
} SlColumnKind;

typedef enum {
  SL_COLUMN_INPUT,
  SL_COLUMN_TARGET,
  SL_COLUMN_LEFT_OUT, /* by its kind, or not among those asked for */
} SlColumnRole;

/** SlColumn: what was found in one column of a file, and what became of it. */
typedef struct
{
  char *name; /* Owned */
  SlColumnKind kind;
  SlColumnRole role;
  double min, max;     /* of its numbers; NaN when it has none */
  gint64 n_missing;    /* rows without a value */
  int n_values;        /* of a category: how many; else 0 */
  int input, n_inputs; /* its first input of the data set, and how many; 0 = none */
} SlColumn;

/** sl_column_kind_name: Returns (transfer none) what people call it, translated. */
const char *sl_column_kind_name (SlColumnKind kind);

/** sl_column_can_be_input: Returns whether it can be one when it is asked for: it has
 * numbers, or texts of which several rows have the same. */
gboolean sl_column_can_be_input (const SlColumn *column);

/** sl_column_append_name: adds @name to a list of columns, with quotes where a reader of
 * CSV would see something else. */
void sl_column_append_name (GString *list, const char *name);

/** sl_columns_list:
 * @columns: (n) of a file; @wanted: (n) which of them are meant
 * Returns (transfer full) their names as SlFileOptions.columns has them: a line of CSV.
 */
char *sl_columns_list (const SlColumn *columns, int n, const gboolean *wanted);

/** sl_columns_free: @columns: (nullable) (n). */
void sl_columns_free (SlColumn *columns, int n);

G_END_DECLS
