/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/numbers-table.h"

/* As many items as there are rows; their places say all, so they are made when asked for.
 */
#define SL_TYPE_ROWS (sl_rows_get_type ())
G_DECLARE_FINAL_TYPE (SlRows, sl_rows, SL, ROWS, GObject)

struct _SlRows
{
  GObject parent_instance;

  guint n;
};

static GType
rows_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
rows_n_items (GListModel *model)
{
  return SL_ROWS (model)->n;
}

static gpointer
rows_item (GListModel *model, guint position)
{
  return position < SL_ROWS (model)->n ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
rows_model_init (GListModelInterface *model)
{
  model->get_item_type = rows_item_type;
  model->get_n_items = rows_n_items;
  model->get_item = rows_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SlRows,
                               sl_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rows_model_init))

static void
sl_rows_class_init (SlRowsClass *klass)
{
}

static void
sl_rows_init (SlRows *self)
{
}

/* ---- columns ---- */

typedef struct
{
  SlNumbers *numbers; /* Owned */
  guint column;
} Source;

static void
source_free (gpointer data, GClosure *closure)
{
  Source *source = data;

  sl_numbers_unref (source->numbers);
  g_free (source);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Source *source)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_text = sl_numbers_type (source->numbers, source->column) == SL_NUMBERS_TEXT;

  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0.0f : 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Source *source)
{
  g_autofree char *text = sl_numbers_text (
      source->numbers, gtk_list_item_get_position (item), source->column);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_column (GtkColumnView *view, SlNumbers *numbers, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Source *source = g_new (Source, 1);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  *source = (Source){sl_numbers_ref (numbers), i};
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), source, source_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), source);
  column = gtk_column_view_column_new (sl_numbers_name (numbers, i), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}

/* Returns (nullable) the next label at or after @widget within it and its siblings. */
static GtkWidget *
label_in (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_next_sibling (widget)) {
    GtkWidget *found =
        GTK_IS_LABEL (widget) ? widget : label_in (gtk_widget_get_first_child (widget));

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A number stands below the end of its name. GtkColumnView has no word for it yet. */
static void
align_head (GtkWidget *view, SlNumbers *numbers)
{
  GtkWidget *head = gtk_widget_get_first_child (view);
  GtkWidget *title = gtk_widget_get_first_child (head);

  for (guint i = 0; title != NULL; i++, title = gtk_widget_get_next_sibling (title)) {
    GtkWidget *label = label_in (gtk_widget_get_first_child (title));

    if (label == NULL || sl_numbers_type (numbers, i) == SL_NUMBERS_TEXT)
      continue;
    gtk_widget_set_hexpand (label, TRUE);
    gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  }
}

GtkWidget *
sl_numbers_table_new (SlNumbers *numbers)
{
  SlRows *rows;
  GtkWidget *view;

  g_return_val_if_fail (numbers != NULL, NULL);

  rows = g_object_new (SL_TYPE_ROWS, NULL);
  rows->n = (guint) MIN (sl_numbers_n_rows (numbers), (gsize) G_MAXINT);
  view = gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "sl-numbers");
  for (guint i = 0; i < sl_numbers_n_columns (numbers); i++)
    add_column (GTK_COLUMN_VIEW (view), numbers, i);
  align_head (view, numbers);
  return view;
}
