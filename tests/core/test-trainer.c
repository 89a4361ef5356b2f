/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker thread, seen only through its snapshots: waits count them and never sleep.
 */
#include "tests/core/trainer-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
has_events (const SlSnapshot *snapshot, int n)
{
  return (int) snapshot->events.n >= n;
}

static gboolean
has_epoch (const SlSnapshot *snapshot, int epoch)
{
  return snapshot->epoch >= epoch;
}

static gboolean
is_ended (const SlSnapshot *snapshot, int unused)
{
  return snapshot->state == SL_RUN_PAUSED && snapshot->message;
}

static gboolean
is_past (const SlSnapshot *snapshot, int epoch)
{
  return snapshot->state == SL_RUN_PAUSED && snapshot->epoch >= epoch;
}

/* In thousandths. */
static gboolean
has_near_zero (const SlSnapshot *snapshot, int number)
{
  return snapshot->config.near_zero * 1000 == number;
}

static gboolean
has_rate (const SlSnapshot *snapshot, int number)
{
  return snapshot->config.learning_rate * 1000 == number;
}

static gboolean
has_pruning_of (const SlSnapshot *snapshot, int epoch)
{
  return snapshot->pruning != NULL && snapshot->pruning_epoch == epoch &&
         trainer_is_paused_at (snapshot, epoch);
}

/* A pause goes on until the curve is that of the weights it stands on. */
static void
test_pruning_at_pause (TrainerFixture *f, gconstpointer data)
{
  f->control.needs.pruning = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) first = trainer_fixture_wait_for (f, has_pruning_of, 0);
  g_assert_cmpint (first->pruning->weights, ==, 2720);
  f->control.epoch_steps = 2;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) later = trainer_fixture_wait_for (f, has_pruning_of, 2);
  g_assert_cmpfloat_with_epsilon (later->pruning->test_score[0],
                                  sl_snapshot_last (later)->test_score, 1e-9);
}

static void
test_first_snapshot (TrainerFixture *f, gconstpointer data)
{
  f->control.needs.weights = 1;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) snapshot = trainer_fixture_wait_for (f, trainer_is_paused_at, 0);
  g_assert_cmpint (snapshot->n_layers, ==, 3);
  g_assert_cmpint (snapshot->total.weights, ==, 2720);
  g_assert_cmpint (snapshot->history.n, ==, 1);
  g_assert_cmpint (snapshot->weights[0].layer, ==, 0);
  g_assert_cmpint (snapshot->weights[0].rows, ==, 64);
  g_assert_cmpint (snapshot->weights[0].cols, ==, 32);
  g_assert_cmpint (sl_snapshot_last (snapshot)->epoch, ==, 0);
  g_assert_cmpint (snapshot->start_layers[2].weights, ==, 160);
}

static void
test_steps_are_counted (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_start (f);
  f->control.epoch_steps = 3;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) third = trainer_fixture_wait_for (f, trainer_is_paused_at, 3);
  g_assert_cmpint (third->history.n, ==, 4);
  f->control.batch_steps = 2;
  trainer_fixture_send (f);
  f->control.batch_steps = 5;
  trainer_fixture_send (f);
  SlSnapshot *snapshot = NULL;
  do {
    g_clear_pointer (&snapshot, sl_snapshot_unref);
    snapshot = trainer_fixture_next_snapshot (f);
  } while (snapshot->batch < 5);
  g_assert_cmpint (snapshot->batch, ==, 5);
  g_assert_cmpint (snapshot->epoch, ==, 3);
  sl_snapshot_unref (snapshot);
}

static void
test_same_numbers_as_without_a_thread (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "lambda", "0.001");
  trainer_fixture_start (f);
  f->control.epoch_steps = 5;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) snapshot = trainer_fixture_wait_for (f, trainer_is_paused_at, 5);
  g_autoptr (SlTraining) training = sl_training_new (&f->control.config, NULL, NULL);
  while (sl_training_epoch (training) < 5)
    sl_training_step (training);
  SlLogView history = sl_training_history (training);
  for (size_t i = 0; i <= 5; i++)
    g_assert_cmpmem (sl_log_item (&history, i), sizeof (SlHistoryRow),
                     sl_log_item (&snapshot->history, i), sizeof (SlHistoryRow));
  sl_log_view_clear (&history);
}

