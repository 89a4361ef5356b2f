/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window about the data: its numbers, other data, settings, keys, the end. */
#include "tests/ui/window-fixture.h"
#include "ui/dialogs/data-window.h"
#include "ui/dialogs/data-words.h"
#include "ui/widgets/data-table.h"

static SlDataWindow *
open_window (WindowFixture *f)
{
  sl_window_show_data (f->window);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

    if (SL_IS_DATA_WINDOW (window)) {
      test_wait_until (gtk_widget_get_visible (GTK_WIDGET (window)));
      return SL_DATA_WINDOW (window);
    }
  }
  g_assert_not_reached ();
}

static SlDataWindow *
counted_window (WindowFixture *f)
{
  SlDataWindow *window = open_window (f);

  test_wait_until (sl_data_window_overview (window) != NULL);
  return window;
}

static const char *
fact (SlDataWindow *window, const char *name)
{
  return gtk_label_get_text (
      GTK_LABEL (test_find (GTK_WIDGET (window), GTK_ACCESSIBLE_ROLE_LABEL, name)));
}

static void
describes (SlDataWindow *window,
           GtkAccessibleRole role,
           const char *name,
           const char *text)
{
  gtk_test_accessible_assert_property (test_find (GTK_WIDGET (window), role, name),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
}

static void
test_digits (WindowFixture *f, gconstpointer data)
{
  SlDataWindow *window = counted_window (f);

  g_assert_cmpstr (fact (window, "Rows"), ==, "1797");
  g_assert_cmpstr (fact (window, "Inputs"), ==, "64");
  g_assert_cmpstr (fact (window, "Target"), ==, "digit, 10 classes");
  g_assert_cmpstr (fact (window, "Pictures"), ==, "8 × 8, grey");
  g_assert_cmpstr (fact (window, "Training rows"), ==, "1347 (75 %)");
  g_assert_cmpstr (fact (window, "Validation rows"), ==, "0 (0 %)");
  g_assert_cmpstr (fact (window, "Test rows"), ==, "450 (25 %)");
  g_assert_nonnull (strstr (fact (window, "Scaling of the inputs"), "divided by 16"));
  g_assert_nonnull (strstr (fact (window, "Notes on the data"), "r0c0, r4c0, r4c7"));
  g_assert_nonnull (strstr (fact (window, "Source"), "CC BY 4.0"));
  describes (window, GTK_ACCESSIBLE_ROLE_IMG, "Rows of each class",
             "Rows of each class: 0: 178, 1: 182, 2: 177, 3: 183, 4: 181, 5: 182, "
             "6: 181, 7: 179, 8: 174, 9: 180.");
  g_assert_true (open_window (f) == window);
}

/* Other data, other settings: the window follows, also when it is asked faster than it
 * can count. */
static void
test_follows (WindowFixture *f, gconstpointer data)
{
  SlDataWindow *window = counted_window (f);

  test_set (f->session, "test-fraction", "0.5");
  test_wait_until (g_str_equal (fact (window, "Test rows"), "899 (50 %)"));
  test_set (f->session, "validation-fraction", "0.1");
  test_set (f->session, "standardize", "false");
  test_wait_until (g_str_equal (fact (window, "Validation rows"), "90 (5.01 %)"));
  test_wait_until (strstr (fact (window, "Scaling of the inputs"), "as they come") !=
                   NULL);
  test_set (f->session, "dataset", "breast-cancer");
  test_set (f->session, "dataset", "diabetes");
  test_wait_until (g_str_equal (fact (window, "Rows"), "442"));
  test_wait_until (sl_data_window_overview (window) != NULL);
  g_assert_cmpint (sl_data_window_overview (window)->dataset->n, ==, 442);
  g_assert_nonnull (strstr (fact (window, "Target"), "a number"));
  g_assert_false (gtk_widget_get_mapped (
      test_find (GTK_WIDGET (window), GTK_ACCESSIBLE_ROLE_IMG, "Sample pictures")));
  test_find (GTK_WIDGET (window), GTK_ACCESSIBLE_ROLE_IMG, "Values of the target");
}

/* A change in the window's own rows is the session's. */
static void
test_settings (WindowFixture *f, gconstpointer data)
{
  SlDataWindow *window = counted_window (f);
  GtkWidget *widget = GTK_WIDGET (window);

  gtk_switch_set_active (
      GTK_SWITCH (test_find (widget, GTK_ACCESSIBLE_ROLE_SWITCH, "Standardise inputs")),
      FALSE);
  g_assert_false (sl_session_config (f->session)->standardize);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (test_find (widget, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Seed")), 7);
  g_assert_cmpint (sl_session_config (f->session)->seed, ==, 7);
}

static gboolean
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0u, 0, &taken);
  }
  return taken;
}

