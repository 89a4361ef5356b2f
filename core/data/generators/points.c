/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include <math.h>

static const char *const features[] = {"x", "y", "x²", "y²", "xy", "sin x", "sin y"};
enum { PLAIN = 2, DERIVED = G_N_ELEMENTS (features) };

SlDataset *
sl_points_new (const SlDatasetType *type,
               const double *options,
               const char *const *classes,
               GError **error)
{
  int n = (int) options[SL_DATA_SAMPLES];
  int d = options[SL_DATA_DERIVED_INPUTS] > 0.0 ? DERIVED : PLAIN;
  SlDataset *dataset = sl_dataset_new (type, type->task, n, d, error);

  if (dataset == NULL)
    return NULL;
  dataset->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    dataset->features[j] = g_strdup (features[j]);
  if (classes == NULL) {
    dataset->target = g_strdup ("z");
    dataset->y = g_new0 (float, n);
    return dataset;
  }
  dataset->target = g_strdup ("class");
  dataset->classes = g_strdupv ((char **) classes);
  dataset->n_classes = 2;
  dataset->label = g_new (int, n);
  for (int i = 0; i < n; i++)
    dataset->label[i] = i % 2;
  return dataset;
}

gboolean
sl_points_are_derived (const SlDataset *dataset)
{
  return dataset->d == DERIVED && dataset->type != NULL &&
         dataset->type->options[SL_DATA_DERIVED_INPUTS].has;
}

/* The derived inputs are those of the rounded point: what a learner reads in the table
 * agrees. */
void
sl_points_fill (int d, float *row, double x, double y)
{
  row[0] = (float) x;
  row[1] = (float) y;
  if (d == PLAIN)
    return;
  x = (double) row[0];
  y = (double) row[1];
  row[2] = (float) (x * x);
  row[3] = (float) (y * y);
  row[4] = (float) (x * y);
  row[5] = (float) sin (x);
  row[6] = (float) sin (y);
}

void
sl_points_set (SlDataset *dataset, int i, double x, double y)
{
  sl_points_fill (dataset->d, dataset->X + (size_t) i * dataset->d, x, y);
}
