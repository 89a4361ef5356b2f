/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/dataset.h"

#include "core/base/error.h"
#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Sizes of the true weights: evenly from the first to the last. */
#define LARGEST  3.0
#define SMALLEST 0.5

extern const SlDatasetType sl_dataset_sparse_linear;

/* @w: (d) zeroed. k weights of falling size and alternating sign, spread evenly over the
 * inputs, so that correlated neighbours are not all true. */
static void
fill_weights (int d, int k, float *w)
{
  for (int i = 0; i < k; i++) {
    int place = (int) ((gint64) i * d / k);
    double size = k == 1 ? LARGEST : LARGEST - (LARGEST - SMALLEST) * i / (k - 1);

    w[place] = (float) (i % 2 == 0 ? size : -size);
  }
}

static gboolean
check (const double *options, GError **error)
{
  int n = (int) options[SL_DATA_SAMPLES], d = (int) options[SL_DATA_FEATURES];
  int k = (int) options[SL_DATA_TRUE_WEIGHTS];

  if (k > d) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("--true-weights is %d but --features is only %d; there cannot be more "
           "true weights than inputs"),
        k, d);
    return FALSE;
  }
  if (!sl_dataset_check_size (n, d, NULL)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--samples %d times --features %d is more than the %" G_GINT64_FORMAT
                    " numbers that a data set can have; take fewer of either"),
                 n, d, SL_DATASET_MAX_VALUES);
    return FALSE;
  }
  return TRUE;
}

/* y = Σ_j w_j·x_j + noise·ε. Each row of inputs is an AR(1) walk, x_j = c·x_(j−1) +
 * √(1 − c²)·z_j, so that every input has variance 1 and correlation c^|i−j| with the
 * others. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  int n = (int) options[SL_DATA_SAMPLES], d = (int) options[SL_DATA_FEATURES];
  double c = options[SL_DATA_CORRELATION], rest = sqrt (1.0 - c * c);
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset;
  SlRng rng;

  dataset = sl_dataset_new (&sl_dataset_sparse_linear, SL_TASK_REGRESSION, n, d, error);
  if (dataset == NULL)
    return NULL;
  dataset->target = g_strdup ("y");
  dataset->y = g_new (float, n);
  dataset->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    dataset->features[j] = g_strdup_printf ("x%d", j + 1);
  dataset->true_weights = g_new0 (float, d);
  fill_weights (d, (int) options[SL_DATA_TRUE_WEIGHTS], dataset->true_weights);

  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < n; i++) {
    float *x = dataset->X + (size_t) i * d;
    double before = sl_rng_normal (&rng), sum = 0.0;

    for (int j = 0; j < d; j++) {
      if (j > 0)
        before = c * before + rest * sl_rng_normal (&rng);
      x[j] = (float) before;
      sum += (double) dataset->true_weights[j] * before;
    }
    dataset->y[i] = (float) (sum + noise * sl_rng_normal (&rng));
  }
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
                [SL_DATA_CORRELATION] = {TRUE, 0.0}},
    .make = make,
    .check = check,
};
