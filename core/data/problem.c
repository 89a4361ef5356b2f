/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/problem.h"

#include "core/base/clones.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/impute.h"
#include "core/data/scale.h"
#include "core/data/split.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
set_value_error (const SlDataset *dataset,
                 int row,
                 int column,
                 const char *what,
                 GError **error)
{
  const char *name = column < dataset->d ? dataset->features[column] : dataset->target;

  /* TRANSLATORS: a row number, a column name, and what is wrong with the value there. */
  g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("Row %d, column '%s': %s"), row + 1,
               name, what);
}

/* Every value must be finite; the sentence names the first that is not. */
static gboolean
check_values (const SlDataset *dataset, GError **error)
{
  const char *what = _ ("the value is not a finite number");

  for (int i = 0; i < dataset->n; i++) {
    const float *x = dataset->X != NULL ? dataset->X + (size_t) i * dataset->d : NULL;

    for (int j = 0; x != NULL && j < dataset->d; j++)
      if (!isfinite (x[j]) && !(dataset->has_gaps && isnan (x[j]))) {
        set_value_error (dataset, i, j, what, error);
        return FALSE;
      }
    if (dataset->y != NULL && !isfinite (dataset->y[i])) {
      set_value_error (dataset, i, dataset->d, what, error);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_fraction (double fraction, const char *sentence, GError **error)
{
  g_autofree char *text = NULL;

  if (fraction >= 0.0 && fraction < 1.0)
    return TRUE;
  text = sl_number_text (fraction, 7);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, sentence, text);
  return FALSE;
}

static gboolean
check_fractions (const SlProblemOptions *options, GError **error)
{
  return check_fraction (
             options->test_fraction,
             _ ("The test fraction is %s; it must be 0 or more and less than 1"),
             error) &&
         check_fraction (
             options->validation_fraction,
             _ ("The validation fraction is %s; it must be 0 or more and less than 1"),
             error);
}

/* @fraction: of the validation part asked for. */
static gboolean
check_validation (const SlSplit *split, double fraction, GError **error)
{
  if (!(fraction > 0.0) || (split->n_train >= 2 && split->n_validation > 0))
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("%d training rows are too few to set a part of them aside for "
                  "validation"),
               split->n_train + split->n_validation);
  return FALSE;
}

static gboolean
check_split (const SlDataset *dataset, const SlSplit *split, GError **error)
{
  gboolean one_class = dataset->label != NULL && dataset->n_classes == 1;
  if (split->n_train >= 2 && !one_class)
    return TRUE;
  if (one_class)
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%s: all rows are of one class, '%s', so that there is nothing to "
                    "tell apart; choose another target, or a file with more classes"),
                 sl_dataset_name (dataset),
                 dataset->classes != NULL ? dataset->classes[0] : "");
  else if (split->n_test == 0)
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%s: there are too few rows (%d); training needs at least 2"),
                 sl_dataset_name (dataset), dataset->n);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%s: with %d of %d rows for testing, fewer than 2 are left to train "
                    "on; choose a smaller test fraction"),
                 sl_dataset_name (dataset), split->n_test, dataset->n);
  return FALSE;
}

/* Fills mean and scale of inputs and target from the training rows. */
static void
measure (SlProblem *p, const SlSplit *split, const SlProblemOptions *options)
{
  const SlDataset *data = p->dataset;
  int d = data->d;

  p->mean = g_new0 (float, d);
  p->scale = g_new (float, d);
  for (int j = 0; j < d; j++)
    p->scale[j] =
        options->standardize && data->pixel_range > 0.0f ? data->pixel_range : 1.0f;
  if (options->standardize && !(data->pixel_range > 0.0f)) {
    g_autofree double *mean = g_new (double, d), *scale = g_new (double, d);

    sl_scale_columns (data->X, split->train, split->n_train, d, mean, scale);
    for (int j = 0; j < d; j++) {
      p->mean[j] = (float) mean[j];
      p->scale[j] = (float) scale[j];
    }
  }
  p->target_mean = 0.0;
  p->target_scale = 1.0;
  if (options->standardize_target && data->y != NULL)
    sl_scale_columns (data->y, split->train, split->n_train, 1, &p->target_mean,
                      &p->target_scale);
}

/* Fills the inputs of @part, which has its rows, with scaled copies. */
static gboolean
fill_inputs (SlPart *part, const SlProblem *p, GError **error)
{
  const SlDataset *data = p->dataset;
  size_t d = (size_t) data->d, n = (size_t) part->n;

  part->X = g_try_malloc_n (n * d, sizeof (float));
  if (part->X == NULL && n > 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There is not enough memory for a scaled copy of %d rows of %d "
                    "inputs"),
                 part->n, data->d);
    return FALSE;
  }
  for (size_t i = 0; i < n; i++) {
    const float *from = data->X + (size_t) part->rows[i] * d;
    float *to = part->X + i * d;

    for (int j = 0; j < data->d; j++) {
      to[j] = sl_scale_apply (from[j], (double) p->mean[j], (double) p->scale[j]);
      if (!isfinite (to[j])) {
        set_value_error (data, part->rows[i], j,
                         _ ("the value is too far from those of the training rows"),
                         error);
        return FALSE;
      }
    }
  }
  return TRUE;
}

