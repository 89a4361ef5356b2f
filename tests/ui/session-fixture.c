/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/session-fixture.h"

static void
snapshot_cb (SlSession *session, Fixture *f)
{
  guint run = sl_session_snapshot (session)->run;

  f->snapshots++;
  f->backwards |= run < f->run;
  f->run = run;
}

static void
config_cb (SlSession *session, const char *id, Fixture *f)
{
  f->configs++;
}

static void
state_cb (SlSession *session, Fixture *f)
{
  f->states++;
}

static void
undo_cb (SlSession *session, Fixture *f)
{
  f->undos++;
}

const SlSnapshot *
shown (Fixture *f)
{
  return sl_session_snapshot (f->session);
}

gboolean
is_prepared (Fixture *f)
{
  return shown (f) != NULL && shown (f)->n_layers > 0;
}

gboolean
set (Fixture *f, const char *id, const char *text)
{
  return sl_session_set (f->session, sl_setting_find (id, NULL), text, NULL);
}

void
train_to (Fixture *f, int epoch)
{
  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= epoch);
  sl_session_set_playing (f->session, FALSE);
  wait_until (shown (f)->state == SL_RUN_PAUSED);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = sl_session_new ();
  g_signal_connect (f->session, "snapshot-changed", G_CALLBACK (snapshot_cb), f);
  g_signal_connect (f->session, "config-changed", G_CALLBACK (config_cb), f);
  g_signal_connect (f->session, "state-changed", G_CALLBACK (state_cb), f);
  g_signal_connect (f->session, "undo-changed", G_CALLBACK (undo_cb), f);
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  wait_until (is_prepared (f));
  f->states = 0;
  f->first_run = shown (f)->run;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_false (f->backwards);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

int
session_fixture_run (int argc,
                     char **argv,
                     const char *name,
                     const SessionCheck *checks,
                     gsize n)
{
  g_autoptr (GError) first = NULL;

  g_test_init (&argc, &argv, NULL);
  /* The first error makes its quark and GLib's lock of error domains. Here, where there
   * is no other thread yet, ThreadSanitizer does not take them for races. */
  g_assert_null (sl_setting_find ("no-such-setting", &first));
  for (gsize i = 0; i < n; i++) {
    g_autofree char *path = g_strdup_printf ("/%s/%s", name, checks[i].path);

    g_test_add (path, Fixture, NULL, set_up, checks[i].check, tear_down);
  }
  return g_test_run ();
}
