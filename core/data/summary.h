/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** SlColumnSummary: one column of a data set in numbers, unscaled. */
typedef struct
{
  int n;                     /* rows with a finite value; 0 = the rest is NaN */
  double min, max, mean, sd; /* population standard deviation */
} SlColumnSummary;

/** sl_dataset_summarize:
 * @column: an input, or d for the target of a regression
 * Returns its summary over all rows; values that are not finite are passed over. O(n). */
SlColumnSummary sl_dataset_summarize (const SlDataset *dataset, int column);

/** sl_dataset_count_classes: Returns (transfer full) (n_classes) the rows of each class;
 * for a classification. */
int *sl_dataset_count_classes (const SlDataset *dataset);

/** sl_dataset_target_value: Returns the target of @row as it was given, unscaled; for a
 * regression. */
double sl_dataset_target_value (const SlDataset *dataset, int row);

G_END_DECLS
