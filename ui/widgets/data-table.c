/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/data-table.h"
#include "ui/figures/data-table.h"
#include "ui/widgets/plot-area.h"
#include <adwaita.h>
#include <math.h>

enum { KEY_PAGE = 10, MOST_COLUMNS = 1 << 29 };

struct _SlDataTable
{
  GtkWidget parent_instance;

  /* Owned, nullable */
  SlDataset *dataset;
  SlDataOverview *overview;
  GtkAdjustment *across, *down;

  int row, column; /* the cell that is marked */
  GtkScrollablePolicy policies[2];
};

enum { PROP_HADJUSTMENT = 1, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };

G_DEFINE_FINAL_TYPE_WITH_CODE (SlDataTable,
                               sl_data_table,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static SlDataTableView
view_of (SlDataTable *self)
{
  return (SlDataTableView){
      .dataset = self->dataset,
      .overview = self->overview,
      .x = self->across != NULL ? floor (gtk_adjustment_get_value (self->across)) : 0.0,
      .y = self->down != NULL ? floor (gtk_adjustment_get_value (self->down)) : 0.0,
      .row = self->row,
      .column = self->column};
}

static void
describe (SlDataTable *self)
{
  SlDataTableView view = view_of (self);
  g_autofree char *text = NULL;

  if (self->dataset == NULL)
    return;
  text = sl_data_table_describe (&view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
configure (GtkAdjustment *adjustment, double upper, double page)
{
  double value;

  if (adjustment == NULL)
    return;
  upper = fmax (upper, page);
  value = CLAMP (gtk_adjustment_get_value (adjustment), 0.0, upper - page);
  gtk_adjustment_configure (adjustment, value, 0.0, upper, 0.1 * page, 0.9 * page, page);
}

static void
configure_both (SlDataTable *self)
{
  SlDataTableView view = view_of (self);
  SlTheme theme = sl_plot_area_theme ();
  double width = 0.0, height = 0.0;

  if (self->dataset != NULL)
    sl_data_table_size (&view, &theme, &width, &height);
  configure (self->across, width, gtk_widget_get_width (GTK_WIDGET (self)));
  configure (self->down, height, gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
mark (SlDataTable *self, int row, int column)
{
  SlTheme theme = sl_plot_area_theme ();
  SlDataTableView view;

  if (self->dataset == NULL)
    return;
  self->row = CLAMP (row, 0, MIN (self->dataset->n, SL_DATA_TABLE_ROWS) - 1);
  self->column = CLAMP (column, 0, self->dataset->d);
  view = view_of (self);
  sl_data_table_reveal (&view, &theme, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_adjustment_set_value (self->across, view.x);
  gtk_adjustment_set_value (self->down, view.y);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        SlDataTable *self)
{
  static const struct
  {
    guint key;
    int rows, columns;
  } moves[] = {
      {GDK_KEY_Up, -1, 0},
      {GDK_KEY_Down, 1, 0},
      {GDK_KEY_Left, 0, -1},
      {GDK_KEY_Right, 0, 1},
      {GDK_KEY_Page_Up, -KEY_PAGE, 0},
      {GDK_KEY_Page_Down, KEY_PAGE, 0},
      {GDK_KEY_Home, 0, -MOST_COLUMNS},
      {GDK_KEY_End, 0, MOST_COLUMNS},
  };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].key == key) {
      mark (self, self->row + moves[i].rows, self->column + moves[i].columns);
      return TRUE;
    }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, SlDataTable *self)
{
  SlTheme theme = sl_plot_area_theme ();
  SlDataTableView view = view_of (self);
  int row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->dataset != NULL && sl_data_table_cell (&view, &theme, x, y, &row, &column))
    mark (self, row, column);
}

static void
sl_data_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlDataTable *self = SL_DATA_TABLE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  SlTheme theme = sl_plot_area_theme ();
  SlDataTableView view = view_of (self);
  cairo_t *cr;

  if (self->dataset == NULL || width < 1 || height < 1)
    return;
  theme.pixel_scale = gtk_widget_get_scale_factor (widget);
  if (!gtk_widget_has_focus (widget))
    view.row = -1;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  sl_data_table_draw (cr, width, height, &theme, &view);
  cairo_destroy (cr);
}

static void
sl_data_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  configure_both (SL_DATA_TABLE (widget));
}

static void
set_adjustment (SlDataTable *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_clear_object (place);
  if (adjustment == NULL)
    return;
  *place = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed",
                            G_CALLBACK (gtk_widget_queue_draw), self);
  configure_both (self);
}

static void
sl_data_table_set_property (GObject *object,
                            guint id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  SlDataTable *self = SL_DATA_TABLE (object);

  if (id == PROP_HADJUSTMENT)
    set_adjustment (self, &self->across, g_value_get_object (value));
  else if (id == PROP_VADJUSTMENT)
    set_adjustment (self, &self->down, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
}

static void
sl_data_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlDataTable *self = SL_DATA_TABLE (object);

  if (id == PROP_HADJUSTMENT)
    g_value_set_object (value, self->across);
  else if (id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->down);
  else
    g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
}

static void
sl_data_table_dispose (GObject *object)
{
  SlDataTable *self = SL_DATA_TABLE (object);

  set_adjustment (self, &self->across, NULL);
  set_adjustment (self, &self->down, NULL);
  g_clear_pointer (&self->dataset, sl_dataset_unref);
  g_clear_pointer (&self->overview, sl_data_overview_unref);
  G_OBJECT_CLASS (sl_data_table_parent_class)->dispose (object);
}

static void
sl_data_table_class_init (SlDataTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_data_table_dispose;
  object_class->set_property = sl_data_table_set_property;
  object_class->get_property = sl_data_table_get_property;
  widget_class->snapshot = sl_data_table_snapshot;
  widget_class->size_allocate = sl_data_table_size_allocate;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "datatable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sl_data_table_init (SlDataTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
sl_data_table_show (SlDataTable *self, SlDataset *dataset, SlDataOverview *overview)
{
  g_return_if_fail (SL_IS_DATA_TABLE (self));

  if (dataset != self->dataset) {
    g_clear_pointer (&self->dataset, sl_dataset_unref);
    self->dataset = sl_dataset_ref (dataset);
    self->row = self->column = 0;
    configure_both (self);
    mark (self, 0, 0);
  }
  g_clear_pointer (&self->overview, sl_data_overview_unref);
  self->overview = overview != NULL ? sl_data_overview_ref (overview) : NULL;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
