/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learner's own data files in a session. */
#include "core/core.h"
#include "tests/core/session-damage.h"
#include "tests/core/training-run.h"

#include <glib/gstdio.h>
#include <string.h>

/* A folder with data, and a session of a run on them. */
typedef struct
{
  /* Owned */
  char *folder, *data, *labels, *session;
} Fixture;

enum { ROWS = 40, SIDE = 3 };

static void
write_table (const char *path)
{
  g_autoptr (GString) rows = g_string_new ("a,b,y\n");

  for (int i = 0; i < ROWS; i++)
    g_string_append_printf (rows, "%d,%d.5,%s\n", i % 7, i % 5, i % 2 ? "yes" : "no");
  g_assert_true (g_file_set_contents (path, rows->str, -1, NULL));
}

/* Pictures and labels as MNIST has them. */
static void
write_pictures (const char *images, const char *labels, int shift)
{
  guint8 pictures[16 + ROWS * SIDE * SIDE] = {0, 0, 8, 3,    0, 0, 0, ROWS,
                                              0, 0, 0, SIDE, 0, 0, 0, SIDE};
  guint8 classes[8 + ROWS] = {0, 0, 8, 1, 0, 0, 0, ROWS};

  for (int i = 0; i < ROWS; i++) {
    classes[8 + i] = (guint8) ((i + shift) % 2);
    for (int k = 0; k < SIDE * SIDE; k++)
      pictures[16 + i * SIDE * SIDE + k] = (guint8) (i % 2 ? 200 - k : 20 + k);
  }
  g_assert_true (g_file_set_contents (images, (char *) pictures, sizeof pictures, NULL));
  g_assert_true (g_file_set_contents (labels, (char *) classes, sizeof classes, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->session = g_build_filename (f->folder, "run.sparsity", NULL);
  f->data = g_build_filename (f->folder, data, NULL);
  if (g_str_has_suffix (data, ".csv")) {
    write_table (f->data);
  } else {
    f->labels = g_build_filename (f->folder, "train-labels-idx1-ubyte", NULL);
    write_pictures (f->data, f->labels, 0);
  }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *copies = sl_session_data_folder ();
  const char *const rm[] = {"rm", "-r", "-f", f->folder, copies, NULL};

  g_assert_true (g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, NULL, NULL, NULL));
  g_free (f->folder);
  g_free (f->data);
  g_free (f->labels);
  g_free (f->session);
}

/* Returns (transfer full) the run that was saved. */
static SlTraining *
save (Fixture *f, gboolean embeds)
{
  g_autofree char *settings = g_strdup_printf ("data %s hidden 3 loss auto", f->data);
  SlSessionFile file = {.training = test_run (settings, 2), .embeds = embeds};
  g_autoptr (GError) error = NULL;

  sl_session_file_write (&file, f->session, &error);
  g_assert_no_error (error);
  return file.training;
}

static void
assert_opens (Fixture *f, SlTraining *training)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSessionFile) file = sl_session_file_read (f->session, NULL, &error);

  g_assert_no_error (error);
  /* All but the place of the data. */
  sl_config_take_file ((SlConfig *) sl_training_config (file->training), f->data);
  test_assert_same_training (training, file->training);
}

/* The sentence with which the session is refused. */
static char *
refusal (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSessionFile) file = sl_session_file_read (path, NULL, &error);

  g_assert_null (file);
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_test_message ("%s", error->message);
  return g_strdup (error->message);
}

/* Where the data of the run in @f lie. */
static char *
data_of (Fixture *f)
{
  g_autoptr (SlSessionFile) file = sl_session_file_read (f->session, NULL, NULL);

  g_assert_nonnull (file);
  g_assert_true (file->embeds);
  return g_strdup (sl_training_config (file->training)->file.path);
}

/* With the files in it a session opens where they are not; and uses them where they are.
 */
