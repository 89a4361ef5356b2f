/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that take turns on one worker thread, seen only through its sets of snapshots:
 * waits count them and never sleep. */
#include "core/base/monitor.h"
#include "core/core.h"

#include <string.h>

typedef struct
{
  SlMonitor *monitor;
  int notified; /* inside the monitor */
  SlPool *pool;
  SlCompare *compare;
  SlComparison comparison;
  SlControl control;
} Fixture;

static void
notify (gpointer data)
{
  Fixture *f = data;
  sl_monitor_enter (f->monitor);
  f->notified++;
  sl_monitor_wake (f->monitor);
  sl_monitor_leave (f->monitor);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->monitor = sl_monitor_new ();
  f->pool = sl_pool_new (2);
  sl_config_init_default (&f->control.config);
  f->control.speed = SL_SPEED_MAX;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->compare, sl_compare_free);
  sl_pool_free (f->pool);
  sl_monitor_free (f->monitor);
}

static void
set (Fixture *f, const char *id, const char *value)
{
  g_assert_true (
      sl_setting_parse (sl_setting_find (id, NULL), &f->control.config, value, NULL));
}

static void
start (Fixture *f, const char *comparison)
{
  g_assert_true (sl_comparison_parse (&f->comparison, comparison, NULL));
  f->compare = sl_compare_new (&f->control, &f->comparison, 7, f->pool, NULL, notify, f);
}

static void
send (Fixture *f)
{
  sl_compare_send (f->compare, &f->control);
}

static SlComparedSet *
next_set (Fixture *f)
{
  SlComparedSet *set;
  while (!(set = sl_compare_take (f->compare))) {
    sl_monitor_enter (f->monitor);
    while (f->notified == 0)
      sl_monitor_wait (f->monitor);
    f->notified = 0;
    sl_monitor_leave (f->monitor);
  }
  g_assert_cmpint (set->n, ==, f->comparison.n);
  for (int i = 0; i < set->n; i++)
    g_assert_cmpint (set->runs->pinned[i]->run, ==, 7);
  return set;
}

/* The first set after the last control was read in which all runs that go on have @epoch
 * epochs or more, and as many when they pause. */
static SlComparedSet *
wait_for_epoch (Fixture *f, int epoch)
{
  for (;;) {
    SlComparedSet *set = next_set (f);
    if (sl_compare_is_current (f->compare, set) && sl_compared_set_epoch (set) >= epoch)
      return set;
    sl_compared_set_unref (set);
  }
}

static SlComparedSet *
wait_for_end (Fixture *f)
{
  for (;;) {
    SlComparedSet *set = next_set (f);
    if (sl_compare_is_current (f->compare, set) && set->ended)
      return set;
    sl_compared_set_unref (set);
  }
}

static SlTraining *
alone (Fixture *f, int i)
{
  SlConfig config;
  sl_comparison_config (&f->comparison, i, &f->control.config, &config);
  return sl_training_new (&config, NULL, NULL);
}

static void
train_to (SlTraining *training, int epoch)
{
  while (sl_training_epoch (training) < epoch)
    sl_training_step (training);
}

static void
assert_same (const SlSnapshot *snapshot, const SlTraining *training)
{
  SlLogView history = sl_training_history (training);
  g_assert_cmpint (snapshot->history.n, ==, history.n);
  for (size_t i = 0; i < history.n; i++)
    g_assert_cmpmem (sl_log_item (&history, i), sizeof (SlHistoryRow),
                     sl_log_item (&snapshot->history, i), sizeof (SlHistoryRow));
  for (int l = 0; l < snapshot->n_layers; l++) {
    const SlNetwork *network = sl_training_network (training);
    const SlWeightsView *view = sl_snapshot_weights (snapshot, l);
    g_assert_nonnull (view);
    g_assert_cmpmem (view->W, (size_t) view->rows * view->cols * sizeof (float),
                     network->params + network->layers[l].W,
                     (size_t) view->rows * view->cols * sizeof (float));
  }
  sl_log_view_clear (&history);
}

/* In turns or alone: the same history and weights to the last bit, a change of λ on the
 * way included; the setting compared is not touched by it. */
static void
test_same_as_alone (Fixture *f, gconstpointer data)
{
  set (f, "lambda", "0.001");
  set (f, "dropout", "0.1");
  f->control.needs.weights = 7;
  start (f, data);
  f->control.epoch_steps = 2;
  send (f);
  g_autoptr (SlComparedSet) second = wait_for_epoch (f, 2);
  SlConfig before = f->control.config;
  set (f, "lambda", "0.003");
  f->control.epoch_steps = 4;
  send (f);
  g_autoptr (SlComparedSet) fourth = wait_for_epoch (f, 4);
  SlConfig after = f->control.config;
  for (int i = 0; i < f->comparison.n; i++) {
    SlConfig config;
    f->control.config = before;
    g_autoptr (SlTraining) training = alone (f, i);
    train_to (training, 2);
    assert_same (second->runs->pinned[i], training);
    sl_comparison_config (&f->comparison, i, &after, &config);
    sl_training_apply (training, &config);
    train_to (training, 4);
    assert_same (fourth->runs->pinned[i], training);
    g_assert_cmpint (fourth->runs->pinned[i]->events.n, ==,
                     g_str_equal (f->comparison.setting->id, "lambda") ? 0 : 1);
  }
}

