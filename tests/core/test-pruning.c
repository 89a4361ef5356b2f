/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pruning curve against removing weights the plain way, one share after another. */
#include "core/measure/pruning.h"
#include "core/training/setting.h"
#include "core/training/training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, &error));
  g_assert_no_error (error);
}

static SlTraining *
train (const char *dataset, const char *hidden, const char *lambda, int epochs)
{
  SlConfig config;
  g_autoptr (GError) error = NULL;
  sl_config_init_default (&config);
  set (&config, "dataset", dataset);
  set (&config, "hidden", hidden);
  set (&config, "lambda", lambda);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < epochs)
    g_assert_cmpint (sl_training_step (training), !=, SL_TRAINING_DIVERGED);
  return training;
}

/* All steps of a curve. */
static SlPruningCurve
run (SlTraining *training)
{
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  double before = 0;
  while (sl_pruning_step (pruning)) {
    g_assert_cmpfloat (sl_pruning_progress (pruning), >=, before);
    g_assert_cmpfloat (sl_pruning_progress (pruning), <, 1);
    before = sl_pruning_progress (pruning);
  }
  g_assert_cmpfloat (sl_pruning_progress (pruning), ==, 1);
  g_assert_false (sl_pruning_step (pruning));
  return *sl_pruning_curve (pruning);
}

static int
compare_floats (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;
  return (x > y) - (x < y);
}

/* Accuracy or R² of @part, row by row. */
static double
plain_score (const SlNetwork *network, const SlPart *part)
{
  g_autoptr (SlPass) pass = sl_pass_new (network, 1);
  int d = network->layers[0].inputs, m = network->layers[network->n_layers - 1].outputs;
  double errors = 0, mean = 0, total = 0;
  int correct = 0;
  for (int i = 0; i < part->n; i++) {
    const float *out = sl_pass_forward (pass, network, 1, part->X + (size_t) i * d);
    if (part->label)
      correct += sl_loss_class (m, out) == part->label[i];
    else {
      errors += pow ((double) out[0] - (double) part->y[i], 2);
      mean += (double) part->y[i] / part->n;
    }
  }
  if (part->label)
    return (double) correct / part->n;
  for (int i = 0; i < part->n; i++)
    total += pow ((double) part->y[i] - mean, 2);
  return 1 - errors / total;
}

