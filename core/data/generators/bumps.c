/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Width of a bump (its standard deviation), in units of the distance between bumps. */
#define WIDTH 0.3

extern const SlDatasetType sl_dataset_bumps;

/* Returns the height at (@x, @y) of @k × @k Gaussians on a grid over the square, hills
 * (1) and hollows (−1) like the fields of a chess board. */
static double
height (double x, double y, int k)
{
  double step = 2.0 * SL_POINTS_RADIUS / k, width = WIDTH * step, sum = 0.0;

  for (int i = 0; i < k; i++)
    for (int j = 0; j < k; j++) {
      double dx = (x - step * (i + 0.5) + SL_POINTS_RADIUS) / width;
      double dy = (y - step * (j + 0.5) + SL_POINTS_RADIUS) / width;

      sum += ((i + j) % 2 == 0 ? 1.0 : -1.0) * exp (-0.5 * (dx * dx + dy * dy));
    }
  return sum;
}

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  double noise = options[SL_DATA_NOISE];
  int k = (int) options[SL_DATA_BUMPS];
  SlDataset *dataset = sl_points_new (&sl_dataset_bumps, options, NULL, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    double x = SL_POINTS_RADIUS * (2.0 * sl_rng_uniform (&rng) - 1.0);
    double y = SL_POINTS_RADIUS * (2.0 * sl_rng_uniform (&rng) - 1.0);

    sl_points_set (dataset, i, x, y);
    dataset->y[i] = (float) (height (x, y, k) + noise * sl_rng_normal (&rng));
  }
  return dataset;
}

const SlDatasetType sl_dataset_bumps = {
    .task = SL_TASK_REGRESSION,
    .kind = {"bumps", N_ ("Bumps"),
             N_ ("The height of hills and hollows over a square; the task is to foretell "
                 "it.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 1000},
                [SL_DATA_NOISE] = {TRUE, 0.1},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0},
                [SL_DATA_BUMPS] = {TRUE, 2}},
    .make = make,
};
