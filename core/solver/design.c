/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/design.h"

#include "core/base/blas.h"
#include "core/base/clones.h"
#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { BLOCK = 32 };

static double
target_value (const SlDataset *data, int row)
{
  return data->y_exact != NULL ? data->y_exact[row] : (double) data->y[row];
}

/* Copies the raw rows into the columns; by blocks, so that reads and writes both stay in
 * the cache. */
static void
copy_columns (double *X, const SlDataset *data, const int *rows, int n)
{
  int d = data->d;

  for (int i0 = 0; i0 < n; i0 += BLOCK)
    for (int j0 = 0; j0 < d; j0 += BLOCK)
      for (int j = j0; j < MIN (j0 + BLOCK, d); j++) {
        double *to = X + (size_t) j * n;

        for (int i = i0; i < MIN (i0 + BLOCK, n); i++)
          to[i] = sl_dataset_value (data, rows[i], j);
      }
}

/* Mean and population sd of @x (n), from distances to its first value: exact for a
 * constant column, which returns FALSE. */
SL_CLONES static gboolean
measure (const double *x, int n, double *mean, double *sd)
{
  double first = x[0], sum = 0, squares = 0, low = first, high = first;

#pragma omp simd reduction(+ : sum) reduction(min : low) reduction(max : high)
  for (int i = 0; i < n; i++) {
    sum += x[i] - first;
    low = x[i] < low ? x[i] : low;
    high = x[i] > high ? x[i] : high;
  }
  double centre = first + sum / n;
#pragma omp simd reduction(+ : squares)
  for (int i = 0; i < n; i++)
    squares += (x[i] - centre) * (x[i] - centre);
  *mean = centre;
  *sd = sqrt (squares / n);
  return high > low && *sd > 0;
}

/* x becomes (x − origin)/scale; returns the mean of its squares. */
SL_CLONES static double
shift_and_scale (double *x, int n, double origin, double scale)
{
  double power = 0;

#pragma omp simd reduction(+ : power)
  for (int i = 0; i < n; i++) {
    x[i] = (x[i] - origin) / scale;
    power += x[i] * x[i];
  }
  return power / n;
}

/* Brings column @j from raw numbers to X and fills what is known of it. */
static void
scale_column (SlDesign *self, const SlProblem *problem, int j)
{
  double *x = self->X + (size_t) j * self->n;
  double mean, sd, pixel = (double) problem->dataset->pixel_range;
  gboolean varies = measure (x, self->n, &mean, &sd);
  gboolean standardize = problem->options.standardize;

  self->mean[j] = standardize && !(pixel > 0) ? mean : 0;
  self->scale[j] = !standardize ? 1 : pixel > 0 ? pixel : varies ? sd : 1;
  self->centre[j] = self->y != NULL ? (mean - self->mean[j]) / self->scale[j] : 0;
  if (!varies) {
    self->n_constant++;
    for (int i = 0; i < self->n; i++)
      x[i] = 0;
    return;
  }
  self->power[j] = shift_and_scale (x, self->n, self->y != NULL ? mean : self->mean[j],
                                    self->scale[j]);
}

static void
fill_target (SlDesign *self, const SlProblem *problem, const int *rows)
{
  double mean, sd;

  self->y = g_new (double, self->n);
  for (int i = 0; i < self->n; i++)
    self->y[i] = target_value (problem->dataset, rows[i]);
  gboolean varies = measure (self->y, self->n, &mean, &sd);
  gboolean standardize = problem->options.standardize_target;
  self->target_varies = varies;
  self->target_mean = standardize ? mean : 0;
  self->target_scale = standardize && varies ? sd : 1;
  self->target_centre = (mean - self->target_mean) / self->target_scale;
  for (int i = 0; i < self->n; i++)
    self->y[i] = varies ? (self->y[i] - mean) / self->target_scale : 0;
}

static gboolean
fill_labels (SlDesign *self, const SlProblem *problem, const int *rows, GError **error)
{
  const SlDataset *data = problem->dataset;
  g_autofree int *counts = g_new0 (int, data->n_classes);

  self->target_scale = 1;
  self->n_classes = data->n_classes;
  self->k = data->n_classes > 2 ? data->n_classes : 1;
  self->label = g_new (int, self->n);
  for (int i = 0; i < self->n; i++) {
    self->label[i] = data->label[rows[i]];
    counts[self->label[i]]++;
  }
  for (int c = 0; c < data->n_classes; c++)
    if (counts[c] == 0) {
      g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                   _ ("No training row has the class '%s', so nothing can be learnt "
                      "about it; choose a smaller test fraction, or leave the class out"),
                   data->classes[c]);
      return FALSE;
    }
  return TRUE;
}

