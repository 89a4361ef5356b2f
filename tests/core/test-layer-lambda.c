/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/training-run.h"

#include <math.h>
#include <string.h>

/* A factor of 1 is none, to the last bit. */
static void
test_ones (gconstpointer data)
{
  static const char *const ones[] = {"1,1,1", "1"};
  g_autofree char *plain = g_strdup_printf ("lambda 0.003 %s", (const char *) data);
  g_autoptr (SlTraining) a = test_run (plain, 3);
  const SlNetwork *na = sl_training_network (a);
  for (size_t i = 0; i < G_N_ELEMENTS (ones); i++) {
    g_autofree char *text = g_strdup_printf ("%s layer-lambda %s", plain, ones[i]);
    g_autoptr (SlTraining) b = test_run (text, 3);
    g_assert_cmpmem (na->params, na->n_params * sizeof (float),
                     sl_training_network (b)->params, na->n_params * sizeof (float));
    SlHistoryRow ra = test_history_row (a, -1), rb = test_history_row (b, -1);
    g_assert_cmpfloat (ra.penalty, ==, rb.penalty);
  }
}

/* The parameters after one minibatch. */
static SlTraining *
one_step (const char *text)
{
  SlConfig config = test_configure (text);
  g_autoptr (GError) error = NULL;
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  sl_training_step (training);
  return training;
}

static void
compare (size_t n, const float *a, const float *b)
{
  for (size_t i = 0; i < n; i++)
    g_assert_cmpfloat (fabsf (a[i] - b[i]), <=, 1e-6f * fmaxf (1, fabsf (b[i])));
}

/* One step with a factor is one step with λ times the factor, in threshold and slope:
 * layer by layer, biases included. */
static void
test_scales (gconstpointer data)
{
  static const char *const factors = "0.5,2,0";
  static const double factor[] = {0.5, 2, 0};
  g_autofree char *with =
      g_strdup_printf ("%s lambda 0.5 layer-lambda %s", (const char *) data, factors);
  g_autoptr (SlTraining) a = one_step (with);
  const SlNetwork *network = sl_training_network (a);
  g_assert_cmpint (network->n_layers, ==, 3);
  for (int l = 0; l < 3; l++) {
    const SlLayer *layer = &network->layers[l];
    g_autofree char *text =
        g_strdup_printf ("%s lambda %g", (const char *) data, 0.5 * factor[l]);
    g_autoptr (SlTraining) b = one_step (text);
    const float *params = sl_training_network (b)->params;
    compare ((size_t) layer->inputs * layer->outputs, network->params + layer->W,
             params + layer->W);
    compare (layer->outputs, network->params + layer->b, params + layer->b);
  }
  g_autoptr (SlTraining) none = one_step (data);
  const float *params = sl_training_network (none)->params;
  const SlLayer *first = &network->layers[0];
  g_assert_cmpint (memcmp (network->params, params,
                           (size_t) first->inputs * first->outputs * sizeof (float)),
                   !=, 0);
}

/* A layer that is left free has no zero, beside layers that have many. */
static void
test_free_layer (gconstpointer data)
{
  g_autofree char *text = g_strdup_printf (
      "lambda 0.01 layer-lambda 0,1,1 standardize false %s", (const char *) data);
  g_autoptr (SlTraining) training = test_run (text, 20);
  SlWeightMeasure layers[3], total;
  sl_training_measure (training, layers, &total);
  g_assert_cmpint (layers[0].histogram.zeros, ==, 0);
  g_assert_cmpint (layers[1].histogram.zeros, >, 10);
}

