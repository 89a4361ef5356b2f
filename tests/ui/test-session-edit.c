/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights changed by hand, and the way back from a divergence, with a real trainer. */
#include "tests/ui/session-fixture.h"
#include "ui/undo.h"

static gboolean
edit (Fixture *f, SlEdit change)
{
  return sl_session_edit (f->session, &change, NULL);
}

static const SlEdit prune = {.kind = SL_EDIT_PRUNE, .value = 0.1};

/* The pruned run has the curves of the one before; undo brings that one back whole, and
 * redo the pruned one. */
static void
check_undo (Fixture *f, gconstpointer data)
{
  int epoch;
  gint64 pinned;
  double norm;

  train_to (f, 3);
  epoch = shown (f)->epoch;
  norm = shown (f)->total.norm_l1;
  g_assert_true (edit (f, prune));
  g_assert_true (sl_session_can_undo (f->session, FALSE));
  wait_until (shown (f)->run == f->first_run + 1);
  pinned = shown (f)->pinned;
  g_assert_cmpint (pinned, >, 0);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_cmpint (shown (f)->history.n, ==, epoch + 1);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
  g_assert_cmpfloat (shown (f)->total.norm_l1, <, norm);
  /* The run it goes on from is no ghost behind it. */
  g_assert_null (sl_session_earlier (f->session)->ghost);

  f->run = 0;
  g_assert_true (sl_session_undo (f->session, FALSE));
  wait_until (shown (f)->run == f->first_run);
  g_assert_cmpint (shown (f)->pinned, ==, 0);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_cmpfloat (shown (f)->total.norm_l1, ==, norm);

  g_assert_true (sl_session_undo (f->session, TRUE));
  wait_until (shown (f)->run == f->first_run + 1);
  g_assert_cmpint (shown (f)->pinned, ==, pinned);
  train_to (f, epoch + 2);
  g_assert_cmpint (shown (f)->total.histogram.zeros, >=, pinned);
}

/* A run that plays goes on playing. */
static void
check_playing (Fixture *f, gconstpointer data)
{
  int epoch;

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  g_assert_true (edit (f, prune));
  g_assert_true (sl_session_playing (f->session));
  wait_until (shown (f)->run == f->first_run + 1);
  epoch = shown (f)->epoch;
  g_assert_cmpint (epoch, >=, 2);
  wait_until (shown (f)->epoch >= epoch + 3);
  g_assert_cmpint (shown (f)->pinned, >, 0);
}

/* Faster than they can be made, and more than are kept. */
static void
check_many (Fixture *f, gconstpointer data)
{
  enum { N = 3 * SL_UNDO_RUNS };
  int undone = 0;

  for (int i = 0; i < N; i++)
    g_assert_true (edit (f, (SlEdit){SL_EDIT_SET, 0, i, 1, 0.25}));
  wait_until (shown (f)->run == f->first_run + N);
  g_assert_cmpint (shown (f)->events.n, ==, N);
  f->run = 0;
  while (sl_session_undo (f->session, FALSE)) {
    undone++;
    f->run = 0;
  }
  g_assert_cmpint (undone, ==, SL_UNDO_RUNS);
  wait_until (shown (f)->run == f->first_run + N - SL_UNDO_RUNS &&
              shown (f)->events.n == N - SL_UNDO_RUNS);
}

/* A new setting and an edit in one breath: both act, in this order. */
static void
check_with_setting (Fixture *f, gconstpointer data)
{
  g_assert_true (set (f, "lambda", "0.003"));
  g_assert_true (edit (f, prune));
  wait_until (shown (f)->run == f->first_run + 1);
  g_assert_cmpfloat (shown (f)->config.lambda, ==, 0.003);
  g_assert_cmpint (shown (f)->events.n, ==, 2);
}

static void
check_refuses (Fixture *f, gconstpointer data)
{
  static const SlEdit wrong[] = {{SL_EDIT_SET, 0, 64, 0, 1},
                                 {SL_EDIT_SET, 3, 0, 0, 1},
                                 {SL_EDIT_PRUNE, 0, 0, 0, -1}};

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (sl_session_edit (f->session, &wrong[i], &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  }
  /* Another shape, of which nothing is known yet. */
  g_autoptr (GError) error = NULL;
  g_assert_true (set (f, "hidden", "5"));
  g_assert_false (sl_session_edit (f->session, &prune, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  wait_until (shown (f)->run == f->first_run + 1 && is_prepared (f));
  g_assert_cmpint (shown (f)->events.n, ==, 0);
}

static void
check_go_back (Fixture *f, gconstpointer data)
{
  int epoch;

  g_assert_true (set (f, "optimizer", "sgd"));
  train_to (f, 2);
  epoch = shown (f)->epoch;
  g_assert_false (sl_session_can_go_back (f->session));
  g_assert_false (sl_session_go_back (f->session));
  g_assert_true (set (f, "learning-rate", "1e5"));
  sl_session_set_playing (f->session, TRUE);
  wait_until (!sl_session_playing (f->session));
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_DIVERGED);
  g_assert_true (sl_session_can_go_back (f->session));
  f->configs = 0;
  g_assert_true (sl_session_go_back (f->session));
  g_assert_cmpuint (f->configs, ==, 1);
  g_assert_cmpfloat (sl_session_config (f->session)->learning_rate, ==, 0.002);
  wait_until (shown (f)->run == f->first_run + 1);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_null (shown (f)->message);
  train_to (f, epoch + 3);
  g_assert_false (sl_session_can_go_back (f->session));
  /* The diverged one is not lost. */
  f->run = 0;
  g_assert_true (sl_session_undo (f->session, FALSE));
  wait_until (shown (f)->run == f->first_run && shown (f)->state == SL_RUN_DIVERGED);
  g_assert_cmpfloat (sl_session_config (f->session)->learning_rate, ==, 1e5);
}

/* A run that is pinned before its pruning curve is made gets it when it is there. */
static void
check_pinned_curve (Fixture *f, gconstpointer data)
{
  const SlNeeds needs = {.pruning = TRUE};

  train_to (f, 2);
  g_assert_true (sl_session_pin (f->session, NULL));
  g_assert_null (sl_session_earlier (f->session)->pinned[0]->pruning);
  sl_session_set_needs (f->session, &needs);
  wait_until (sl_session_earlier (f->session)->pinned[0]->pruning != NULL);
  g_autoptr (SlEarlierRuns) earlier =
      sl_earlier_runs_ref (sl_session_earlier (f->session));
  g_assert_cmpint (earlier->pinned[0]->pruning_epoch, ==, earlier->pinned[0]->epoch);
  /* What comes later is another moment. */
  train_to (f, shown (f)->epoch + 2);
  wait_until (shown (f)->pruning_epoch == shown (f)->epoch);
  g_assert_true (sl_session_earlier (f->session) == earlier);
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"undo", check_undo},
      {"playing", check_playing},
      {"many", check_many},
      {"with-setting", check_with_setting},
      {"refuses", check_refuses},
      {"go-back", check_go_back},
      {"pinned-curve", check_pinned_curve},
  };

  return session_fixture_run (argc, argv, "session-edit", checks, G_N_ELEMENTS (checks));
}
