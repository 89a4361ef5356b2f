/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/column.h"
#include "core/data/csv/table.h"

G_BEGIN_DECLS

/* A category has at most so many values, a target so many classes. */
enum { SL_MAX_CATEGORIES = 100, SL_MAX_CLASSES = 1000 };

/** sl_table_infer:
 * @options: which columns are wanted, and how
 * Without a target in @options it is the last column that can be one.
 * @regression: (out) the task: as asked for, or by the target's values: more than 20
 * different numbers, or any that is not whole, are a regression
 * Finds out what each column is and what becomes of it; n_inputs is 1 for numbers and
 * still 0 for categories. Returns (transfer full) (n_columns) the columns, to be freed
 * with sl_columns_free(); NULL with an error: an unknown column, texts among numbers, a
 * target that cannot be one. O(cells). */
SlColumn *sl_table_infer (SlTable *table,
                          const SlInput *input,
                          const SlFileOptions *options,
                          gboolean *regression,
                          GError **error);

G_END_DECLS
