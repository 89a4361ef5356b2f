/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the session does with settings, one and several at once: snapshots are counted,
 * nothing sleeps. */
#include "tests/ui/session-fixture.h"

/* A hot setting: the same run goes on, and the snapshot has the value in force. */
static void
check_hot (Fixture *f, gconstpointer data)
{
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 1);
  g_assert_true (set (f, "lambda", "0.02"));
  g_assert_cmpuint (f->configs, ==, 1);
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.02);
  wait_until (shown (f)->config.lambda == 0.02);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
  g_assert_true (sl_session_playing (f->session));
  wait_until (shown (f)->total.histogram.zeros > shown (f)->total.weights / 2);
}

/* A steady drag: many values, the last one counts. */
static void
check_drag (Fixture *f, gconstpointer data)
{
  sl_session_set_playing (f->session, TRUE);
  for (int i = 1; i <= 500; i++) {
    g_autofree char *text = g_strdup_printf ("%de-6", i);

    g_assert_true (set (f, "lambda", text));
    if (i % 50 == 0)
      g_main_context_iteration (NULL, FALSE);
  }
  wait_until (shown (f)->config.lambda == 500e-6);
  g_assert_cmpuint (f->configs, ==, 500);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
}

/* A cold setting: a new run from epoch 0, which plays if the old one did. */
static void
check_cold (Fixture *f, gconstpointer data)
{
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  g_assert_true (set (f, "hidden", "8"));
  wait_until (shown (f)->run == f->first_run + 1 && is_prepared (f));
  g_assert_cmpint (shown (f)->layers[0].outputs, ==, 8);
  g_assert_true (sl_session_playing (f->session));
  wait_until (shown (f)->epoch >= 2);

  sl_session_set_playing (f->session, FALSE);
  g_assert_true (set (f, "hidden", "4"));
  wait_until (shown (f)->run == f->first_run + 2 && is_prepared (f));
  g_assert_cmpint (shown (f)->epoch, ==, 0);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
}

static void
check_refusals (Fixture *f, gconstpointer data)
{
  static const char *const bad[][2] = {
      {"lambda", "-1"},       {"lambda", "banana"}, {"lambda", ""},  {"hidden", "0"},
      {"hidden", "32,,16"},   {"penalty", "lasso"}, {"seed", "1.5"}, {"batch-size", "-1"},
      {"learning-rate", "0"}, {"dataset", "moon"}};
  SlConfig before = *sl_session_config (f->session);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (sl_session_set (f->session, sl_setting_find (bad[i][0], NULL),
                                    bad[i][1], &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  }
  g_assert_cmpuint (f->configs, ==, 0);
}

/* The same value again is no change: no signal, no new run. */
static void
check_same_value (Fixture *f, gconstpointer data)
{
  g_assert_true (set (f, "hidden", "32·16"));
  g_assert_true (set (f, "lambda", "0,0"));
  g_assert_cmpuint (f->configs, ==, 0);
  sl_session_step_batch (f->session);
  wait_until (shown (f)->batch == 1);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
}

/* A hot setting goes back within its run; a drag is one step. */
static void
check_undo_setting (Fixture *f, gconstpointer data)
{
  for (int i = 1; i <= 9; i++) {
    g_autofree char *text = g_strdup_printf ("0.00%d", i);
    g_assert_true (set (f, "lambda", text));
  }
  g_assert_true (set (f, "zeros-by", "subgradient"));
  g_assert_true (sl_session_undo (f->session, FALSE));
  g_assert_cmpstr (sl_session_config (f->session)->rule->kind.id, ==, "proximal");
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.009);
  g_assert_true (sl_session_undo (f->session, FALSE));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.0);
  g_assert_false (sl_session_can_undo (f->session, FALSE));
  wait_until (shown (f)->config.lambda == 0.0);
  g_assert_true (sl_session_undo (f->session, TRUE));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.009);
  wait_until (shown (f)->config.lambda == 0.009);
  /* What is new ends what could be redone. */
  g_assert_true (set (f, "near-zero", "0.01"));
  g_assert_false (sl_session_can_undo (f->session, TRUE));
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
}

/* The present settings with some changed: "id=text id=text". */
static SlConfig
changed (Fixture *f, const char *changes)
{
  SlConfig config = *sl_session_config (f->session);
  g_auto (GStrv) words = g_strsplit (changes, " ", -1);

  for (int i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    g_assert_true (
        sl_setting_parse (sl_setting_find (pair[0], NULL), &config, pair[1], NULL));
  }
  return config;
}

