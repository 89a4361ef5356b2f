/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv/table.h"
#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_table_assemble:
 * @table: (transfer none) its values are used up
 * Makes the data set: leaves out rows without a value (or leaves gaps to be filled),
 * gives each category one input for each value, and says in notes what it did. Returns
 * (transfer full) or NULL with an error. Memory: no second copy of the numbers when every
 * input is a number; else (n, d) doubles beside the table. */
SlDataset *sl_table_assemble (SlTable *table,
                              const SlInput *input,
                              const SlFileOptions *options,
                              GError **error);

G_END_DECLS
