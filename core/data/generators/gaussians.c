/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

extern const SlDatasetType sl_dataset_gaussians;

/* Two round clouds of standard deviation "noise" on the diagonal. The best rule is the
 * sign of x + y; it errs in a share Φ(−distance / (2·noise)). */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const classes[] = {"lower left", "upper right", NULL};
  double noise = options[SL_DATA_NOISE];
  double centre = options[SL_DATA_DISTANCE] / 2.0 / sqrt (2.0);
  SlDataset *dataset = sl_points_new (&sl_dataset_gaussians, options, classes, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    double middle = dataset->label[i] == 1 ? centre : -centre;
    double dx = noise * sl_rng_normal (&rng);
    double dy = noise * sl_rng_normal (&rng);

    sl_points_set (dataset, i, middle + dx, middle + dy);
  }
  return dataset;
}

const SlDatasetType sl_dataset_gaussians = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"gaussians", N_ ("Two Gaussians"),
             N_ ("Points of two round clouds; the task is to tell from which cloud a "
                 "point comes.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 500},
                [SL_DATA_NOISE] = {TRUE, 1.0},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0},
                [SL_DATA_DISTANCE] = {TRUE, 5.0}},
    .make = make,
};
