/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distance of a run without hidden layers to its exact optimum. */
#include "tests/core/exact-run.h"
#include "tests/core/training-run.h"

#include <math.h>

typedef struct
{
  const char *name, *run;
} Case;
static const Case cases[] = {
    {"regression", "dataset diabetes penalty l1 lambda 0.05 learning-rate 0.01"},
    {"two-classes", "dataset breast-cancer penalty elastic-net lambda 0.02"},
    {"classes", "dataset iris penalty l1 lambda 0.02"},
    {"ridge", "dataset iris penalty l2 lambda 0.02"},
    {"constant-columns", "dataset digits penalty l1 lambda 0.01"},
};

static SlTraining *
run_of (const Case *c, int epochs)
{
  g_autofree char *text = g_strdup_printf ("hidden - %s", c->run);
  return test_run (text, epochs);
}

static SlDistance
distance_now (const SlTraining *training, const SlNetwork *network)
{
  g_autoptr (SlDistanceReport) report = sl_distance_now (
      sl_training_config (training), sl_training_problem (training), network, NULL, NULL);
  g_assert_cmpstr (report->reason, ==, NULL);
  return report->distance;
}

/* After some epochs: as the weights of sl_fit_new() and the objective in the history say.
 */
static void
test_agrees (gconstpointer data)
{
  g_autoptr (SlTraining) training = run_of (data, 5);
  g_autoptr (SlFit) fit = test_fit (training);
  SlHistoryRow row = test_history_row (training, -1);
  SlTestDistance expected = test_distance (training, fit);
  SlDistance found = distance_now (training, sl_training_network (training));
  g_assert_cmpfloat_with_epsilon (found.optimum, fit->objective,
                                  1e-8 * (1 + fabs (fit->objective)));
  g_assert_cmpfloat_with_epsilon (found.objective, row.objective,
                                  1e-5 * (1 + fabs (row.objective)));
  g_assert_cmpfloat (found.gap, ==, found.objective - found.optimum);
  g_assert_cmpfloat_with_epsilon (found.largest, expected.distance,
                                  1e-4 * (1 + expected.largest));
  g_assert_cmpint (found.mismatches, ==, expected.support);
  g_assert_cmpint (found.nonzeros, ==, fit->nonzeros);
  g_assert_cmpfloat (found.largest, >, 1e-3);
}

/* With the exact weights there is none, but for their rounding to float. */
static void
test_nothing_at_the_optimum (gconstpointer data)
{
  g_autoptr (SlTraining) training = run_of (data, 0);
  g_autoptr (SlFit) fit = test_fit (training);
  SlNetwork exact = *sl_training_network (training);
  g_autofree float *params = g_memdup2 (exact.params, exact.n_params * sizeof (float));
  int d = fit->model.d, k = fit->model.k;
  for (int j = 0; j < k; j++) {
    for (int i = 0; i < d; i++)
      params[exact.layers[0].W + (size_t) (i * k + j)] = (float) fit->model.w[j * d + i];
    params[exact.layers[0].b + (size_t) j] = (float) fit->model.b[j];
  }
  exact.params = params;
  SlDistance found = distance_now (training, &exact);
  g_assert_cmpfloat (found.gap, <, 1e-9 * (1 + found.optimum));
  g_assert_cmpfloat (found.largest, <, 1e-4);
  g_assert_cmpint (found.mismatches, ==, 0);
}

/* One λ after the other, up and down and 0.3 at a time: each as if it were the first. */
static void
test_in_any_order (gconstpointer data)
{
  static const double lambdas[] = {0.1, 0.01, 0.02, 0.002, 0.5, 0.01};
  g_autoptr (SlTraining) training = run_of (data, 0);
  SlProblem *problem = sl_training_problem (training);
  double share = sl_config_share (sl_training_config (training));
  const SlNetwork *network = sl_training_network (training);
  const SlLayer *layer = &network->layers[0];
  g_autoptr (SlOptimum) followed = sl_optimum_new (problem, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (lambdas); i++) {
    g_autoptr (SlOptimum) fresh = sl_optimum_new (problem, NULL);
    SlOptimum *both[] = {followed, fresh};
    SlDistance found[2];
    for (int j = 0; j < 2; j++) {
      g_assert_true (
          sl_optimum_solve (both[j], lambdas[i], share, NULL, NULL, NULL, NULL));
      sl_optimum_measure (both[j], network->params + layer->W, network->params + layer->b,
                          &found[j]);
    }
    g_assert_cmpfloat_with_epsilon (found[0].optimum, found[1].optimum, 1e-8);
    g_assert_cmpfloat_with_epsilon (found[0].largest, found[1].largest, 1e-4);
    g_assert_cmpint (found[0].nonzeros, ==, found[1].nonzeros);
  }
}

/* A solution that is given up leaves the last one as it was. */
static void
test_given_up (void)
{
  g_autoptr (SlTraining) training = run_of (&cases[4], 0);
  g_autoptr (SlOptimum) optimum = sl_optimum_new (sl_training_problem (training), NULL);
  g_autoptr (GError) error = NULL;
  const SlNetwork *network = sl_training_network (training);
  const float *W = network->params + network->layers[0].W;
  const float *b = network->params + network->layers[0].b;
  gint cancelled = TRUE;
  SlDistance before, after;
  g_assert_true (sl_optimum_solve (optimum, 0.05, 1, NULL, NULL, NULL, NULL));
  sl_optimum_measure (optimum, W, b, &before);
  g_assert_false (sl_optimum_solve (optimum, 0.01, 1, &cancelled, NULL, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  sl_optimum_measure (optimum, W, b, &after);
  g_assert_cmpfloat (before.optimum, ==, after.optimum);
  g_assert_cmpfloat (before.largest, ==, after.largest);
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *run;
    gboolean exists;
  } runs[] = {
      {"hidden - dataset iris penalty l1 lambda 0.01", TRUE},
      {"hidden - dataset iris penalty none", TRUE},
      {"hidden - dataset iris loss cross-entropy", TRUE},
      {"hidden - dataset iris penalty none penalize-bias true", TRUE},
      {"hidden 3 dataset iris penalty l1 lambda 0.01", FALSE},
      {"hidden - dataset iris penalty group-lasso lambda 0.01", FALSE},
      {"hidden - dataset iris penalty l1 lambda 0.01 penalize-bias true", FALSE},
      {"hidden - dataset iris penalty l1 lambda 0.01 layer-lambda 0.5", FALSE},
      {"hidden - dataset iris loss binary-cross-entropy", FALSE},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (runs); i++) {
    SlConfig config = test_configure (runs[i].run);
    g_test_message ("%s", runs[i].run);
    g_assert_true ((sl_config_no_optimum (&config) == NULL) == runs[i].exists);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    const struct
    {
      const char *name;
      GTestDataFunc test;
    } all[] = {{"agrees", test_agrees},
               {"nothing-at-the-optimum", test_nothing_at_the_optimum},
               {"in-any-order", test_in_any_order}};
    for (size_t j = 0; j < G_N_ELEMENTS (all); j++) {
      g_autofree char *path =
          g_strdup_printf ("/optimum/%s/%s", cases[i].name, all[j].name);
      g_test_add_data_func (path, &cases[i], all[j].test);
    }
  }
  g_test_add_func ("/optimum/given-up", test_given_up);
  g_test_add_func ("/optimum/reasons", test_reasons);
  return g_test_run ();
}
