/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/open-choices.h"
#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Settings that mend a file's slips, or go round them. */
static const char *const ids[] = {"target", "missing-marks", "categories"};

typedef struct
{
  SlConfig config;
  SlOpenChosen chosen;
  GtkEditable *rows[G_N_ELEMENTS (ids)]; /* Borrowed: of the dialog */
} Choices;

static void
response_cb (GtkWidget *origin, const char *response, GObject *dialog)
{
  Choices *choices = g_object_get_data (dialog, "choices");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "open"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ids) && error == NULL; i++)
    sl_setting_change (sl_setting_find (ids[i], NULL), &choices->config,
                       gtk_editable_get_text (choices->rows[i]), &error);
  if (error == NULL)
    sl_config_validate (&choices->config, &error);
  choices->chosen (origin, &choices->config, error);
}

/* Puts the name of the setting @id and a field with its value into row @y of @grid.
 * Returns (transfer none) the field. */
static GtkEditable *
add_row (GtkGrid *grid, int y, const char *id, const SlConfig *config)
{
  const SlSetting *setting = sl_setting_find (id, NULL);
  g_autofree char *text = sl_setting_format (setting, config);
  GtkWidget *label = gtk_label_new (_ (setting->name)), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_tooltip_text (entry, _ (setting->summary));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (setting->summary), -1);
  gtk_grid_attach (grid, label, 0, y, 1, 1);
  gtk_grid_attach (grid, entry, 1, y, 1, 1);
  return GTK_EDITABLE (entry);
}

void
sl_open_choices_show (GtkWidget *origin, const SlConfig *config, SlOpenChosen chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (origin) && config != NULL && chosen != NULL);

  g_autofree char *name = sl_config_data_name (config);
  g_autofree char *heading = g_strdup_printf (_ ("How to read %s"), name);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (origin)), heading,
                              _ ("Names of columns and marks as they stand in the file, "
                                 "with commas between; what is empty is found out."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *grid = gtk_grid_new ();
  Choices *choices = g_new0 (Choices, 1);

  choices->config = *config;
  choices->chosen = chosen;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int i = 0; i < (int) G_N_ELEMENTS (ids); i++)
    choices->rows[i] = add_row (GTK_GRID (grid), i, ids[i], config);
  adw_message_dialog_set_extra_child (message, grid);
  adw_message_dialog_add_responses (message, "cancel", _ ("Cancel"), "open", _ ("Open"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "open");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "choices", choices, g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), origin,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
