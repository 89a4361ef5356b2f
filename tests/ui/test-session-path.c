/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's search for a path: what is shown while it goes on, and its ends. */
#include "ui/session.h"

typedef struct
{
  SlSession *session;
  SlPathWish wish;
  guint changes;
} Fixture;

/* Runs the main loop until @reached. A test that waits in vain is ended by its time
 * limit. */
#define wait_until(reached)                                                              \
  while (!(reached))                                                                     \
  g_main_context_iteration (NULL, TRUE)

static void
changed_cb (SlSession *session, Fixture *f)
{
  f->changes++;
}

/* Two threads that prepare data at once look like a race to ThreadSanitizer, which does
 * not know the locks of GLib. */
static void
settle (Fixture *f)
{
  const SlConfig *wanted = sl_session_config (f->session);

  wait_until (sl_session_snapshot (f->session) != NULL &&
              sl_session_snapshot (f->session)->n_layers > 0 &&
              sl_config_equal (&sl_session_snapshot (f->session)->config, wanted));
}

static void
set (Fixture *f, const char *id, const char *text)
{
  g_assert_true (sl_session_set (f->session, sl_setting_find (id, NULL), text, NULL));
  settle (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = sl_session_new ();
  f->wish = sl_path_wish_default ();
  f->wish.folds = 3;
  f->wish.grid.n_lambdas = 9;
  f->wish.sweep.n_lambdas = 3;
  f->wish.sweep.first_epochs = 2;
  f->wish.sweep.epochs = 1;
  g_signal_connect (f->session, "path-changed", G_CALLBACK (changed_cb), f);
  settle (f);
  set (f, "dataset", "sparse-linear");
  set (f, "hidden", "");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

static SlPathResult *
news (Fixture *f)
{
  return sl_session_path_news (f->session);
}

static gboolean
has_ended (Fixture *f)
{
  return news (f)->state > SL_PATH_RUNNING;
}

static void
check_whole (Fixture *f, gconstpointer data)
{
  g_assert_null (sl_session_path (f->session));
  g_assert_null (news (f));
  sl_session_find_path (f->session, &f->wish);
  g_assert_cmpuint (f->changes, ==, 1);
  g_assert_cmpint (news (f)->state, ==, SL_PATH_PREPARING);
  wait_until (has_ended (f));
  g_assert_cmpint (news (f)->state, ==, SL_PATH_DONE);
  g_assert_true (sl_session_path (f->session) == news (f));
  g_assert_cmpint (news (f)->n, ==, f->wish.grid.n_lambdas);
  g_assert_cmpint (news (f)->folds, ==, f->wish.folds);
  g_assert_true (sl_path_result_is_current (news (f), sl_session_config (f->session)));
  set (f, "seed", "5");
  g_assert_false (sl_path_result_is_current (news (f), sl_session_config (f->session)));
}

/* What can be looked at stays until there is something new to look at. */
static void
check_kept (Fixture *f, gconstpointer data)
{
  SlPathResult *first;

  sl_session_find_path (f->session, &f->wish);
  wait_until (has_ended (f));
  first = sl_path_result_ref (sl_session_path (f->session));
  set (f, "penalty", "none");
  sl_session_find_path (f->session, &f->wish);
  g_assert_true (sl_session_path (f->session) == first);
  wait_until (has_ended (f));
  g_assert_cmpint (news (f)->state, ==, SL_PATH_FAILED);
  g_assert_nonnull (news (f)->message);
  g_assert_true (sl_session_path (f->session) == first);
  set (f, "penalty", "l2");
  sl_session_find_path (f->session, &f->wish);
  wait_until (has_ended (f));
  g_assert_true (sl_session_path (f->session) == news (f));
  g_assert_cmpstr (news (f)->config.penalty->kind.id, ==, "l2");
  sl_path_result_unref (first);
}

/* A sweep that would take hours ends when it is told to, or when another begins; the run
 * trains on beside it. */
static void
check_stop (Fixture *f, gconstpointer data)
{
  int epoch;

  set (f, "hidden", "4");
  f->wish.sweep.n_lambdas = 10000;
  f->wish.sweep.epochs = 1000;
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  sl_session_set_playing (f->session, TRUE);
  for (int i = 0; i < 3; i++) {
    sl_session_find_path (f->session, &f->wish);
    wait_until (news (f)->n >= 1);
  }
  epoch = sl_session_snapshot (f->session)->epoch;
  wait_until (sl_session_snapshot (f->session)->epoch > epoch + 2);
  sl_session_stop_path (f->session);
  wait_until (has_ended (f));
  g_assert_cmpint (news (f)->state, ==, SL_PATH_CANCELLED);
  g_assert_cmpint (sl_session_path (f->session)->n, >=, 1);
  sl_session_stop_path (f->session); /* nothing to stop */
}

/* The window closes in the midst of a search. */
static void
check_shutdown (Fixture *f, gconstpointer data)
{
  set (f, "hidden", "4");
  f->wish.sweep.n_lambdas = 10000;
  sl_session_find_path (f->session, &f->wish);
  while (!sl_session_shutdown (f->session))
    ;
  sl_session_find_path (f->session, &f->wish); /* too late, and no harm */
  g_assert_cmpint (news (f)->n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/session-path/whole", check_whole);
  ADD ("/session-path/kept", check_kept);
  ADD ("/session-path/stop", check_stop);
  ADD ("/session-path/shutdown", check_shutdown);
#undef ADD
  return g_test_run ();
}
