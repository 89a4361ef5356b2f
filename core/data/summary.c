/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/summary.h"

#include <math.h>

static double
value_of (const SlDataset *dataset, int row, int column)
{
  return column < dataset->d ? sl_dataset_value (dataset, row, column)
                             : sl_dataset_target_value (dataset, row);
}

/* The mean is taken of distances from the smallest value, so that a column far from 0
 * keeps its digits. */
SlColumnSummary
sl_dataset_summarize (const SlDataset *dataset, int column)
{
  SlColumnSummary s = {.min = INFINITY, .max = -INFINITY};
  double sum = 0.0, squares = 0.0;

  g_return_val_if_fail (dataset != NULL, s);
  g_return_val_if_fail (
      column >= 0 && column < dataset->d + (dataset->task == SL_TASK_REGRESSION), s);

  for (int i = 0; i < dataset->n; i++) {
    double x = value_of (dataset, i, column);

    if (!isfinite (x))
      continue;
    s.n++;
    s.min = fmin (s.min, x);
    s.max = fmax (s.max, x);
  }
  if (s.n == 0)
    return (SlColumnSummary){0, NAN, NAN, NAN, NAN};
  for (int i = 0; i < dataset->n; i++) {
    double x = value_of (dataset, i, column);

    sum += isfinite (x) ? (x - s.min) / s.n : 0.0;
  }
  s.mean = s.min + sum;
  for (int i = 0; i < dataset->n; i++) {
    double x = value_of (dataset, i, column) - s.mean;

    squares += isfinite (x) ? x * x / s.n : 0.0;
  }
  s.sd = sqrt (squares);
  return s;
}

int *
sl_dataset_count_classes (const SlDataset *dataset)
{
  int *counts;

  g_return_val_if_fail (dataset != NULL && dataset->label != NULL, NULL);

  counts = g_new0 (int, dataset->n_classes);
  for (int i = 0; i < dataset->n; i++)
    counts[dataset->label[i]]++;
  return counts;
}

double
sl_dataset_target_value (const SlDataset *dataset, int row)
{
  g_return_val_if_fail (dataset != NULL && dataset->y != NULL, NAN);

  return dataset->y_exact != NULL ? dataset->y_exact[row] : (double) dataset->y[row];
}