/* Each point of @curve: its threshold, its count and its scores. */
static void
check_curve (const SlTraining *training, const SlPruningCurve *curve)
{
  const SlNetwork *live = sl_training_network (training);
  const SlProblem *problem = sl_training_problem ((SlTraining *) training);
  size_t n = live->n_weights;
  g_autofree float *sorted = g_new (float, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = fabsf (live->params[i]);
  qsort (sorted, n, sizeof *sorted, compare_floats);
  g_assert_cmpint (curve->weights, ==, n);
  g_assert_cmpint (curve->removed[0], ==, 0);
  g_assert_cmpint (curve->removed[curve->n - 1], ==, n);
  for (int k = 0; k < curve->n; k++) {
    g_autoptr (SlNetwork) pruned = sl_network_copy (live);
    gint64 removed = 0;
    for (size_t i = 0; i < n && k > 0; i++)
      if ((double) fabsf (pruned->params[i]) <= curve->size[k]) {
        pruned->params[i] = 0;
        removed++;
      }
    g_assert_cmpint (curve->removed[k], ==, removed);
    if (k > 0) {
      g_assert_cmpint (removed, >, curve->removed[k - 1]);
      g_assert_cmpfloat (curve->size[k], ==, (double) sorted[removed - 1]);
    }
    g_assert_cmpfloat_with_epsilon (curve->train_score[k],
                                    plain_score (pruned, &problem->train), 1e-6);
    g_assert_cmpfloat_with_epsilon (curve->test_score[k],
                                    plain_score (pruned, &problem->test), 1e-6);
  }
}

static void
test_brute_force (gconstpointer data)
{
  const char *const *words = data;
  g_autoptr (SlTraining) training = train (words[0], words[1], words[2], 3);
  size_t size = sl_training_network (training)->n_params * sizeof (float);
  g_autofree float *before = g_memdup2 (sl_training_network (training)->params, size);
  SlPruningCurve curve = run (training);
  g_assert_cmpmem (sl_training_network (training)->params, size, before, size);
  check_curve (training, &curve);
  SlLogView view = sl_training_history (training);
  const SlHistoryRow *row = sl_log_item (&view, view.n - 1);
  g_assert_cmpfloat_with_epsilon (curve.train_score[0], row->train_score, 1e-9);
  g_assert_cmpfloat_with_epsilon (curve.test_score[0], row->test_score, 1e-9);
  g_assert_cmpint (curve.zeros, ==, row->zeros);
  sl_log_view_clear (&view);
}

/* Exact zeros go first and all at once, and change nothing. */
static void
test_zeros_first (void)
{
  g_autoptr (SlTraining) training = train ("iris", "8", "0.02", 80);
  SlPruningCurve curve = run (training);
  gint64 n = curve.weights, zeros = curve.zeros;
  g_assert_cmpint (zeros, >, n / 10);
  g_assert_cmpint (zeros, <, n);
  g_assert_cmpint (curve.removed[1], >=, zeros);
  g_assert_cmpint (curve.n, <, SL_PRUNING_POINTS);
  for (int k = 1; k < curve.n && curve.removed[k] <= zeros; k++) {
    g_assert_cmpfloat (curve.size[k], ==, 0);
    g_assert_cmpfloat (curve.test_score[k], ==, curve.test_score[0]);
  }
  check_curve (training, &curve);
}

/* Ties go together: six weights of two magnitudes make two points beside the first. */
static void
test_ties (void)
{
  g_autoptr (SlTraining) training = train ("iris", "", "0", 0);
  g_autoptr (SlNetwork) network = sl_network_copy (sl_training_network (training));
  for (size_t i = 0; i < network->n_weights; i++)
    network->params[i] = (i % 2 ? 1.0f : -1.0f) * (i < 3 ? 0.5f : 2.0f);
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (network, sl_training_problem (training));
  g_assert_true (sl_pruning_finish (pruning, NULL));
  const SlPruningCurve *curve = sl_pruning_curve (pruning);
  g_assert_cmpint (curve->n, ==, 3);
  g_assert_cmpint (curve->removed[1], ==, 3);
  g_assert_cmpfloat (curve->size[1], ==, 0.5);
  g_assert_cmpint (curve->removed[2], ==, 12);
  g_assert_cmpfloat (curve->size[2], ==, 2);
}

/* A network of zeros is one step from end to end; without a test part there is no test
 * score. */
static void
test_all_zero (void)
{
  SlConfig config;
  sl_config_init_default (&config);
  set (&config, "dataset", "iris");
  set (&config, "test-fraction", "0");
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  g_autoptr (SlNetwork) network = sl_network_copy (sl_training_network (training));
  memset (network->params, 0, network->n_params * sizeof (float));
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (network, sl_training_problem (training));
  g_assert_true (sl_pruning_finish (pruning, NULL));
  const SlPruningCurve *curve = sl_pruning_curve (pruning);
  g_assert_cmpint (curve->n, ==, 2);
  g_assert_cmpint (curve->removed[1], ==, network->n_weights);
  g_assert_cmpfloat (curve->train_score[0], ==, curve->train_score[1]);
  g_assert_true (isnan (curve->test_score[1]));
  g_assert_cmpint (curve->test_rows, ==, 0);
}

/* A large network is scored on a sample, the same one each time, and says so. */
static void
test_sample (void)
{
  g_autoptr (SlTraining) training = train ("digits", "1024,512", "0", 0);
  g_autoptr (SlPruning) first =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  g_autoptr (SlPruning) second =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  for (int i = 0; i < 12; i++) {
    sl_pruning_step (first);
    sl_pruning_step (second);
  }
  const SlPruningCurve *a = sl_pruning_curve (first), *b = sl_pruning_curve (second);
  g_assert_cmpint (a->n, >=, 2);
  g_assert_cmpint (a->train_rows, <, a->all_train_rows);
  g_assert_cmpint (a->train_rows, >=, 256);
  g_assert_cmpint (a->all_train_rows, ==, sl_training_problem (training)->train.n);
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
}

/* A threshold between two points has one of its own, by counting; the others stay. */
static void
test_asked (void)
{
  g_autoptr (SlTraining) training = train ("digits", "16,8", "0.001", 3);
  const SlNetwork *network = sl_training_network (training);
  const SlProblem *problem = sl_training_problem (training);
  const SlPruningCurve plain = run (training);
  const double asked[] = {1e-9, 0.0123, 0.05, 0.0512, 0.3, 1e6};
  for (size_t t = 0; t < G_N_ELEMENTS (asked); t++) {
    g_autoptr (SlPruning) pruning =
        sl_pruning_new (network, sl_training_problem (training));
    g_autoptr (SlNetwork) pruned = sl_network_copy (network);
    gint64 removed = 0;
    sl_pruning_ask (pruning, asked[t]);
    g_assert_true (sl_pruning_finish (pruning, NULL));
    const SlPruningCurve *curve = sl_pruning_curve (pruning);
    for (size_t i = 0; i < network->n_weights; i++)
      if (fabsf (network->params[i]) <= (float) asked[t]) {
        pruned->params[i] = 0;
        removed++;
      }
    int k = sl_pruning_at (curve, asked[t]);
    g_assert_cmpfloat (curve->asked, ==, asked[t]);
    g_assert_cmpint (curve->removed[k], ==, removed);
    g_assert_cmpfloat_with_epsilon (curve->test_score[k],
                                    plain_score (pruned, &problem->test), 1e-6);
    g_assert_cmpint (curve->n, <=, plain.n + 1);
    for (int a = 0, b = 0; b < plain.n; a++, b++) {
      if (a == k && curve->removed[a] != plain.removed[b])
        a++;
      g_assert_cmpint (curve->removed[a], ==, plain.removed[b]);
      g_assert_cmpfloat (curve->test_score[a], ==, plain.test_score[b]);
    }
  }
}

static void
test_stop (void)
{
  g_autoptr (SlTraining) training = train ("iris", "8", "0", 1);
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  const gint stop = 1;
  for (int i = 0; i < 10; i++)
    sl_pruning_step (pruning);
  int n = sl_pruning_curve (pruning)->n;
  g_assert_cmpint (n, >, 0);
  g_assert_false (sl_pruning_finish (pruning, &stop));
  g_assert_cmpint (sl_pruning_curve (pruning)->n, ==, n);
}

int
main (int argc, char **argv)
{
  static const char *const runs[][3] = {
      {"digits", "16,8", "0.001"}, {"diabetes", "6", "0"}, {"breast-cancer", "", "0.01"}};
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (runs); i++) {
    g_autofree char *path = g_strconcat ("/pruning/brute-force/", runs[i][0], NULL);
    g_test_add_data_func (path, runs[i], test_brute_force);
  }
  g_test_add_func ("/pruning/zeros-first", test_zeros_first);
  g_test_add_func ("/pruning/ties", test_ties);
  g_test_add_func ("/pruning/all-zero", test_all_zero);
  g_test_add_func ("/pruning/sample", test_sample);
  g_test_add_func ("/pruning/asked", test_asked);
  g_test_add_func ("/pruning/stop", test_stop);
  return g_test_run ();
}