static void
test_live_change (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_start (f);
  f->control.playing = TRUE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) running = trainer_fixture_wait_for (f, has_epoch, 5);
  g_assert_cmpint (running->state, ==, SL_RUN_PLAYING);
  trainer_fixture_set (f, "lambda", "0.01");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) changed = trainer_fixture_wait_for (f, has_events, 1);
  const SlEvent *event = sl_log_item (&changed->events, 0);
  g_assert_cmpstr (event->setting, ==, "lambda");
  g_assert_cmpstr (event->to, ==, "0.01");
  g_assert_cmpint (event->epoch, >=, 5); /* no reset */
  g_assert_cmpfloat (changed->config.lambda, ==, 0.01);
  g_autoptr (SlSnapshot) later =
      trainer_fixture_wait_for (f, has_epoch, event->epoch + 30);
  g_assert_cmpint (later->total.histogram.zeros, >, running->total.histogram.zeros + 500);
  f->control.playing = FALSE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) paused =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_PAUSED);
  g_assert_cmpint (paused->epoch, >=, later->epoch);
}

/* While paused a change shows at once: the threshold moves weights between the kinds. */
static void
test_change_while_paused (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) first = trainer_fixture_wait_for (f, trainer_is_paused_at, 0);
  trainer_fixture_set (f, "near-zero", "0.1");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) second = trainer_fixture_next_snapshot (f);
  g_assert_cmpint (second->total.histogram.near, >, first->total.histogram.near);
  g_assert_cmpint (second->epoch, ==, 0);
}

static gboolean
has_penalty (const SlSnapshot *snapshot, int unused)
{
  return snapshot->objective.penalty > 0;
}

/* Its row of the history is of the weights before. */
static gboolean
has_loss_of_batch (const SlSnapshot *snapshot, int batch)
{
  return snapshot->batch == batch &&
         sl_snapshot_last (snapshot)->train_loss != snapshot->objective.train_loss;
}

/* So do the objective and its parts, while the history keeps what was; in mid-epoch they
 * are those of the weights there. */
static void
test_objective_while_paused (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) first = trainer_fixture_wait_for (f, trainer_is_paused_at, 0);
  g_assert_cmpfloat (first->objective.penalty, ==, 0);
  trainer_fixture_set (f, "lambda", "0.5");
  trainer_fixture_set (f, "layer-lambda", "2");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) second = trainer_fixture_wait_for (f, has_penalty, 0);
  const SlHistoryRow *row = sl_snapshot_last (second);
  g_assert_cmpfloat_with_epsilon (second->objective.penalty, second->total.norm_l1,
                                  1e-9 * second->total.norm_l1);
  g_assert_cmpfloat (second->objective.train_loss, ==, row->train_loss);
  g_assert_cmpfloat (row->penalty, ==, 0);
  f->control.batch_steps = 1;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) third = trainer_fixture_wait_for (f, has_loss_of_batch, 1);
  g_autoptr (SlTraining) training = sl_training_new (&f->control.config, NULL, NULL);
  SlObjective expected;
  sl_training_step (training);
  g_assert_true (sl_training_find_loss (training));
  g_assert_false (sl_training_find_loss (training));
  sl_training_objective (training, &expected);
  g_assert_cmpfloat (third->objective.train_loss, ==, expected.train_loss);
  g_assert_cmpfloat (third->objective.penalty, ==, expected.penalty);
  g_assert_cmpfloat (third->objective.lambda, ==, 0.5);
}

static void
test_divergence (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "dataset", "sparse-linear");
  trainer_fixture_set (f, "hidden", "");
  trainer_fixture_set (f, "optimizer", "sgd");
  trainer_fixture_set (f, "learning-rate", "10");
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) diverged =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_DIVERGED);
  g_assert_nonnull (strstr (diverged->message, "learning rate"));
  trainer_fixture_set (f, "learning-rate", "0.05");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) again =
      trainer_fixture_wait_for (f, has_epoch, diverged->epoch + 2);
  g_assert_cmpint (again->state, ==, SL_RUN_PLAYING);
}

/* The target pauses the run and says why; playing on goes on. */
static void
test_target_pauses (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "stop-at", "0.9");
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) ended = trainer_fixture_wait_for (f, is_ended, 0);
  g_assert_nonnull (strstr (ended->message, "training score has reached 0.9"));
  g_assert_cmpint (ended->batch, ==, 0);
  g_assert_cmpfloat (sl_snapshot_last (ended)->train_score, >=, 0.9);
  f->control.playing = FALSE;
  trainer_fixture_send (f);
  f->control.playing = TRUE;
  trainer_fixture_send (f);
  f->control.playing = FALSE;
  f->control.epoch_steps = 2;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) later = trainer_fixture_wait_for (f, is_past, ended->epoch + 1);
  g_assert_null (later->message);
}

