/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>

/* Without noise no point is nearer to an axis than this. */
#define GAP (0.06 * SL_POINTS_RADIUS)

extern const SlDatasetType sl_dataset_xor;

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const classes[] = {"different signs", "same sign", NULL};
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset = sl_points_new (&sl_dataset_xor, options, classes, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    double x = GAP + (SL_POINTS_RADIUS - GAP) * sl_rng_uniform (&rng);
    double y = GAP + (SL_POINTS_RADIUS - GAP) * sl_rng_uniform (&rng);
    double sign_x = sl_rng_below (&rng, 2) == 0 ? -1.0 : 1.0;
    double sign_y = dataset->label[i] == 1 ? sign_x : -sign_x;
    double dx = noise * sl_rng_normal (&rng);
    double dy = noise * sl_rng_normal (&rng);

    sl_points_set (dataset, i, sign_x * x + dx, sign_y * y + dy);
  }
  return dataset;
}

const SlDatasetType sl_dataset_xor = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"xor", N_ ("Exclusive or"),
             N_ ("Points of a square; the task is to tell whether x and y have the same "
                 "sign, which no straight line can.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 500},
                [SL_DATA_NOISE] = {TRUE, 0.1},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0}},
    .make = make,
};