/* Several hot settings: the same run, all from one minibatch on, one step back. */
static void
check_apply_hot (Fixture *f, gconstpointer data)
{
  SlConfig before = *sl_session_config (f->session);
  SlConfig config = changed (f, "lambda=0.01 learning-rate=0.004 zeros-by=subgradient");

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 1);
  g_assert_true (sl_session_apply (f->session, &config, NULL));
  g_assert_cmpuint (f->configs, ==, 3);
  g_assert_cmpuint (f->undos, ==, 1);
  g_assert_true (sl_config_equal (&config, sl_session_config (f->session)));
  wait_until (sl_config_equal (&shown (f)->config, &config));
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
  g_assert_cmpuint (shown (f)->events.n, ==, 3);
  for (size_t i = 1; i < 3; i++) {
    const SlEvent *first = sl_log_item (&shown (f)->events, 0);
    const SlEvent *event = sl_log_item (&shown (f)->events, i);

    g_assert_cmpint (event->epoch, ==, first->epoch);
    g_assert_cmpint (event->batch, ==, first->batch);
  }

  /* Two changes in quick succession stay two. */
  config = changed (f, "lambda=0.02 learning-rate=0.008");
  g_assert_true (sl_session_apply (f->session, &config, NULL));
  g_assert_true (sl_session_undo (f->session, FALSE));
  g_assert_cmpfloat (sl_session_config (f->session)->learning_rate, ==, 0.004);
  g_assert_true (sl_session_undo (f->session, FALSE));
  g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  g_assert_false (sl_session_can_undo (f->session, FALSE));
  g_assert_true (sl_session_playing (f->session));
}

/* With a cold one among them: one new run, which plays on; one step back to the old. */
static void
check_apply_cold (Fixture *f, gconstpointer data)
{
  SlConfig before = *sl_session_config (f->session);
  SlConfig config = changed (f, "hidden=8 seed=3 activation=tanh lambda=0.01");

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  g_assert_true (sl_session_apply (f->session, &config, NULL));
  g_assert_cmpuint (f->configs, ==, 4);
  g_assert_cmpuint (f->undos, ==, 1);
  wait_until (shown (f)->run == f->first_run + 1 && is_prepared (f));
  g_assert_true (sl_config_equal (&shown (f)->config, &config));
  g_assert_true (sl_session_playing (f->session));
  wait_until (shown (f)->epoch >= 2);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run + 1);

  f->configs = 0;
  g_assert_true (sl_session_undo (f->session, FALSE));
  f->run = 0; /* going back is what is asked for */
  f->backwards = FALSE;
  g_assert_cmpuint (f->configs, ==, 4);
  g_assert_cmpuint (shown (f)->run, ==, f->first_run);
  g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  g_assert_false (sl_session_can_undo (f->session, FALSE));
}

static void
check_apply_nothing (Fixture *f, gconstpointer data)
{
  g_assert_true (sl_session_apply (f->session, sl_session_config (f->session), NULL));
  g_assert_cmpuint (f->configs, ==, 0);
  g_assert_cmpuint (f->undos, ==, 0);
  g_assert_false (sl_session_can_undo (f->session, FALSE));
}

/* What makes no sense together is refused whole: not even what could hold is taken. */
static void
check_apply_refused (Fixture *f, gconstpointer data)
{
  SlConfig before = *sl_session_config (f->session);
  const char *const bad[] = {"lambda=0.01 hidden=8 dropout=0.1,0.2,0.3",
                             "seed=3 loss=squared", "learning-rate=0.01 optimizer=fista",
                             "hidden=4 early-stopping=3 validation-fraction=0"};

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    SlConfig config = changed (f, bad[i]);

    g_assert_false (sl_session_apply (f->session, &config, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  }
  g_assert_cmpuint (f->configs, ==, 0);
  g_assert_cmpuint (f->undos, ==, 0);
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"hot", check_hot},
      {"drag", check_drag},
      {"cold", check_cold},
      {"refusals", check_refusals},
      {"same-value", check_same_value},
      {"undo", check_undo_setting},
      {"apply-hot", check_apply_hot},
      {"apply-cold", check_apply_cold},
      {"apply-nothing", check_apply_nothing},
      {"apply-refused", check_apply_refused},
  };

  return session_fixture_run (argc, argv, "session-settings", checks,
                              G_N_ELEMENTS (checks));
}
