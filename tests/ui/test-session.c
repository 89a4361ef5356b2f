/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session with a real trainer: snapshots are counted, nothing sleeps. */
#include "tests/ui/session-fixture.h"
#include "ui/undo.h"
#include <math.h>
#include <string.h>

static void
check_start (Fixture *f, gconstpointer data)
{
  g_assert_false (sl_session_playing (f->session));
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  g_assert_cmpint (shown (f)->batch, ==, 0);
}

static void
check_play_and_pause (Fixture *f, gconstpointer data)
{
  int epoch;

  sl_session_set_playing (f->session, TRUE);
  g_assert_cmpuint (f->states, ==, 1);
  wait_until (shown (f)->epoch >= 3);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PLAYING);
  sl_session_set_playing (f->session, FALSE);
  wait_until (shown (f)->state == SL_RUN_PAUSED);
  epoch = shown (f)->epoch;
  sl_session_set_playing (f->session, FALSE);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_false (sl_session_playing (f->session));
}

/* Runs that follow each other faster than they can be prepared. */
static void
check_many_runs (Fixture *f, gconstpointer data)
{
  sl_session_set_playing (f->session, TRUE);
  for (int i = 2; i < 22; i++) {
    g_autofree char *text = g_strdup_printf ("%d", i);

    g_assert_true (set (f, "seed", text));
  }
  wait_until (shown (f)->run == f->first_run + 20 && is_prepared (f));
  g_assert_cmpint (shown (f)->config.seed, ==, 21);
}

static void
check_steps (Fixture *f, gconstpointer data)
{
  sl_session_step_batch (f->session);
  wait_until (shown (f)->batch == 1);
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  sl_session_step_batch (f->session);
  sl_session_step_batch (f->session);
  wait_until (shown (f)->batch == 3);
  sl_session_step_epoch (f->session);
  wait_until (shown (f)->epoch == 1 && shown (f)->batch == 0);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);

  /* A step while it plays stops it. */
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch > 2);
  sl_session_step_batch (f->session);
  g_assert_false (sl_session_playing (f->session));
  wait_until (shown (f)->state == SL_RUN_PAUSED);
}

static void
check_reset (Fixture *f, gconstpointer data)
{
  double norm = shown (f)->total.norm_l1;

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  g_assert_cmpfloat (shown (f)->total.norm_l1, !=, norm);
  sl_session_reset (f->session);
  g_assert_false (sl_session_playing (f->session));
  wait_until (shown (f)->run == f->first_run + 1 && is_prepared (f));
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  g_assert_cmpfloat (shown (f)->total.norm_l1, ==, norm); /* same seed, to the bit */
}

static void
check_needs (Fixture *f, gconstpointer data)
{
  SlNeeds needs = {.weights = sl_needs_layer (1)};

  g_assert_null (sl_snapshot_weights (shown (f), 1));
  sl_session_set_needs (f->session, &needs);
  wait_until (sl_snapshot_weights (shown (f), 1) != NULL);
  g_assert_null (sl_snapshot_weights (shown (f), 0));
  g_assert_cmpint (shown (f)->weights[1].rows, ==, 32);
}

/* Too large steps stop training and say so; with steps of a sensible size it goes on. */
static void
check_divergence (Fixture *f, gconstpointer data)
{
  g_assert_true (set (f, "optimizer", "sgd"));
  for (int again = 0; again < 3; again++) {
    g_assert_true (set (f, "learning-rate", again % 2 ? "2e5" : "1e5"));
    sl_session_set_playing (f->session, TRUE);
    wait_until (!sl_session_playing (f->session));
    g_assert_cmpint (shown (f)->state, ==, SL_RUN_DIVERGED);
    g_assert_nonnull (shown (f)->message);
    g_assert_true (isfinite (shown (f)->total.norm_l1));
  }
  sl_session_reset (f->session);
  wait_until (shown (f)->run == f->first_run + 1 && is_prepared (f));
  g_assert_true (set (f, "learning-rate", "0.05"));
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  g_assert_true (sl_session_playing (f->session));
}

/* At its target training pauses, and Train goes on from there. */
static void
check_target (Fixture *f, gconstpointer data)
{
  guint snapshots;
  int epoch;

  g_assert_true (set (f, "stop-at", "0.9"));
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  sl_session_set_playing (f->session, TRUE);
  wait_until (!sl_session_playing (f->session));
  epoch = shown (f)->epoch;
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
  g_assert_nonnull (strstr (shown (f)->message, "0.9"));
  /* No hand is so fast that the worker would not have seen the pause. */
  snapshots = f->snapshots;
  wait_until (f->snapshots > snapshots);
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= epoch + 5);
  g_assert_true (sl_session_playing (f->session));
  g_assert_null (shown (f)->message);
}

