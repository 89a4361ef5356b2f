/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workers that go on from another's training. */
#include "tests/core/trainer-fixture.h"
#include "tests/core/training-run.h"

#include <math.h>

static const SlFork plain = {0};
static const SlFork prunes = {.edits = TRUE,
                              .edit = {.kind = SL_EDIT_PRUNE, .value = 0.1}};

static void
small_run (TrainerFixture *f)
{
  trainer_fixture_set (f, "dataset", "iris");
  trainer_fixture_set (f, "hidden", "8");
  trainer_fixture_set (f, "batch-size", "10");
  trainer_fixture_set (f, "lambda", "0.001");
}

/* The parent, paused after @epochs epochs and one minibatch. */
static void
start_parent (TrainerFixture *f, int epochs)
{
  small_run (f);
  trainer_fixture_start (f);
  f->control.epoch_steps = (guint) epochs;
  trainer_fixture_send (f);
  sl_snapshot_unref (trainer_fixture_wait_for (f, trainer_is_paused_at, epochs));
}

static void
assert_same_rows (const SlSnapshot *snapshot, const SlTraining *training)
{
  SlLogView history = sl_training_history (training);
  g_assert_cmpint (history.n, ==, snapshot->history.n);
  for (size_t i = 0; i < history.n; i++)
    g_assert_cmpmem (sl_log_item (&snapshot->history, i), sizeof (SlHistoryRow),
                     sl_log_item (&history, i), sizeof (SlHistoryRow));
  sl_log_view_clear (&history);
}

static void
test_goes_on (TrainerFixture *f, gconstpointer data)
{
  TrainerFixture child = {0};
  trainer_fixture_set_up (&child, NULL);
  start_parent (f, 3);
  small_run (&child);
  trainer_fixture_fork (&child, f, &plain);
  /* Nothing is shown that is not of the copy. */
  g_autoptr (SlSnapshot) first = trainer_fixture_next_snapshot (&child);
  g_assert_cmpint (first->epoch, ==, 3);
  g_assert_cmpint (first->history.n, ==, 4);
  child.control.epoch_steps = 3;
  trainer_fixture_send (&child);
  g_autoptr (SlSnapshot) last =
      trainer_fixture_wait_for (&child, trainer_is_paused_at, 6);
  g_autoptr (SlTraining) straight =
      test_run ("dataset iris hidden 8 batch-size 10 lambda 0.001", 6);
  assert_same_rows (last, straight);
  trainer_fixture_tear_down (&child, NULL);
}

/* The fork is pruned, and says so; the parent goes on without. */
static void
test_edit (TrainerFixture *f, gconstpointer data)
{
  TrainerFixture child = {0};
  trainer_fixture_set_up (&child, NULL);
  start_parent (f, 2);
  small_run (&child);
  trainer_fixture_fork (&child, f, &prunes);
  g_autoptr (SlSnapshot) first = trainer_fixture_next_snapshot (&child);
  g_assert_cmpint (first->pinned, >, 0);
  g_assert_cmpint (first->total.histogram.zeros, ==, first->pinned);
  g_assert_cmpint (first->events.n, ==, 1);
  f->control.epoch_steps = 3;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) parent = trainer_fixture_wait_for (f, trainer_is_paused_at, 3);
  g_autoptr (SlTraining) straight =
      test_run ("dataset iris hidden 8 batch-size 10 lambda 0.001", 3);
  g_assert_cmpint (parent->pinned, ==, 0);
  g_assert_cmpint (parent->events.n, ==, 0);
  assert_same_rows (parent, straight);
  trainer_fixture_tear_down (&child, NULL);
}

/* A setting the parent was never told of acts in the fork, before the edit. */
static void
test_setting_and_edit (TrainerFixture *f, gconstpointer data)
{
  TrainerFixture child = {0};
  trainer_fixture_set_up (&child, NULL);
  start_parent (f, 2);
  small_run (&child);
  trainer_fixture_set (&child, "lambda", "0.02");
  trainer_fixture_fork (&child, f, &prunes);
  g_autoptr (SlSnapshot) first = trainer_fixture_next_snapshot (&child);
  g_assert_cmpfloat (first->config.lambda, ==, 0.02);
  g_assert_cmpint (first->events.n, ==, 2);
  const SlEvent *setting = sl_log_item (&first->events, 0);
  const SlEvent *edit = sl_log_item (&first->events, 1);
  g_assert_cmpstr (setting->setting, ==, "lambda");
  g_assert_cmpstr (edit->setting, ==, "edit-prune");
  trainer_fixture_tear_down (&child, NULL);
}

/* Whoever asks is served, though the parent is told to end at once, and though it is
 * itself still waiting for its own. */
