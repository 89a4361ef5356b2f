/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/columns-row.h"
#include "ui/dialogs/columns-window.h"
#include <glib/gi18n-lib.h>

struct _SlColumnsRow
{
  AdwActionRow parent_instance;

  /* Owned */
  SlDataset *dataset; /* nullable */
  /* Borrowed */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SlColumnsRow, sl_columns_row, ADW_TYPE_ACTION_ROW)

static void
chosen_cb (const char *list, gpointer data)
{
  SlColumnsRow *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.columns", "s", list);
}

static void
clicked_cb (GtkButton *button, SlColumnsRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  sl_columns_window_open (GTK_WINDOW (root), self->dataset, chosen_cb, G_OBJECT (self));
}

static void
sl_columns_row_dispose (GObject *object)
{
  g_clear_pointer (&SL_COLUMNS_ROW (object)->dataset, sl_dataset_unref);
  G_OBJECT_CLASS (sl_columns_row_parent_class)->dispose (object);
}

static void
sl_columns_row_class_init (SlColumnsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_columns_row_dispose;
}

static void
sl_columns_row_init (SlColumnsRow *self)
{
  const SlSetting *setting = sl_setting_find ("columns", NULL);

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "sl-row-button");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (self->button, FALSE);
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (setting->name));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("Which columns of the file are learnt from"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sl_columns_row_show (SlColumnsRow *self, SlDataset *dataset)
{
  g_autofree char *text = NULL;
  int n = 0;

  g_return_if_fail (SL_IS_COLUMNS_ROW (self));
  g_return_if_fail (dataset != NULL);

  sl_dataset_ref (dataset);
  g_clear_pointer (&self->dataset, sl_dataset_unref);
  self->dataset = dataset;
  gtk_widget_set_visible (GTK_WIDGET (self),
                          dataset->file.path != NULL && dataset->n_columns > 0);
  for (int j = 0; j < dataset->n_columns; j++)
    n += dataset->columns[j].role == SL_COLUMN_INPUT;
  /* The target is not one to learn from. */
  text = g_strdup_printf (_ ("%d of %d…"), n, dataset->n_columns - 1);
  gtk_button_set_label (GTK_BUTTON (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (sl_setting_find ("columns", NULL)->name),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
