/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-target.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { FEW = 20, MANY = 1000 };

static int
compare_numbers (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_texts (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorts @items (n) of @size bytes and keeps one of each. Returns how many. */
static int
keep_different (void *items,
                int n,
                size_t size,
                int (*compare) (const void *, const void *))
{
  char *list = items;
  int kept = 0;

  qsort (list, (size_t) n, size, compare);
  for (int i = 0; i < n; i++)
    if (kept == 0 ||
        compare (list + (size_t) i * size, list + (size_t) (kept - 1) * size) != 0)
      memmove (list + (size_t) kept++ * size, list + (size_t) i * size, size);
  return kept;
}

/* Fills @values (n) with the numbers of @y: those of a one-hot array are the places of
 * its ones. Returns FALSE when a row of such an array has not just a single 1. */
static gboolean
fill_values (const SlArray *y, int n, double *values)
{
  gint64 k = y->n / n;

  for (int i = 0; i < n; i++) {
    values[i] = k == 1 ? sl_array_value (y, i) : -1.0;
    for (gint64 c = 0; k > 1 && c < k; c++) {
      double value = sl_array_value (y, i * k + c);

      if (value == 0.0)
        continue;
      if (value != 1.0 || values[i] >= 0.0)
        return FALSE;
      values[i] = (double) c;
    }
    if (values[i] < 0.0 && k > 1)
      return FALSE;
  }
  return TRUE;
}

static const char *
set_classes (SlDataset *dataset, char **names, int n_classes)
{
  dataset->task = SL_TASK_CLASSIFICATION;
  dataset->classes = names;
  dataset->n_classes = n_classes;
  return n_classes >= 2
             ? NULL
             : _ ("all targets are the same class, so there is nothing to learn");
}

static const char *
set_text_classes (SlDataset *dataset, char *const *texts)
{
  size_t size = sizeof *texts;
  g_autofree const char **sorted = g_memdup2 (texts, (size_t) dataset->n * size);
  int k = keep_different (sorted, dataset->n, size, compare_texts);
  char **names;

  if (k > MANY)
    return _ ("the target has more than 1000 different texts; that is too much for "
              "classes");
  names = g_new0 (char *, k + 1);
  for (int c = 0; c < k; c++)
    names[c] = g_strdup (sorted[c]);
  dataset->label = g_new (int, dataset->n);
  for (int i = 0; i < dataset->n; i++) {
    const char **found = bsearch (&texts[i], sorted, (size_t) k, size, compare_texts);

    dataset->label[i] = (int) (found - sorted);
  }
  return set_classes (dataset, names, k);
}

/* @sorted: (k) the different numbers among @values (n). */
static const char *
set_number_classes (SlDataset *dataset, const double *values, const double *sorted, int k)
{
  char **names;

  if (k > MANY)
    return _ ("the target has more than 1000 different values; choose regression");
  names = g_new0 (char *, k + 1);
  for (int c = 0; c < k; c++)
    names[c] = sl_number_exact (sorted[c]);
  dataset->label = g_new (int, dataset->n);
  for (int i = 0; i < dataset->n; i++) {
    const double *found =
        bsearch (&values[i], sorted, (size_t) k, sizeof *sorted, compare_numbers);

    dataset->label[i] = (int) (found - sorted);
  }
  return set_classes (dataset, names, k);
}

static const char *
set_numbers (SlDataset *dataset, double *values, int n_different)
{
  gboolean lost = FALSE;

  if (n_different < 2)
    return _ ("all targets are equal, so there is nothing to learn");
  dataset->task = SL_TASK_REGRESSION;
  dataset->y = g_new (float, dataset->n);
  for (int i = 0; i < dataset->n; i++) {
    dataset->y[i] = (float) values[i];
    if (!isfinite (dataset->y[i]))
      return _ ("a target is too large");
    lost = lost || (double) dataset->y[i] != values[i];
  }
  if (lost)
    dataset->y_exact = g_memdup2 (values, (size_t) dataset->n * sizeof *values);
  return NULL;
}

/* Whether numbers that nobody has called classes or targets are classes. */
static gboolean
look_like_classes (const SlDataset *dataset, const double *sorted, int k)
{
  if (k > (dataset->width > 0 ? MANY : FEW))
    return FALSE;
  for (int c = 0; c < k; c++)
    if (sorted[c] != floor (sorted[c]))
      return FALSE;
  return TRUE;
}

const char *
sl_array_target_set (SlDataset *dataset, const SlArray *y, const SlFileOptions *options)
{
  g_autofree double *values = NULL, *sorted = NULL;
  int n = dataset->n, k;
  gboolean wants_numbers = options->task != NULL && options->task->regression;

  g_return_val_if_fail (y->n % n == 0, NULL);

  dataset->target = g_strdup ("y");
  if (y->texts != NULL && (wants_numbers || y->n != n))
    return wants_numbers ? _ ("the target is text; choose classification")
                         : _ ("the target must be a single column");
  if (y->texts != NULL)
    return set_text_classes (dataset, y->texts);
  values = g_new (double, n);
  if (!fill_values (y, n, values))
    return _ ("the target must be a single column, or have a single 1 in each row");
  for (int i = 0; i < n; i++)
    if (!isfinite (values[i]))
      return _ ("a target is not a finite number");
  sorted = g_memdup2 (values, (size_t) n * sizeof *values);
  k = keep_different (sorted, n, sizeof *sorted, compare_numbers);
  if (!wants_numbers &&
      (options->task != NULL || y->n > n || look_like_classes (dataset, sorted, k)))
    return set_number_classes (dataset, values, sorted, k);
  return set_numbers (dataset, values, k);
}