/* Copies and scales @rows (n) of the data set into @part. A test row may be so far from
 * the training rows that it leaves the range of floats. */
static gboolean
fill_part (SlPart *part, const SlProblem *p, const int *rows, int n, GError **error)
{
  const SlDataset *data = p->dataset;
  const char *what = _ ("the value is too far from those of the training rows");

  part->n = n;
  part->d = data->d;
  part->rows = g_memdup2 (rows, (size_t) n * sizeof *rows);
  part->pixels = data->pixels;
  part->divisor = p->scale[0];
  if (part->pixels == NULL && !fill_inputs (part, p, error))
    return FALSE;
  part->y = data->y == NULL ? NULL : g_new (float, n);
  part->label = data->label == NULL ? NULL : g_new (int, n);
  for (int i = 0; i < n; i++) {
    if (part->label != NULL)
      part->label[i] = data->label[rows[i]];
    if (part->y == NULL)
      continue;
    part->y[i] = sl_scale_apply (data->y[rows[i]], p->target_mean, p->target_scale);
    if (!isfinite (part->y[i])) {
      set_value_error (data, rows[i], data->d, what, error);
      return FALSE;
    }
  }
  return TRUE;
}

SlProblem *
sl_problem_new (SlDataset *dataset, const SlProblemOptions *options, GError **error)
{
  g_autoptr (SlProblem) p = NULL;
  g_auto (SlSplit) split = {0};

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!check_fractions (options, error) || !check_values (dataset, error))
    return NULL;
  sl_split_init (&split, dataset, options->test_fraction, options->seed);
  if (!check_split (dataset, &split, error))
    return NULL;
  if (options->validation_fraction > 0.0)
    sl_split_take_validation (&split, dataset, options->validation_fraction,
                              options->seed);
  if (!check_validation (&split, options->validation_fraction, error))
    return NULL;

  p = g_new0 (SlProblem, 1);
  p->refs = 1;
  p->source = sl_dataset_ref (dataset);
  p->options = *options;
  p->dataset = dataset->has_gaps
                   ? sl_dataset_fill_gaps (dataset, split.train, split.n_train, error)
                   : sl_dataset_ref (dataset);
  if (p->dataset == NULL)
    return NULL;
  measure (p, &split, options);
  if (!fill_part (&p->train, p, split.train, split.n_train, error) ||
      !fill_part (&p->validation, p, split.validation, split.n_validation, error) ||
      !fill_part (&p->test, p, split.test, split.n_test, error))
    return NULL;
  return g_steal_pointer (&p);
}

/* The quotient of two floats, rounded once, is what sl_scale_apply() gives by a double:
 * that has more than twice the digits, so that rounding it again changes nothing.
 * Source: Figueroa, When is double rounding innocuous? (1995). */
SL_CLONES static void
divide_pixels (size_t n, const guint8 *restrict pixels, float divisor, float *restrict x)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    x[i] = (float) pixels[i] / divisor;
}

static void
copy_row (const SlPart *part, int row, float *x)
{
  size_t d = (size_t) part->d;

  if (part->pixels != NULL)
    divide_pixels (d, part->pixels + (size_t) part->rows[row] * d, part->divisor, x);
  else
    memcpy (x, part->X + (size_t) row * d, d * sizeof *x);
}

const float *
sl_part_rows (const SlPart *part, int first, int n, float *scratch)
{
  if (part->pixels == NULL)
    return part->X + (size_t) first * (size_t) part->d;
  for (int i = 0; i < n; i++)
    copy_row (part, first + i, scratch + (size_t) i * (size_t) part->d);
  return scratch;
}

void
sl_part_gather (const SlPart *part, const int *order, int n, float *X)
{
  for (int i = 0; i < n; i++)
    copy_row (part, order[i], X + (size_t) i * (size_t) part->d);
}

const SlPart *
sl_problem_part (const SlProblem *problem, SlPartId part)
{
  const SlPart *const parts[SL_N_PARTS] = {
      [SL_PART_TRAIN] = &problem->train,
      [SL_PART_VALIDATION] = &problem->validation,
      [SL_PART_TEST] = &problem->test,
  };
  return parts[part];
}

/* g_atomic_int rather than g_atomic_ref_count: see core/base/log.c. */
SlProblem *
sl_problem_ref (SlProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  g_atomic_int_inc (&problem->refs);
  return problem;
}

static void
part_clear (SlPart *part)
{
  g_free (part->X);
  g_free (part->y);
  g_free (part->label);
  g_free (part->rows);
}

void
sl_problem_unref (SlProblem *problem)
{
  g_return_if_fail (problem != NULL);

  if (!g_atomic_int_dec_and_test (&problem->refs))
    return;
  part_clear (&problem->train);
  part_clear (&problem->validation);
  part_clear (&problem->test);
  g_free (problem->mean);
  g_free (problem->scale);
  g_clear_pointer (&problem->dataset, sl_dataset_unref);
  sl_dataset_unref (problem->source);
  g_free (problem);
}
