/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_truth_new:
 * @options: (SL_N_DATA_OPTIONS) of which the numbers of rows, inputs and true weights
 * count; @largest, @smallest: sizes of the first and the last true weight
 * Returns (transfer full) a set of inputs x1 … xd whose true weights fall evenly from the
 * largest to the smallest, with alternating signs, and stand evenly spread, so that
 * correlated neighbours are not all true; X is zeroed and the target is missing. NULL
 * with SL_ERROR_DATA. */
SlDataset *sl_truth_new (const SlDatasetType *type,
                         const double *options,
                         double largest,
                         double smallest,
                         GError **error);

/** sl_truth_check: for SlDatasetType: no more true weights than inputs, and not too many
 * numbers. SL_ERROR_ARGUMENT. */
gboolean sl_truth_check (const double *options, GError **error);

G_END_DECLS
