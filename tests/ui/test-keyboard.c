/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By Tab alone, on every page: it never stays in one place, it comes to an end, and it
 * has been at every control that can be used. */
#include "tests/ui/window-fixture.h"
#include "ui/pages/page-stack.h"

enum { MOST_STEPS = 400 };

/* A spin button's focus is its text's. */
static void
add_with_parents (GHashTable *reached, GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_hash_table_add (reached, widget);
}

static void
walk_by_tab (WindowFixture *f, GHashTable *reached)
{
  GtkWidget *window = GTK_WIDGET (f->window), *first = NULL, *last = NULL;
  int steps = 0;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  while (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD)) {
    GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

    g_assert_cmpint (++steps, <, MOST_STEPS);
    g_assert_nonnull (focus);
    g_assert_true (focus != last);
    if (focus == first)
      break; /* once round */
    if (first == NULL)
      first = focus;
    add_with_parents (reached, focus);
    last = focus;
  }
  g_test_message ("%d steps", steps);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_RANGE (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget);
}

/* What belongs to a control is done by its keys: the arrows of a spin button by Up and
 * Down; a scroll bar by scrolling, the window's own buttons by the keys of the desktop.
 */
static gboolean
is_part (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
}

static int
count_missed (GtkWidget *widget, GHashTable *reached)
{
  int missed = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return 0;
  if (is_control (widget) && !g_hash_table_contains (reached, widget) &&
      (GTK_IS_SPIN_BUTTON (widget) || !is_part (widget))) {
    g_test_message ("not reached: %s “%s” in %s", G_OBJECT_TYPE_NAME (widget),
                    gtk_widget_get_tooltip_text (widget),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    return 1;
  }
  if (is_control (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    missed += count_missed (child, reached);
  return missed;
}

static void
check_pages (WindowFixture *f, gconstpointer data)
{
  const SlKindTable *pages = sl_pages ();
  int missed = 0;

  sl_window_set_first_steps (f->window, TRUE);
  window_fixture_present (f, 1024, 700);
  for (size_t i = 0; i < pages->n; i++) {
    g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);

    sl_page_stack_show (sl_window_pages (f->window), pages->kinds[i]->id, NULL);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    walk_by_tab (f, reached);
    g_test_message ("page %s", pages->kinds[i]->id);
    missed += count_missed (GTK_WIDGET (f->window), reached);
  }
  g_assert_cmpint (missed, ==, 0);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add ("/keyboard/pages", WindowFixture, NULL, window_fixture_set_up, check_pages,
              window_fixture_tear_down);
  return g_test_run ();
}
