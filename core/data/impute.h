/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_dataset_fill_gaps:
 * @set: with gaps: NaN where a value is missing; @rows: (n) the training rows
 * Returns (transfer full) a copy in which the mean of the training rows stands in for
 * each value missing, wherever its row is; NULL with SL_ERROR_DATA when a column has no
 * value in any training row. Sums in double. O(n·d). */
SlDataset *
sl_dataset_fill_gaps (const SlDataset *set, const int *rows, int n, GError **error);

G_END_DECLS
