/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/truth.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>

/* Sizes of the true weights: evenly from the first to the last. */
#define LARGEST  1.5
#define SMALLEST 1.0

extern const SlDatasetType sl_dataset_needles;

/* A row is of class "yes" when Σ_j w_j·x_j + noise·ε > 0, with independent normal inputs.
 * Rows take turns between the classes: a row of the other class becomes one of this when
 * all its numbers, ε too, change sign, and is just as likely that way round. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  static const char *const classes[] = {"no", "yes", NULL};
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset =
      sl_truth_new (&sl_dataset_needles, options, LARGEST, SMALLEST, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  dataset->target = g_strdup ("class");
  dataset->classes = g_strdupv ((char **) classes);
  dataset->n_classes = 2;
  dataset->label = g_new (int, dataset->n);
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    float *x = dataset->X + (size_t) i * dataset->d;
    double sum = 0.0;

    dataset->label[i] = i % 2;
    for (int j = 0; j < dataset->d; j++) {
      x[j] = (float) sl_rng_normal (&rng);
      sum += (double) dataset->true_weights[j] * (double) x[j];
    }
    sum += noise * sl_rng_normal (&rng);
    if ((sum > 0.0) != (dataset->label[i] == 1))
      for (int j = 0; j < dataset->d; j++)
        x[j] = -x[j];
  }
  return dataset;
}

const SlDatasetType sl_dataset_needles = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"needles", N_ ("Needles in a haystack"),
             N_ ("Many useless inputs and a few that decide the class; the task is to "
                 "find the few.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 4000},
                [SL_DATA_NOISE] = {TRUE, 1.0},
                [SL_DATA_FEATURES] = {TRUE, 100},
                [SL_DATA_TRUE_WEIGHTS] = {TRUE, 10}},
    .make = make,
    .check = sl_truth_check,
};