/* What the page is for: of four penalties only those with an L1 part make zeros. */
static void
test_only_l1_makes_zeros (Fixture *f, gconstpointer data)
{
  set (f, "lambda", "0.001");
  f->control.epoch_steps = 15;
  start (f, "penalties");
  g_autoptr (SlComparedSet) set = wait_for_epoch (f, 15);
  for (int i = 0; i < 4; i++) {
    const SlHistogram *h = &set->runs->pinned[i]->total.histogram;
    gboolean has_l1 = i == 1 || i == 3;
    g_assert_cmpint (h->zeros - h->zeros_unreached > 0, ==, has_l1);
  }
}

/* While they play, no run is more than an epoch ahead of another. */
static void
test_turns (Fixture *f, gconstpointer data)
{
  f->control.playing = TRUE;
  start (f, "batch-sizes");
  for (int epoch = 0; epoch < 12;) {
    g_autoptr (SlComparedSet) set = next_set (f);
    int least = G_MAXINT, most = 0;
    for (int i = 0; i < set->n; i++) {
      least = MIN (least, set->runs->pinned[i]->epoch);
      most = MAX (most, set->runs->pinned[i]->epoch);
    }
    g_assert_cmpint (most - least, <=, 1);
    g_assert_cmpint (least, >=, epoch);
    epoch = least;
  }
}

/* A batch step is a minibatch of each run, until its epoch is over. */
static void
test_batch_steps (Fixture *f, gconstpointer data)
{
  start (f, "batch-sizes");
  f->control.batch_steps = 3;
  send (f);
  for (;;) {
    g_autoptr (SlComparedSet) set = next_set (f);
    SlSnapshot **runs = set->runs->pinned;
    if (!sl_compare_is_current (f->compare, set) || runs[0]->batch < 3 ||
        runs[1]->batch < 3)
      continue;
    g_assert_cmpint (runs[0]->batch, ==, 3);
    g_assert_cmpint (runs[1]->batch, ==, 3);
    g_assert_cmpint (runs[2]->epoch, ==, 1); /* of one minibatch */
    g_assert_cmpint (runs[2]->batch, ==, 0);
    break;
  }
  f->control.epoch_steps = 1;
  send (f);
  g_autoptr (SlComparedSet) set = wait_for_epoch (f, 1);
  for (int i = 0; i < 3; i++) {
    g_assert_cmpint (set->runs->pinned[i]->epoch, ==, 1);
    g_assert_cmpint (set->runs->pinned[i]->batch, ==, 0);
  }
}

/* A run that makes no sense says why and leaves the others alone; when it does make sense
 * it begins, and catches up. */
static void
test_conflict (Fixture *f, gconstpointer data)
{
  set (f, "optimizer", "ftrl");
  f->control.epoch_steps = 3;
  start (f, "update-rules");
  g_autoptr (SlComparedSet) first = wait_for_epoch (f, 3);
  g_assert_null (first->runs->pinned[0]->message);
  for (int i = 1; i < 3; i++) {
    g_assert_cmpint (first->runs->pinned[i]->state, ==, SL_RUN_FAILED);
    g_assert_nonnull (strstr (first->runs->pinned[i]->message, "FTRL"));
    g_assert_cmpint (first->runs->pinned[i]->n_layers, ==, 0);
  }
  set (f, "optimizer", "sgd");
  f->control.epoch_steps = 5;
  send (f);
  g_autoptr (SlComparedSet) all = wait_for_epoch (f, 4);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (all->runs->pinned[i]->epoch, ==, 4);
  g_autoptr (SlTraining) training = alone (f, 1);
  train_to (training, 4);
  SlLogView history = sl_training_history (training);
  g_assert_cmpmem (sl_snapshot_last (all->runs->pinned[1]), sizeof (SlHistoryRow),
                   sl_log_item (&history, 4), sizeof (SlHistoryRow));
  sl_log_view_clear (&history);
  /* … and no more: the weights stay where they were. */
  set (f, "optimizer", "ftrl");
  f->control.epoch_steps = 6;
  send (f);
  g_autoptr (SlComparedSet) again = wait_for_epoch (f, 5);
  g_assert_cmpint (again->runs->pinned[0]->epoch, ==, 5);
  g_assert_cmpint (again->runs->pinned[1]->state, ==, SL_RUN_FAILED);
  g_assert_cmpint (again->runs->pinned[1]->epoch, ==, 4);
}

