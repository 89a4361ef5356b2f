/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/training-run.h"

#include <math.h>
#include <string.h>

static void
edit (SlTraining *training, SlEdit change)
{
  g_autoptr (GError) error = NULL;
  sl_training_edit (training, &change, &error);
  g_assert_no_error (error);
}

static void
step (SlTraining *training, int minibatches)
{
  for (int i = 0; i < minibatches; i++)
    g_assert_cmpint (sl_training_step (training), !=, SL_TRAINING_DIVERGED);
}

static gint64
count_zeros (const SlTraining *training)
{
  const SlNetwork *network = sl_training_network (training);
  gint64 n = 0;
  for (size_t i = 0; i < network->n_weights; i++)
    n += network->params[i] == 0;
  return n;
}

/* Pinned weights are +0 to the bit; counted by the number of them. */
static void
assert_held (const SlTraining *training, gint64 n)
{
  gint64 pinned_n;
  const SlNetwork *network = sl_training_network (training);
  const guint8 *pinned = sl_training_pinned (training, &pinned_n);
  g_assert_cmpint (pinned_n, ==, n);
  g_assert_nonnull (pinned);
  for (size_t i = 0; i < network->n_weights; i++) {
    guint32 bits;
    memcpy (&bits, &network->params[i], sizeof bits);
    g_assert_true (!pinned[i] || bits == 0);
  }
}

/* The biggest weight that the smallest half has. */
static double
median_size (const SlTraining *training)
{
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  sl_pruning_finish (pruning, NULL);
  const SlPruningCurve *curve = sl_pruning_curve (pruning);
  int i = 0;
  while (curve->removed[i] < curve->weights / 2)
    i++;
  return curve->size[i];
}

static void
holds (const char *text, gboolean moves)
{
  g_autoptr (SlTraining) training = test_run (text, 3);
  step (training, 2);
  edit (training, (SlEdit){.kind = SL_EDIT_PRUNE, .value = median_size (training)});
  gint64 zeros = count_zeros (training), n;
  g_assert_cmpint (zeros, >=, (gint64) sl_training_network (training)->n_weights / 2);
  assert_held (training, zeros);
  for (int i = 0; i < 40; i++) {
    step (training, 1);
    assert_held (training, zeros);
  }
  SlHistoryRow row = test_history_row (training, -1);
  g_assert_cmpint (row.zeros, >=, zeros);
  /* Once released they live again, and start gently: nothing was gathered meanwhile. */
  edit (training, (SlEdit){.kind = SL_EDIT_RELEASE});
  g_assert_null (sl_training_pinned (training, &n));
  g_assert_cmpint (n, ==, 0);
  gint64 before = count_zeros (training);
  step (training, 1);
  const SlNetwork *network = sl_training_network (training);
  float top = 0;
  for (size_t i = 0; i < network->n_weights; i++)
    top = fmaxf (top, fabsf (network->params[i]));
  g_assert_cmpfloat (top, <, 100);
  step (training, 40);
  if (moves)
    g_assert_cmpint (count_zeros (training), <, before);
}

static void
test_holds (gconstpointer data)
{
  const SlKind *optimizer = data;
  const SlKindTable *rules = sl_rules (), *penalties = sl_penalties ();
  const char *hidden = g_str_equal (optimizer->id, "fista") ? "-" : "9,7";
  for (size_t r = 0; r < rules->n; r++)
    for (size_t p = 0; p < penalties->n; p++) {
      const char *rule = rules->kinds[r]->id, *penalty = penalties->kinds[p]->id;
      g_autofree char *text = g_strdup_printf (
          "dataset iris hidden %s optimizer %s zeros-by %s penalty %s lambda 0.0003 "
          "batch-size 10 learning-rate 0.01",
          hidden, optimizer->id, rule, penalty);
      SlConfig config = test_configure (text);
      if (sl_config_conflict (&config) == NULL)
        holds (text, g_str_equal (rule, "proximal") && g_str_equal (penalty, "none"));
    }
}

/* A step after a release moves a weight no further than any step does. */
static void
test_release_is_gentle (gconstpointer data)
{
  const SlKind *optimizer = data;
  gboolean linear = g_str_equal (optimizer->id, "fista");
  g_autofree char *text =
      g_strdup_printf ("dataset iris hidden %s optimizer %s lambda 0 batch-size 0 "
                       "learning-rate 0.02",
                       linear ? "-" : "6", optimizer->id);
  g_autoptr (SlTraining) training = test_run (text, 20);
  edit (training, (SlEdit){.kind = SL_EDIT_PRUNE, .value = 0.5});
  step (training, 50);
  edit (training, (SlEdit){.kind = SL_EDIT_RELEASE});
  const SlNetwork *network = sl_training_network (training);
  g_autofree float *w = g_memdup2 (network->params, network->n_weights * sizeof (float));
  step (training, 1);
  for (size_t i = 0; i < network->n_weights; i++)
    g_assert_cmpfloat (fabsf (network->params[i] - w[i]), <, 0.1);
}

