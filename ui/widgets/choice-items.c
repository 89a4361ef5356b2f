/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/choice-items.h"
#include <glib/gi18n-lib.h>

enum { BUTTON_CHARS = 18, NAME_CHARS = 24, ITEM_CHARS = 34 };

typedef struct
{
  SlChoiceText text;
  gpointer data; /* Owned when there is @destroy */
  GDestroyNotify destroy;
} Items;

GtkWidget *
sl_choice_item_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL), *summary = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (name), ITEM_CHARS);
  gtk_label_set_xalign (GTK_LABEL (summary), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (summary), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (summary), ITEM_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), ITEM_CHARS);
  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), summary);
  return box;
}

void
sl_choice_item_show (GtkWidget *item, const char *name, const char *text)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (item)), name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (item)), text);
}

static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Items *self)
{
  gtk_list_item_set_child (item, sl_choice_item_new ());
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Items *self)
{
  GtkStringObject *name = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  gboolean refused = FALSE;
  g_autofree char *text =
      self->text (gtk_list_item_get_position (item), &refused, self->data);

  /* What makes no sense now is greyed, and says why. */
  sl_choice_item_show (box, gtk_string_object_get_string (name), text);
  gtk_widget_set_sensitive (box, !refused);
  gtk_list_item_set_activatable (item, !refused);
  gtk_list_item_set_selectable (item, !refused);
}

static void
free_items (gpointer data, GClosure *closure)
{
  Items *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

GtkListItemFactory *
sl_choice_items_new_with (SlChoiceText text, gpointer data, GDestroyNotify destroy)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Items *self = g_new (Items, 1);

  *self = (Items){text, data, destroy};
  g_signal_connect (factory, "setup", G_CALLBACK (setup_item_cb), self);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_item_cb), self, free_items, 0);
  return factory;
}

/* ---- the button ---- */

/* The end of a file's name tells as much as its beginning. */
static void
setup_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_file)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), is_file != NULL ? PANGO_ELLIPSIZE_MIDDLE
                                                              : PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label),
                                 is_file != NULL ? BUTTON_CHARS : NAME_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
bind_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

GtkListItemFactory *
sl_choice_button_new (gboolean is_file)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_button_cb),
                    GINT_TO_POINTER (is_file));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_button_cb), NULL);
  return factory;
}

/* ---- the values of a setting ---- */

typedef struct
{
  const SlSetting *setting;
  SlSession *session; /* Owned, nullable */
} Values;

/* Returns (transfer full) why @kind makes no sense with the other settings; NULL: it
 * does. */
static char *
refusal (Values *self, const SlKind *kind)
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

static char *
value_text (guint i, gboolean *refused, gpointer data)
{
  Values *self = data;
  const SlKindTable *table = self->setting->choices ();
  guint skip = self->setting->has_auto ? 1 : 0;
  char *reason;

  if (i < skip)
    return g_strdup (_ ("What fits the other settings."));
  if (i >= skip + table->n)
    return g_strdup (_ (sl_data_file_type ()->kind.summary));
  reason = refusal (self, table->kinds[i - skip]);
  *refused = reason != NULL;
  return reason != NULL ? reason : g_strdup (_ (table->kinds[i - skip]->summary));
}

static void
values_free (gpointer data)
{
  Values *self = data;

  g_clear_object (&self->session);
  g_free (self);
}

GtkListItemFactory *
sl_choice_items_new (const SlSetting *setting, SlSession *session)
{
  Values *self = g_new0 (Values, 1);

  self->setting = setting;
  self->session = session != NULL ? g_object_ref (session) : NULL;
  return sl_choice_items_new_with (value_text, self, values_free);
}
