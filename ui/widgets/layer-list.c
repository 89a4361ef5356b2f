/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/layer-list.h"
#include "ui/figures/phrase.h"
#include "ui/figures/zero-bar.h"
#include "ui/widgets/plot-area.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>

#define INTERVAL_MS 250

enum { BAR_HEIGHT = 9 };

/* One layer, owned by its row. */
typedef struct
{
  GtkLabel *title, *shape, *shares;
  GtkWidget *bar;
  SlWeightMeasure measure; /* what the bar shows */
} Row;

struct _SlLayerList
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkListBox *list;
  /* Owned */
  SlSnapshot *snapshot; /* nullable */

  int n; /* rows */
  int selected;
  SlThrottle throttle;
};

enum { LAYER_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlLayerList, sl_layer_list, ADW_TYPE_BIN)

static void
draw_bar_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Row *row = data;
  g_auto (SlKit) kit = {0};
  SlTheme theme = sl_plot_area_theme ();

  sl_kit_init (&kit, cr, &theme);
  sl_zero_bar_draw (&kit, &(SlBox){0.0, 0.0, width, height}, &row->measure);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
append_row (SlLayerList *self)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row *row = g_new0 (Row, 1);

  row->title = add_label (first, "heading");
  row->shape = add_label (first, "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (row->shape), TRUE);
  gtk_label_set_xalign (row->shape, 1.0f);
  gtk_box_append (GTK_BOX (box), first);
  row->bar = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (row->bar), BAR_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (row->bar), draw_bar_cb, row, NULL);
  gtk_box_append (GTK_BOX (box), row->bar);
  row->shares = add_label (box, "sl-caption");
  gtk_label_set_wrap (row->shares, TRUE);
  gtk_widget_add_css_class (box, "sl-layer");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  g_object_set_data_full (G_OBJECT (widget), "sl-row", row, g_free);
  gtk_list_box_append (self->list, widget);
}

static Row *
row_of (SlLayerList *self, int layer)
{
  return g_object_get_data (G_OBJECT (gtk_list_box_get_row_at_index (self->list, layer)),
                            "sl-row");
}

/* "54.1 % zero by penalty" and so on for each kind. */
static char *
shares_text (const SlWeightMeasure *measure, const char *between)
{
  GString *text = g_string_new (NULL);
  gint64 counts[SL_N_ZERO_KINDS];

  sl_zero_counts (measure, counts);
  for (int k = 0; k < SL_N_ZERO_KINDS; k++) {
    g_autofree char *percent = sl_zero_percent_text (counts[k], measure->weights);

    g_string_append_printf (text, "%s%s %s", k > 0 ? between : "", percent,
                            sl_zero_kind_name (k));
  }
  return g_string_free (text, FALSE);
}

static void
show_row (SlLayerList *self, int layer)
{
  GtkWidget *widget = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, layer));
  Row *row = row_of (self, layer);
  const SlWeightMeasure *measure = &self->snapshot->layers[layer];
  g_autofree char *title = g_strdup_printf (_ ("Layer %d"), layer + 1);
  g_autofree char *shape = g_strdup_printf ("%d → %d", measure->inputs, measure->outputs);
  g_autofree char *shares = shares_text (measure, "\n");
  g_autofree char *name = sl_phrase_layer (self->snapshot, layer);
  g_autofree char *spoken = shares_text (measure, ", ");

  gtk_label_set_text (row->title, title);
  gtk_label_set_text (row->shape, shape);
  gtk_label_set_text (row->shares, shares);
  row->measure = *measure;
  gtk_widget_queue_draw (row->bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

/* A list box selects what is clicked by itself; this is what the page says. */
static void
mark_selected (SlLayerList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, self->selected);

  gtk_list_box_select_row (self->list, row);
}

static void
show_layers (gpointer data)
{
  SlLayerList *self = data;
  int n = self->snapshot->n_layers;

  for (; self->n < n; self->n++)
    append_row (self);
  for (; self->n > n; self->n--)
    gtk_list_box_remove (
        self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, self->n - 1)));
  for (int l = 0; l < n; l++)
    show_row (self, l);
  mark_selected (self);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, SlLayerList *self)
{
  int layer = row != NULL ? gtk_list_box_row_get_index (row) : self->selected;

  if (layer == self->selected)
    return;
  self->selected = layer;
  g_signal_emit (self, signals[LAYER_CHOSEN], 0, layer);
}

static void
sl_layer_list_dispose (GObject *object)
{
  SlLayerList *self = SL_LAYER_LIST (object);

  sl_throttle_clear (&self->throttle);
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  G_OBJECT_CLASS (sl_layer_list_parent_class)->dispose (object);
}

static void
sl_layer_list_class_init (SlLayerListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_layer_list_dispose;
  signals[LAYER_CHOSEN] =
      g_signal_new ("layer-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sl_layer_list_init (SlLayerList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sl-layers");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->list),
      _ ("The layers with their shape, and the shares of their weights that are exactly "
         "zero by the penalty, exactly zero because nothing reaches them (striped), and "
         "near zero. Choose the one to be shown."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Layers"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scrolled);
  sl_throttle_init (&self->throttle, INTERVAL_MS, show_layers, self);
}

void
sl_layer_list_set_snapshot (SlLayerList *self, SlSnapshot *snapshot)
{
  g_return_if_fail (SL_IS_LAYER_LIST (self));
  g_return_if_fail (snapshot != NULL);

  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  self->snapshot = sl_snapshot_ref (snapshot);
  sl_throttle_request (&self->throttle, snapshot->n_layers != self->n ||
                                            snapshot->state != SL_RUN_PLAYING);
}

void
sl_layer_list_select (SlLayerList *self, int layer)
{
  g_return_if_fail (SL_IS_LAYER_LIST (self));

  self->selected = layer;
  mark_selected (self);
}
