/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/find.h"
#include "tests/ui/window-fixture.h"
#include "ui/dialogs/export-preview.h"
#include "ui/dialogs/export-window.h"
#include "ui/dialogs/save-all.h"
#include "ui/dialogs/save-film.h"
#include "ui/figures/folder.h"
#include "ui/pages/train.h"

#include <glib/gstdio.h>

typedef struct
{
  WindowFixture base;
  SlExportWindow *window;
  SlExportPreview *preview;
  GBytes *copied; /* Owned, nullable */
} Fixture;

static void
open_window (Fixture *f, guint chosen)
{
  SlPage *page = sl_page_stack_page (sl_window_pages (f->base.window), &sl_page_train);

  f->window = sl_export_window_present (GTK_WINDOW (f->base.window),
                                        sl_window_session (f->base.window),
                                        sl_page_slide (page, NULL), chosen);
  f->preview =
      SL_EXPORT_PREVIEW (test_find_type (GTK_WIDGET (f->window), SL_TYPE_EXPORT_PREVIEW));
  test_wait_until (sl_export_preview_is_current (f->preview));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  window_fixture_set_up (&f->base, data);
  window_fixture_present (&f->base, 1024, 700);
  open_window (f, 1);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_pointer (&f->copied, g_bytes_unref);
  window_fixture_tear_down (&f->base, data);
}

static GtkDropDown *
drop_down (Fixture *f, const char *name)
{
  return GTK_DROP_DOWN (
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_COMBO_BOX, name));
}

/* The figure asked for stands first; behind all of them comes the page. */
static void
check_what (Fixture *f, gconstpointer data)
{
  GtkDropDown *what = drop_down (f, "Picture of");
  GListModel *names = gtk_drop_down_get_model (what);

  g_assert_cmpuint (gtk_drop_down_get_selected (what), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, SL_TRAIN_CARDS + 1);
  gtk_drop_down_set_selected (what, SL_TRAIN_CARDS);
  g_assert_false (sl_export_preview_is_current (f->preview));
  test_wait_until (sl_export_preview_is_current (f->preview));
}

/* Only what acts can be seen. */
static void
check_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *width =
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Width");
  GtkWidget *pixels = test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON,
                                 "Pixels per px");

  g_assert_false (gtk_widget_get_mapped (width));
  g_assert_false (gtk_widget_get_mapped (pixels));
  gtk_drop_down_set_selected (drop_down (f, "Format"), 2);
  gtk_drop_down_set_selected (drop_down (f, "Size"), 3);
  test_wait_until (gtk_widget_get_mapped (width) && gtk_widget_get_mapped (pixels));
}

/* The next export begins with the choices of the last. */
static void
check_memory (Fixture *f, gconstpointer data)
{
  gtk_drop_down_set_selected (drop_down (f, "Size"), 1);
  gtk_drop_down_set_selected (drop_down (f, "Colours"), 1);
  gtk_window_destroy (GTK_WINDOW (f->window));
  open_window (f, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down (f, "Size")), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down (f, "Colours")), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down (f, "Format")), ==, 0);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);
  f->copied = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *type;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                    G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, data);
}

/* What can be pasted is the picture, in both kinds. */
static void
check_copy (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *type, *begins;
  } kinds[] = {{"image/png", "\x89PNG"}, {"image/svg+xml", "<?xml"}};
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->window));

  g_signal_emit_by_name (
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Copy picture"),
      "clicked");
  test_wait_until (gdk_content_formats_contain_mime_type (
      gdk_clipboard_get_formats (clipboard), kinds[0].type));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const char *types[] = {kinds[i].type, NULL};

    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, read_cb, f);
    test_wait_until (f->copied != NULL);
    g_assert_cmpuint (g_bytes_get_size (f->copied), >, 1000);
    g_assert_true (
        g_str_has_prefix (g_bytes_get_data (f->copied, NULL), kinds[i].begins));
    g_clear_pointer (&f->copied, g_bytes_unref);
  }
}

/* The bar stays until all is written. */
static void
check_save_all (Fixture *f, gconstpointer data)
{
  SlPage *page = sl_page_stack_page (sl_window_pages (f->base.window), &sl_page_train);
  SlSlide *slide = sl_page_slide (page, NULL);
  SlExport spec = sl_export_default ();
  g_auto (GStrv) names = sl_folder_names (slide, "svg");
  g_autofree char *folder = g_dir_make_tmp ("sl-save-all-XXXXXX", NULL);
  SlWorkBar *bar =
      SL_WORK_BAR (test_find_type (GTK_WIDGET (f->window), SL_TYPE_WORK_BAR));

  g_assert_false (sl_work_bar_busy (bar));
  sl_save_all (GTK_WIDGET (f->preview), bar, slide, &spec, "svg", folder);
  g_assert_true (sl_work_bar_busy (bar));
  test_wait_until (!sl_work_bar_busy (bar));
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    if (g_str_has_suffix (names[i], ".svg"))
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Cancel gives it up: the folder stays empty. */
static void
check_cancel (Fixture *f, gconstpointer data)
{
  SlPage *page = sl_page_stack_page (sl_window_pages (f->base.window), &sl_page_train);
  SlExport spec = sl_export_default ();
  g_autofree char *folder = g_dir_make_tmp ("sl-save-all-XXXXXX", NULL);
  SlWorkBar *bar =
      SL_WORK_BAR (test_find_type (GTK_WIDGET (f->window), SL_TYPE_WORK_BAR));

  spec.scale = 4.0;
  sl_save_all (GTK_WIDGET (f->preview), bar, sl_page_slide (page, NULL), &spec, "png",
               folder);
  g_signal_emit_by_name (
      test_find (GTK_WIDGET (bar), GTK_ACCESSIBLE_ROLE_BUTTON, "Cancel"), "clicked");
  test_wait_until (!sl_work_bar_busy (bar));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* There is a film once there is a run; its length is told. */
static void
check_film (Fixture *f, gconstpointer data)
{
  SlSession *session = sl_window_session (f->base.window);
  g_autofree char *folder = g_dir_make_tmp ("sl-film-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "loss.gif", NULL);
  SlExport spec = sl_export_default ();
  SlFilm film = {.every = 1, .rate = 10};
  SlWorkBar *bar;

  g_assert_false (gtk_widget_get_mapped (
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Save film…")));
  gtk_window_destroy (GTK_WINDOW (f->window));
  sl_session_step_epoch (session);
  test_wait_until (sl_session_snapshot (session)->epoch == 1);
  open_window (f, 0);
  g_assert_true (gtk_widget_get_mapped (
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Save film…")));
  bar = SL_WORK_BAR (test_find_type (GTK_WIDGET (f->window), SL_TYPE_WORK_BAR));
  spec.width = 320;
  spec.height = 200;
  sl_save_film (
      GTK_WIDGET (f->preview), bar, session,
      sl_page_slide (
          sl_page_stack_page (sl_window_pages (f->base.window), &sl_page_train), NULL),
      &spec, &film, path);
  test_wait_until (!sl_work_bar_busy (bar));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (Fixture *f, gconstpointer data);
  } checks[] = {{"/export-window/what", check_what},
                {"/export-window/rows", check_rows},
                {"/export-window/memory", check_memory},
                {"/export-window/copy", check_copy},
                {"/export-window/save-all", check_save_all},
                {"/export-window/cancel", check_cancel},
                {"/export-window/film", check_film}};

  test_ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, Fixture, NULL, set_up, checks[i].check, tear_down);
  return g_test_run ();
}
