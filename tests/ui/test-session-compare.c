/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compared runs beside a real run: what drives which, and that neither loses anything. */
#include "tests/ui/session-fixture.h"
#include <string.h>

static int
compared_epoch (Fixture *f)
{
  SlComparedSet *set = sl_session_compared (f->session);

  return set != NULL ? sl_compared_set_epoch (set) : -1;
}

static const SlSnapshot *
run (Fixture *f, int i)
{
  return sl_session_compared (f->session)->runs->pinned[i];
}

static gboolean
are_ready (Fixture *f)
{
  SlComparedSet *set = sl_session_compared (f->session);

  return set != NULL && (run (f, 0)->n_layers > 0 || set->ended);
}

static void
choose (Fixture *f, const char *text)
{
  SlComparison comparison;

  g_assert_true (sl_comparison_parse (&comparison, text, NULL));
  sl_session_compare (f->session, &comparison);
}

static void
check_shown_and_left (Fixture *f, gconstpointer data)
{
  int epoch, live;

  train_to (f, 2);
  sl_session_set_playing (f->session, TRUE);
  sl_session_set_comparing (f->session, TRUE);
  g_assert_false (sl_session_playing (f->session)); /* the compared ones wait */
  wait_until (shown (f)->state == SL_RUN_PAUSED && are_ready (f));
  live = shown (f)->epoch;
  g_assert_cmpint (sl_session_compared (f->session)->n, ==, 4);
  sl_session_set_playing (f->session, TRUE);
  g_assert_true (sl_session_playing (f->session));
  wait_until (compared_epoch (f) >= 3);
  sl_session_set_comparing (f->session, FALSE);
  g_assert_false (sl_session_playing (f->session));
  wait_until (run (f, 0)->state == SL_RUN_PAUSED);
  epoch = compared_epoch (f);
  g_assert_cmpint (shown (f)->epoch, ==, live);

  /* Each goes on where it was. */
  sl_session_step_epoch (f->session);
  wait_until (shown (f)->epoch == live + 1 && shown (f)->batch == 0);
  g_assert_cmpint (compared_epoch (f), ==, epoch);
  sl_session_set_comparing (f->session, TRUE);
  sl_session_step_epoch (f->session);
  wait_until (compared_epoch (f) == epoch + 1);
  g_assert_cmpint (shown (f)->epoch, ==, live + 1);
}

static void
check_steps_and_reset (Fixture *f, gconstpointer data)
{
  choose (f, "batch-sizes");
  sl_session_set_comparing (f->session, TRUE);
  wait_until (are_ready (f));
  sl_session_step_batch (f->session);
  wait_until (run (f, 0)->batch == 1 && run (f, 1)->batch == 1 && run (f, 2)->epoch == 1);
  sl_session_step_epoch (f->session);
  wait_until (compared_epoch (f) == 1);
  g_assert_cmpint (run (f, 0)->batch, ==, 0);
  sl_session_set_playing (f->session, TRUE);
  wait_until (compared_epoch (f) >= 3);
  sl_session_reset (f->session);
  g_assert_false (sl_session_playing (f->session));
  wait_until (are_ready (f) && compared_epoch (f) == 0);
  g_assert_cmpint (shown (f)->run, ==, f->first_run); /* the present run is not reset */
}

static void
check_settings (Fixture *f, gconstpointer data)
{
  guint run_number;

  choose (f, "update-rules");
  sl_session_set_comparing (f->session, TRUE);
  wait_until (are_ready (f));
  run_number = run (f, 0)->run;
  /* Hot: all of them, and no new beginning. */
  g_assert_true (set (f, "lambda", "0.002"));
  wait_until (run (f, 0)->config.lambda == 0.002);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (run (f, i)->config.lambda, ==, 0.002);
  /* The one that is compared: none of them. */
  g_assert_true (set (f, "zeros-by", "dead-link"));
  sl_session_step_epoch (f->session);
  wait_until (compared_epoch (f) == 1);
  g_assert_cmpstr (run (f, 0)->config.rule->kind.id, ==, "proximal");
  g_assert_cmpuint (run (f, 0)->run, ==, run_number);
  /* Cold: all begin anew. */
  g_assert_true (set (f, "hidden", "8"));
  wait_until (sl_session_compared (f->session) != NULL && run (f, 0)->run > run_number &&
              are_ready (f));
  g_assert_cmpint (run (f, 2)->n_layers, ==, 2);
  g_assert_cmpint (compared_epoch (f), ==, 0);
  /* Undo is a change like others, out of sight too. */
  sl_session_set_comparing (f->session, FALSE);
  g_assert_true (sl_session_undo (f->session, FALSE));
  sl_session_set_comparing (f->session, TRUE);
  wait_until (are_ready (f) && run (f, 0)->n_layers == 3);
  f->backwards = FALSE; /* an earlier run came back, as it should */
}

static void
check_conflict (Fixture *f, gconstpointer data)
{
  choose (f, "update-rules");
  sl_session_set_comparing (f->session, TRUE);
  g_assert_true (set (f, "optimizer", "ftrl"));
  sl_session_step_epoch (f->session);
  wait_until (compared_epoch (f) == 1);
  g_assert_cmpint (run (f, 1)->state, ==, SL_RUN_FAILED);
  g_assert_nonnull (strstr (run (f, 1)->message, "FTRL"));
}

/* When no run goes on, nothing plays. */
static void
check_end (Fixture *f, gconstpointer data)
{
  g_assert_true (set (f, "stop-at", "0.5"));
  choose (f, "lambda=0 / 0.0001");
  sl_session_set_comparing (f->session, TRUE);
  sl_session_set_playing (f->session, TRUE);
  wait_until (!sl_session_playing (f->session));
  g_assert_true (sl_session_compared (f->session)->ended);
  g_assert_nonnull (run (f, 0)->message);
  sl_session_set_playing (f->session, TRUE);
  wait_until (!sl_session_compared (f->session)->ended);
}

static void
check_shutdown_while_comparing (Fixture *f, gconstpointer data)
{
  sl_session_set_comparing (f->session, TRUE);
  sl_session_set_playing (f->session, TRUE);
  wait_until (compared_epoch (f) >= 1);
  choose (f, "hidden=64 / 32 / 16");
  wait_until (are_ready (f));
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"shown-and-left", check_shown_and_left},
      {"steps-and-reset", check_steps_and_reset},
      {"settings", check_settings},
      {"conflict", check_conflict},
      {"end", check_end},
      {"shutdown-while-comparing", check_shutdown_while_comparing},
  };

  return session_fixture_run (argc, argv, "session-compare", checks,
                              G_N_ELEMENTS (checks));
}