/* A weight that is set is there, and moves on from there like one at rest. */
static void
test_set_stays (gconstpointer data)
{
  const SlKind *optimizer = data;
  gboolean linear = g_str_equal (optimizer->id, "fista");
  g_autofree char *text =
      g_strdup_printf ("dataset iris hidden %s optimizer %s lambda 0.0001 batch-size 0 "
                       "learning-rate 0.005",
                       linear ? "-" : "6", optimizer->id);
  g_autoptr (SlTraining) training = test_run (text, 20);
  const SlNetwork *network = sl_training_network (training);
  const SlLayer *layer = &network->layers[0];
  for (int k = 0; k < 2; k++) {
    float wanted = k == 0 ? -1.5f : 0.75f;
    const float *w = network->params + layer->W + (size_t) 2 * layer->outputs + 1;
    edit (training, (SlEdit){SL_EDIT_SET, 0, 2, 1, (double) wanted});
    g_assert_cmpfloat (*w, ==, wanted);
    step (training, 1);
    g_assert_cmpfloat_with_epsilon (*w, wanted, 0.05);
  }
}

/* Setting a weight wakes a dead link, and takes the pin off this one alone. */
static void
test_wakes (void)
{
  g_autoptr (SlTraining) training =
      test_run ("dataset iris hidden 6 zeros-by dead-link lambda 0.05", 40);
  const SlNetwork *network = sl_training_network (training);
  const SlLayer *layer = &network->layers[0];
  int input = 0, output = 0;
  for (int i = 0; i < layer->inputs * layer->outputs; i++)
    if (network->params[layer->W + (size_t) i] == 0) {
      input = i / layer->outputs;
      output = i % layer->outputs;
    }
  const float *w = network->params + layer->W + (size_t) input * layer->outputs + output;
  g_assert_cmpfloat (*w, ==, 0);
  SlConfig config = test_configure ("dataset iris hidden 6 zeros-by dead-link lambda 0");
  sl_training_apply (training, &config);
  step (training, 5);
  g_assert_cmpfloat (*w, ==, 0);
  edit (training, (SlEdit){SL_EDIT_SET, 0, input, output, 0.5});
  step (training, 5);
  g_assert_cmpfloat (*w, !=, 0);
  edit (training, (SlEdit){.kind = SL_EDIT_PRUNE, .value = 100});
  assert_held (training, (gint64) network->n_weights);
  edit (training, (SlEdit){SL_EDIT_REVIVE, 0, input, output, 0});
  g_autoptr (SlTraining) start = test_run ("dataset iris hidden 6", 0);
  const float *first = sl_training_network (start)->params + (w - network->params);
  g_assert_cmpfloat (*w, ==, *first);
  assert_held (training, (gint64) network->n_weights - 1);
}

/* The log tells what was done and where, in words that read back. */
static void
test_log (void)
{
  static const SlEdit edits[] = {{SL_EDIT_SET, 1, 2, 0, -0.125},
                                 {SL_EDIT_PRUNE, 0, 0, 0, 0.25},
                                 {SL_EDIT_REVIVE, 1, 2, 0, 0},
                                 {SL_EDIT_RELEASE, 0, 0, 0, 0}};
  static const char *const texts[] = {"set 2 3 1 -0.125", "prune 0.25", "revive 2 3 1",
                                      "release"};
  g_autoptr (SlTraining) training = test_run ("dataset iris hidden 6 batch-size 10", 2);
  step (training, 3);
  for (size_t i = 0; i < G_N_ELEMENTS (edits); i++)
    edit (training, edits[i]);
  SlLogView events = sl_training_events (training);
  g_assert_cmpint (events.n, ==, G_N_ELEMENTS (edits));
  for (size_t i = 0; i < events.n; i++) {
    const SlEvent *event = sl_log_item (&events, i);
    SlEdit read;
    g_assert_cmpint (event->epoch, ==, 2);
    g_assert_cmpint (event->batch, ==, 3);
    g_assert_cmpstr (event->to, ==, texts[i]);
    g_assert_cmpstr (event->setting, ==, sl_edit_id (edits[i].kind));
    g_assert_true (sl_edit_of_event (event, &read));
    g_assert_cmpint (read.kind, ==, edits[i].kind);
    g_assert_cmpint (read.layer, ==, edits[i].layer);
    g_assert_cmpint (read.input, ==, edits[i].input);
    g_assert_cmpint (read.output, ==, edits[i].output);
    g_assert_cmpfloat (read.value, ==, edits[i].value);
  }
  const SlEvent setting = {.setting = "lambda", .from = "0", .to = "prune 0.1"};
  SlEdit none;
  g_assert_false (sl_edit_of_event (&setting, &none));
  sl_log_view_clear (&events);
}

