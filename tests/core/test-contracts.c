/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/exact-run.h"
#include "tests/core/training-run.h"

#include <math.h>

/* What every optimiser owes with every rule and penalty it may be combined with: whoever
 * adds one finds it tried here. */

/* AdamW's decay is no part of the loss + penalty that it would have to minimise. */
static gboolean
minimises (const SlConfig *config)
{
  return !config->optimizer->decays_weights || sl_config_lambda (config) == 0 ||
         sl_config_share (config) == 1;
}

/* The objective ends below its start. */
static void
test_descends (gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run (data, 6);
  SlHistoryRow first = test_history_row (training, 0),
               last = test_history_row (training, -1);
  g_assert_cmpint (last.epoch, ==, 6);
  g_assert_cmpfloat (last.train_loss, <, first.train_loss);
  if (minimises (sl_training_config (training)))
    g_assert_cmpfloat (last.objective, <, first.objective);
}

/* Exact zeros by the penalty: with an L1 part the proximal step and the dead links make
 * them, the subgradient practically never; without one nothing does. */
static void
test_zeros (gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run (data, 30);
  const SlConfig *config = sl_training_config (training);
  SlHistoryRow row = test_history_row (training, -1);
  gint64 by_penalty = row.zeros - row.zeros_unreached;
  gboolean makes = config->rule->after != NULL && sl_config_lambda (config) > 0 &&
                   sl_config_share (config) > 0;
  g_test_message ("%d zeros by the penalty of %d weights", (int) by_penalty,
                  (int) row.weights);
  if (makes)
    g_assert_cmpint (by_penalty, >=, row.weights / 20);
  else
    g_assert_cmpint (by_penalty, ==, 0);
}

/* Few inputs, so that all come to the end quickly; steps that shrink, because some take
 * their size from the gradient and never rest by themselves. */
static const SlTestStage stages[] = {{400, 0.1},  {400, 0.03}, {400, 0.01},
                                     {400, 1e-3}, {200, 1e-4}, {0, 0}};
/* FTRL's weights are a function of its sums and of the learning rate: it must stay. */
static const SlTestStage one_stage[] = {{2000, 0.5}, {0, 0}};

/* Returns (transfer full) the run of @text to its end. */
static SlTraining *
run_to_end (const char *text)
{
  SlConfig config = test_configure (text);
  return test_run_stages (text, config.optimizer->owns_penalty ? one_stage : stages);
}

/* Without hidden layers the proximal rule arrives at the exact solution. */
static void
test_arrives (gconstpointer data)
{
  g_autoptr (SlTraining) training = run_to_end (data);
  if (!minimises (sl_training_config (training)))
    return;
  g_autoptr (SlFit) fit = test_fit (training);
  SlTestDistance found = test_distance (training, fit);
  g_test_message ("%d non-zero, largest %g, distance %g, %d differ", fit->nonzeros,
                  found.largest, found.distance, found.support);
  g_assert_cmpfloat (found.distance, <=, 1e-3 * fmax (1, found.largest));
}

/* 0 ∈ ∇L + λ∂R for the groups of a model without hidden layers: a group that lives has
 * ∇L + λ√|g|·w/‖w‖ = 0, one that died ‖∇L‖ ≤ λ√|g|. */