/* The pause that answers an end may be replaced, unseen, by the play that follows it. */
static void
test_target_played_over (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "stop-at", "0.9");
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) ended = trainer_fixture_wait_for (f, is_ended, 0);
  f->control.starts++;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) later =
      trainer_fixture_wait_for (f, has_epoch, ended->epoch + 1);
  g_assert_null (later->message);
  g_assert_cmpint (later->state, ==, SL_RUN_PLAYING);
}

/* A learning rate that the schedule has reduced stays when another setting is touched. */
static void
test_reduced_rate_stays (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "reduce-lr", "0.5,2");
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) reduced = trainer_fixture_wait_for (f, has_events, 1);
  trainer_fixture_set (f, "near-zero", "0.01");
  f->control.playing = FALSE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) paused = trainer_fixture_wait_for (f, has_near_zero, 10);
  g_assert_cmpfloat (paused->config.learning_rate, <=, 0.001);
  for (size_t i = 0; i < paused->events.n; i++) {
    const SlEvent *event = sl_log_item (&paused->events, i);
    if (g_str_equal (event->setting, "learning-rate"))
      g_assert_cmpfloat (g_ascii_strtod (event->to, NULL), <,
                         g_ascii_strtod (event->from, NULL));
  }
  trainer_fixture_set (f, "learning-rate", "0.01");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) by_hand = trainer_fixture_wait_for (f, has_rate, 10);
  g_assert_cmpfloat (by_hand->config.near_zero, ==, 0.01);
}

static void
test_failed_data (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "dataset", "sparse-linear");
  f->control.config.data_options[SL_DATA_SAMPLES] = -5;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) failed =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_FAILED);
  g_assert_nonnull (failed->message);
}

static void
test_stop_while_training (TrainerFixture *f, gconstpointer data)
{
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) running = trainer_fixture_wait_for (f, has_epoch, 3);
  sl_trainer_stop (f->trainer);
  g_clear_pointer (&f->trainer, sl_trainer_free);
  /* A snapshot outlives its trainer. */
  g_assert_cmpint (running->history.n, ==, (size_t) running->epoch + 1);
}

static void
test_hammered_mailbox (TrainerFixture *f, gconstpointer data)
{
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  for (int i = 0; i < 3000; i++) {
    f->control.config.lambda = i * 1e-6;
    trainer_fixture_send (f);
    SlSnapshot *snapshot = sl_trainer_take (f->trainer);
    g_clear_pointer (&snapshot, sl_snapshot_unref);
  }
  f->control.playing = FALSE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) last =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_PAUSED);
  g_assert_cmpfloat (last->config.lambda, ==, 2999 * 1e-6);
}

/* A run that wants the rows of the last one does not read their file again; one that
 * wants something else of it does. */
static void
test_loaded (TrainerFixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("sl-loaded-XXXXXX.csv", &path, NULL);
  g_assert_cmpint (descriptor, >=, 0);
  close (descriptor);
  g_assert_true (g_file_set_contents (
      path, "x,k,y\n1,a,2.5\n2,b,3\n3,a,4\n4,b,1\n5,a,2\n6,b,9\n", -1, NULL));
  trainer_fixture_set (f, "data", path);
  f->loaded = sl_data_file_read (&f->control.config.file, NULL, NULL);
  g_assert_nonnull (f->loaded);
  g_assert_cmpint (g_remove (path), ==, 0);
  trainer_fixture_set (f, "seed", "5");
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) ready =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_PAUSED);
  g_assert_true (ready->problem->source == f->loaded);
  sl_trainer_free (g_steal_pointer (&f->trainer));
  trainer_fixture_set (f, "target", "k");
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) failed =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_FAILED);
  g_assert_nonnull (strstr (failed->message, "there is no such file"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                              \
  g_test_add ("/trainer/" path, TrainerFixture, NULL, trainer_fixture_set_up, function,  \
              trainer_fixture_tear_down)
  ADD ("first-snapshot", test_first_snapshot);
  ADD ("pruning-at-pause", test_pruning_at_pause);
  ADD ("steps-are-counted", test_steps_are_counted);
  ADD ("same-numbers-as-without-a-thread", test_same_numbers_as_without_a_thread);
  ADD ("live-change", test_live_change);
  ADD ("change-while-paused", test_change_while_paused);
  ADD ("objective-while-paused", test_objective_while_paused);
  ADD ("divergence", test_divergence);
  ADD ("target-pauses", test_target_pauses);
  ADD ("target-played-over", test_target_played_over);
  ADD ("reduced-rate-stays", test_reduced_rate_stays);
  ADD ("failed-data", test_failed_data);
  ADD ("loaded", test_loaded);
  ADD ("stop-while-training", test_stop_while_training);
  ADD ("hammered-mailbox", test_hammered_mailbox);
#undef ADD
  return g_test_run ();
}
