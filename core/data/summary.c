/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/summary.h"

#include <math.h>

/* Rows between two looks at the stop flag. */
enum { ROWS_AT_ONCE = 64 };

/* One pass over the rows: takes @x, a finite value of the column, into @s. */
typedef void (*Pass) (SlColumnSummary *s, double x);

double
sl_dataset_cell (const SlDataset *dataset, int row, int column)
{
  return column < dataset->d ? sl_dataset_value (dataset, row, column)
                             : sl_dataset_target_value (dataset, row);
}

static void
take_range (SlColumnSummary *s, double x)
{
  s->n++;
  s->min = fmin (s->min, x);
  s->max = fmax (s->max, x);
  s->whole = s->whole && x == floor (x);
}

/* Of distances from the smallest value, so that a column far from 0 keeps its digits. */
static void
take_mean (SlColumnSummary *s, double x)
{
  s->mean += (x - s->min) / s->n;
}

static void
take_square (SlColumnSummary *s, double x)
{
  s->sd += (x - s->mean) * (x - s->mean) / s->n;
}

static gboolean
pass_over (const SlDataset *dataset,
           int first,
           int columns,
           const gint *stop,
           Pass pass,
           SlColumnSummary *summaries)
{
  for (int i = 0; i < dataset->n; i++) {
    if (i % ROWS_AT_ONCE == 0 && stop != NULL && g_atomic_int_get (stop))
      return FALSE;
    for (int j = 0; j < columns; j++) {
      double x = sl_dataset_cell (dataset, i, first + j);

      if (isfinite (x))
        pass (&summaries[j], x);
    }
  }
  return TRUE;
}

gboolean
sl_dataset_summarize_columns (const SlDataset *dataset,
                              int first,
                              int columns,
                              const gint *stop,
                              SlColumnSummary *summaries)
{
  g_return_val_if_fail (dataset != NULL, FALSE);
  g_return_val_if_fail (first >= 0 && columns >= 0, FALSE);
  g_return_val_if_fail (
      first + columns <= dataset->d + (dataset->task == SL_TASK_REGRESSION), FALSE);

  for (int j = 0; j < columns; j++)
    summaries[j] = (SlColumnSummary){.min = INFINITY, .max = -INFINITY, .whole = TRUE};
  if (!pass_over (dataset, first, columns, stop, take_range, summaries) ||
      !pass_over (dataset, first, columns, stop, take_mean, summaries))
    return FALSE;
  for (int j = 0; j < columns; j++)
    summaries[j].mean += summaries[j].min;
  if (!pass_over (dataset, first, columns, stop, take_square, summaries))
    return FALSE;
  for (int j = 0; j < columns; j++)
    if (summaries[j].n > 0)
      summaries[j].sd = sqrt (summaries[j].sd);
    else
      summaries[j] = (SlColumnSummary){0, NAN, NAN, NAN, NAN, FALSE};
  return TRUE;
}

SlColumnSummary
sl_dataset_summarize (const SlDataset *dataset, int column)
{
  SlColumnSummary summary = {0, NAN, NAN, NAN, NAN, FALSE};

  sl_dataset_summarize_columns (dataset, column, 1, NULL, &summary);
  return summary;
}

double
sl_dataset_target_value (const SlDataset *dataset, int row)
{
  g_return_val_if_fail (dataset != NULL && dataset->y != NULL, NAN);

  return dataset->y_exact != NULL ? dataset->y_exact[row] : (double) dataset->y[row];
}
