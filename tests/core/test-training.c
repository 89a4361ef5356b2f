/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/training-run.h"

#include <math.h>
#include <string.h>

static void
test_conflicts (void)
{
  static const char *const refused[] = {
      "optimizer fista", "optimizer fista hidden - zeros-by subgradient",
      "optimizer ftrl zeros-by dead-link", "optimizer ftrl zeros-by subgradient"};
  for (size_t i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    SlConfig config = test_configure (refused[i]);
    g_assert_nonnull (sl_config_conflict (&config));
    g_assert_null (sl_training_new (&config, NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  }
  SlConfig fine = test_configure ("optimizer fista hidden -");
  g_assert_null (sl_config_conflict (&fine));
}

/* The figures of the main job: what the proximal step, the subgradient and L2 do to
 * zeros. */
static void
test_zeros_by_the_rule (void)
{
  g_autoptr (SlTraining) proximal = test_run ("lambda 0.001", 100);
  SlHistoryRow row = test_history_row (proximal, -1);
  g_assert_cmpfloat (row.test_score, >=, 0.95);
  g_assert_cmpfloat ((double) row.zeros / (double) row.weights, >=, 0.40);
  g_assert_cmpint (row.zeros - row.zeros_unreached, >, 0);
  g_autoptr (SlTraining) subgradient =
      test_run ("lambda 0.001 zeros-by subgradient", 100);
  row = test_history_row (subgradient, -1);
  g_assert_cmpint (row.zeros, ==, 0);
  g_autoptr (SlTraining) l2 = test_run ("lambda 0.001 penalty l2", 100);
  row = test_history_row (l2, -1);
  g_assert_cmpint (row.zeros, >, 0);
  g_assert_cmpint (row.zeros, ==, row.zeros_unreached);
}

/* The lasso on an orthonormal design has a closed form; here one input, one weight:
 * w = soft(xᵀy/n, λ) for standardised x and y. */
static void
test_one_weight_closed_form (gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("dataset sparse-linear hidden - batch-size 0 "
                                           "learning-rate %s optimizer %s lambda 0.2 "
                                           "test-fraction 0",
                                           g_str_equal (data, "adam") ? "0.003" : "0.05",
                                           (const char *) data);
  SlConfig config = test_configure (text);
  config.data_options[SL_DATA_FEATURES] = 1;
  config.data_options[SL_DATA_TRUE_WEIGHTS] = 1;
  for (int i = 0; i < 3; i++) {
    const char *const penalties[] = {"l1", "l2", "elastic-net"};
    g_assert_true (sl_setting_parse (sl_setting_find ("penalty", NULL), &config,
                                     penalties[i], NULL));
    g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
    const SlProblem *problem = sl_training_problem (training);
    double correlation = 0;
    for (int r = 0; r < problem->train.n; r++)
      correlation += (double) problem->train.X[r] * (double) problem->train.y[r];
    correlation /= problem->train.n;
    for (int k = 0; k < 4000; k++)
      g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_EPOCH);
    double rho = sl_config_share (&config);
    double wanted = copysign (MAX (fabs (correlation) - 0.2 * rho, 0), correlation) /
                    (1 + 0.2 * (1 - rho));
    g_assert_cmpfloat_with_epsilon ((double) sl_training_network (training)->params[0],
                                    wanted, 1e-3);
  }
}

static void
test_same_seed_same_bits (void)
{
  g_autoptr (SlTraining) a = test_run ("lambda 0.001", 12);
  g_autoptr (SlTraining) b = test_run ("lambda 0.001", 12);
  g_autoptr (SlTraining) c = test_run ("lambda 0.001 seed 2", 12);
  const SlNetwork *na = sl_training_network (a), *nb = sl_training_network (b),
                  *nc = sl_training_network (c);
  g_assert_cmpmem (na->params, na->n_params * sizeof (float), nb->params,
                   nb->n_params * sizeof (float));
  g_assert_cmpint (memcmp (na->params, nc->params, na->n_params * sizeof (float)), !=, 0);
  for (int i = 0; i <= 12; i++) {
    SlHistoryRow ra = test_history_row (a, i), rb = test_history_row (b, i);
    g_assert_cmpmem (&ra, sizeof ra, &rb, sizeof rb);
  }
}

/* A dead link stays at zero, even without a penalty, until the rule is switched. */
static void
test_dead_links (void)
{
  SlConfig config = test_configure ("zeros-by dead-link lambda 0.01");
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  while (sl_training_epoch (training) < 20)
    sl_training_step (training);
  const SlNetwork *network = sl_training_network (training);
  g_autofree guint8 *dead = g_new (guint8, network->n_weights);
  int n_dead = 0, alive_again = 0;
  for (size_t i = 0; i < network->n_weights; i++)
    n_dead += dead[i] = network->params[i] == 0;
  g_assert_cmpint (n_dead, >, 100);
  config.lambda = 0;
  sl_training_apply (training, &config);
  while (sl_training_epoch (training) < 25)
    sl_training_step (training);
  for (size_t i = 0; i < network->n_weights; i++)
    g_assert_true (!dead[i] || network->params[i] == 0);
  SlConfig switched = test_configure ("zeros-by proximal");
  sl_training_apply (training, &switched);
  while (sl_training_epoch (training) < 30)
    sl_training_step (training);
  for (size_t i = 0; i < network->n_weights; i++)
    alive_again += dead[i] && network->params[i] != 0;
  g_assert_cmpint (alive_again, >, 30);
}

/* Whether all weights out of unit @unit of the first hidden layer are 0: no gradient
 * comes back to such a unit, and what leads into it fades. */
static gboolean
is_cut_off (const SlNetwork *network, int unit)
{
  const SlLayer *next = &network->layers[1];
  for (int j = 0; j < next->outputs; j++)
    if (network->params[next->W + (size_t) unit * next->outputs + j] != 0)
      return FALSE;
  return TRUE;
}

/* Under a group lasso weights die by whole units, or by whole inputs. */
static void
test_group_lasso (gconstpointer data)
{
  gboolean by_input = g_str_equal (data, "inputs");
  g_autofree char *text =
      g_strdup_printf ("penalty group-lasso lambda 0.002 groups %s", (const char *) data);
  g_autoptr (SlTraining) training = test_run (text, 40);
  const SlNetwork *network = sl_training_network (training);
  const SlLayer *layer = &network->layers[0];
  int n = by_input ? 64 : 32, size = by_input ? 32 : 64, dead = 0;
  const guint8 *unreached = sl_training_unreached (training);
  for (int g = 0; g < n; g++) {
    int zeros = 0, by_penalty = 0;
    for (int i = 0; i < size; i++) {
      size_t k = layer->W + (by_input ? (size_t) g * 32 + i : (size_t) i * 32 + g);
      zeros += network->params[k] == 0;
      by_penalty += network->params[k] == 0 && !unreached[k] &&
                    !is_cut_off (network, by_input ? i : g);
    }
    /* In a group that lives, only what nothing reaches may shrink to zero on its own. */
    g_assert_true (zeros == size || by_penalty == 0);
    dead += zeros == size;
  }
  g_assert_cmpint (dead, >, 3);
  g_assert_cmpint (dead, <, n);
  SlHistoryRow row = test_history_row (training, -1);
  g_assert_cmpfloat (row.test_score, >, 0.9);
}

static void
test_penalised_biases (void)
{
  g_autoptr (SlTraining) without = test_run ("hidden 8 lambda 0.05", 30);
  g_autoptr (SlTraining) with = test_run ("hidden 8 lambda 0.05 penalize-bias true", 30);
  const SlTraining *both[2] = {without, with};
  double sums[2] = {0};
  for (int k = 0; k < 2; k++) {
    const SlNetwork *network = sl_training_network (both[k]);
    for (size_t i = network->n_weights; i < network->n_params; i++)
      sums[k] += (double) fabsf (network->params[i]);
    SlHistoryRow row = test_history_row (both[k], -1);
    g_assert_cmpfloat_with_epsilon (row.penalty, 0.05 * (row.norm_l1 + (k ? sums[k] : 0)),
                                    1e-9);
  }
  g_assert_cmpfloat (sums[1], <, sums[0] / 2);
}

/* The first step of Adam is η·g/(|g| + ε): an ε far above the gradient makes it small. */
static void
test_epsilon (void)
{
  static const char *const optimizers[] = {"adam", "adamw", "rmsprop"};
  for (size_t i = 0; i < G_N_ELEMENTS (optimizers); i++) {
    g_autofree char *text = g_strdup_printf (
        "dataset sparse-linear hidden - batch-size 0 optimizer %s", optimizers[i]);
    SlConfig config = test_configure (text);
    double moved[2];
    for (int k = 0; k < 2; k++) {
      config.epsilon = k == 0 ? 1e-8 : 1;
      g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
      const float *w = sl_training_network (training)->params;
      double start = (double) w[0];
      sl_training_step (training);
      moved[k] = fabs ((double) w[0] - start);
    }
    g_assert_cmpfloat (moved[0], >, 0.9 * config.learning_rate);
    g_assert_cmpfloat (moved[1], >, 0);
    g_assert_cmpfloat (moved[1], <, 0.6 * moved[0]);
  }
}

/* A change in mid-epoch is logged where it acts, acts from the next minibatch, and
 * repeats. */
static void
test_events (void)
{
  SlConfig config = test_configure ("lambda 0.001");
  SlConfig changed = test_configure ("lambda 0.01 batch-size 10 optimizer sgd");
  g_autoptr (SlTraining) first = NULL;
  for (int k = 0; k < 2; k++) {
    g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
    while (sl_training_epoch (training) < 2 || sl_training_batch (training) < 5)
      sl_training_step (training);
    sl_training_apply (training, &changed);
    int left = sl_training_rows_left (training);
    sl_training_step (training);
    g_assert_cmpint (left - sl_training_rows_left (training), ==, 10);
    SlLogView events = sl_training_events (training);
    g_assert_cmpint (events.n, ==, 3);
    const SlEvent *event = sl_log_item (&events, 0);
    g_assert_cmpstr (event->setting, ==, "lambda");
    g_assert_cmpstr (event->from, ==, "0.001");
    g_assert_cmpstr (event->to, ==, "0.01");
    g_assert_cmpint (event->epoch, ==, 2);
    g_assert_cmpint (event->batch, ==, 5);
    sl_log_view_clear (&events);
    while (sl_training_epoch (training) < 4)
      sl_training_step (training);
    if (k == 0)
      first = g_steal_pointer (&training);
    else
      g_assert_cmpmem (sl_training_network (first)->params,
                       sl_training_network (first)->n_params * sizeof (float),
                       sl_training_network (training)->params,
                       sl_training_network (training)->n_params * sizeof (float));
  }
}

static void
test_diverges_on_finite_weights (gconstpointer data)
{
  SlConfig config = test_configure (data);
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  SlTrainingResult result = SL_TRAINING_STEPPED;
  for (int i = 0; i < 2000 && result != SL_TRAINING_DIVERGED; i++)
    result = sl_training_step (training);
  g_assert_cmpint (result, ==, SL_TRAINING_DIVERGED);
  g_assert_nonnull (strstr (sl_training_divergence (training), "learning rate"));
  const SlNetwork *network = sl_training_network (training);
  for (size_t i = 0; i < network->n_params; i++)
    g_assert_true (isfinite (network->params[i]));
}

static void
test_unreached (void)
{
  g_autoptr (SlTraining) training = test_run ("hidden 8", 1);
  const SlNetwork *network = sl_training_network (training);
  const guint8 *unreached = sl_training_unreached (training);
  const SlProblem *problem = sl_training_problem (training);
  g_autoptr (SlPass) pass = sl_pass_new (network, problem->train.n);
  sl_pass_forward (pass, network, problem->train.n, problem->train.X);
  const float *a = sl_pass_activations (pass, 1);
  int dead_inputs = 0;
  for (int i = 0; i < 64; i++)
    for (int j = 0; j < 8; j++) {
      gboolean reached = FALSE, constant = TRUE;
      for (int r = 0; r < problem->train.n; r++) {
        float x = problem->train.X[(size_t) r * 64 + i];
        constant &= x == 0;
        reached |= x != 0 && a[(size_t) r * 8 + j] > 0;
      }
      g_assert_cmpint (unreached[i * 8 + j], ==, !reached);
      dead_inputs += constant;
    }
  g_assert_cmpint (dead_inputs, >, 0);
}

/* Losses are those of the weights: nothing is left over when training never moves them.
 */
static void
test_reported_losses (void)
{
  g_autoptr (SlTraining) training =
      test_run ("dataset sparse-linear hidden - lambda 0.5", 0);
  SlHistoryRow row = test_history_row (training, 0);
  const SlProblem *problem = sl_training_problem (training);
  const SlNetwork *network = sl_training_network (training);
  double sum = 0, squares = 0, l1 = 0;
  int d = problem->dataset->d;
  for (int r = 0; r < problem->train.n; r++) {
    double out = 0, y = (double) problem->train.y[r];
    for (int i = 0; i < d; i++)
      out += (double) problem->train.X[(size_t) r * d + i] * (double) network->params[i];
    sum += (out - y) * (out - y) / 2;
    squares += y * y;
  }
  for (int i = 0; i < d; i++)
    l1 += (double) fabsf (network->params[i]);
  g_assert_cmpfloat_with_epsilon (row.train_loss, sum / problem->train.n, 1e-5);
  g_assert_cmpfloat_with_epsilon (row.penalty, 0.5 * l1, 1e-9);
  g_assert_cmpfloat_with_epsilon (row.objective, row.train_loss + row.penalty, 1e-12);
  g_assert_cmpfloat_with_epsilon (row.train_score, 1 - 2 * sum / squares, 1e-4);
}

static void
test_stop_flag (void)
{
  gint stop = 1;
  g_autoptr (GError) error = NULL;
  SlConfig config = test_configure ("");
  g_assert_null (sl_training_new (&config, &stop, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
}

static void
test_edges (void)
{
  g_autoptr (SlTraining) no_test = test_run ("test-fraction 0", 1);
  SlHistoryRow row = test_history_row (no_test, -1);
  g_assert_true (isnan (row.test_loss) && isnan (row.test_score) && isnan (row.val_loss));
  g_autoptr (SlTraining) huge_batch = test_run ("batch-size 100000", 2);
  g_autoptr (SlTraining) full_batch = test_run ("batch-size 0", 2);
  SlHistoryRow a = test_history_row (huge_batch, -1),
               b = test_history_row (full_batch, -1);
  g_assert_cmpfloat (a.train_loss, ==, b.train_loss);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/zeros-by-the-rule", test_zeros_by_the_rule);
  static const char *const exact[] = {"sgd",   "momentum", "nesterov",
                                      "fista", "adam",     "ftrl"};
  for (size_t i = 0; i < G_N_ELEMENTS (exact); i++) {
    g_autofree char *path = g_strdup_printf ("/training/closed-form/%s", exact[i]);
    g_test_add_data_func (path, exact[i], test_one_weight_closed_form);
  }
  g_test_add_data_func ("/training/group-lasso/units", "units", test_group_lasso);
  g_test_add_data_func ("/training/group-lasso/inputs", "inputs", test_group_lasso);
  g_test_add_func ("/training/penalised-biases", test_penalised_biases);
  g_test_add_func ("/training/conflicts", test_conflicts);
  g_test_add_func ("/training/dead-links", test_dead_links);
  g_test_add_func ("/training/same-seed-same-bits", test_same_seed_same_bits);
  g_test_add_func ("/training/epsilon", test_epsilon);
  g_test_add_func ("/training/events", test_events);
  g_test_add_data_func ("/training/diverges/sgd", "optimizer sgd learning-rate 1000",
                        test_diverges_on_finite_weights);
  g_test_add_data_func ("/training/diverges/regression",
                        "dataset sparse-linear optimizer momentum learning-rate 100000",
                        test_diverges_on_finite_weights);
  g_test_add_func ("/training/unreached", test_unreached);
  g_test_add_func ("/training/reported-losses", test_reported_losses);
  g_test_add_func ("/training/stop-flag", test_stop_flag);
  g_test_add_func ("/training/edges", test_edges);
  return g_test_run ();
}
