/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/truth.h"

#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Sizes of the true weights: evenly from the first to the last. */
#define LARGEST  3.0
#define SMALLEST 0.5

extern const SlDatasetType sl_dataset_sparse_linear;

/* @scale: (d) filled with spread^(−1) … 1 in even ratios. */
static void
fill_scales (int d, double spread, double *scale)
{
  for (int j = 0; j < d; j++)
    scale[j] = pow (spread, d == 1 ? -1.0 : (double) j / (d - 1) - 1.0);
}

/* y = Σ_j w_j·x_j + noise·ε. Each row of inputs is an AR(1) walk, x_j = c·x_(j−1) +
 * √(1 − c²)·z_j, so that every input has variance 1 and correlation c^|i−j| with the
 * others. Then the inputs get their scales, and the true weights the inverse of them: the
 * target stays. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  double c = options[SL_DATA_CORRELATION], rest = sqrt (1.0 - c * c);
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset =
      sl_truth_new (&sl_dataset_sparse_linear, options, LARGEST, SMALLEST, error);
  g_autofree double *scale = NULL;
  float *w;
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  dataset->target = g_strdup ("y");
  dataset->y = g_new (float, dataset->n);
  scale = g_new (double, dataset->d);
  fill_scales (dataset->d, options[SL_DATA_SCALE_SPREAD], scale);
  w = dataset->true_weights;

  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    float *x = dataset->X + (size_t) i * dataset->d;
    double before = sl_rng_normal (&rng), sum = 0.0;

    for (int j = 0; j < dataset->d; j++) {
      if (j > 0)
        before = c * before + rest * sl_rng_normal (&rng);
      x[j] = (float) (scale[j] * before);
      sum += (double) w[j] * before;
    }
    dataset->y[i] = (float) (sum + noise * sl_rng_normal (&rng));
  }
  for (int j = 0; j < dataset->d; j++)
    w[j] = (float) ((double) w[j] / scale[j]);
  return dataset;
}

const SlDatasetType sl_dataset_sparse_linear = {
    .task = SL_TASK_REGRESSION,
    .kind =
        {"sparse-linear", N_ ("Sparse linear"),
         N_ ("A number made from a few of many inputs; the task is to find which ones "
             "matter.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 200},
                [SL_DATA_NOISE] = {TRUE, 0.5},
                [SL_DATA_FEATURES] = {TRUE, 50},
                [SL_DATA_TRUE_WEIGHTS] = {TRUE, 8},
                [SL_DATA_CORRELATION] = {TRUE, 0.0},
                [SL_DATA_SCALE_SPREAD] = {TRUE, 1.0}},
    .make = make,
    .check = sl_truth_check,
};
