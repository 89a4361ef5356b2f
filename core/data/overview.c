/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/overview.h"

#include <math.h>

/* Rows between two looks at the stop flag. */
enum { ROWS_AT_ONCE = 64 };

static gboolean
is_stopped (const gint *stop, int row)
{
  return row % ROWS_AT_ONCE == 0 && stop != NULL && g_atomic_int_get (stop);
}

/* Whole numbers stand in the middle of their bins: without that, 0 to 16 in 32 bins would
 * be a comb. */
static void
choose_bins (SlColumnOverview *column)
{
  const SlColumnSummary *s = &column->summary;
  double span = s->max - s->min;

  if (s->n == 0)
    return;
  column->n_bins = SL_OVERVIEW_BINS;
  column->lo = s->min;
  column->hi = s->max;
  if (s->whole && fmax (fabs (s->min), fabs (s->max)) < 1e15) {
    column->n_bins = (int) fmin (span + 1.0, SL_OVERVIEW_BINS);
    column->lo = s->min - 0.5;
    column->hi = s->max + 0.5;
  } else if (!(span > 0.0)) {
    double half = 1e-3 * fmax (fabs (s->min), 1e-300);

    column->n_bins = 1;
    column->lo = s->min - half;
    column->hi = s->max + half;
  }
}

/* Halves, so that a column from one end of the doubles to the other has bins too. */
static int
bin_of (const SlColumnOverview *column, double x)
{
  double share = (0.5 * x - 0.5 * column->lo) / (0.5 * column->hi - 0.5 * column->lo);

  return CLAMP ((int) (share * column->n_bins), 0, column->n_bins - 1);
}

/* @first: the column in the set, d for the target. */
static gboolean
count_columns (const SlDataset *dataset,
               int first,
               int n,
               const gint *stop,
               SlColumnOverview *columns)
{
  g_autofree SlColumnSummary *summaries = g_new (SlColumnSummary, n);

  if (!sl_dataset_summarize_columns (dataset, first, n, stop, summaries))
    return FALSE;
  for (int j = 0; j < n; j++) {
    columns[j].summary = summaries[j];
    columns[j].n_missing = dataset->n - summaries[j].n;
    choose_bins (&columns[j]);
  }
  for (int i = 0; i < dataset->n; i++) {
    if (is_stopped (stop, i))
      return FALSE;
    for (int j = 0; j < n; j++) {
      double x = sl_dataset_cell (dataset, i, first + j);

      if (isfinite (x))
        columns[j].counts[bin_of (&columns[j], x)]++;
    }
  }
  return TRUE;
}

/* Those that may still be constant are looked at in each row; there are soon few. A gap
 * differs from no value. Returns −1 when stopped. */
static int
count_constant (const SlDataset *dataset, const gint *stop)
{
  g_autofree int *left = g_new (int, dataset->d);
  g_autofree double *value = g_new (double, dataset->d);
  int n = dataset->d;

  for (int j = 0; j < dataset->d; j++) {
    left[j] = j;
    value[j] = NAN;
  }
  for (int i = 0; i < dataset->n && n > 0; i++) {
    int kept = 0;

    if (is_stopped (stop, i))
      return -1;
    for (int k = 0; k < n; k++) {
      int j = left[k];
      double x = sl_dataset_value (dataset, i, j);

      if (isnan (value[j]))
        value[j] = x;
      if (isnan (x) || x == value[j])
        left[kept++] = j;
    }
    n = kept;
  }
  return n;
}

static int *
count_labels (const int *label, int n, int n_classes)
{
  int *rows = g_new0 (int, n_classes);

  for (int i = 0; i < n; i++)
    rows[label[i]]++;
  return rows;
}

static void
count_classes (SlDataOverview *self, const SlProblem *problem)
{
  const SlDataset *set = self->dataset;

  if (set->label == NULL)
    return;
  self->class_rows = count_labels (set->label, set->n, set->n_classes);
  if (problem == NULL)
    return;
  for (SlPartId p = 0; p < SL_N_PARTS; p++) {
    const SlPart *part = sl_problem_part (problem, p);
    self->part_rows[p] = count_labels (part->label, part->n, set->n_classes);
  }
}

static void
choose_samples (SlDataOverview *self)
{
  const SlDataset *set = self->dataset;
  int n_classes = set->label != NULL ? MIN (set->n_classes, SL_OVERVIEW_SAMPLES) : 1;
  int each = SL_OVERVIEW_SAMPLES / n_classes, missing = n_classes * each;
  g_autofree int *rows = g_new (int, n_classes *each);
  g_autofree int *found = g_new0 (int, n_classes);

  for (int i = 0; i < set->n && missing > 0; i++) {
    int k = set->label != NULL ? set->label[i] : 0;

    if (k >= n_classes || found[k] == each)
      continue;
    rows[k * each + found[k]++] = i;
    missing--;
  }
  self->samples = g_new (int, n_classes *each);
  for (int k = 0; k < n_classes; k++)
    for (int i = 0; i < found[k]; i++)
      self->samples[self->n_samples++] = rows[k * each + i];
}

SlDataOverview *
sl_data_overview_new (SlDataset *dataset, const SlProblem *problem, const gint *stop)
{
  g_autoptr (SlDataOverview) self = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);

  self = g_new0 (SlDataOverview, 1);
  self->refs = 1;
  self->dataset = sl_dataset_ref (dataset);
  self->n_inputs = MIN (dataset->d, SL_OVERVIEW_COLUMNS);
  self->inputs = g_new0 (SlColumnOverview, self->n_inputs);
  count_classes (self, problem);
  choose_samples (self);
  if (!count_columns (dataset, 0, self->n_inputs, stop, self->inputs))
    return NULL;
  if (dataset->task == SL_TASK_REGRESSION) {
    self->target = g_new0 (SlColumnOverview, 1);
    if (!count_columns (dataset, dataset->d, 1, stop, self->target))
      return NULL;
  }
  self->n_constant = count_constant (dataset, stop);
  return self->n_constant >= 0 ? g_steal_pointer (&self) : NULL;
}

/* g_atomic_int rather than g_atomic_ref_count: see core/base/log.c. */
SlDataOverview *
sl_data_overview_ref (SlDataOverview *overview)
{
  g_return_val_if_fail (overview != NULL, NULL);

  g_atomic_int_inc (&overview->refs);
  return overview;
}

void
sl_data_overview_unref (SlDataOverview *overview)
{
  g_return_if_fail (overview != NULL);

  if (!g_atomic_int_dec_and_test (&overview->refs))
    return;
  sl_dataset_unref (overview->dataset);
  g_free (overview->inputs);
  g_free (overview->target);
  g_free (overview->class_rows);
  for (int p = 0; p < SL_N_PARTS; p++)
    g_free (overview->part_rows[p]);
  g_free (overview->samples);
  g_free (overview);
}

const SlColumnOverview *
sl_data_overview_column (const SlDataOverview *overview, int column)
{
  g_return_val_if_fail (overview != NULL, NULL);

  if (column == overview->dataset->d)
    return overview->target;
  return column >= 0 && column < overview->n_inputs ? &overview->inputs[column] : NULL;
}
