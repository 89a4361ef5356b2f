/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs saved and taken up again, with a real trainer. */
#include "tests/ui/session-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  GAsyncResult *result; /* Owned */
} Saved;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Saved *) data)->result = g_object_ref (result);
}

/* Saves the run of @f. Returns (transfer full) the path. */
static char *
save (Fixture *f, SlSessionPrepare prepare)
{
  g_autoptr (GError) error = NULL;
  Saved saved = {NULL};
  char *path =
      g_build_filename (g_get_tmp_dir (), "sl-test-session-store.sparsity", NULL);

  sl_session_save (f->session, path, prepare, NULL, NULL, saved_cb, &saved);
  wait_until (saved.result != NULL);
  g_assert_true (sl_session_save_finish (f->session, saved.result, &error));
  g_assert_no_error (error);
  g_object_unref (saved.result);
  return path;
}

static SlSessionFile *
read_back (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlSessionFile *file = sl_session_file_read (path, NULL, &error);

  g_assert_no_error (error);
  g_unlink (path);
  return file;
}

static void
add_window (SlSessionFile *file, gpointer data)
{
  file->window = g_bytes_new_static ("{}", 2);
}

/* The saved run comes back where it was, paused, and undo brings back the one before. */
static void
check_resume (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (SlSessionFile) file = NULL;
  int epoch;
  double norm;

  train_to (f, 4);
  epoch = shown (f)->epoch;
  norm = shown (f)->total.norm_l1;
  path = save (f, add_window);
  file = read_back (path);
  g_assert_cmpuint (g_bytes_get_size (file->window), ==, 2);
  train_to (f, epoch + 3);
  sl_session_resume (f->session, file);
  wait_until (shown (f)->run == f->first_run + 1 && shown (f)->n_layers > 0);
  g_assert_cmpint (shown (f)->epoch, ==, epoch);
  g_assert_cmpfloat (shown (f)->total.norm_l1, ==, norm);
  g_assert_cmpint (shown (f)->state, ==, SL_RUN_PAUSED);
  g_assert_cmpint (shown (f)->history.n, ==, epoch + 1);
  g_assert_false (sl_session_playing (f->session));
  train_to (f, epoch + 2);
  /* An older number may come after a newer one from here on. */
  f->run = 0;
  g_assert_true (sl_session_undo (f->session, FALSE));
  wait_until (shown (f)->run == f->first_run);
  g_assert_cmpint (shown (f)->epoch, >=, epoch + 3);
}

static const SlEarlierRuns *
behind (Fixture *f)
{
  return sl_session_earlier (f->session);
}

/* Pinned runs come back with the run, and undo brings back those that they took the place
 * of. */
static void
check_pins (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (SlSessionFile) file = NULL;
  double norm;

  train_to (f, 2);
  norm = shown (f)->total.norm_l1;
  g_assert_true (sl_session_pin (f->session, NULL));
  train_to (f, 3);
  path = save (f, NULL);
  file = read_back (path);
  sl_session_unpin (f->session, 0);
  g_assert_true (sl_session_pin (f->session, NULL));
  g_assert_true (sl_session_pin (f->session, NULL));
  sl_session_resume (f->session, file);
  wait_until (shown (f)->run > f->first_run && shown (f)->n_layers > 0);
  g_assert_cmpint (shown (f)->epoch, >=, 3);
  g_assert_nonnull (behind (f)->pinned[0]);
  g_assert_null (behind (f)->pinned[1]);
  g_assert_cmpint (behind (f)->pinned[0]->epoch, >=, 2);
  g_assert_cmpfloat (behind (f)->pinned[0]->total.norm_l1, ==, norm);
  g_assert_cmpuint (behind (f)->pinned[0]->run, !=, shown (f)->run);
  f->run = 0;
  g_assert_true (sl_session_undo (f->session, FALSE));
  g_assert_nonnull (behind (f)->pinned[1]);
  g_assert_true (sl_session_undo (f->session, TRUE));
  g_assert_null (behind (f)->pinned[1]);
  g_assert_cmpfloat (behind (f)->pinned[0]->total.norm_l1, ==, norm);
}

/* What was chosen just before is saved, though the worker may not have seen it. */
static void
check_newest (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (SlSessionFile) file = NULL;

  train_to (f, 2);
  g_assert_true (
      sl_session_set (f->session, sl_setting_find ("lambda", NULL), "0.25", NULL));
  path = save (f, NULL);
  file = read_back (path);
  g_assert_cmpfloat (sl_training_config (file->training)->lambda, ==, 0.25);
}

/* Saving goes on beside a run that plays, and ends though the session does. */
static void
check_playing (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (SlSessionFile) file = NULL;

  sl_session_set_playing (f->session, TRUE);
  wait_until (shown (f)->epoch >= 2);
  path = save (f, NULL);
  file = read_back (path);
  g_assert_cmpint (sl_training_epoch (file->training), >=, 2);
  g_assert_true (sl_session_playing (f->session));
}

int
main (int argc, char **argv)
{
  static const SessionCheck checks[] = {
      {"resume", check_resume},
      {"pins", check_pins},
      {"newest", check_newest},
      {"playing", check_playing},
  };

  return session_fixture_run (argc, argv, "session-store", checks, G_N_ELEMENTS (checks));
}
