/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/window-fixture.h"
#include "app/actions.h"
#include <string.h>

/* One for the whole program: its place on the session bus is taken only once. */
static GtkApplication *
application (void)
{
  static AdwApplication *only;
  g_autoptr (GError) error = NULL;

  if (only == NULL) {
    only = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
    g_application_register (G_APPLICATION (only), NULL, &error);
    g_assert_no_error (error);
  }
  return GTK_APPLICATION (only);
}

void
window_fixture_set_up (WindowFixture *f, gconstpointer data)
{
  f->session = test_prepared_session ();
  f->window = sl_window_new (application (), f->session);
  sl_actions_install (f->window);
  g_object_add_weak_pointer (G_OBJECT (f->window), (gpointer *) &f->window);
}

void
window_fixture_tear_down (WindowFixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  test_wait_until (f->window == NULL);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

void
window_fixture_add (const char *path,
                    void (*check) (WindowFixture *f, gconstpointer data))
{
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, check,
              window_fixture_tear_down);
}

void
window_fixture_present (WindowFixture *f, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, height);
  gtk_window_present (GTK_WINDOW (f->window));
  test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->window)) &&
                   gtk_widget_get_width (GTK_WIDGET (f->window)) > 1);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

gboolean
window_fixture_says (WindowFixture *f, const char *text)
{
  return says (GTK_WIDGET (f->window), text);
}

GtkWidget *
window_fixture_button (WindowFixture *f, const char *name)
{
  return test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_BUTTON, name);
}
