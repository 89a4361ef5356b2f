/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/truth.h"

#include "core/base/error.h"
#include "core/base/rng.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Sizes of the true weights: evenly from the first to the last. */
#define LARGEST  3.0
#define SMALLEST 1.0

extern const SlDatasetType sl_dataset_twins;

static gboolean
check (const double *options, GError **error)
{
  int d = (int) options[SL_DATA_FEATURES], k = (int) options[SL_DATA_TRUE_WEIGHTS];

  if (d % 2 != 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--features is %d; inputs that come in pairs must be an even number"),
                 d);
    return FALSE;
  }
  if (k > d / 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--true-weights is %d but --features is only %d; there cannot be "
                    "more true weights than pairs of inputs"),
                 k, d);
    return FALSE;
  }
  return sl_truth_check (options, error);
}

/* Returns (transfer full) the set without its numbers: input 2i is x(i+1), input 2i + 1
 * its twin, and the true weights stand at the first of some pairs. */
static SlDataset *
make_frame (const double *options, GError **error)
{
  SlDataset *dataset =
      sl_truth_new (&sl_dataset_twins, options, LARGEST, SMALLEST, error);
  int k = (int) options[SL_DATA_TRUE_WEIGHTS];
  g_autofree float *weights = NULL;

  if (dataset == NULL)
    return NULL;
  /* Only now it is known that d inputs can be had. */
  weights = g_new0 (float, dataset->d);
  for (int j = 0, i = 0; j < dataset->d; j++)
    if (dataset->true_weights[j] != 0.0f) {
      int pair = (int) ((gint64) i++ * (dataset->d / 2) / k);

      weights[2 * pair] = dataset->true_weights[j];
    }
  g_free (dataset->true_weights);
  dataset->true_weights = g_steal_pointer (&weights);
  for (int j = 0; j < dataset->d; j++) {
    g_free (dataset->features[j]);
    dataset->features[j] =
        g_strdup_printf (j % 2 == 0 ? "x%d" : "twin of x%d", j / 2 + 1);
  }
  dataset->target = g_strdup ("y");
  dataset->y = g_new (float, dataset->n);
  return dataset;
}

/* y = Σ_i w_i·x_i + noise·ε over the first of each pair; its twin is c·x + √(1 − c²)·z.
 * The twin carries nothing that x does not, but almost all of it. */
static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  double c = options[SL_DATA_CORRELATION], rest = sqrt (1.0 - c * c);
  double noise = options[SL_DATA_NOISE];
  SlDataset *dataset = make_frame (options, error);
  SlRng rng;

  if (dataset == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (int i = 0; i < dataset->n; i++) {
    float *x = dataset->X + (size_t) i * dataset->d;
    double sum = 0.0;

    for (int j = 0; j < dataset->d; j += 2) {
      double first = sl_rng_normal (&rng);

      x[j] = (float) first;
      x[j + 1] = (float) (c * first + rest * sl_rng_normal (&rng));
      sum += (double) dataset->true_weights[j] * first;
    }
    dataset->y[i] = (float) (sum + noise * sl_rng_normal (&rng));
  }
  return dataset;
}

const SlDatasetType sl_dataset_twins = {
    .task = SL_TASK_REGRESSION,
    .kind = {"twins", N_ ("Twins"),
             N_ ("Inputs in pairs of near-copies, of which the target uses a few; L1 "
                 "keeps one of a pair, the elastic net shares between both.")},
    .source = N_ ("Made by this program from the seed."),
    .options = {[SL_DATA_SAMPLES] = {TRUE, 1000},
                [SL_DATA_NOISE] = {TRUE, 0.2},
                [SL_DATA_FEATURES] = {TRUE, 20},
                [SL_DATA_TRUE_WEIGHTS] = {TRUE, 4},
                [SL_DATA_CORRELATION] = {TRUE, 0.95}},
    .make = make,
    .check = check,
};
