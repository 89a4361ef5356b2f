/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the path: its buttons, its line that is dragged, and what follows it. */
#include "tests/ui/window-fixture.h"
#include "ui/pages/path.h"
#include "ui/widgets/plot-area.h"
#include <math.h>

typedef struct
{
  WindowFixture window;
  SlPage *page;
  SlPlotCard *path, *model;
} Fixture;

static const SlFigureType *
figure (const char *id)
{
  return (const SlFigureType *) sl_kind_find (sl_figures (), id, NULL);
}

static SlPathResult *
shown (Fixture *f)
{
  return sl_session_path (f->window.session);
}

static double
lambda (Fixture *f)
{
  return sl_session_config (f->window.session)->lambda;
}

static GtkWidget *
find (Fixture *f, GtkAccessibleRole role, const char *name)
{
  return test_find (GTK_WIDGET (f->page), role, name);
}

static void
press (Fixture *f, const char *name)
{
  GtkWidget *button = find (f, GTK_ACCESSIBLE_ROLE_BUTTON, name);

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

static const char *
text_of (Fixture *f, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (find (f, GTK_ACCESSIBLE_ROLE_LABEL, name)));
}

static gboolean
has_ended (Fixture *f)
{
  SlPathResult *news = sl_session_path_news (f->window.session);

  return news != NULL && news->state > SL_PATH_RUNNING;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  window_fixture_set_up (&f->window, data);
  test_set (f->window.session, "dataset", "diabetes");
  test_set (f->window.session, "hidden", "");
  window_fixture_present (&f->window, 1024, 700);
  sl_page_stack_show (sl_window_pages (f->window.window), "path", NULL);
  f->page = sl_page_stack_page (sl_window_pages (f->window.window), &sl_page_path);
  f->path = sl_page_find (f->page, figure ("path"));
  f->model = sl_page_find (f->page, figure ("coefficients"));
  g_assert_nonnull (f->path);
  g_assert_nonnull (f->model);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_tear_down (&f->window, data);
}

static void
compute (Fixture *f)
{
  press (f, "Compute path");
  test_wait_until (has_ended (f));
  g_assert_cmpint (sl_session_path_news (f->window.session)->state, ==, SL_PATH_DONE);
}

/* Asserts that the line, the words and the model's card are at λ. */
static void
check_follows (Fixture *f)
{
  int row = sl_path_result_nearest (shown (f), lambda (f));
  g_autofree char *at = sl_number_text (shown (f)->rows[row].lambda, 3);

  g_assert_cmpfloat (sl_plot_card_view (f->path)->cursor, ==, lambda (f));
  g_assert_true (sl_plot_card_view (f->path)->path == shown (f));
  g_assert_true (sl_plot_card_snapshot (f->model) == shown (f)->rows[row].model);
  g_assert_true (g_str_has_suffix (text_of (f, "Model of the path"), at));
  g_autofree char *count = sl_number_count (shown (f)->rows[row].nonzeros);
  g_assert_true (g_str_has_prefix (text_of (f, "Scores of the path"), count));
}

/* Before anything was computed everything says so, and no button leads nowhere. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  g_assert_null (shown (f));
  g_assert_cmpstr (text_of (f, "λ.min"), ==, "–");
  g_assert_false (
      gtk_widget_get_sensitive (find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Use λ.min")));
  g_assert_false (
      gtk_widget_get_sensitive (find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Use λ.1se")));
  g_assert_null (sl_plot_card_view (f->path)->path);
}

static void
test_choices (Fixture *f, gconstpointer data)
{
  compute (f);
  const SlPathResult *path = shown (f);
  g_autofree char *min = sl_number_text (path->lambdas[path->min], 3);
  g_autofree char *one_se = sl_number_text (path->lambdas[path->one_se], 3);
  g_assert_true (path->exact);
  g_assert_cmpint (path->folds, ==, 10);
  g_assert_cmpint (path->n, ==, 100);
  g_assert_cmpstr (text_of (f, "λ.min"), ==, min);
  g_assert_cmpstr (text_of (f, "λ.1se"), ==, one_se);
  press (f, "Use λ.min");
  g_assert_cmpfloat (lambda (f), ==, g_ascii_strtod (min, NULL));
  check_follows (f);
  press (f, "Use λ.1se");
  g_assert_cmpfloat (lambda (f), ==, g_ascii_strtod (one_se, NULL));
  check_follows (f);
  /* From elsewhere, and beyond the path. */
  test_set (f->window.session, "lambda", "0.02");
  check_follows (f);
  test_set (f->window.session, "lambda", "0");
  check_follows (f);
  test_set (f->window.session, "lambda", "10");
  check_follows (f);
}

static gboolean
press_key (Fixture *f, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (f->path));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
  }
  return handled;
}

static int
present_row (Fixture *f)
{
  return sl_path_result_nearest (shown (f), lambda (f));
}