/* The objective holds what acts. */
static void
test_objective (gconstpointer data)
{
  gboolean biases = g_str_equal (data, "true");
  g_autofree char *text = g_strdup_printf (
      "lambda 0.01 layer-lambda 0,3,0.5 penalize-bias %s", (const char *) data);
  static const double factor[] = {0, 3, 0.5};
  g_autoptr (SlTraining) training = test_run (text, 2);
  const SlNetwork *network = sl_training_network (training);
  double sum = 0;
  for (int l = 0; l < 3; l++) {
    const SlLayer *layer = &network->layers[l];
    for (int i = 0; i < layer->inputs * layer->outputs; i++)
      sum += factor[l] * fabs ((double) network->params[layer->W + i]);
    for (int j = 0; j < layer->outputs && biases; j++)
      sum += factor[l] * fabs ((double) network->params[layer->b + j]);
  }
  SlHistoryRow row = test_history_row (training, -1);
  g_assert_cmpfloat_with_epsilon (row.penalty, 0.01 * sum, 1e-9);
  g_assert_cmpfloat_with_epsilon (row.objective, row.train_loss + row.penalty, 1e-12);
}

/* It is a live setting: the change is an event, and holds from the next minibatch. */
static void
test_live (void)
{
  SlConfig config = test_configure ("lambda 0.01"),
           changed = test_configure ("lambda 0.01 layer-lambda 0,0,0"),
           none = test_configure ("lambda 0.01 penalty none");
  g_autoptr (SlTraining) a = sl_training_new (&config, NULL, NULL);
  g_autoptr (SlTraining) b = sl_training_new (&config, NULL, NULL);
  sl_training_step (a);
  sl_training_step (b);
  sl_training_apply (a, &changed);
  sl_training_apply (b, &none);
  sl_training_step (a);
  sl_training_step (b);
  const SlNetwork *network = sl_training_network (a);
  g_assert_cmpmem (network->params, network->n_params * sizeof (float),
                   sl_training_network (b)->params, network->n_params * sizeof (float));
  SlLogView events = sl_training_events (a);
  g_assert_cmpint (events.n, ==, 1);
  const SlEvent *event = sl_log_item (&events, 0);
  g_assert_cmpstr (event->setting, ==, "layer-lambda");
  g_assert_cmpstr (event->to, ==, "0,0,0");
  sl_log_view_clear (&events);
}

static void
add_triples (void)
{
  const SlKindTable *optimizers = sl_optimizers (), *rules = sl_rules (),
                    *penalties = sl_penalties ();
  for (size_t o = 0; o < optimizers->n; o++)
    for (size_t r = 0; r < rules->n; r++)
      for (size_t p = 0; p < penalties->n; p++) {
        const char *optimizer = optimizers->kinds[o]->id, *rule = rules->kinds[r]->id,
                   *penalty = penalties->kinds[p]->id;
        g_autofree char *text = g_strdup_printf (
            "optimizer %s zeros-by %s penalty %s dataset circle hidden 4,3 "
            "learning-rate 0.1 penalize-bias true",
            optimizer, rule, penalty);
        SlConfig config = test_configure (text);
        if (sl_config_conflict (&config) || !config.penalty->has_strength)
          continue;
        g_autofree char *path =
            g_strdup_printf ("/layer-lambda/scales/%s/%s/%s", optimizer, rule, penalty);
        g_test_add_data_func_full (path, g_steal_pointer (&text), test_scales, g_free);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const char *const kinds[] = {"penalty l1", "optimizer adamw penalty elastic-net",
                                      "optimizer ftrl", "penalty group-lasso",
                                      "zeros-by dead-link penalize-bias true"};
  static const char *const makers_of_zeros[] = {
      "penalty l1", "optimizer adamw", "optimizer ftrl learning-rate 0.1",
      "penalty group-lasso", "zeros-by dead-link"};
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/layer-lambda/ones/%s", kinds[i]);
    g_test_add_data_func (path, kinds[i], test_ones);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (makers_of_zeros); i++) {
    g_autofree char *path =
        g_strdup_printf ("/layer-lambda/free-layer/%s", makers_of_zeros[i]);
    g_test_add_data_func (path, makers_of_zeros[i], test_free_layer);
  }
  add_triples ();
  g_test_add_data_func ("/layer-lambda/objective/weights", "false", test_objective);
  g_test_add_data_func ("/layer-lambda/objective/biases", "true", test_objective);
  g_test_add_func ("/layer-lambda/live", test_live);
  return g_test_run ();
}
