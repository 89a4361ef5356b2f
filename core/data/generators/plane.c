/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>

#define SLOPE_X 1.0
#define SLOPE_Y 0.5

extern const SlDatasetType sl_dataset_plane;

/* z = x + y/2 + noise·ε over a square. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset = sl_points_new (&sl_dataset_plane, options, NULL, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  dataset->true_weights = g_new0 (float, dataset->d);
  dataset->true_weights[0] = (float) SLOPE_X;
  dataset->true_weights[1] = (float) SLOPE_Y;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    double x = SL_POINTS_RADIUS * (2.0 * sl_rng_uniform (&rng) - 1.0);
    double y = SL_POINTS_RADIUS * (2.0 * sl_rng_uniform (&rng) - 1.0);

    sl_points_set (dataset, i, x, y);
    dataset->y[i] = (float) (SLOPE_X * x + SLOPE_Y * y + noise * sl_rng_normal (&rng));
  }
  return dataset;
}

const SlDatasetType sl_dataset_plane = {
    .task = SL_TASK_REGRESSION,
    .kind = {"plane", N_ ("Plane"),
             N_ ("A number that rises evenly with x and half as fast with y; the task is "
                 "to foretell it.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 500},
                [SL_DATA_NOISE] = {TRUE, 0.5},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0}},
    .make = make,
};