/* The keys walk over all cells, and say where they are. */
static void
test_keys (WindowFixture *f, gconstpointer data)
{
  SlDataWindow *window = counted_window (f);
  GtkWidget *table = test_find_type (GTK_WIDGET (window), SL_TYPE_DATA_TABLE);
  GtkAdjustment *across, *down;

  test_wait_until (gtk_widget_get_width (table) > 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == table);
  g_object_get (table, "hadjustment", &across, "vadjustment", &down, NULL);
  gtk_test_accessible_assert_property (table, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Target digit: 10 classes. Row 1: 0.");
  g_assert_true (press (table, GDK_KEY_Right));
  g_assert_true (press (table, GDK_KEY_Right));
  g_assert_true (press (table, GDK_KEY_Right));
  g_assert_true (press (table, GDK_KEY_Down));
  gtk_test_accessible_assert_property (
      table, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Input 3 of 64, r0c2: smallest 0, largest 16, mean 5.205, deviation 4.754, 0 "
      "missing. Row 2: 0.");
  g_assert_true (press (table, GDK_KEY_End));
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >, 5000.0);
  for (int i = 0; i < 30; i++)
    press (table, GDK_KEY_Page_Down);
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==,
                     gtk_adjustment_get_upper (down) -
                         gtk_adjustment_get_page_size (down));
  g_assert_true (press (table, GDK_KEY_Home));
  g_assert_cmpfloat (gtk_adjustment_get_value (across), <, 5000.0);
  g_assert_false (press (table, GDK_KEY_a));
  g_object_unref (across);
  g_object_unref (down);
}

static void
test_small (WindowFixture *f, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (counted_window (f));
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, 980, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 1024);
  g_assert_cmpint (height, <=, 700);
}

/* Closed while it counts; what changes then is shown when it is opened again. In the end
 * it goes with the window it belongs to. */
static void
test_close (WindowFixture *f, gconstpointer data)
{
  SlDataWindow *window = open_window (f);

  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (!gtk_widget_get_visible (GTK_WIDGET (window)));
  test_set (f->session, "dataset", "iris");
  test_wait_until (sl_session_snapshot (f->session)->problem != NULL &&
                   sl_session_snapshot (f->session)->problem->dataset->n == 150);
  g_assert_cmpstr (fact (window, "Rows"), ==, "1797");
  g_assert_true (open_window (f) == window);
  g_assert_cmpstr (fact (window, "Rows"), ==, "150");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_wait_until (f->window == NULL && window == NULL);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (WindowFixture *f, gconstpointer data);
  } checks[] = {{"/data-window/digits", test_digits},
                {"/data-window/follows", test_follows},
                {"/data-window/settings", test_settings},
                {"/data-window/keys", test_keys},
                {"/data-window/small", test_small}};

  test_ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, WindowFixture, NULL, window_fixture_set_up,
                checks[i].check, window_fixture_tear_down);
  /* Does its own tearing down. */
  g_test_add ("/data-window/close", WindowFixture, NULL, window_fixture_set_up,
              test_close, NULL);
  return g_test_run ();
}