SlDesign *
sl_design_new (const SlProblem *problem, const int *rows, int n, GError **error)
{
  g_autoptr (SlDesign) self = NULL;

  g_return_val_if_fail (problem != NULL, NULL);

  sl_blas_use_one_thread ();
  if (rows == NULL) {
    rows = problem->train.rows;
    n = problem->train.n;
  }
  if (n < 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There are too few rows (%d) for a solution; at least 2 are needed"),
                 n);
    return NULL;
  }
  self = g_new0 (SlDesign, 1);
  self->n = n;
  self->d = problem->dataset->d;
  self->k = 1;
  if (problem->dataset->y != NULL)
    fill_target (self, problem, rows);
  else if (!fill_labels (self, problem, rows, error))
    return NULL;
  self->X = g_try_malloc_n ((size_t) n * (size_t) self->d, sizeof (double));
  if (self->X == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There is not enough memory to solve for %d rows of %d inputs; take "
                    "fewer of either"),
                 n, self->d);
    return NULL;
  }
  self->mean = g_new0 (double, self->d);
  self->scale = g_new0 (double, self->d);
  self->centre = g_new0 (double, self->d);
  self->power = g_new0 (double, self->d);
  copy_columns (self->X, problem->dataset, rows, n);
  for (int j = 0; j < self->d; j++)
    scale_column (self, problem, j);
  return g_steal_pointer (&self);
}

void
sl_design_free (SlDesign *self)
{
  if (self == NULL)
    return;
  g_free (self->X);
  g_free (self->mean);
  g_free (self->scale);
  g_free (self->centre);
  g_free (self->power);
  g_free (self->y);
  g_free (self->label);
  g_free (self);
}

void
sl_design_intercepts (const SlDesign *self, const double *w, double *b)
{
  for (int c = 0; c < self->k; c++) {
    const double *own = w + (size_t) c * self->d;

    b[c] = self->y != NULL ? self->target_centre : w[(size_t) self->k * self->d + c];
    for (int j = 0; j < self->d; j++)
      b[c] -= own[j] * self->centre[j];
  }
}

void
sl_design_model (const SlDesign *self, const double *w, SlCoefficients *model)
{
  sl_coefficients_init (model, self->k, self->d);
  memcpy (model->w, w, (size_t) self->k * self->d * sizeof *w);
  sl_design_intercepts (self, w, model->b);
}

void
sl_design_raw (const SlDesign *self, const SlCoefficients *model, SlCoefficients *raw)
{
  double sum = 0;

  sl_coefficients_init (raw, self->k, self->d);
  for (int c = 0; c < self->k; c++) {
    raw->b[c] = self->target_mean + self->target_scale * model->b[c];
    for (int j = 0; j < self->d; j++) {
      size_t i = (size_t) c * self->d + j;

      raw->w[i] = model->w[i] * self->target_scale / self->scale[j];
      raw->b[c] -= raw->w[i] * self->mean[j];
    }
    sum += raw->b[c];
  }
  for (int c = 0; c < self->k && self->k > 1; c++)
    raw->b[c] -= sum / self->k;
}

/* log Σ exp z, and z is (k). */
static double
log_sum_exp (const double *z, int k)
{
  double top = z[0], sum = 0;

  for (int c = 1; c < k; c++)
    top = MAX (top, z[c]);
  for (int c = 0; c < k; c++)
    sum += exp (z[c] - top);
  return top + log (sum);
}

/* L of one row with outputs @z (k). */
static double
row_loss (const SlDesign *self, const SlDataset *data, int row, const double *z)
{
  if (self->label == NULL) {
    double y = (target_value (data, row) - self->target_mean) / self->target_scale;

    return (y - z[0]) * (y - z[0]) / 2;
  }
  int label = data->label[row];
  if (self->k > 1)
    return log_sum_exp (z, self->k) - z[label];
  const double two[] = {0, label == 1 ? -z[0] : z[0]};
  return log_sum_exp (two, 2);
}

double
sl_design_loss (const SlDesign *self,
                const SlProblem *problem,
                const SlCoefficients *model,
                const int *rows,
                int n)
{
  const SlDataset *data = problem->dataset;
  g_autofree double *z = g_new (double, self->k);
  g_autofree double *x = g_new (double, self->d);
  double sum = 0;

  for (int i = 0; i < n; i++) {
    for (int j = 0; j < self->d; j++)
      x[j] = (sl_dataset_value (data, rows[i], j) - self->mean[j]) / self->scale[j];
    for (int c = 0; c < self->k; c++) {
      z[c] = model->b[c];
      for (int j = 0; j < self->d; j++)
        z[c] += x[j] * model->w[(size_t) c * self->d + j];
    }
    sum += row_loss (self, data, rows[i], z);
  }
  return sum / n;
}
