/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places where runs are saved by themselves, and what is found in them later. */
#include "ui/keep.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

typedef struct
{
  char *folder; /* Owned */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *scratch = g_dir_make_tmp ("sl-keep-XXXXXX", NULL);

  f->folder = g_build_filename (scratch, "a", "runs", NULL);
}

/* Returns how many files there are. */
static int
count (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  int n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  g_autofree char *a = g_path_get_dirname (f->folder);
  g_autofree char *scratch = g_path_get_dirname (a);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (f->folder);
  g_rmdir (a);
  g_rmdir (scratch);
  g_free (f->folder);
}

static SlKeep *
place (Fixture *f, const char *content, int age)
{
  g_autoptr (GError) error = NULL;
  SlKeep *keep = sl_keep_new (f->folder, &error);
  struct utimbuf times = {time (NULL) - age, time (NULL) - age};

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (sl_keep_path (keep), content, -1, NULL));
  g_assert_cmpint (utime (sl_keep_path (keep), &times), ==, 0);
  return keep;
}

static void
assert_content (const char *path, const char *content)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, content);
}

/* What somebody still has is not lost; what they left is, the newest first, once each. */
static void
test_lost (Fixture *f, gconstpointer data)
{
  SlKeep *mine, *old, *young, *first, *second;
  g_autoptr (GDateTime) time = NULL;

  g_assert_null (sl_keep_find_lost (f->folder));
  mine = place (f, "mine", 0);
  old = place (f, "old", 600);
  young = place (f, "young", 60);
  g_assert_null (sl_keep_find_lost (f->folder));
  sl_keep_leave (old);
  sl_keep_leave (young);
  first = sl_keep_find_lost (f->folder);
  assert_content (sl_keep_path (first), "young");
  time = sl_keep_time (first);
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC - g_date_time_to_unix (time), >=,
                   60);
  second = sl_keep_find_lost (f->folder);
  assert_content (sl_keep_path (second), "old");
  g_assert_null (sl_keep_find_lost (f->folder));
  sl_keep_discard (first);
  sl_keep_leave (second);
  second = sl_keep_find_lost (f->folder);
  assert_content (sl_keep_path (second), "old");
  sl_keep_discard (second);
  g_assert_null (sl_keep_find_lost (f->folder));
  assert_content (sl_keep_path (mine), "mine");
  sl_keep_discard (mine);
  g_assert_cmpint (count (f), ==, 0);
}

/* After a good end it is the last run, and nothing is lost; half a file of a saving that
 * was killed goes too. */
static void
test_end (Fixture *f, gconstpointer data)
{
  SlKeep *keep = place (f, "run", 0), *empty = sl_keep_new (f->folder, NULL);
  g_autofree char *last = sl_keep_last (f->folder);
  g_autofree char *half = g_strconcat (sl_keep_path (keep), ".XYZ123", NULL);

  g_assert_true (g_file_set_contents (half, "half", -1, NULL));
  sl_keep_end (keep);
  assert_content (last, "run");
  sl_keep_end (empty);
  assert_content (last, "run");
  g_assert_cmpint (count (f), ==, 1);
  g_assert_null (sl_keep_find_lost (f->folder));
}

/* A folder that cannot be made is told. */
static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_keep_new ("/proc/none/runs", &error));
  g_assert_nonnull (strstr (error->message, "/proc/none/runs"));
  g_assert_null (sl_keep_find_lost ("/proc/none/runs"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keep/lost", test_lost);
  ADD ("/keep/end", test_end);
  ADD ("/keep/no-folder", test_no_folder);
#undef ADD
  return g_test_run ();
}