/* One that diverges stops alone; when all have, the set says so. */
static void
test_divergence (Fixture *f, gconstpointer data)
{
  set (f, "dataset", "sparse-linear");
  set (f, "hidden", "");
  set (f, "optimizer", "sgd");
  f->control.epoch_steps = 10;
  start (f, "learning-rate=0.01 / 10");
  g_autoptr (SlComparedSet) set = wait_for_epoch (f, 10);
  g_assert_cmpint (set->runs->pinned[1]->state, ==, SL_RUN_DIVERGED);
  g_assert_nonnull (strstr (set->runs->pinned[1]->message, "learning rate"));
  g_assert_false (set->ended);
  sl_compare_free (g_steal_pointer (&f->compare));
  f->control.playing = TRUE;
  start (f, "learning-rate=10 / 20");
  g_autoptr (SlComparedSet) ended = wait_for_end (f);
  g_assert_cmpint (ended->runs->pinned[0]->state, ==, SL_RUN_DIVERGED);
}

/* A target ends every run; playing on goes on. */
static void
test_target (Fixture *f, gconstpointer data)
{
  set (f, "stop-at", "0.8");
  f->control.playing = TRUE;
  start (f, "learning-rate=0.002 / 0.005");
  g_autoptr (SlComparedSet) ended = wait_for_end (f);
  int epoch = sl_compared_set_epoch (ended);
  for (int i = 0; i < 2; i++)
    g_assert_nonnull (strstr (ended->runs->pinned[i]->message, "0.8"));
  f->control.starts++;
  send (f);
  g_autoptr (SlComparedSet) later = wait_for_epoch (f, epoch + 1);
  g_assert_false (later->ended);
}

static void
test_failed_data (Fixture *f, gconstpointer data)
{
  f->control.config.dataset =
      (const SlDatasetType *) sl_kind_find (sl_datasets (), "sparse-linear", NULL);
  f->control.config.data_options[SL_DATA_SAMPLES] = -5;
  start (f, "penalties");
  g_autoptr (SlComparedSet) set = wait_for_end (f);
  for (int i = 0; i < 4; i++) {
    g_assert_cmpint (set->runs->pinned[i]->state, ==, SL_RUN_FAILED);
    g_assert_nonnull (set->runs->pinned[i]->message);
  }
}

/* Also in the middle of preparing four runs. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  f->control.playing = TRUE;
  start (f, "penalties");
  sl_compare_free (g_steal_pointer (&f->compare));
  start (f, "hidden=64 / 32,16 / 8 /");
  g_autoptr (SlComparedSet) set = wait_for_epoch (f, 2);
  sl_compare_stop (f->compare);
  sl_compare_free (g_steal_pointer (&f->compare));
  /* A set outlives its worker. */
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (set->runs->pinned[i]->history.n, ==,
                     (size_t) set->runs->pinned[i]->epoch + 1);
}

static void
test_hammered_mailbox (Fixture *f, gconstpointer data)
{
  f->control.playing = TRUE;
  start (f, "penalties");
  for (int i = 0; i < 1000; i++) {
    f->control.config.lambda = i * 1e-6;
    send (f);
    SlComparedSet *set = sl_compare_take (f->compare);
    g_clear_pointer (&set, sl_compared_set_unref);
  }
  f->control.playing = FALSE;
  send (f);
  g_autoptr (SlComparedSet) last = wait_for_epoch (f, 0);
  for (int i = 0; i < 4; i++) {
    g_assert_cmpfloat (last->runs->pinned[i]->config.lambda, ==, 999 * 1e-6);
    g_assert_cmpint (last->runs->pinned[i]->state, ==, SL_RUN_PAUSED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function)                                                        \
  g_test_add ("/compare/" path, Fixture, data, set_up, function, tear_down)
  ADD ("same-as-alone/penalties", "penalties", test_same_as_alone);
  ADD ("same-as-alone/update-rules", "update-rules", test_same_as_alone);
  ADD ("same-as-alone/batch-sizes", "batch-sizes", test_same_as_alone);
  ADD ("same-as-alone/lambda", "lambda=0 / 0.0001 / 0.001", test_same_as_alone);
  ADD ("same-as-alone/optimizer", "optimizer=sgd / momentum / adam / ftrl",
       test_same_as_alone);
  ADD ("same-as-alone/seed", "seed=1 / 2", test_same_as_alone);
  ADD ("only-l1-makes-zeros", NULL, test_only_l1_makes_zeros);
  ADD ("turns", NULL, test_turns);
  ADD ("batch-steps", NULL, test_batch_steps);
  ADD ("conflict", NULL, test_conflict);
  ADD ("divergence", NULL, test_divergence);
  ADD ("target", NULL, test_target);
  ADD ("failed-data", NULL, test_failed_data);
  ADD ("stop", NULL, test_stop);
  ADD ("hammered-mailbox", NULL, test_hammered_mailbox);
  return g_test_run ();
}