static void
test_chain (TrainerFixture *f, gconstpointer data)
{
  enum { N = 5 };
  TrainerFixture children[N] = {0};
  start_parent (f, 2);
  f->control.playing = TRUE;
  trainer_fixture_send (f);
  for (int i = 0; i < N; i++) {
    const TrainerFixture *parent = i > 0 ? &children[i - 1] : f;
    trainer_fixture_set_up (&children[i], NULL);
    small_run (&children[i]);
    trainer_fixture_fork (&children[i], parent, i % 2 ? &prunes : &plain);
    sl_trainer_stop (parent->trainer);
  }
  g_autoptr (SlSnapshot) last = trainer_fixture_next_snapshot (&children[N - 1]);
  g_assert_cmpint (last->epoch, >=, 2);
  g_assert_cmpint (last->events.n, ==, N / 2);
  for (int i = N - 1; i >= 0; i--)
    trainer_fixture_tear_down (&children[i], NULL);
}

/* One parent, asked by several at the same time; some do not wait for the answer. */
static void
test_many (TrainerFixture *f, gconstpointer data)
{
  enum { N = 8 };
  TrainerFixture children[N] = {0};
  start_parent (f, 1);
  f->control.playing = TRUE;
  trainer_fixture_send (f);
  for (int i = 0; i < N; i++) {
    trainer_fixture_set_up (&children[i], NULL);
    small_run (&children[i]);
    trainer_fixture_fork (&children[i], f, &prunes);
    if (i % 3 == 0)
      trainer_fixture_tear_down (&children[i], NULL);
  }
  for (int i = 0; i < N; i++) {
    if (i % 3 == 0)
      continue;
    g_autoptr (SlSnapshot) first = trainer_fixture_next_snapshot (&children[i]);
    g_assert_cmpint (first->pinned, >, 0);
    trainer_fixture_tear_down (&children[i], NULL);
  }
}

/* A parent that never had a training gives none, and the fork says so. */
static void
test_failed_parent (TrainerFixture *f, gconstpointer data)
{
  TrainerFixture child = {0};
  trainer_fixture_set_up (&child, NULL);
  trainer_fixture_set (f, "dataset", "xor");
  trainer_fixture_set (f, "test-fraction", "0");
  f->control.config.validate_on_test = TRUE;
  child.control = f->control;
  trainer_fixture_start (f);
  for (int i = 0; i < 2; i++) {
    trainer_fixture_fork (&child, f, &plain);
    g_autoptr (SlSnapshot) failed = trainer_fixture_next_snapshot (&child);
    g_assert_cmpint (failed->state, ==, SL_RUN_FAILED);
    g_assert_nonnull (failed->message);
    g_clear_pointer (&child.trainer, sl_trainer_free);
    /* The first asked while it was preparing, or not; the second asks one that ended. */
    g_autoptr (SlSnapshot) parent =
        i == 0 ? trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_FAILED) : NULL;
    while (!sl_trainer_has_stopped (f->trainer))
      g_thread_yield ();
  }
  trainer_fixture_tear_down (&child, NULL);
}

/* Steps far too long: back to where they were chosen, with the settings of then. */
static void
test_back_to_good (TrainerFixture *f, gconstpointer data)
{
  TrainerFixture child = {0};
  const SlFork back = {.from_good = TRUE};
  trainer_fixture_set_up (&child, NULL);
  trainer_fixture_set (f, "optimizer", "sgd");
  start_parent (f, 4);
  SlConfig before = f->control.config;
  trainer_fixture_set (f, "learning-rate", "1e5");
  f->control.playing = TRUE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) diverged =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_DIVERGED);
  g_assert_nonnull (diverged->good);
  g_assert_cmpint (diverged->good->epoch, ==, 4);
  g_assert_cmpint (diverged->good->batch, ==, 0);
  g_assert_true (sl_config_equal (&diverged->good->config, &before));
  child.control.config = diverged->good->config;
  trainer_fixture_fork (&child, f, &back);
  g_autoptr (SlSnapshot) first = trainer_fixture_next_snapshot (&child);
  g_assert_cmpint (first->state, ==, SL_RUN_PAUSED);
  g_assert_cmpint (first->epoch, ==, 4);
  g_assert_true (sl_config_equal (&first->config, &before));
  child.control.epoch_steps = 2;
  trainer_fixture_send (&child);
  g_autoptr (SlSnapshot) last =
      trainer_fixture_wait_for (&child, trainer_is_paused_at, 6);
  g_autoptr (SlTraining) straight =
      test_run ("dataset iris hidden 8 batch-size 10 lambda 0.001 optimizer sgd", 6);
  assert_same_rows (last, straight);
  trainer_fixture_tear_down (&child, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (TrainerFixture *f, gconstpointer data);
  } tests[] = {
      {"/trainer-fork/goes-on", test_goes_on},
      {"/trainer-fork/edit", test_edit},
      {"/trainer-fork/setting-and-edit", test_setting_and_edit},
      {"/trainer-fork/chain", test_chain},
      {"/trainer-fork/many", test_many},
      {"/trainer-fork/failed-parent", test_failed_parent},
      {"/trainer-fork/back-to-good", test_back_to_good},
  };
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, TrainerFixture, NULL, trainer_fixture_set_up,
                tests[i].test, trainer_fixture_tear_down);
  return g_test_run ();
}
