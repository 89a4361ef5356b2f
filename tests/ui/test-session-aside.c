/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learner's experiment that waits while a lesson is on, with a real trainer. */
#include "tests/ui/session-fixture.h"

/* What a lesson must not touch. */
typedef struct
{
  guint run;
  int epoch;
  double norm;
  SlConfig config;
  const SlSnapshot *pinned; /* only compared */
  gboolean can_undo;
} Kept;

static Kept
look (Fixture *f)
{
  return (Kept){shown (f)->run,
                shown (f)->epoch,
                shown (f)->total.norm_l1,
                *sl_session_config (f->session),
                sl_session_earlier (f->session)->pinned[0],
                sl_session_can_undo (f->session, FALSE)};
}

/* An earlier run is what is wanted here. */
static void
take_back (Fixture *f)
{
  sl_session_take_back (f->session);
  f->backwards = FALSE;
}

static SlConfig
lesson_config (void)
{
  SlConfig config;

  sl_config_init_default (&config);
  g_assert_true (
      sl_setting_change (sl_setting_find ("dataset", NULL), &config, "iris", NULL));
  g_assert_true (
      sl_setting_change (sl_setting_find ("hidden", NULL), &config, "4", NULL));
  return config;
}

static void
begin_lesson (Fixture *f)
{
  const SlConfig config = lesson_config ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_session_set_aside (f->session, &config, &error));
  g_assert_no_error (error);
  wait_until (is_prepared (f) && shown (f)->problem->dataset->n_classes == 3);
}

/* Weights, history, settings, pins and undo are as they were, and training goes on. */
static void
check_back (Fixture *f, gconstpointer data)
{
  Kept before, after;
  int rows;

  set (f, "lambda", "0.001");
  train_to (f, 3);
  g_assert_true (sl_session_pin (f->session, NULL));
  before = look (f);
  rows = (int) shown (f)->history.n;

  begin_lesson (f);
  g_assert_true (sl_session_is_set_aside (f->session));
  g_assert_false (sl_session_can_undo (f->session, FALSE));
  g_assert_null (sl_session_earlier (f->session)->pinned[0]);
  set (f, "lambda", "0.1");
  train_to (f, 5);
  g_assert_true (sl_session_pin (f->session, NULL));
  set (f, "seed", "7");
  set (f, "penalty", "l2");

  take_back (f);
  g_assert_false (sl_session_is_set_aside (f->session));
  g_assert_false (sl_session_playing (f->session));
  after = look (f);
  g_assert_cmpuint (after.run, ==, before.run);
  g_assert_cmpint (after.epoch, ==, before.epoch);
  g_assert_cmpfloat (after.norm, ==, before.norm);
  g_assert_true (sl_config_equal (&after.config, &before.config));
  g_assert_true (after.pinned == before.pinned);
  g_assert_cmpint (after.can_undo, ==, before.can_undo);
  g_assert_cmpint ((int) shown (f)->history.n, ==, rows);

  train_to (f, before.epoch + 2);
  g_assert_cmpuint (shown (f)->run, ==, before.run);
}

/* One that played stops where it is, and the lesson's own begins at epoch 0. */
static void
check_playing (Fixture *f, gconstpointer data)
{
  guint run;

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  run = shown (f)->run;
  begin_lesson (f);
  g_assert_false (sl_session_playing (f->session));
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  take_back (f);
  g_assert_cmpuint (shown (f)->run, ==, run);
  g_assert_false (sl_session_playing (f->session));
}

static void
check_begin (Fixture *f, gconstpointer data)
{
  SlConfig config = *sl_session_config (f->session);
  guint run;

  train_to (f, 2);
  run = shown (f)->run;
  config.lambda = 0.01;
  g_assert_true (sl_session_begin (f->session, &config, NULL));
  wait_until (shown (f)->run != run && is_prepared (f));
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  g_assert_cmpfloat (shown (f)->config.lambda, ==, 0.01);
  g_assert_true (sl_session_undo (f->session, FALSE));
  f->backwards = FALSE;
  g_assert_cmpuint (shown (f)->run, ==, run);

  /* Only without hidden layers. */
  config.optimizer =
      (const SlOptimizerType *) sl_kind_find (sl_optimizers (), "fista", NULL);
  g_assert_false (sl_session_begin (f->session, &config, NULL));
  g_assert_cmpuint (shown (f)->run, ==, run);
}

/* A window may close in the middle of a lesson. */
static void
check_end (Fixture *f, gconstpointer data)
{
  train_to (f, 1);
  begin_lesson (f);
  while (!sl_session_shutdown (f->session))
    ;
}

/* Both drive compared runs; those of the lesson are not the learner's. */
static void
check_compared (Fixture *f, gconstpointer data)
{
  SlComparedSet *set;
  int epoch;

  sl_session_set_comparing (f->session, TRUE);
  sl_session_step_epoch (f->session);
  wait_until (sl_session_compared (f->session) != NULL &&
              sl_compared_set_epoch (sl_session_compared (f->session)) == 1);
  set = sl_session_compared (f->session);
  epoch = sl_compared_set_epoch (set);
  sl_session_set_comparing (f->session, FALSE);
  begin_lesson (f);
  g_assert_null (sl_session_compared (f->session));
  take_back (f);
  g_assert_true (sl_session_compared (f->session) == set);
  g_assert_cmpint (sl_compared_set_epoch (set), ==, epoch);
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"back", check_back}, {"playing", check_playing},   {"begin", check_begin},
      {"end", check_end},   {"compared", check_compared},
  };

  return session_fixture_run (argc, argv, "session-aside", checks, G_N_ELEMENTS (checks));
}
