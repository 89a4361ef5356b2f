/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sets with a known truth are for: each demonstration holds as it comes, for
 * several seeds. */
#include "core/core.h"
#include "tests/core/made-set.h"
#include "tests/core/solver-data.h"

#include <math.h>

enum { SEEDS = 5 };

/* Returns (transfer full) the exact solution over all rows of @set. */
static SlFit *
fit (SlDataset *set, const char *penalty, double lambda, gboolean standardize)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem = solver_problem (set, standardize, FALSE);
  SlFit *made = sl_fit_new (problem, solver_penalty (penalty), lambda, 0.5, NULL, &error);

  g_assert_no_error (error);
  return made;
}

/* How many weights are found, missed, and false: not 0 though useless. */
typedef struct
{
  int found, missed, false_ones;
} Support;

static Support
support (const SlDataset *set, const double *w)
{
  Support s = {0};

  for (int j = 0; j < set->d; j++) {
    gboolean is_true = set->true_weights[j] != 0.0f;

    s.found += is_true && w[j] != 0.0;
    s.missed += is_true && w[j] == 0.0;
    s.false_ones += !is_true && w[j] != 0.0;
  }
  return s;
}

/* Lasso recovers the support of the sparse linear set. */
static void
test_sparse_linear (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (SlDataset) set = made_set ("sparse-linear", seed, "");
    g_autoptr (SlFit) lasso = fit (set, "l1", 0.15, TRUE);
    Support s = support (set, lasso->raw.w);

    g_assert_cmpint (s.found, ==, 8);
    g_assert_cmpint (s.false_ones, <=, 1);
    for (int j = 0; j < set->d; j++)
      g_assert_true (lasso->raw.w[j] * (double) set->true_weights[j] >= 0.0);
  }
}

/* The strongest input divided by 1000: its weight is 0 unless inputs are standardised. */
static void
test_scale (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (SlDataset) set = made_set ("sparse-linear", seed, "scale-spread 1000");
    g_autoptr (SlFit) as_it_is = fit (set, "l1", 0.1, FALSE);
    g_autoptr (SlFit) standardized = fit (set, "l1", 0.1, TRUE);

    g_assert_true (as_it_is->raw.w[0] == 0.0);
    g_assert_cmpfloat (fabs (standardized->raw.w[0] / 3000.0 - 1.0), <, 0.1);
  }
}

/* Lasso keeps the true one of each pair; the elastic net gives its twin a good share. */
static void
test_twins (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (SlDataset) set = made_set ("twins", seed, "");
    g_autoptr (SlFit) lasso = fit (set, "l1", 0.2, TRUE);
    g_autoptr (SlFit) net = fit (set, "elastic-net", 0.2, TRUE);
    Support s = support (set, lasso->raw.w);

    g_assert_cmpint (s.found, ==, 4);
    g_assert_cmpint (s.false_ones, ==, 0);
    for (int j = 0; j < set->d; j += 2) {
      if (set->true_weights[j] == 0.0f)
        continue;
      g_assert_cmpfloat (net->model.w[j + 1] / net->model.w[j], >, 0.33);
      g_assert_cmpfloat (net->model.w[j + 1] / net->model.w[j], <, 1.0);
    }
  }
}

/* The exact solution finds all ten needles and little else. */
static void
test_needles (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (SlDataset) set = made_set ("needles", seed, "");
    g_autoptr (SlFit) lasso = fit (set, "l1", 0.04, TRUE);
    Support s = support (set, lasso->raw.w);

    g_assert_cmpint (s.found, ==, 10);
    g_assert_cmpint (s.false_ones, <=, 2);
  }
}

/* A network trained with L1 cuts off the useless inputs: all weights of an input of the
 * first layer are exactly 0. */
static void
test_needles_network (void)
{
  for (int seed = 1; seed <= 2; seed++) {
    g_autoptr (GError) error = NULL;
    SlConfig config;

    sl_config_init_default (&config);
    config.dataset =
        (const SlDatasetType *) sl_kind_find (sl_datasets (), "needles", NULL);
    config.hidden = (SlHidden){1, {8}};
    config.lambda = 0.02;
    config.batch_size = 0; /* small batches make the last zeros flicker */
    config.learning_rate = 0.01;
    config.seed = seed;
    g_autoptr (SlTraining) training = sl_training_new (&config, NULL, &error);
    g_assert_no_error (error);
    while (sl_training_epoch (training) < 200)
      g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
    const SlDataset *set = sl_training_problem (training)->dataset;
    const float *W = sl_training_network (training)->params; /* of the first layer */
    g_autofree double *used = g_new0 (double, set->d);
    for (int j = 0; j < set->d; j++)
      for (int k = 0; k < 8; k++)
        used[j] += fabs ((double) W[j * 8 + k]);
    Support s = support (set, used);
    g_assert_cmpint (s.found, ==, 10);
    g_assert_cmpint (s.false_ones, <=, 1);
  }
}

/* Without derived inputs no straight line tells the circle; with them, L1 leaves mostly
 * the squares. */
static void
test_circle (void)
{
  g_autoptr (SlDataset) set = made_set ("circle", 1, "derived-inputs 1");
  g_autoptr (SlFit) lasso = fit (set, "l1", 0.05, TRUE);

  for (int j = 0; j < set->d; j++)
    g_assert_true ((lasso->model.w[j] != 0.0) == (j == 2 || j == 3));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/known-truth/sparse-linear", test_sparse_linear);
  g_test_add_func ("/known-truth/scale", test_scale);
  g_test_add_func ("/known-truth/twins", test_twins);
  g_test_add_func ("/known-truth/needles", test_needles);
  g_test_add_func ("/known-truth/needles/network", test_needles_network);
  g_test_add_func ("/known-truth/circle", test_circle);
  return g_test_run ();
}
