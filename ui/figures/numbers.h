/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

typedef enum {
  SL_NUMBERS_COUNT,  /* whole numbers */
  SL_NUMBERS_FLOAT,  /* what the core keeps as floats: 9 digits say all */
  SL_NUMBERS_DOUBLE, /* 17 digits say all */
  SL_NUMBERS_TEXT,   /* names */
} SlNumbersType;

/** SlNumbers: the numbers that a figure shows, as a table. Columns are filled by the
 * figure, or are fields of the run's history: those are read where they lie, so that a
 * million epochs cost nothing. Counted; immutable once it was handed out. */
typedef struct SlNumbers SlNumbers;

/** sl_numbers_new: Returns (transfer full) a table of @n_rows rows and no columns. */
SlNumbers *sl_numbers_new (gsize n_rows);

/** sl_numbers_new_history: Returns (transfer full) one with a row for each epoch of the
 * run, and the column "epoch". */
SlNumbers *sl_numbers_new_history (const SlSnapshot *snapshot);
SlNumbers *sl_numbers_ref (SlNumbers *self);
void sl_numbers_unref (SlNumbers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlNumbers, sl_numbers_unref)

/** sl_numbers_add:
 * @id: static, the column's name in files; @name: on screen, copied
 * Returns (transfer none) (n_rows) NaN, to be filled: NaN is an empty cell. */
double *
sl_numbers_add (SlNumbers *self, SlNumbersType type, const char *id, const char *name);

/** sl_numbers_add_text: Returns (transfer none) (n_rows) NULL, to be filled with texts
 * (transfer full). */
char **sl_numbers_add_text (SlNumbers *self, const char *id, const char *name);

/** sl_numbers_add_trace: a column of a table from sl_numbers_new_history(): the values
 * that are drawn as @trace, all of them. */
void sl_numbers_add_trace (SlNumbers *self,
                           SlNumbersType type,
                           const char *id,
                           const char *name,
                           SlTraceId trace);

gsize sl_numbers_n_rows (const SlNumbers *self);
guint sl_numbers_n_columns (const SlNumbers *self);
SlNumbersType sl_numbers_type (const SlNumbers *self, guint column);
const char *sl_numbers_id (const SlNumbers *self, guint column);
const char *sl_numbers_name (const SlNumbers *self, guint column);

/** sl_numbers_value: Returns a cell as a number; NaN for an empty one, and for a text. */
double sl_numbers_value (const SlNumbers *self, gsize row, guint column);

/** sl_numbers_text: Returns (transfer full) a cell for people: six digits. */
char *sl_numbers_text (const SlNumbers *self, gsize row, guint column);

/** sl_numbers_csv: Returns (transfer full) the table as a file: a line of ids, then a
 * line a row, with every digit, '.' whatever the locale, and nothing in an empty cell. */
GString *sl_numbers_csv (const SlNumbers *self);

G_END_DECLS
