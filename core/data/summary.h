/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** SlColumnSummary: one column of a data set in numbers, unscaled. */
typedef struct
{
  int n;                     /* rows with a finite value; 0 = the rest is NaN */
  double min, max, mean, sd; /* population standard deviation */
  gboolean whole;            /* every value is a whole number */
} SlColumnSummary;

/** sl_dataset_summarize:
 * @column: an input, or d for the target of a regression
 * Returns its summary over all rows; values that are not finite are passed over. O(n). */
SlColumnSummary sl_dataset_summarize (const SlDataset *dataset, int column);

/** sl_dataset_summarize_columns:
 * @first: an input, or d for the target of a regression; @columns: how many from there on
 * @stop: (nullable) looked at now and then, set by g_atomic_int_set()
 * @summaries: (columns) out: the same of each; row by row, as the numbers lie in memory
 * Returns FALSE when it was stopped, and @summaries then means nothing. O(n·columns). */
gboolean sl_dataset_summarize_columns (const SlDataset *dataset,
                                       int first,
                                       int columns,
                                       const gint *stop,
                                       SlColumnSummary *summaries);

/** sl_dataset_cell: Returns the value of @row in @column, an input or d for the target of
 * a regression, as it was given, unscaled. */
double sl_dataset_cell (const SlDataset *dataset, int row, int column);

/** sl_dataset_target_value: Returns the target of @row as it was given, unscaled; for a
 * regression. */
double sl_dataset_target_value (const SlDataset *dataset, int row);

G_END_DECLS
