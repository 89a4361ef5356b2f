/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/plot-area.h"
#include <adwaita.h>
#include <math.h>

/* The bubble beside the pointer, px. */
enum { PADDING = 8, OFFSET = 14, RADIUS = 6, BUBBLE_FONT = 12 };

#define PLAY "play-pause" /* the window's action */

struct _SlPlotArea
{
  GtkWidget parent_instance;

  /* Owned */
  SlSnapshot *snapshot; /* nullable */
  PangoLayout *bubble;  /* nullable: made at the first hover */
  SlPicture *picture;   /* nullable: the last that was drawn */
  /* Borrowed */
  const SlFigureType *figure;
  SlPainter *painter;

  SlFigureView view;
  gulong play_handler; /* of the window */
  gboolean busy;       /* the painter is at it */
  gboolean stale;      /* and what it draws is out of date already */
  gboolean hovered;
  double x, y; /* of the pointer, also for snapshots that come while it rests */
};

G_DEFINE_FINAL_TYPE (SlPlotArea, sl_plot_area, GTK_TYPE_WIDGET)

SlTheme
sl_plot_area_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  SlTheme theme = sl_theme_screen (adw_style_manager_get_dark (style),
                                   adw_style_manager_get_high_contrast (style));
  int dpi = -1;

  /* Figures follow the size of all other text. */
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  if (dpi > 0)
    theme.text_scale = CLAMP (dpi / (96.0 * 1024.0), 0.75, 3.0);
  return theme;
}

static void
draw_crosshair (cairo_t *cr, const SlProbe *probe, const SlTheme *theme)
{
  double grey = theme->dark ? 1.0 : 0.0;
  double x = floor (probe->x) + 0.5, y = floor (probe->y) + 0.5;

  cairo_save (cr);
  cairo_set_source_rgba (cr, grey, grey, grey, 0.45);
  cairo_set_line_width (cr, 1.0);
  if (probe->has_x) {
    cairo_move_to (cr, x, probe->top);
    cairo_line_to (cr, x, probe->top + probe->height);
  }
  if (probe->has_y) {
    cairo_move_to (cr, probe->left, y);
    cairo_line_to (cr, probe->left + probe->width, y);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
rounded_rectangle (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - RADIUS, y + RADIUS, RADIUS, -G_PI_2, 0.0);
  cairo_arc (cr, x + width - RADIUS, y + height - RADIUS, RADIUS, 0.0, G_PI_2);
  cairo_arc (cr, x + RADIUS, y + height - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* Beside the pointer, on the side where there is room, never outside the area. */
static void
draw_bubble (SlPlotArea *self, cairo_t *cr, int width, int height, const char *text)
{
  int w, h;
  double x, y;

  if (self->bubble == NULL) {
    PangoAttrList *attributes = pango_attr_list_new ();

    self->bubble = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
    pango_attr_list_insert (attributes,
                            pango_attr_size_new_absolute (BUBBLE_FONT * PANGO_SCALE));
    pango_layout_set_attributes (self->bubble, attributes);
    pango_attr_list_unref (attributes);
  }
  pango_layout_set_text (self->bubble, text, -1);
  pango_layout_get_pixel_size (self->bubble, &w, &h);
  w += 2 * PADDING;
  h += 2 * PADDING;
  x = self->x + OFFSET + w <= width ? self->x + OFFSET : self->x - OFFSET - w;
  y = self->y - OFFSET - h >= 0 ? self->y - OFFSET - h : self->y + OFFSET;
  x = floor (CLAMP (x, 0.0, MAX (width - w, 0)));
  y = floor (CLAMP (y, 0.0, MAX (height - h, 0)));

  cairo_save (cr);
  rounded_rectangle (cr, x, y, w, h);
  cairo_set_source_rgba (cr, 0.12, 0.12, 0.13, 0.94);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.25);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_move_to (cr, x + PADDING, y + PADDING);
  pango_cairo_show_layout (cr, self->bubble);
  cairo_restore (cr);
}

/* A lesson that asks first does not let Space train. */
static gboolean
is_locked (SlPlotArea *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return G_IS_ACTION_GROUP (root) &&
         g_action_group_has_action (G_ACTION_GROUP (root), PLAY) &&
         !g_action_group_get_action_enabled (G_ACTION_GROUP (root), PLAY);
}

static SlPicture *
new_picture (SlPlotArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  SlTheme theme = sl_plot_area_theme ();

  theme.pixel_scale = gtk_widget_get_scale_factor (widget);
  theme.quiet = is_locked (self);
  return sl_picture_new (self->figure, self->snapshot, &self->view, &theme,
                         gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                         gtk_widget_get_scale_factor (widget));
}

static void painted_cb (SlPicture *picture, gpointer owner);

/* Something is new. One picture at a time is under way; what comes meanwhile is drawn
 * after it, and only the newest. */
static void
refresh (SlPlotArea *self)
{
  if (self->busy) {
    self->stale = TRUE;
  } else if (self->picture != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))) {
    self->busy = TRUE;
    self->stale = FALSE;
    sl_painter_paint (self->painter, new_picture (self), painted_cb, G_OBJECT (self));
  } else {
    /* Drawn when it is next seen. */
    g_clear_pointer (&self->picture, sl_picture_free);
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
}

static void
painted_cb (SlPicture *picture, gpointer owner)
{
  SlPlotArea *self = owner;

  self->busy = FALSE;
  g_clear_pointer (&self->picture, sl_picture_free);
  self->picture = picture;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->stale)
    refresh (self);
}

