/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/choice.h"

GtkWidget *
sl_choice_new (GtkStringList *names, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  GtkWidget *button = gtk_widget_get_first_child (choice);

  gtk_widget_add_css_class (choice, "flat");
  /* The button inside would keep the space bar after a click, and has no name. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return choice;
}

void
sl_choice_show (GtkWidget *choice, guint i)
{
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));
  g_autoptr (GtkStringObject) name = g_list_model_get_item (names, i);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_string_object_get_string (name), -1);
}

void
sl_choice_release (GtkWidget *choice)
{
  GtkRoot *root = gtk_widget_get_root (choice);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus (GTK_WINDOW (root), NULL);
}
