/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All figures of a page as files of one folder. */
#include "tests/support/fake-snapshot.h"
#include "ui/figures/folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *root, *folder; /* Owned: the folder does not exist */
  SlSlide *slide;      /* Owned: loss, histogram, loss once more */
  SlExport spec;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const ids[] = {"loss", "histogram", "loss"};
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);

  f->root = g_dir_make_tmp ("sl-folder-XXXXXX", NULL);
  f->folder = g_build_filename (f->root, "figures", NULL);
  f->slide = sl_slide_new ();
  f->spec = sl_export_default ();
  f->spec.scale = 1.0;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);

    sl_slide_add (f->slide, figure, snapshot, &view);
  }
}

/* Empties and removes @folder. Returns how many files were there; −1 without it. */
static int
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  if (dir == NULL)
    return -1;
  for (; (name = g_dir_read_name (dir)) != NULL; n++) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
  return n;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  clear_folder (f->folder);
  g_assert_cmpint (clear_folder (f->root), ==, 0);
  g_free (f->root);
  g_free (f->folder);
  sl_slide_free (f->slide);
}

static gboolean
save (Fixture *f, const SlInputWatch *watch, GError **error)
{
  return sl_folder_export (f->slide, &f->spec, "png", f->folder, watch, error);
}

/* Every figure and its numbers under names that say which; the same twice is numbered. */
static void
check_files (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {"loss.png",      "loss.csv",   "histogram.png",
                                      "histogram.csv", "loss-2.png", "loss-2.csv"};
  g_auto (GStrv) expected = sl_folder_names (f->slide, "png");
  g_auto (GStrv) before = sl_folder_existing (f->slide, "png", f->folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (before), ==, 0);
  g_assert_cmpuint (g_strv_length (expected), ==, G_N_ELEMENTS (names));
  g_assert_true (save (f, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
    g_autofree char *bytes = NULL;

    g_assert_true (g_strv_contains ((const char *const *) expected, names[i]));
    g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
    g_assert_true (g_str_has_prefix (bytes, g_str_has_suffix (names[i], ".png")
                                                ? "\x89PNG"
                                            : names[i][0] == 'l' ? "epoch,"
                                                                 : ""));
  }
  g_auto (GStrv) there = sl_folder_existing (f->slide, "png", f->folder);
  g_assert_cmpuint (g_strv_length (there), ==, G_N_ELEMENTS (names));
  g_assert_true (save (f, NULL, &error));
  g_assert_cmpint (clear_folder (f->folder), ==, G_N_ELEMENTS (names));
}

static void
stop_after_one (double share, gpointer data)
{
  if (share > 0.0)
    g_atomic_int_set ((gint *) data, 1);
}

/* Who stops it finds the old files as they were, and no folder that was not there. */
static void
check_stop (Fixture *f, gconstpointer data)
{
  gint stop = 0;
  const SlInputWatch watch = {&stop, stop_after_one, &stop};
  g_autoptr (GError) error = NULL;
  g_autofree char *old = g_build_filename (f->folder, "loss.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_false (save (f, &watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_assert_cmpint (clear_folder (f->folder), ==, -1);
  g_clear_error (&error);
  stop = 0;
  g_mkdir (f->folder, 0777);
  g_assert_true (g_file_set_contents (old, "old", -1, NULL));
  g_assert_false (save (f, &watch, &error));
  g_assert_true (g_file_get_contents (old, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpint (clear_folder (f->folder), ==, 1);
}

/* A disk that holds the pictures of no figure: nothing appears. */
static void
check_full_disk (Fixture *f, gconstpointer data)
{
  struct rlimit old, small;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (save (f, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_error (error, SL_ERROR, SL_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "loss.png"));
  g_assert_cmpint (clear_folder (f->folder), ==, -1);
}

/* A folder that is a file, one in a place that is gone, and an ending nobody writes. */
static void
check_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->root, "file", NULL);
  g_autofree char *nowhere = g_build_filename (f->root, "gone", "figures", NULL);
  const char *folders[] = {file, nowhere};

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (
        sl_folder_export (f->slide, &f->spec, "svg", folders[i], NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_WRITE);
    g_assert_nonnull (strstr (error->message, folders[i]));
  }
  g_autoptr (GError) error = NULL;
  g_assert_false (sl_folder_export (f->slide, &f->spec, "bmp", f->folder, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_unlink (file);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (Fixture *f, gconstpointer data);
  } checks[] = {{"/folder/files", check_files},
                {"/folder/stop", check_stop},
                {"/folder/full-disk", check_full_disk},
                {"/folder/refused", check_refused}};

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, Fixture, NULL, set_up, checks[i].check, tear_down);
  return g_test_run ();
}
