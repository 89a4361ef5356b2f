/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/impute.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Returns (transfer full) (d) the means over @rows (n) of what is there. */
static double *
training_means (const SlDataset *set, const int *rows, int n, GError **error)
{
  g_autofree double *mean = g_new0 (double, set->d);
  g_autofree int *count = g_new0 (int, set->d);

  for (int i = 0; i < n; i++)
    for (int j = 0; j < set->d; j++) {
      double value = sl_dataset_value (set, rows[i], j);

      if (!isnan (value)) {
        mean[j] += value;
        count[j]++;
      }
    }
  for (int j = 0; j < set->d; j++) {
    if (count[j] == 0) {
      g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                   _ ("Column '%s' has no value in any training row, so there is no mean "
                      "to fill in; leave it out"),
                   set->features[j]);
      return NULL;
    }
    mean[j] /= count[j];
  }
  return g_steal_pointer (&mean);
}

static void
copy_names (SlDataset *copy, const SlDataset *set)
{
  copy->file = set->file;
  copy->name = g_strdup (set->name);
  copy->features = g_strdupv (set->features);
  copy->classes = g_strdupv (set->classes);
  copy->n_classes = set->n_classes;
  copy->target = g_strdup (set->target);
  copy->notes = g_strdupv (set->notes);
  copy->n_test = set->n_test;
  copy->n_columns = set->n_columns;
  copy->columns = g_memdup2 (set->columns, sizeof (SlColumn) * set->n_columns);
  for (int j = 0; j < set->n_columns; j++)
    copy->columns[j].name = g_strdup (set->columns[j].name);
}

SlDataset *
sl_dataset_fill_gaps (const SlDataset *set, const int *rows, int n, GError **error)
{
  g_autofree double *mean = NULL, *X = NULL, *y = NULL;
  SlDataset *copy;

  g_return_val_if_fail (set != NULL && set->has_gaps, NULL);

  mean = training_means (set, rows, n, error);
  copy =
      mean != NULL ? sl_dataset_new (set->type, set->task, set->n, set->d, error) : NULL;
  if (copy == NULL)
    return NULL;
  X = g_new (double, (size_t) set->n * set->d);
  for (int i = 0; i < set->n; i++)
    for (int j = 0; j < set->d; j++) {
      double value = sl_dataset_value (set, i, j);

      X[(size_t) i * set->d + j] = isnan (value) ? mean[j] : value;
    }
  if (set->y != NULL) {
    y = g_new (double, set->n);
    for (int i = 0; i < set->n; i++)
      y[i] = set->y_exact != NULL ? set->y_exact[i] : (double) set->y[i];
  }
  sl_dataset_set_exact (copy, g_steal_pointer (&X), g_steal_pointer (&y));
  if (set->label != NULL)
    copy->label = g_memdup2 (set->label, sizeof (int) * set->n);
  copy_names (copy, set);
  return copy;
}
