/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/geometry-hands.h"
#include "ui/widgets/plot-area.h"

extern const SlFigureType sl_figure_geometry;

typedef struct
{
  SlPlotCard *card; /* Borrowed: it owns this */
  SlGeometryMoved moved;
  gpointer data;
  SlGeometryHandle held;
} Hands;

/* What is at (@x, @y) of the picture; @w: (out) the two weights there. */
static SlGeometryHandle
find (const Hands *self, double x, double y, double w[2])
{
  GtkWidget *area = sl_plot_card_area (self->card);
  const SlFigureView *view = sl_plot_card_view (self->card);
  SlTheme theme = sl_plot_area_theme ();

  if (sl_plot_card_figure (self->card) != &sl_figure_geometry || view->geometry == NULL)
    return SL_GEOMETRY_NOTHING;
  return sl_geometry_grab (gtk_widget_get_width (area), gtk_widget_get_height (area),
                           &theme, view->geometry, view->soft, x, y, w);
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, Hands *self)
{
  double w[2];

  self->held = find (self, x, y, w);
  if (self->held == SL_GEOMETRY_NOTHING) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->card));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, Hands *self)
{
  double x, y, w[2];

  if (self->held == SL_GEOMETRY_NOTHING ||
      !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  find (self, x + dx, y + dy, w);
  self->moved (self->held, w, self->data);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, Hands *self)
{
  double w[2];
  gboolean over = find (self, x, y, w) != SL_GEOMETRY_NOTHING;

  gtk_widget_set_cursor_from_name (sl_plot_card_area (self->card), over ? "grab" : NULL);
}

void
sl_geometry_hands_attach (SlPlotCard *card, SlGeometryMoved moved, gpointer data)
{
  GtkWidget *area = sl_plot_card_area (card);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  Hands *self = g_new0 (Hands, 1);

  self->card = card;
  self->moved = moved;
  self->data = data;
  g_object_set_data_full (G_OBJECT (card), "sl-geometry-hands", self, g_free);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (area, motion);
}