static void
check_speed (Fixture *f, gconstpointer data)
{
  sl_session_set_speed (f->session, 2.5);
  g_assert_cmpfloat (sl_session_speed (f->session), ==, 2.5);
  g_assert_cmpuint (f->states, ==, 1);
  sl_session_set_speed (f->session, 2.5);
  g_assert_cmpuint (f->states, ==, 1);
  sl_session_set_speed (f->session, 1e9);
  g_assert_cmpfloat (sl_session_speed (f->session), ==, SL_SPEED_MAX);
}

/* After the shutdown nothing comes any more, and nothing that is asked does harm. */
static void
check_shutdown (Fixture *f, gconstpointer data)
{
  guint snapshots;

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  sl_session_shutdown (f->session);
  snapshots = f->snapshots;
  g_assert_true (set (f, "lambda", "0.5"));
  g_assert_true (set (f, "seed", "7"));
  sl_session_reset (f->session);
  sl_session_step_epoch (f->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->snapshots, ==, snapshots);
  sl_session_shutdown (f->session);
}

static const SlEarlierRuns *
earlier (Fixture *f)
{
  return sl_session_earlier (f->session);
}

/* A new run leaves a ghost of the old one; undo brings that back with its weights and
 * history, and it goes on from there. */
static void
check_undo_run (Fixture *f, gconstpointer data)
{
  int epoch;
  double norm;

  g_assert_false (sl_session_can_undo (f->session, FALSE));
  g_assert_false (sl_session_undo (f->session, FALSE));
  train_to (f, 3);
  epoch = shown (f)->epoch;
  norm = shown (f)->total.norm_l1;
  g_assert_null (earlier (f)->ghost);
  g_assert_true (set (f, "hidden", "5"));
  g_assert_cmpint (earlier (f)->ghost->epoch, ==, epoch);
  wait_until (shown (f)->n_layers == 2);
  train_to (f, 2);
  int second_epoch = shown (f)->epoch;

  g_assert_true (sl_session_undo (f->session, FALSE));
  f->run = 0; /* going back is what is asked for */
  f->backwards = FALSE;
  g_assert_cmpint (sl_session_config (f->session)->hidden.n, ==, 2);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_cmpfloat (shown (f)->total.norm_l1, ==, norm);
  g_assert_cmpint (shown (f)->history.n, ==, epoch + 1);
  g_assert_false (sl_session_playing (f->session));
  g_assert_true (sl_session_can_undo (f->session, TRUE));
  train_to (f, epoch + 2);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);

  g_assert_true (sl_session_undo (f->session, TRUE));
  g_assert_cmpint (sl_session_config (f->session)->hidden.n, ==, 1);
  g_assert_cmpint (shown (f)->n_layers, ==, 2);
  g_assert_cmpint (shown (f)->epoch, ==, second_epoch);
  g_assert_false (sl_session_can_undo (f->session, TRUE));
  f->backwards = FALSE;
}

/* Of many runs the last five come back. */
static void
check_undo_limit (Fixture *f, gconstpointer data)
{
  int back = 0;

  for (int i = 0; i < SL_UNDO_RUNS + 3; i++)
    sl_session_reset (f->session);
  while (sl_session_undo (f->session, FALSE))
    back++;
  g_assert_cmpint (back, ==, SL_UNDO_RUNS);
  wait_until (shown (f)->run == f->first_run + 3 && is_prepared (f));
  f->backwards = FALSE;
}

static void
check_pins (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) nothing = NULL, full = NULL;

  g_assert_false (sl_session_pin (f->session, &nothing));
  g_assert_error (nothing, SL_ERROR, SL_ERROR_ARGUMENT);
  train_to (f, 1);
  for (int i = 0; i < SL_MAX_PINNED; i++)
    g_assert_true (sl_session_pin (f->session, NULL));
  g_assert_false (sl_session_pin (f->session, &full));
  g_assert_error (full, SL_ERROR, SL_ERROR_ARGUMENT);
  sl_session_unpin (f->session, 1);
  g_assert_null (earlier (f)->pinned[1]);
  g_assert_true (earlier (f)->pinned[2] == shown (f));
  train_to (f, shown (f)->epoch + 1);
  g_assert_true (sl_session_pin (f->session, NULL));
  g_assert_true (earlier (f)->pinned[1] == shown (f));
  sl_session_reset (f->session);
  g_assert_nonnull (earlier (f)->ghost);
  sl_session_unpin (f->session, -1);
  g_assert_null (earlier (f)->ghost);
  g_assert_nonnull (earlier (f)->pinned[3]);
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"start", check_start},           {"play-and-pause", check_play_and_pause},
      {"many-runs", check_many_runs},   {"steps", check_steps},
      {"reset", check_reset},           {"needs", check_needs},
      {"divergence", check_divergence}, {"target", check_target},
      {"speed", check_speed},           {"undo-run", check_undo_run},
      {"undo-limit", check_undo_limit}, {"pins", check_pins},
      {"shutdown", check_shutdown},
  };

  return session_fixture_run (argc, argv, "session", checks, G_N_ELEMENTS (checks));
}
