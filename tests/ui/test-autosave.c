/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that are saved by themselves, with a real trainer. */
#include "tests/ui/session-fixture.h"
#include "ui/autosave.h"
#include "ui/moment.h"

#include <glib/gstdio.h>

static GBytes *
state_cb (gpointer data)
{
  (*(int *) data)++;
  return g_bytes_new_static ("{}", 2);
}

/* Returns (transfer full) the path of the only session in @folder, or NULL. */
static char *
only_session (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *path = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SL_SESSION_ENDING)) {
      g_assert_null (path);
      path = g_build_filename (folder, name, NULL);
    }
  return path;
}

static void
remove_folder (char *folder)
{
  g_autofree char *last = sl_keep_last (folder);

  g_unlink (last);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static SlAutosave *
begin (Fixture *f, char **folder, int *states)
{
  *folder = g_dir_make_tmp ("sl-autosave-XXXXXX", NULL);
  return sl_autosave_new (f->session, *folder, 1, state_cb, states);
}

/* Saved once when it has changed, not again while it has not, and once more at the end,
 * where it becomes the last run. */
static void
check_saved (Fixture *f, gconstpointer data)
{
  char *folder;
  int states = 0;
  SlAutosave *autosave = begin (f, &folder, &states);
  g_autofree char *path = NULL, *last = sl_keep_last (folder);
  g_autoptr (SlSessionFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  train_to (f, 3);
  wait_until ((path = only_session (folder)) != NULL);
  begin = g_get_monotonic_time ();
  wait_until (g_get_monotonic_time () > begin + 2500000);
  g_assert_cmpint (states, ==, 1);
  train_to (f, shown (f)->epoch + 2);
  sl_autosave_end (autosave, NULL);
  while (!sl_session_shutdown (f->session))
    ;
  wait_until (g_file_test (last, G_FILE_TEST_EXISTS));
  g_assert_cmpint (states, ==, 2);
  g_assert_null (sl_keep_find_lost (folder));
  file = sl_session_file_read (last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sl_training_epoch (file->training), ==, shown (f)->epoch);
  g_assert_cmpuint (g_bytes_get_size (file->window), ==, 2);
  remove_folder (folder);
}

/* A run nobody trained leaves nothing, and neither does a window that is only taken away.
 */
static void
check_nothing (Fixture *f, gconstpointer data)
{
  char *folder;
  int states = 0;
  SlAutosave *autosave = begin (f, &folder, &states);

  sl_autosave_end (autosave, NULL);
  g_assert_cmpint (states, ==, 0);
  remove_folder (folder);
  autosave = begin (f, &folder, &states);
  train_to (f, 1);
  sl_autosave_free (autosave);
  remove_folder (folder);
}

/* A place that was lost is gone on with, and the one before is given up. */
static void
check_taken (Fixture *f, gconstpointer data)
{
  char *folder;
  int states = 0;
  SlAutosave *autosave = begin (f, &folder, &states);
  SlKeep *lost = sl_keep_new (folder, NULL);
  g_autofree char *path = g_strdup (sl_keep_path (lost)), *found = NULL;

  sl_autosave_take (autosave, lost);
  train_to (f, 2);
  wait_until ((found = only_session (folder)) != NULL);
  g_assert_cmpstr (found, ==, path);
  sl_autosave_free (autosave);
  remove_folder (folder);
}

static void
failed_cb (const char *message, gpointer data)
{
  g_test_message ("%s", message);
  *(int *) data += 100;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* That it does not work is told once. */
static void
check_failure (Fixture *f, gconstpointer data)
{
  char *folder;
  int states = 0;
  SlAutosave *autosave = begin (f, &folder, &states);
  const char *const rm[] = {"rm", "-r", folder, NULL};
  guint tick;

  sl_autosave_tell (autosave, failed_cb);
  g_assert_true (g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, NULL, NULL));
  train_to (f, 2);
  wait_until (states >= 102); /* tried twice */
  sl_autosave_free (autosave);
  /* The last try holds the session until it has failed, and nothing tells of that. */
  tick = g_timeout_add (20, tick_cb, NULL);
  wait_until (g_atomic_int_get (&G_OBJECT (f->session)->ref_count) == 1);
  g_source_remove (tick);
  g_assert_cmpint (states, <, 200);
  g_free (folder);
}

/* Moments differ by what a saved file would hold, and by nothing else. */
static void
check_moments (Fixture *f, gconstpointer data)
{
  SlMoment first = sl_session_moment (f->session), now;

  g_assert_false (sl_moment_is_worth_keeping (&first));
  train_to (f, 2);
  now = sl_session_moment (f->session);
  g_assert_true (sl_moment_is_worth_keeping (&now));
  g_assert_false (sl_moment_equal (&first, &now));
  first = now;
  sl_session_set_speed (f->session, 7);
  now = sl_session_moment (f->session);
  g_assert_true (sl_moment_equal (&first, &now));
  g_assert_true (set (f, "lambda", "0.125"));
  now = sl_session_moment (f->session);
  g_assert_false (sl_moment_equal (&first, &now));
  g_assert_true (sl_session_undo (f->session, FALSE));
  now = sl_session_moment (f->session);
  g_assert_true (sl_moment_equal (&first, &now));
  g_assert_true (sl_session_pin (f->session, NULL));
  now = sl_session_moment (f->session);
  g_assert_false (sl_moment_equal (&first, &now));
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"saved", check_saved},     {"nothing", check_nothing}, {"taken", check_taken},
      {"failure", check_failure}, {"moments", check_moments},
  };

  return session_fixture_run (argc, argv, "autosave", checks, G_N_ELEMENTS (checks));
}