/* A picture of another size is of no use: the first, and those while the window is being
 * resized, are drawn on the spot. */
static gboolean
picture_fits (SlPlotArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return self->picture != NULL && self->picture->surface != NULL &&
         self->picture->figure == self->figure &&
         self->picture->width == gtk_widget_get_width (widget) &&
         self->picture->height == gtk_widget_get_height (widget) &&
         self->picture->scale == gtk_widget_get_scale_factor (widget);
}

static void
draw_values (SlPlotArea *self, cairo_t *cr, const SlTheme *theme)
{
  const SlPicture *picture = self->picture; /* whose numbers are on screen */
  SlProbe probe = {0};

  if (!self->hovered || picture->snapshot == NULL)
    return;
  picture->figure->probe (picture->width, picture->height, picture->snapshot,
                          &picture->view, theme, self->x, self->y, &probe);
  if (probe.text[0] == '\0')
    return;
  draw_crosshair (cr, &probe, theme);
  draw_bubble (self, cr, picture->width, picture->height, probe.text);
}

static void
sl_plot_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SlPlotArea *self = SL_PLOT_AREA (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  SlTheme theme = sl_plot_area_theme ();
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  if (!picture_fits (self)) {
    g_clear_pointer (&self->picture, sl_picture_free);
    self->picture = new_picture (self);
    sl_picture_draw (self->picture);
  }
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->picture->surface != NULL) {
    cairo_set_source_surface (cr, self->picture->surface, 0.0, 0.0);
    cairo_paint (cr);
  }
  draw_values (self, cr, &theme);
  cairo_destroy (cr);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, SlPlotArea *self)
{
  self->hovered = TRUE;
  self->x = x;
  self->y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
enter_cb (GtkEventControllerMotion *controller, double x, double y, SlPlotArea *self)
{
  motion_cb (controller, x, y, self);
}

static void
leave_cb (GtkEventControllerMotion *controller, SlPlotArea *self)
{
  self->hovered = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
style_changed_cb (GObject *style, GParamSpec *pspec, SlPlotArea *self)
{
  refresh (self);
}

static void
play_enabled_cb (GActionGroup *window,
                 const char *action,
                 gboolean enabled,
                 SlPlotArea *self)
{
  refresh (self);
}

static void
sl_plot_area_root (GtkWidget *widget)
{
  SlPlotArea *self = SL_PLOT_AREA (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (sl_plot_area_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (G_IS_ACTION_GROUP (root))
    self->play_handler = g_signal_connect (root, "action-enabled-changed::" PLAY,
                                           G_CALLBACK (play_enabled_cb), self);
}

static void
sl_plot_area_unroot (GtkWidget *widget)
{
  g_clear_signal_handler (&SL_PLOT_AREA (widget)->play_handler,
                          gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (sl_plot_area_parent_class)->unroot (widget);
}

static void
sl_plot_area_dispose (GObject *object)
{
  SlPlotArea *self = SL_PLOT_AREA (object);

  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  sl_figure_view_clear (&self->view);
  g_clear_object (&self->bubble);
  g_clear_pointer (&self->picture, sl_picture_free);
  G_OBJECT_CLASS (sl_plot_area_parent_class)->dispose (object);
}

static void
sl_plot_area_class_init (SlPlotAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_plot_area_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = sl_plot_area_snapshot;
  GTK_WIDGET_CLASS (klass)->root = sl_plot_area_root;
  GTK_WIDGET_CLASS (klass)->unroot = sl_plot_area_unroot;
  /* The card around it has the name and the description. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sl_plot_area_init (SlPlotArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (style_changed_cb), self, 0);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self, 0);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb),
                           self, 0);
}

GtkWidget *
sl_plot_area_new (const SlFigureType *figure, SlPainter *painter)
{
  SlPlotArea *self =
      g_object_new (SL_TYPE_PLOT_AREA, "hexpand", TRUE, "vexpand", TRUE, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "sl-plot");
  self->figure = figure;
  self->painter = painter;
  self->view = sl_figure_view_default (figure);
  return GTK_WIDGET (self);
}

void
sl_plot_area_set_figure (SlPlotArea *self, const SlFigureType *figure)
{
  g_return_if_fail (SL_IS_PLOT_AREA (self));
  g_return_if_fail (figure != NULL);

  self->figure = figure;
  sl_figure_view_turn (&self->view, figure);
  refresh (self);
}

void
sl_plot_area_set_snapshot (SlPlotArea *self, SlSnapshot *snapshot)
{
  g_return_if_fail (SL_IS_PLOT_AREA (self));

  if (snapshot == self->snapshot)
    return;
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  if (snapshot != NULL)
    self->snapshot = sl_snapshot_ref (snapshot);
  refresh (self);
}

void
sl_plot_area_set_view (SlPlotArea *self, const SlFigureView *view)
{
  SlFigureView before;

  g_return_if_fail (SL_IS_PLOT_AREA (self));

  before = self->view;
  sl_figure_view_copy (&self->view, view);
  sl_figure_view_clear (&before);
  refresh (self);
}

SlWeightPlace
sl_plot_area_pick (SlPlotArea *self, double x, double y)
{
  const SlPicture *picture;
  SlTheme theme = sl_plot_area_theme ();

  g_return_val_if_fail (SL_IS_PLOT_AREA (self), (SlWeightPlace){0});

  picture = self->picture;
  if (picture == NULL || picture->snapshot == NULL || picture->figure->pick == NULL)
    return (SlWeightPlace){0};
  return picture->figure->pick (picture->width, picture->height, picture->snapshot,
                                &picture->view, &theme, x, y);
}
