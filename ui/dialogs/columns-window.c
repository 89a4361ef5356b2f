/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/columns-window.h"
#include "ui/dialogs/column-item.h"
#include "ui/widgets/column-words.h"
#include "ui/widgets/help.h"
#include <glib/gi18n-lib.h>

struct _SlColumnsWindow
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkWidget *use;
  GtkSearchEntry *search;
  GtkListView *list;

  /* Owned */
  SlDataset *dataset;
  GListStore *items; /* of SlColumnItem: all columns but the target */
  GtkStringFilter *filter;

  SlColumnsChosen chosen;
  GObject *owner; /* weak */
};

G_DEFINE_FINAL_TYPE (SlColumnsWindow, sl_columns_window, ADW_TYPE_WINDOW)

static SlColumnItem *
item_at (SlColumnsWindow *self, guint i)
{
  g_autoptr (SlColumnItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  return item; /* the list keeps it */
}

static guint
count_items (SlColumnsWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* Without a column there is nothing to learn from. */
static void
show_count (SlColumnsWindow *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < count_items (self); i++)
    n += sl_column_item_wanted (item_at (self, i));
  text = g_strdup_printf (_ ("%u of %u, to predict %s"), n, count_items (self),
                          self->dataset->target);
  adw_window_title_set_subtitle (self->title, text);
  gtk_widget_set_sensitive (self->use, n > 0);
}

/* ---- rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *name = gtk_label_new (NULL), *words = gtk_label_new (NULL);

  /* The keyboard marks a row and checks it; see key_cb(). */
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), name);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_add_css_class (words, "numeric");
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SlColumnItem *column = gtk_list_item_get_item (item);
  const char *name = sl_column_item_get (column)->name;
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *check = gtk_widget_get_first_child (row);
  g_autofree char *words = sl_column_words (sl_column_item_get (column));
  GBinding *binding;

  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (check))),
                      name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_set_sensitive (check, sl_column_item_is_free (column));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (row)), words);
  gtk_widget_set_tooltip_text (
      row, sl_column_item_is_free (column)
               ? name
               : _ ("This column tells nothing that could be learnt from"));
  binding = g_object_bind_property (column, "wanted", check, "active",
                                    G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_set_data (G_OBJECT (item), "sl-binding", binding);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "sl-binding"));
}

/* ---- what the learner does ---- */

static void
use_cb (GtkButton *button, SlColumnsWindow *self)
{
  int n = self->dataset->n_columns;
  g_autofree gboolean *wanted = g_new0 (gboolean, n);
  gboolean is_usual = TRUE;
  g_autofree char *list = NULL;
  g_autoptr (GObject) owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  for (guint i = 0; i < count_items (self); i++) {
    SlColumnItem *item = item_at (self, i);

    wanted[sl_column_item_column (item)] = sl_column_item_wanted (item);
    is_usual = is_usual && sl_column_item_wanted (item) == sl_column_item_is_usual (item);
  }
  list = is_usual ? g_strdup ("") : sl_columns_list (self->dataset->columns, n, wanted);
  if (owner != NULL)
    self->chosen (list, owner);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
search_cb (GtkSearchEntry *search, SlColumnsWindow *self)
{
  gtk_string_filter_set_search (self->filter,
                                gtk_editable_get_text (GTK_EDITABLE (search)));
}

static void
stop_search_cb (GtkSearchEntry *search, SlColumnsWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (search)) == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_editable_set_text (GTK_EDITABLE (search), "");
}

/* Those that a search leaves out stay as they are. */
static void
set_all (SlColumnsWindow *self, gboolean wanted)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (SlColumnItem) item = g_list_model_get_item (shown, i);

    sl_column_item_set_wanted (item, wanted && sl_column_item_is_usual (item));
  }
}

static void
all_cb (GtkButton *button, SlColumnsWindow *self)
{
  set_all (self, TRUE);
}

static void
none_cb (GtkButton *button, SlColumnsWindow *self)
{
  set_all (self, FALSE);
}

static void
toggle_marked (SlColumnsWindow *self)
{
  GtkSingleSelection *marked =
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  SlColumnItem *item = gtk_single_selection_get_selected_item (marked);

  if (item != NULL)
    sl_column_item_set_wanted (item, !sl_column_item_wanted (item));
}

static void
activate_cb (GtkListView *list, guint position, SlColumnsWindow *self)
{
  toggle_marked (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        SlColumnsWindow *self)
{
  if (key != GDK_KEY_space || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  toggle_marked (self);
  return TRUE;
}

static gboolean
confirm_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SlColumnsWindow *self = SL_COLUMNS_WINDOW (widget);

  if (gtk_widget_get_sensitive (self->use))
    use_cb (NULL, self);
  return TRUE;
}

static void
sl_columns_window_dispose (GObject *object)
{
  SlColumnsWindow *self = SL_COLUMNS_WINDOW (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->items);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->dataset, sl_dataset_unref);
  G_OBJECT_CLASS (sl_columns_window_parent_class)->dispose (object);
}

static void
sl_columns_window_class_init (SlColumnsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_columns_window_dispose;
  sl_help_install_key (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/columns-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlColumnsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SlColumnsWindow, use);
  gtk_widget_class_bind_template_child (widget_class, SlColumnsWindow, search);
  gtk_widget_class_bind_template_child (widget_class, SlColumnsWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                confirm_cb, NULL);
}

static void
sl_columns_window_init (SlColumnsWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (SL_TYPE_COLUMN_ITEM);
  self->filter = gtk_string_filter_new (
      gtk_property_expression_new (SL_TYPE_COLUMN_ITEM, NULL, "name"));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
fill (SlColumnsWindow *self, SlDataset *dataset)
{
  GtkFilterListModel *found;
  g_autoptr (GtkSingleSelection) marked = NULL;

  self->dataset = sl_dataset_ref (dataset);
  for (int j = 0; j < dataset->n_columns; j++) {
    g_autoptr (SlColumnItem) item = NULL;

    if (dataset->columns[j].role == SL_COLUMN_TARGET)
      continue;
    item = sl_column_item_new (dataset, j);
    g_signal_connect_object (item, "notify::wanted", G_CALLBACK (show_count), self,
                             G_CONNECT_SWAPPED);
    g_list_store_append (self->items, item);
  }
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                     GTK_FILTER (g_object_ref (self->filter)));
  marked = gtk_single_selection_new (G_LIST_MODEL (found));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (marked));
  show_count (self);
}

SlColumnsWindow *
sl_columns_window_open (GtkWindow *parent,
                        SlDataset *dataset,
                        SlColumnsChosen chosen,
                        GObject *owner)
{
  SlColumnsWindow *self;

  g_return_val_if_fail (dataset != NULL && dataset->n_columns > 0, NULL);
  g_return_val_if_fail (chosen != NULL && G_IS_OBJECT (owner), NULL);

  self = g_object_new (SL_TYPE_COLUMNS_WINDOW, "transient-for", parent,
                       "destroy-with-parent", TRUE, NULL);
  self->chosen = chosen;
  g_set_weak_pointer (&self->owner, owner);
  fill (self, dataset);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return self;
}