static void
test_embedded (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = save (f, TRUE);
  g_autofree char *here = data_of (f), *there = NULL, *again = NULL;

  g_assert_cmpstr (here, ==, f->data);
  g_unlink (f->data);
  assert_opens (f, training);
  there = data_of (f);
  g_assert_cmpstr (there, !=, f->data);
  g_assert_true (g_file_test (there, G_FILE_TEST_IS_REGULAR));
  /* A copy that somebody has changed is put right. */
  g_assert_true (g_file_set_contents (there, "a,b,y\n1,2,no\n", -1, NULL));
  assert_opens (f, training);
  again = data_of (f);
  g_assert_cmpstr (again, ==, there);
  /* Saved from the copy, it is the same run still. */
  {
    g_autoptr (SlSessionFile) file = sl_session_file_read (f->session, NULL, NULL);

    g_assert_true (sl_session_file_write (file, f->session, NULL));
    assert_opens (f, training);
  }
}

/* Labels lie in a second file, which counts as much as the first. */
static void
test_labels (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = save (f, FALSE);
  g_autofree char *sentence = NULL;

  assert_opens (f, training);
  write_pictures (f->data, f->labels, 1);
  sentence = refusal (f->session);
  g_assert_nonnull (strstr (sentence, f->labels));
}

static void
test_labels_embedded (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = save (f, TRUE);

  write_pictures (f->data, f->labels, 1);
  assert_opens (f, training);
  g_unlink (f->data);
  g_unlink (f->labels);
  assert_opens (f, training);
}

static void
append_to (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  g_autofree char *more = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  more = g_strconcat (content, text, NULL);
  g_assert_true (g_file_set_contents (path, more, -1, NULL));
}

/* A session of a run on rows that are in no file would be another run when it is opened:
 * it is not written. Another line at the end that says nothing is no change. */
static void
test_changed_meanwhile (Fixture *f, gconstpointer data)
{
  g_autofree char *settings = g_strdup_printf ("data %s hidden 3 loss auto", f->data);
  g_autoptr (SlTraining) training = test_run (settings, 2);
  const SlSessionFile file = {.training = training};
  g_autoptr (GError) error = NULL, unread = NULL;

  append_to (f->data, "\n");
  g_assert_true (sl_session_file_write (&file, f->session, NULL));
  assert_opens (f, training);
  append_to (f->data, "1,2,no\n");
  g_assert_false (sl_session_file_write (&file, f->session, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, f->data));
  g_unlink (f->data);
  g_assert_false (sl_session_file_write (&file, f->session, &unread));
  g_assert_error (unread, SL_ERROR, SL_ERROR_DATA);
}

static const SessionDamage damages[] = {
    {"other bytes", "data/q.csv", "1,1.5", "1,1.6", NULL, "data/q.csv"},
    {"no data", "data/q.csv", NULL, NULL, NULL, "data/q.csv"},
    {"no checksum", "settings.json", "\"sha256\" : \"", "\"sha256\" : \"x", NULL,
     "data file"},
    {"climbs out", "settings.json", "q.csv\"", "qq/..\"", NULL, "data file"},
    {"other name", "settings.json", "q.csv\"", "r.csv\"", NULL, "data/r.csv"},
    {"said to be left out", "settings.json", "\"embedded\" : true", "\"embedded\" : null",
     NULL, "q.csv"},
    {"more", NULL, NULL, NULL, "data/r.csv", "data/r.csv"},
};

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *bad = g_strconcat (f->session, "2", NULL);
  g_autoptr (SlTraining) training = save (f, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autofree char *sentence = NULL;

    /* What is in it beside the data is looked at when they are found. */
    if (damages[i].extra == NULL)
      g_unlink (f->data);
    else
      write_table (f->data);
    session_damage (f->session, bad, &damages[i]);
    sentence = refusal (bad);
    g_assert_nonnull (strstr (sentence, damages[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("sl-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, file, function)                                                        \
  g_test_add (path, Fixture, file, set_up, function, tear_down)
  ADD ("/session-data/embedded", "q.csv", test_embedded);
  ADD ("/session-data/labels", "train-images-idx3-ubyte", test_labels);
  ADD ("/session-data/labels-embedded", "train-images-idx3-ubyte", test_labels_embedded);
  ADD ("/session-data/changed-meanwhile", "q.csv", test_changed_meanwhile);
  ADD ("/session-data/damaged", "q.csv", test_damaged);
#undef ADD
  status = g_test_run ();
  {
    g_autofree char *program = g_build_filename (home, "sparsity-lab", NULL);

    g_rmdir (program);
    g_rmdir (home);
  }
  return status;
}