/* The log is enough to do it all again, to the bit. */
static void
test_replays (void)
{
  const char *text = "dataset iris hidden 6 batch-size 10 lambda 0.001";
  g_autoptr (SlTraining) first = test_run (text, 1), second = test_run (text, 0);
  step (first, 4);
  edit (first, (SlEdit){.kind = SL_EDIT_PRUNE, .value = 0.3});
  step (first, 11);
  edit (first, (SlEdit){SL_EDIT_SET, 0, 1, 1, 0.1});
  step (first, 11);
  SlLogView events = sl_training_events (first);
  for (size_t i = 0; i < events.n; i++) {
    const SlEvent *event = sl_log_item (&events, i);
    SlEdit change;
    while (sl_training_epoch (second) != event->epoch ||
           sl_training_batch (second) != event->batch)
      step (second, 1);
    g_assert_true (sl_edit_of_event (event, &change));
    edit (second, change);
  }
  step (second, 11);
  sl_log_view_clear (&events);
  const SlNetwork *a = sl_training_network (first), *b = sl_training_network (second);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
}

static void
test_refuses (void)
{
  static const SlEdit edits[] = {
      {SL_EDIT_SET, 2, 0, 0, 1},     {SL_EDIT_SET, -1, 0, 0, 1},
      {SL_EDIT_SET, 0, 4, 0, 1},     {SL_EDIT_SET, 0, -1, 0, 1},
      {SL_EDIT_SET, 0, 0, 6, 1},     {SL_EDIT_SET, 1, 0, 3, 1},
      {SL_EDIT_SET, 0, 0, 0, NAN},   {SL_EDIT_SET, 0, 0, 0, 1e7},
      {SL_EDIT_REVIVE, 0, 0, -1, 0}, {SL_EDIT_PRUNE, 0, 0, 0, -1e-9},
      {SL_EDIT_PRUNE, 0, 0, 0, NAN},
  };
  g_autoptr (SlTraining) training = test_run ("dataset iris hidden 6", 1);
  g_autoptr (SlTraining) same = sl_training_copy (training);
  const SlNetwork *a = sl_training_network (training), *b = sl_training_network (same);
  for (size_t i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (sl_training_edit (training, &edits[i], &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  }
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
  SlLogView events = sl_training_events (training);
  g_assert_cmpint (events.n, ==, 0);
  sl_log_view_clear (&events);
  static const char *const texts[] = {"",
                                      "set",
                                      "set 1 1 1",
                                      "set 0 1 1 2",
                                      "set 1 1 1 x",
                                      "set 1 1 1 2 3",
                                      "prune",
                                      "prune 1 2",
                                      "release 1",
                                      "revive 1 1",
                                      "revive 1 1 99999999999",
                                      " release"};
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    SlEdit change;
    g_assert_false (sl_edit_parse (texts[i], &change, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  }
}

/* The best epoch is sought anew: an early stop does not bring back what was pruned. */
static void
test_early_stop_holds (void)
{
  SlConfig config = test_configure ("dataset iris hidden 8 early-stopping 2");
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  while (sl_training_epoch (training) < 10)
    step (training, 1);
  edit (training, (SlEdit){.kind = SL_EDIT_PRUNE, .value = 0.4});
  gint64 n;
  sl_training_pinned (training, &n);
  g_assert_cmpint (n, >, 10);
  config.learning_rate = 0.5;
  sl_training_apply (training, &config);
  SlTrainingResult result = SL_TRAINING_STEPPED;
  for (int i = 0; i < 4000 && result != SL_TRAINING_FINISHED; i++)
    result = sl_training_step (training);
  g_assert_cmpint (result, ==, SL_TRAINING_FINISHED);
  assert_held (training, n);
}

static void
test_names (void)
{
  for (int kind = 0; kind < SL_N_EDITS; kind++)
    g_assert_null (sl_setting_find (sl_edit_id ((SlEditKind) kind), NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  const SlKindTable *optimizers = sl_optimizers ();
  for (size_t i = 0; i < optimizers->n; i++) {
    const SlKind *kind = optimizers->kinds[i];
    g_autofree char *held = g_strdup_printf ("/edit/holds/%s", kind->id);
    g_autofree char *gentle = g_strdup_printf ("/edit/release-is-gentle/%s", kind->id);
    g_autofree char *stays = g_strdup_printf ("/edit/set-stays/%s", kind->id);
    g_test_add_data_func (held, kind, test_holds);
    g_test_add_data_func (gentle, kind, test_release_is_gentle);
    g_test_add_data_func (stays, kind, test_set_stays);
  }
  g_test_add_func ("/edit/wakes", test_wakes);
  g_test_add_func ("/edit/log", test_log);
  g_test_add_func ("/edit/replays", test_replays);
  g_test_add_func ("/edit/refuses", test_refuses);
  g_test_add_func ("/edit/early-stop-holds", test_early_stop_holds);
  g_test_add_func ("/edit/names", test_names);
  return g_test_run ();
}
