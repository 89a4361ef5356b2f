/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/target-row.h"
#include "ui/widgets/choice-items.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/column-words.h"
#include <glib/gi18n-lib.h>

/* With more columns there is a search above them. */
enum { FEW_COLUMNS = 12 };

struct _SlTargetRow
{
  AdwActionRow parent_instance;

  /* Owned */
  SlDataset *dataset; /* nullable */
  /* Borrowed */
  GtkDropDown *choice;

  gboolean showing; /* the control is being set, not used */
};

G_DEFINE_FINAL_TYPE (SlTargetRow, sl_target_row, ADW_TYPE_ACTION_ROW)

static guint
target_position (SlTargetRow *self)
{
  for (int j = 0; j < self->dataset->n_columns; j++)
    if (self->dataset->columns[j].role == SL_COLUMN_TARGET)
      return (guint) j;
  return GTK_INVALID_LIST_POSITION;
}

static void
show_target (SlTargetRow *self)
{
  guint j = target_position (self);

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->choice, j);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      j != GTK_INVALID_LIST_POSITION ? self->dataset->columns[j].name : "", -1);
  self->showing = FALSE;
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, SlTargetRow *self)
{
  guint j = gtk_drop_down_get_selected (choice);

  if (self->showing || j == GTK_INVALID_LIST_POSITION || j == target_position (self))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.target", "s",
                              self->dataset->columns[j].name);
  show_target (self);
  sl_choice_release (GTK_WIDGET (choice));
}

/* ---- items ---- */

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, sl_choice_item_new ());
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlTargetRow *self)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *words = NULL;

  /* A search leaves some out, so that the place in the list says nothing. */
  for (int j = 0; j < self->dataset->n_columns && words == NULL; j++)
    if (g_str_equal (self->dataset->columns[j].name, name))
      words = sl_column_words (&self->dataset->columns[j]);
  sl_choice_item_show (gtk_list_item_get_child (item), name, words != NULL ? words : "");
}

static void
set_factories (SlTargetRow *self)
{
  g_autoptr (GtkListItemFactory) button = sl_choice_button_new (TRUE);
  g_autoptr (GtkListItemFactory) items = gtk_signal_list_item_factory_new ();

  g_signal_connect (items, "setup", G_CALLBACK (setup_item_cb), NULL);
  g_signal_connect (items, "bind", G_CALLBACK (bind_item_cb), self);
  gtk_drop_down_set_factory (self->choice, button);
  gtk_drop_down_set_list_factory (self->choice, items);
}

static void
sl_target_row_dispose (GObject *object)
{
  g_clear_pointer (&SL_TARGET_ROW (object)->dataset, sl_dataset_unref);
  G_OBJECT_CLASS (sl_target_row_parent_class)->dispose (object);
}

static void
sl_target_row_class_init (SlTargetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_target_row_dispose;
}

static void
sl_target_row_init (SlTargetRow *self)
{
  const SlSetting *setting = sl_setting_find ("target", NULL);
  GtkExpression *name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *choice = sl_choice_new (gtk_string_list_new (NULL), _ (setting->name));

  self->choice = GTK_DROP_DOWN (choice);
  gtk_drop_down_set_expression (self->choice, name);
  gtk_expression_unref (name);
  set_factories (self);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (setting->name));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (setting->summary));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), choice);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sl_target_row_show (SlTargetRow *self, SlDataset *dataset)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (SL_IS_TARGET_ROW (self));
  g_return_if_fail (dataset != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          dataset->file.path != NULL && dataset->n_columns > 0);
  for (int j = 0; j < dataset->n_columns; j++)
    gtk_string_list_append (names, dataset->columns[j].name);
  self->showing = TRUE;
  gtk_drop_down_set_model (self->choice, NULL);
  sl_dataset_ref (dataset);
  g_clear_pointer (&self->dataset, sl_dataset_unref);
  self->dataset = dataset;
  gtk_drop_down_set_enable_search (self->choice, dataset->n_columns > FEW_COLUMNS);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  show_target (self);
}
