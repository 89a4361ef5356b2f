/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/choice-items.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const SlSetting *setting;
  SlSession *session; /* Owned, nullable */
} Items;

GtkWidget *
sl_choice_item_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL), *summary = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 34);
  gtk_label_set_xalign (GTK_LABEL (summary), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (summary), 34);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), 34);
  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), summary);
  return box;
}

void
sl_choice_item_show (GtkWidget *item, const char *name, const char *summary)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (item)), name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (item)), summary);
}

void
sl_choice_release_focus (GtkWidget *choice)
{
  GtkRoot *root = gtk_widget_get_root (choice);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus (GTK_WINDOW (root), NULL);
}

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Items *self)
{
  gtk_list_item_set_child (item, sl_choice_item_new ());
}

/* Returns (transfer full) why @kind makes no sense with the other settings; NULL: it
 * does. */
static char *
refusal (Items *self, const SlKind *kind)
{
  SlConfig config;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return NULL;
  config = *sl_session_config (self->session);
  if (sl_setting_change (self->setting, &config, kind->id, &error) &&
      sl_config_validate (&config, &error))
    return NULL;
  return g_strdup (error->message);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Items *self)
{
  const SlKindTable *table = self->setting->choices ();
  guint skip = self->setting->has_auto ? 1 : 0, i = gtk_list_item_get_position (item);
  GtkStringObject *name = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  gboolean is_file = i >= skip + table->n;
  g_autofree char *reason =
      i < skip || is_file ? NULL : refusal (self, table->kinds[i - skip]);
  const char *summary = i < skip  ? _ ("What fits the other settings.")
                        : is_file ? _ (sl_data_file_type ()->kind.summary)
                                  : _ (table->kinds[i - skip]->summary);

  /* What makes no sense now is greyed, and says why. */
  sl_choice_item_show (box, gtk_string_object_get_string (name),
                       reason != NULL ? reason : summary);
  gtk_widget_set_sensitive (box, reason == NULL);
  gtk_list_item_set_activatable (item, reason == NULL);
  gtk_list_item_set_selectable (item, reason == NULL);
}

static void
free_items (gpointer data, GClosure *closure)
{
  Items *self = data;

  g_clear_object (&self->session);
  g_free (self);
}

GtkListItemFactory *
sl_choice_items_new (const SlSetting *setting, SlSession *session)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Items *self = g_new0 (Items, 1);

  self->setting = setting;
  self->session = session != NULL ? g_object_ref (session) : NULL;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_item_cb), self);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_item_cb), self, free_items, 0);
  return factory;
}
