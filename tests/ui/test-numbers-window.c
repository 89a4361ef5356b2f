/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window with a figure's numbers: every figure has one, with as few widgets as are
 * seen; what it copies. */
#include "tests/ui/window-fixture.h"
#include "ui/dialogs/numbers-window.h"

static GtkWidget *
open_window (WindowFixture *f, const char *figure)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_window_show_numbers (f->window, figure, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

    if (SL_IS_NUMBERS_WINDOW (window))
      return GTK_WIDGET (window);
  }
  g_assert_not_reached ();
}

static GtkColumnView *
table_of (GtkWidget *window)
{
  return GTK_COLUMN_VIEW (test_find_type (window, GTK_TYPE_COLUMN_VIEW));
}

static guint
n_rows (GtkWidget *window)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_column_view_get_model (table_of (window))));
}

static guint
n_columns (GtkWidget *window)
{
  return g_list_model_get_n_items (gtk_column_view_get_columns (table_of (window)));
}

static void
test_histogram (WindowFixture *f, gconstpointer data)
{
  GtkWidget *window = open_window (f, "histogram");

  g_assert_cmpuint (n_rows (window), ==, 3 + SL_HISTOGRAM_BINS);
  g_assert_cmpuint (n_columns (window), ==, 4);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==,
                   "Weight magnitudes: numbers");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (table_of (window)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Weight magnitudes: numbers");
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_labels (GtkWidget *root)
{
  guint n = GTK_IS_LABEL (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child);
  return n;
}

/* Ten thousand weights: only what is near the screen has widgets. */
static void
test_many_rows (WindowFixture *f, gconstpointer data)
{
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "network", NULL);
  const SlSnapshot *snapshot;
  GtkWidget *window;

  test_set (f->session, "hidden", "64,64");
  sl_session_set_needs (f->session, &(SlNeeds){.graph = TRUE});
  test_wait_until (sl_session_snapshot (f->session)->graph != NULL &&
                   sl_session_snapshot (f->session)->n_layers == 3 &&
                   sl_session_snapshot (f->session)->layers[0].outputs == 64);
  snapshot = sl_session_snapshot (f->session);
  window = GTK_WIDGET (sl_numbers_window_new (GTK_WINDOW (f->window), figure, snapshot,
                                              &(SlFigureView){.layer = -1}));
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (count_labels (GTK_WIDGET (table_of (window))) > 100);
  g_assert_cmpuint (n_rows (window), ==, 64 * 64 + 64 * 64 + 64 * 10);
  g_assert_cmpuint (count_labels (GTK_WIDGET (table_of (window))), <, 2000);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
text_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (WindowFixture *f, gconstpointer data)
{
  GtkWidget *window = open_window (f, "loss");
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);
  g_autofree char *text = NULL;

  gtk_widget_activate_action (window, "numbers.copy", NULL);
  test_wait_until (gdk_clipboard_get_content (clipboard) != NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, text_cb, &text);
  test_wait_until (text != NULL);
  g_assert_true (g_str_has_prefix (text, "epoch,train_loss,test_loss\n0,"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_nothing (WindowFixture *f, gconstpointer data)
{
  g_autoptr (GError) unknown = NULL, misfit = NULL;

  g_assert_false (sl_window_show_numbers (f->window, "pie", &unknown));
  g_assert_error (unknown, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_false (sl_window_show_numbers (f->window, "boundary", &misfit));
  g_assert_error (misfit, SL_ERROR, SL_ERROR_ARGUMENT);
}

#define ADD(path, test)                                                                  \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, test,                    \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  ADD ("/numbers-window/histogram", test_histogram);
  ADD ("/numbers-window/many-rows", test_many_rows);
  ADD ("/numbers-window/copy", test_copy);
  ADD ("/numbers-window/nothing", test_nothing);
  return g_test_run ();
}
