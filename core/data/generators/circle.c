/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/points.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Radii: the disc ends at DISC, the ring goes from RING to the end. */
#define DISC (0.5 * SL_POINTS_RADIUS)
#define RING (0.7 * SL_POINTS_RADIUS)

extern const SlDatasetType sl_dataset_circle;

/* Every point draws the same numbers whatever the noise, so that more noise moves the
 * same points further; so it is in the other sets of two inputs. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const classes[] = {"inside", "outside", NULL};
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset = sl_points_new (&sl_dataset_circle, options, classes, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    gboolean outside = dataset->label[i] == 1;
    double from = outside ? RING : 0.0;
    double to = outside ? SL_POINTS_RADIUS : DISC;
    double area = sl_rng_uniform (&rng); /* even over the area, not over the radius */
    double radius = sqrt (from * from + (to * to - from * from) * area);
    double angle = 2.0 * G_PI * sl_rng_uniform (&rng);
    double dx = noise * sl_rng_normal (&rng);
    double dy = noise * sl_rng_normal (&rng);

    sl_points_set (dataset, i, radius * cos (angle) + dx, radius * sin (angle) + dy);
  }
  return dataset;
}

const SlDatasetType sl_dataset_circle = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"circle", N_ ("Circle"),
             N_ ("Points of a disc and of a ring around it; the task is to tell them "
                 "apart.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 500},
                [SL_DATA_NOISE] = {TRUE, 0.25},
                [SL_DATA_DERIVED_INPUTS] = {TRUE, 0}},
    .make = make,
};
