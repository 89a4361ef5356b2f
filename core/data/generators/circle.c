/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/dataset.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Radii: the disc ends at DISC, the ring goes from RING to 1. */
#define DISC 0.5
#define RING 0.7

extern const SlDatasetType sl_dataset_circle;

/* Rows take turns: a point of the disc, a point of the ring. Every point draws the same
 * numbers whatever the noise, so that more noise moves the same points further. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const features[] = {"x", "y", NULL};
  static const char *const classes[] = {"inside", "outside", NULL};
  int n = (int) options[SL_DATA_SAMPLES];
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset;
  SlRng rng;

  dataset = sl_dataset_new (&sl_dataset_circle, SL_TASK_CLASSIFICATION, n, 2, error);
  if (dataset == NULL)
    return NULL;
  dataset->features = g_strdupv ((char **) features);
  dataset->classes = g_strdupv ((char **) classes);
  dataset->n_classes = 2;
  dataset->target = g_strdup ("class");
  dataset->label = g_new (int, n);

  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < n; i++) {
    gboolean outside = i % 2 == 1;
    double from = outside ? RING : 0.0;
    double to = outside ? 1.0 : DISC;
    double area = sl_rng_uniform (&rng); /* even over the area, not over the radius */
    double radius = sqrt (from * from + (to * to - from * from) * area);
    double angle = 2.0 * G_PI * sl_rng_uniform (&rng);
    double dx = noise * sl_rng_normal (&rng);
    double dy = noise * sl_rng_normal (&rng);

    dataset->X[2 * i] = (float) (radius * cos (angle) + dx);
    dataset->X[2 * i + 1] = (float) (radius * sin (angle) + dy);
    dataset->label[i] = outside;
  }
  return dataset;
}

const SlDatasetType sl_dataset_circle = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"circle", N_ ("Circle"),
             N_ ("Points of a disc and of a ring around it; the task is to tell them "
                 "apart.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 500}, [SL_DATA_NOISE] = {TRUE, 0.05}},
    .make = make,
};
