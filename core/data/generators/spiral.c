/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The arms begin beside the centre: there, nothing could tell them apart. */
#define INNER (0.1 * SL_POINTS_RADIUS)

extern const SlDatasetType sl_dataset_spiral;

/* Two Archimedean spirals, angle = turns·2π·radius / SL_POINTS_RADIUS, the second half a
 * turn further; points lie evenly along the radius. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const classes[] = {"first arm", "second arm", NULL};
  double noise = options[SL_DATA_NOISE], turns = options[SL_DATA_TURNS];
  SlDataset *dataset = sl_points_new (&sl_dataset_spiral, options, classes, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    double radius = INNER + (SL_POINTS_RADIUS - INNER) * sl_rng_uniform (&rng);
    double angle = G_PI * (2.0 * turns * radius / SL_POINTS_RADIUS + dataset->label[i]);
    double dx = noise * sl_rng_normal (&rng);
    double dy = noise * sl_rng_normal (&rng);

    sl_points_set (dataset, i, radius * cos (angle) + dx, radius * sin (angle) + dy);
  }
  return dataset;
}

const SlDatasetType sl_dataset_spiral = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"spiral", N_ ("Spiral"),
             N_ ("Points of two arms wound round each other; the task is to tell on "
                 "which arm a point lies.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 1000},
                [SL_DATA_NOISE] = {TRUE, 0.2},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0},
                [SL_DATA_TURNS] = {TRUE, 1.5}},
    .make = make,
};
