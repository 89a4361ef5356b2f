/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/solver-data.h"

#include <math.h>

const SlPenaltyType *
solver_penalty (const char *id)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind = sl_kind_find (sl_penalties (), id, &error);

  g_assert_no_error (error);
  return (const SlPenaltyType *) kind;
}

SlDataset *
solver_set (const char *id)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind = sl_kind_find (sl_datasets (), id, &error);
  double options[SL_N_DATA_OPTIONS];

  g_assert_no_error (error);
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options[i] = NAN;
  SlDataset *set = sl_dataset_make ((const SlDatasetType *) kind, options, 1, &error);
  g_assert_no_error (error);
  return set;
}

SlDataset *
solver_made_set (int n, int d, int n_classes)
{
  g_autoptr (GError) error = NULL;
  const SlDatasetType *type = (const SlDatasetType *) sl_datasets ()->kinds[0];
  SlTask task = n_classes > 0 ? SL_TASK_CLASSIFICATION : SL_TASK_REGRESSION;
  SlDataset *set = sl_dataset_new (type, task, n, d, &error);

  g_assert_no_error (error);
  set->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    set->features[j] = g_strdup_printf ("x%d", j + 1);
  set->target = g_strdup ("y");
  set->n_classes = n_classes;
  if (n_classes == 0) {
    set->y = g_new0 (float, n);
    return set;
  }
  set->label = g_new0 (int, n);
  set->classes = g_new0 (char *, n_classes + 1);
  for (int c = 0; c < n_classes; c++)
    set->classes[c] = g_strdup_printf ("class-%c", 'a' + c);
  return set;
}

SlProblem *
solver_problem (SlDataset *dataset, gboolean standardize, gboolean target)
{
  g_autoptr (GError) error = NULL;
  const SlProblemOptions options = {
      .standardize = standardize, .standardize_target = target, .seed = 1};
  SlProblem *problem = sl_problem_new (dataset, &options, &error);

  g_assert_no_error (error);
  return problem;
}

static double
raw_value (const SlDataset *set, int row, int j)
{
  size_t i = (size_t) row * set->d + j;

  if (j == set->d)
    return set->y_exact != NULL ? set->y_exact[row] : (double) set->y[row];
  return set->X_exact != NULL ? set->X_exact[i] : (double) set->X[i];
}

/* Fills @x (n) with column @j (d = the target) of @rows as the model sees it, by the
 * statistics of @by. */
static void
model_column (const SlProblem *problem,
              int j,
              const int *rows,
              int n,
              const int *by,
              int n_by,
              double *x)
{
  const SlDataset *set = problem->dataset;
  gboolean is_target = j == set->d;
  gboolean wanted =
      is_target ? problem->options.standardize_target : problem->options.standardize;
  long double mean = 0, squares = 0;
  double scale = 1;

  for (int i = 0; i < n_by; i++)
    mean += (long double) raw_value (set, by[i], j) / n_by;
  for (int i = 0; i < n_by; i++)
    squares += (raw_value (set, by[i], j) - mean) * (raw_value (set, by[i], j) - mean);
  if (!wanted)
    mean = 0;
  else if (!is_target && set->pixel_range > 0) {
    mean = 0;
    scale = (double) set->pixel_range;
  } else if (squares / n_by > 1e-24L * mean * mean)
    scale = (double) sqrtl (squares / n_by);
  for (int i = 0; i < n; i++)
    x[i] = (double) ((raw_value (set, rows[i], j) - mean) / scale);
}

/* z (k, n) = outputs of @model. */
static double *
outputs (const SlProblem *problem,
         const SlCoefficients *model,
         const int *rows,
         int n,
         const int *by,
         int n_by)
{
  double *z = g_new (double, (size_t) model->k *n);
  g_autofree double *x = g_new (double, n);

  for (int c = 0; c < model->k; c++)
    for (int i = 0; i < n; i++)
      z[(size_t) c * n + i] = model->b[c];
  for (int j = 0; j < model->d; j++) {
    model_column (problem, j, rows, n, by, n_by, x);
    for (int c = 0; c < model->k; c++)
      for (int i = 0; i < n; i++)
        z[(size_t) c * n + i] += model->w[(size_t) c * model->d + j] * x[i];
  }
  return z;
}

/* Turns outputs into ∂L/∂z·n and returns L. */
static double
differentiate (const SlProblem *problem,
               const SlCoefficients *model,
               const int *rows,
               int n,
               const int *by,
               int n_by,
               double *z)
{
  const SlDataset *set = problem->dataset;
  g_autofree double *y = g_new (double, n);
  double loss = 0;

  if (set->y != NULL)
    model_column (problem, set->d, rows, n, by, n_by, y);
  for (int i = 0; i < n; i++) {
    double top = 0, total, own;

    if (set->y != NULL) {
      z[i] -= y[i];
      loss += z[i] * z[i] / 2 / n;
      continue;
    }
    int label = set->label[rows[i]];
    for (int c = 0; c < model->k; c++)
      top = MAX (top, z[(size_t) c * n + i]);
    total = model->k > 1 ? 0 : exp (-top);
    for (int c = 0; c < model->k; c++)
      total += exp (z[(size_t) c * n + i] - top);
    own = model->k > 1 ? z[(size_t) label * n + i] : label * z[i];
    loss += (log (total) + top - own) / n;
    for (int c = 0; c < model->k; c++)
      z[(size_t) c * n + i] = exp (z[(size_t) c * n + i] - top) / total -
                              (model->k > 1 ? label == c : label == 1);
  }
  return loss;
}

double
solver_loss (const SlProblem *problem,
             const SlCoefficients *model,
             const int *rows,
             int n,
             const int *by,
             int n_by)
{
  g_autofree double *z = outputs (problem, model, rows, n, by, n_by);

  return differentiate (problem, model, rows, n, by, n_by, z);
}

double
solver_violation (const SlProblem *problem,
                  const SlCoefficients *model,
                  double lambda,
                  double share)
{
  const int *rows = problem->train.rows;
  int n = problem->train.n;
  g_autofree double *z = outputs (problem, model, rows, n, rows, n);
  g_autofree double *x = g_new (double, n);
  double worst = 0;

  differentiate (problem, model, rows, n, rows, n, z);
  for (int j = 0; j <= model->d; j++) {
    if (j < model->d)
      model_column (problem, j, rows, n, rows, n, x);
    for (int c = 0; c < model->k; c++) {
      double w = j < model->d ? model->w[(size_t) c * model->d + j] : 0;
      double l1 = j < model->d ? lambda * share : 0, violation;
      long double sum = 0;

      for (int i = 0; i < n; i++)
        sum += (long double) z[(size_t) c * n + i] * (j < model->d ? x[i] : 1);
      double g = (double) (sum / n) + lambda * (1 - share) * w;
      if (w == 0)
        violation = fabs (g) > l1 ? fabs (g) - l1 : 0;
      else
        violation = fabs (g + (w > 0 ? l1 : -l1));
      g_assert_true (isfinite (violation));
      worst = MAX (worst, violation);
    }
  }
  return worst;
}