static void
test_group_optimal (gconstpointer data)
{
  g_autoptr (SlTraining) training = run_to_end (data);
  const SlNetwork *network = sl_training_network (training);
  const SlPart *train = &sl_training_problem (training)->train;
  const SlConfig *config = sl_training_config (training);
  g_autoptr (SlPass) pass = sl_pass_new (network, train->n);
  g_autofree float *gradient = g_new (float, network->n_params);
  sl_pass_forward (pass, network, train->n, train->X);
  sl_pass_backward (pass, network, train->y, train->label, gradient);
  gboolean by_input = config->grouping->by_input;
  int d = network->layers[0].inputs, m = network->layers[0].outputs;
  int n = by_input ? d : m, size = by_input ? m : d, lived = 0;
  double strength = config->lambda * sqrt (size);
  for (int g = 0; g < n; g++) {
    double norm = 0, pull = 0, error = 0;
    for (int i = 0; i < size; i++) {
      int k = by_input ? g * m + i : i * m + g;
      norm = hypot (norm, (double) network->params[k]);
      pull = hypot (pull, (double) gradient[k]);
    }
    for (int i = 0; i < size && norm > 0; i++) {
      int k = by_input ? g * m + i : i * m + g;
      error = fmax (error, fabs ((double) gradient[k] +
                                 strength * (double) network->params[k] / norm));
    }
    g_assert_cmpfloat (error, <=, 1e-3);
    if (norm == 0)
      g_assert_cmpfloat (pull, <=, strength * 1.001);
    lived += norm > 0;
  }
  g_assert_cmpint (lived, >, 0);
  g_assert_cmpint (lived, <, n);
}

/* Adds @test under "/contracts/NAME/…" for the triple, on @settings, with hidden layers
 * where the optimiser can. */
static void
add (const char *name,
     GTestDataFunc test,
     const char *triple,
     const char *settings,
     gboolean hidden)
{
  static const char *const layers[] = {"8", "-"};
  for (int i = hidden ? 0 : 1; i < 2; i++) {
    g_autofree char *text =
        g_strdup_printf ("hidden %s %s %s", layers[i], triple, settings);
    SlConfig config = test_configure (text);
    if (sl_config_conflict (&config))
      continue;
    g_autofree char *path =
        g_strdup_printf ("/contracts/%s/%s %s", name, triple, config.dataset->kind.id);
    g_test_add_data_func_full (path, g_steal_pointer (&text), test, g_free);
    return;
  }
}

static void
add_triple (const SlOptimizerType *optimizer,
            const SlRuleType *rule,
            const SlPenaltyType *penalty)
{
  static const char *const sets[] = {"digits", "circle", "sparse-linear"};
  static const char *const all_rows = "batch-size 0 test-fraction 0";
  g_autofree char *triple =
      g_strdup_printf ("optimizer %s zeros-by %s penalty %s", optimizer->kind.id,
                       rule->kind.id, penalty->kind.id);
  for (size_t i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autofree char *text =
        g_strdup_printf ("dataset %s learning-rate 0.01 lambda 0.001", sets[i]);
    add ("descends", test_descends, triple, text, TRUE);
  }
  add ("zeros", test_zeros, triple,
       "dataset sparse-linear activation tanh learning-rate 0.02 lambda 0.05 "
       "groups inputs batch-size 10",
       TRUE);
  if (rule->before != NULL || rule->remembers)
    return;
  for (int by_input = 0; by_input < 2 && penalty->group; by_input++) {
    g_autofree char *text =
        g_strdup_printf ("dataset iris lambda %s %s groups %s", by_input ? "0.1" : "0.12",
                         all_rows, by_input ? "inputs" : "units");
    add (by_input ? "optimal-inputs" : "optimal-units", test_group_optimal, triple, text,
         FALSE);
  }
  if (!penalty->group) {
    g_autofree char *text =
        g_strdup_printf ("dataset sparse-linear lambda 0.1 %s", all_rows);
    add ("arrives", test_arrives, triple, text, FALSE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  const SlKindTable *optimizers = sl_optimizers (), *rules = sl_rules (),
                    *penalties = sl_penalties ();
  for (size_t o = 0; o < optimizers->n; o++)
    for (size_t r = 0; r < rules->n; r++)
      for (size_t p = 0; p < penalties->n; p++)
        add_triple ((const SlOptimizerType *) optimizers->kinds[o],
                    (const SlRuleType *) rules->kinds[r],
                    (const SlPenaltyType *) penalties->kinds[p]);
  return g_test_run ();
}