/* Left and Right go by one λ of the path, and stop at its ends. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  g_assert_false (press_key (f, GDK_KEY_Left, 0)); /* there is no path yet */
  compute (f);
  g_assert_true (press_key (f, GDK_KEY_End, 0));
  g_assert_cmpint (present_row (f), ==, 99);
  for (int row = 98; row >= 0; row--) {
    g_assert_true (press_key (f, GDK_KEY_Left, 0));
    g_assert_cmpint (present_row (f), ==, row);
  }
  check_follows (f);
  g_assert_true (press_key (f, GDK_KEY_Left, 0));
  g_assert_cmpint (present_row (f), ==, 0);
  g_assert_true (press_key (f, GDK_KEY_Right, 0));
  g_assert_cmpint (present_row (f), ==, 1);
  g_assert_true (press_key (f, GDK_KEY_Home, 0));
  g_assert_cmpint (present_row (f), ==, 0);
  /* From beyond the path they lead to its ends. */
  test_set (f->window.session, "lambda", "0");
  g_assert_true (press_key (f, GDK_KEY_Right, 0));
  g_assert_cmpint (present_row (f), ==, 0);
  g_assert_cmpfloat (lambda (f), >, 0);
  test_set (f->window.session, "lambda", "10");
  g_assert_true (press_key (f, GDK_KEY_Left, 0));
  g_assert_cmpint (present_row (f), ==, 99);
  g_assert_true (press_key (f, GDK_KEY_Home, 0));
  g_assert_false (press_key (f, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_false (press_key (f, GDK_KEY_a, 0));
  g_assert_cmpint (present_row (f), ==, 0);
}

/* The pointer's place, mapped back, is λ. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  GtkWidget *area = sl_plot_card_area (f->path);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (area);
  SlTheme theme = sl_plot_area_theme ();
  GtkEventController *drag = NULL;

  compute (f);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_GESTURE_DRAG (controller))
      drag = controller;
  }
  g_assert_nonnull (drag);
  int width = gtk_widget_get_width (area), height = gtk_widget_get_height (area);
  for (int i = 0; i <= 8; i++) {
    double x = width * (0.15 + 0.1 * i);
    double wanted =
        sl_figure_path_lambda_at (width, height, sl_plot_card_view (f->path), &theme, x);
    if (i % 2 == 0)
      g_signal_emit_by_name (drag, "drag-begin", x, 0.5 * height);
    else
      g_signal_emit_by_name (drag, "drag-update", 0.1 * width, 3.0);
    g_assert_cmpfloat_with_epsilon (lambda (f), wanted, 0.006 * wanted);
    check_follows (f);
  }
}

/* The line under the buttons says when a path is out of date; a new one is not. */
static void
test_out_of_date (Fixture *f, gconstpointer data)
{
  GtkWidget *note;

  compute (f);
  note = test_find (GTK_WIDGET (f->page), GTK_ACCESSIBLE_ROLE_LABEL, "State of the path");
  g_assert_false (gtk_widget_has_css_class (note, "sl-amiss"));
  test_set (f->window.session, "learning-rate", "0.1");
  g_assert_false (gtk_widget_has_css_class (note, "sl-amiss"));
  test_set (f->window.session, "penalty", "elastic-net");
  g_assert_true (gtk_widget_has_css_class (note, "sl-amiss"));
  g_assert_nonnull (shown (f));
  compute (f);
  g_assert_false (gtk_widget_has_css_class (note, "sl-amiss"));
  /* What cannot be computed is said, and the old path stays. */
  test_set (f->window.session, "penalty", "none");
  press (f, "Compute path");
  test_wait_until (has_ended (f));
  g_assert_true (gtk_widget_has_css_class (note, "sl-amiss"));
  g_assert_cmpint (shown (f)->n, ==, 100);
}

/* A network's path can be cancelled; what was found stays, and weights are shown. */
static void
test_network (Fixture *f, gconstpointer data)
{
  /* Large enough not to be done before it is cancelled. */
  test_set (f->window.session, "hidden", "128,128");
  press (f, "Compute path");
  test_wait_until (shown (f)->n >= 2);
  g_assert_false (shown (f)->exact);
  press (f, "Cancel the path");
  test_wait_until (has_ended (f));
  g_assert_cmpint (shown (f)->n, >=, 2);
  check_follows (f);
  g_assert_true (sl_plot_card_figure (f->model) == figure ("weights"));
  g_assert_true (
      gtk_widget_get_visible (find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Compute path")));
}

static void
enlarge (Fixture *f, SlPlotCard *card)
{
  g_signal_emit_by_name (card, "enlarge");
}

/* One card has the page, and gives it back. */
static void
test_enlarged (Fixture *f, gconstpointer data)
{
  enlarge (f, f->path);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (f->model)));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (f->path)));
  g_assert_true (sl_page_restore (f->page));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (f->model)));
  enlarge (f, f->model);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (f->path)));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (f->model)));
  g_assert_true (sl_page_restore (f->page));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (f->path)));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/path-page/empty", test_empty);
  ADD ("/path-page/choices", test_choices);
  ADD ("/path-page/keys", test_keys);
  ADD ("/path-page/drag", test_drag);
  ADD ("/path-page/out-of-date", test_out_of_date);
  ADD ("/path-page/network", test_network);
  ADD ("/path-page/enlarged", test_enlarged);
#undef ADD
  return g_test_run ();
}
