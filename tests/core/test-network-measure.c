/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of a whole network: confusion, R², norms by layer, idle units; by hand and
 * against the plain way of counting. */
#include "core/measure/layer-norms.h"
#include "core/measure/score.h"
#include "core/training/setting.h"
#include "core/training/training.h"

#include <math.h>
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

/* A 3–2–2 network with weights set by hand; ReLU, softmax. */
static SlNetwork *
small_network (const float *W1, const float *W2)
{
  static const int hidden[] = {2};
  SlRng rng;
  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  const SlActivationType *relu =
      (const SlActivationType *) sl_kind_find (sl_activations (), "relu", NULL);
  SlNetwork *network =
      sl_network_new (3, 1, hidden, 3, relu, sl_loss_for_task (SL_TASK_CLASSIFICATION),
                      sl_initializer_for (relu), &rng, NULL);
  memcpy (network->params + network->layers[0].W, W1, 6 * sizeof *W1);
  memcpy (network->params + network->layers[1].W, W2, 6 * sizeof *W2);
  return network;
}

/* Four classes, of which the third has no rows: it is not in the mean, though rows were
 * taken for it. */
static void
test_confusion (void)
{
  static const float out[][4] = {{4, 1, 0, 0}, {1, 4, 0, 0}, {0, 0, 4, 1}, {0, 3, 0, 1},
                                 {1, 3, 0, 1}, {0, 0, 0, 9}, {2, 2, 0, 0}, {7, 0, 0, 1}};
  static const int label[] = {0, 0, 0, 1, 1, 3, 1, 0};
  static const gint64 expected[] = {2, 1, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  g_autoptr (SlConfusion) confusion = sl_confusion_new (4);
  g_assert_true (isnan (sl_confusion_accuracy (confusion)));
  g_assert_true (isnan (sl_confusion_balanced_error (confusion)));
  sl_confusion_add (confusion, 5, 4, out[0], label);
  sl_confusion_add (confusion, 3, 4, out[5], label + 5);
  g_assert_cmpmem (confusion->counts, sizeof expected, expected, sizeof expected);
  g_assert_cmpint (sl_confusion_rows (confusion, 0), ==, 4);
  g_assert_cmpint (sl_confusion_rows (confusion, 2), ==, 0);
  g_assert_cmpint (sl_confusion_rows (confusion, -1), ==, 8);
  g_assert_cmpfloat_with_epsilon (sl_confusion_accuracy (confusion), 5.0 / 8, 1e-15);
  g_assert_cmpfloat_with_epsilon (sl_confusion_balanced_error (confusion),
                                  (2.0 / 4 + 1.0 / 3 + 0) / 3, 1e-15);
  g_autoptr (SlConfusion) copy = sl_confusion_copy (confusion);
  sl_confusion_clear (confusion);
  g_assert_cmpint (sl_confusion_rows (confusion, -1), ==, 0);
  g_assert_cmpmem (copy->counts, sizeof expected, expected, sizeof expected);
}

/* One logit for two classes. */
static void
test_confusion_of_two (void)
{
  static const float out[] = {-1, 0, 0.5f, 2};
  static const int label[] = {0, 1, 1, 0};
  static const gint64 expected[] = {1, 1, 1, 1};
  g_autoptr (SlConfusion) confusion = sl_confusion_new (2);
  sl_confusion_add (confusion, 4, 1, out, label);
  g_assert_cmpmem (confusion->counts, sizeof expected, expected, sizeof expected);
  g_assert_cmpfloat (sl_confusion_balanced_error (confusion), ==, 0.5);
}

/* In a run the matrix is that of the test part at the last evaluation. */
static void
test_confusion_of_run (gconstpointer data)
{
  const char *const *words = data;
  g_autoptr (SlTraining) training = train (words[0], "8", "0.001", 3);
  const SlConfusion *confusion = sl_training_confusion (training);
  const SlProblem *problem = sl_training_problem (training);
  SlLogView view = sl_training_history (training);
  const SlHistoryRow *row = sl_log_item (&view, view.n - 1);
  g_assert_cmpint (confusion->k, ==, problem->dataset->n_classes);
  g_assert_cmpint (sl_confusion_rows (confusion, -1), ==, problem->test.n);
  g_assert_cmpfloat_with_epsilon (sl_confusion_accuracy (confusion), row->test_score,
                                  1e-12);
  for (int i = 0; i < confusion->k; i++) {
    int rows = 0;
    for (int r = 0; r < problem->test.n; r++)
      rows += problem->test.label[r] == i;
    g_assert_cmpint (sl_confusion_rows (confusion, i), ==, rows);
  }
  sl_log_view_clear (&view);
}

/* Without a test part it is that of the training part; a regression has none. */
static void
test_confusion_without_test (void)
{
  SlConfig config;
  sl_config_init_default (&config);
  set (&config, "dataset", "iris");
  set (&config, "test-fraction", "0");
  g_autoptr (SlTraining) iris = sl_training_new (&config, NULL, NULL);
  g_assert_cmpint (sl_confusion_rows (sl_training_confusion (iris), -1), ==, 150);
  g_autoptr (SlTraining) diabetes = train ("diabetes", "", "0", 0);
  g_assert_null (sl_training_confusion (diabetes));
}

static void
test_r_squared (void)
{
  static const float y[] = {1, 2, 3, 6}, constant[] = {2, 2};
  g_assert_cmpfloat (sl_r_squared (4, y, 0), ==, 1);
  /* The mean is 3, the sum of squares about it 14. */
  g_assert_cmpfloat_with_epsilon (sl_r_squared (4, y, 14), 0, 1e-15);
  g_assert_cmpfloat_with_epsilon (sl_r_squared (4, y, 21), -0.5, 1e-15);
  g_assert_true (isnan (sl_r_squared (2, constant, 0)));
  g_assert_true (isnan (sl_r_squared (0, y, 0)));
}

static void
test_layer_norms (void)
{
  static const float W1[] = {1, -2, 0, 4, -3, 0.5f}, W2[] = {1, 0, 0, -1, 0, 7};
  g_autoptr (SlNetwork) network = small_network (W1, W2);
  SlLayerNorms norms[2];
  network->params[network->layers[0].b] = -0.25f;
  network->params[network->layers[1].b + 1] = 2;
  sl_layer_norms_fill (norms, network);
  g_assert_cmpfloat (norms[0].entries, ==, 10.5);
  g_assert_cmpfloat (norms[0].column, ==, 6.5);
  g_assert_cmpfloat (norms[0].biases, ==, 0.25);
  g_assert_cmpfloat (norms[1].entries, ==, 9);
  g_assert_cmpfloat (norms[1].column, ==, 7);
  g_assert_cmpfloat (norms[1].biases, ==, 2);
  sl_layer_norms_add_up (norms, 2);
  g_assert_cmpfloat (norms[0].entries, ==, 10.5);
  g_assert_cmpfloat (norms[1].entries, ==, 19.5);
  g_assert_cmpfloat (norms[1].column, ==, 13.5);
  g_assert_cmpfloat (sl_layer_norm_chapter (&norms[1]), ==, 15.75);
}

/* Against the norm that the history has, and against the plain sum into each unit. */
static void
test_layer_norms_of_run (void)
{
  g_autoptr (SlTraining) training = train ("digits", "12,7", "0.001", 2);
  const SlNetwork *network = sl_training_network (training);
  SlLayerNorms norms[3];
  SlLogView view = sl_training_history (training);
  const SlHistoryRow *row = sl_log_item (&view, view.n - 1);
  sl_layer_norms_fill (norms, network);
  for (int l = 0; l < 3; l++) {
    const SlLayer *layer = &network->layers[l];
    double largest = 0;
    for (int j = 0; j < layer->outputs; j++) {
      double sum = 0;
      for (int i = 0; i < layer->inputs; i++)
        sum += fabs ((double) network->params[layer->W + i * layer->outputs + j]);
      largest = MAX (largest, sum);
    }
    g_assert_cmpfloat_with_epsilon (norms[l].column, largest, 1e-9);
    g_assert_cmpfloat (norms[l].column, <, norms[l].entries);
  }
  sl_layer_norms_add_up (norms, 3);
  g_assert_cmpfloat_with_epsilon (norms[2].entries, row->norm_l1, 1e-9 * row->norm_l1);
  sl_log_view_clear (&view);
}

static void
test_constant_inputs (void)
{
  float x[100 * 3];
  SlPart part = {.n = 100, .d = 3, .X = x};
  guint8 constant[3];
  for (int i = 0; i < 100; i++) {
    x[3 * i] = 5;
    x[3 * i + 1] = i == 77; /* differs in one row, far from the first */
    x[3 * i + 2] = 0;
  }
  sl_idle_find_constant (&part, constant);
  g_assert_cmpmem (constant, 3, ((guint8[]){1, 0, 1}), 3);
  part.n = 1;
  sl_idle_find_constant (&part, constant);
  g_assert_cmpmem (constant, 3, ((guint8[]){1, 1, 1}), 3);
}

/* Rows that are kept as pixels, the first of the set in another part. */
static void
test_constant_pixels (void)
{
  static const guint8 pixels[] = {9, 9, 9, 0, 1, 255, 0, 2, 255};
  SlPart part = {.n = 2, .d = 3, .pixels = pixels, .divisor = 255, .rows = (int[]){1, 2}};
  guint8 constant[3];
  sl_idle_find_constant (&part, constant);
  g_assert_cmpmem (constant, 3, ((guint8[]){1, 0, 1}), 3);
}

/* Each kind alone and both at once. */
static void
test_idle (void)
{
  static const float W1[] = {1, 0, 0, -0.0f, -3, 0.5f}, W2[] = {1, 0, 0, 0, 0, 0};
  static const guint8 silent[] = {1, 1, 0, 0, 0};
  g_autoptr (SlNetwork) network = small_network (W1, W2);
  guint8 idle[5];
  g_assert_cmpuint (sl_idle_size (network), ==, 5);
  g_assert_cmpuint (sl_idle_first (network, 1), ==, 3);
  sl_idle_fill (network, silent, idle);
  g_assert_cmpint (idle[0], ==, SL_IDLE_SILENT);
  g_assert_cmpint (idle[1], ==, SL_IDLE_SILENT | SL_IDLE_UNHEARD);
  g_assert_cmpint (idle[2], ==, 0);
  g_assert_cmpint (idle[3], ==, 0);
  g_assert_cmpint (idle[4], ==, SL_IDLE_UNHEARD);
  g_assert_cmpint (sl_idle_count (5, idle, SL_IDLE_UNHEARD), ==, 2);
  g_assert_cmpint (sl_idle_count (5, idle, SL_IDLE_SILENT | SL_IDLE_UNHEARD), ==, 3);
}

/* Cut by weights, by silent units, by both together, and not at all. */
static void
test_cut (void)
{
  static const float open1[] = {0, 0, 0, 0, 0, 1}, open2[] = {0, 0, 0, 0, 0, -2};
  static const float other2[] = {7, 1, 3, 0, 0, 0}, none[] = {0, 0, 0, 0, 0, 0};
  static const guint8 all_speak[5] = {0}, last_silent[5] = {0, 0, 0, 0, 1};
  static const guint8 first_silent[5] = {0, 0, 0, 1, 0}, mute[5] = {0, 0, 1, 0, 0};
  g_autoptr (SlNetwork) through = small_network (open1, open2);
  g_autoptr (SlNetwork) apart = small_network (open1, other2);
  g_autoptr (SlNetwork) no_input = small_network (none, open2);
  g_autoptr (SlNetwork) no_output = small_network (open1, none);
  g_assert_false (sl_idle_is_cut (through, all_speak));
  g_assert_false (sl_idle_is_cut (through, first_silent));
  g_assert_true (sl_idle_is_cut (through, last_silent));
  g_assert_true (sl_idle_is_cut (through, mute));
  g_assert_true (sl_idle_is_cut (apart, all_speak));
  g_assert_true (sl_idle_is_cut (no_input, all_speak));
  g_assert_true (sl_idle_is_cut (no_output, all_speak));
}

/* A hidden ReLU unit is silent when it is off in every training row, and a constant pixel
 * is an input that says nothing: both counted the plain way. */
static void
test_silent_units_of_run (void)
{
  g_autoptr (SlTraining) training = train ("digits", "24,16", "0.02", 12);
  const SlNetwork *network = sl_training_network (training);
  const SlPart *rows = &sl_training_problem (training)->train;
  const guint8 *silent = sl_training_silent (training);
  g_autoptr (SlPass) pass = sl_pass_new (network, rows->n);
  int n_silent[3] = {0};
  sl_pass_forward (pass, network, rows->n, rows->X);
  for (int l = 0; l < 3; l++) {
    int m = network->layers[l].inputs;
    const float *x = sl_pass_activations (pass, l);
    for (int i = 0; i < m; i++) {
      gboolean same = TRUE, on = FALSE;
      for (int r = 0; r < rows->n; r++) {
        same &= x[r * m + i] == x[i];
        on |= x[r * m + i] > 0;
      }
      gboolean expected = l == 0 ? same : !on;
      g_assert_cmpint (silent[sl_idle_first (network, l) + i], ==, expected);
      n_silent[l] += expected;
    }
  }
  /* Both kinds occur, or nothing was tested. */
  g_assert_cmpint (n_silent[0], >=, 3);
  g_assert_cmpint (n_silent[1] + n_silent[2], >, 0);
  g_assert_cmpint (n_silent[1], <, 24);
}

int
main (int argc, char **argv)
{
  static const char *const sets[][1] = {{"digits"}, {"breast-cancer"}};
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-measure/confusion", test_confusion);
  g_test_add_func ("/network-measure/confusion/two", test_confusion_of_two);
  g_test_add_data_func ("/network-measure/confusion/digits", sets[0],
                        test_confusion_of_run);
  g_test_add_data_func ("/network-measure/confusion/breast-cancer", sets[1],
                        test_confusion_of_run);
  g_test_add_func ("/network-measure/confusion/without-test",
                   test_confusion_without_test);
  g_test_add_func ("/network-measure/r-squared", test_r_squared);
  g_test_add_func ("/network-measure/layer-norms", test_layer_norms);
  g_test_add_func ("/network-measure/layer-norms/run", test_layer_norms_of_run);
  g_test_add_func ("/network-measure/constant-inputs", test_constant_inputs);
  g_test_add_func ("/network-measure/constant-inputs/pixels", test_constant_pixels);
  g_test_add_func ("/network-measure/idle", test_idle);
  g_test_add_func ("/network-measure/cut", test_cut);
  g_test_add_func ("/network-measure/silent-units", test_silent_units_of_run);
  return g_test_run ();
}
