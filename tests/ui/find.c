/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/find.h"
#include "ui/init.h"

void
test_ui_init (int *argc, char ***argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_test_init (argc, argv, NULL);
  gtk_init ();
  sl_ui_init ();
}

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  g_autofree char *difference = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return difference == NULL;
}

static GtkWidget *
find (GtkWidget *root, GtkAccessibleRole role, const char *name)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) == role &&
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (root),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      is_named (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, role, name);

    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
test_find (GtkWidget *root, GtkAccessibleRole role, const char *name)
{
  GtkWidget *found = find (root, role, name);

  if (found == NULL)
    g_error ("no widget with role %d is called '%s'", role, name);
  return found;
}

GtkWidget *
test_find_type (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = test_find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

SlSession *
test_prepared_session (void)
{
  SlSession *session = sl_session_new ();

  test_wait_until (sl_session_snapshot (session) != NULL &&
                   sl_session_snapshot (session)->n_layers > 0);
  return session;
}

void
test_set (SlSession *session, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  sl_session_set (session, sl_setting_find (id, NULL), text, &error);
  g_assert_no_error (error);
}
