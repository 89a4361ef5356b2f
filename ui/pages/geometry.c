/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/geometry.h"
#include "ui/figures/geometry-words.h"
#include "ui/widgets/geometry-hands.h"
#include "ui/widgets/geometry-panel.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows of the grid: the two forms get more room than what stands below them. */
enum { ROWS_ABOVE = 4, ROWS_BELOW = 3 };

/* Of a λ that follows the hand, as of the slider's. */
enum { DIGITS = 3 };

struct _SlGeometryPage
{
  SlPage parent_instance;

  /* Template */
  GtkGrid *grid;
  SlGeometryPanel *panel;

  SlPlotCard *hard, *soft; /* Borrowed */
};

G_DEFINE_FINAL_TYPE (SlGeometryPage, sl_geometry_page, SL_TYPE_PAGE)

const SlPageType sl_page_geometry = {
    .kind = {"geometry", N_ ("Geometry"),
             N_ ("Why L1 makes zeros: the loss of two weights meets the penalty's ball")},
    .get_type = sl_geometry_page_get_type,
};

/* Lets @card show the built-in problem, or with NULL the two weights of the run. */
static void
show_in (SlGeometryPage *self, SlPlotCard *card, SlGeometry *geometry)
{
  const int *pair = sl_geometry_panel_pair (self->panel);
  SlFigureView view = *sl_plot_card_view (card);

  view.geometry = geometry;
  view.soft = card == self->soft;
  view.pair[0] = pair[0];
  view.pair[1] = pair[1];
  sl_plot_card_set_view (card, &view);
}

static void
show_geometry (SlGeometryPage *self, SlGeometry *geometry)
{
  show_in (self, self->hard, geometry);
  show_in (self, self->soft, geometry);
}

static void
say (SlGeometryPage *self, const SlGeometry *geometry)
{
  const SlConfig *config = sl_session_config (sl_page_session (SL_PAGE (self)));
  g_autofree char *sentence = sl_geometry_sentence (geometry, FALSE);

  sl_geometry_panel_set_shown (
      self->panel, geometry,
      sl_built_in_radius (sl_geometry_panel_problem (self->panel), config), sentence);
}

/* The built-in problem answers at once, by the settings as they are wanted, whatever the
 * worker is at. */
static void
refresh (SlGeometryPage *self)
{
  SlSession *session = sl_page_session (SL_PAGE (self));

  if (session == NULL || !sl_page_is_shown (SL_PAGE (self)))
    return;
  if (sl_geometry_panel_shows_model (self->panel)) {
    show_geometry (self, NULL);
    return;
  }
  g_autoptr (SlGeometry) geometry = sl_built_in_geometry (
      sl_geometry_panel_problem (self->panel), sl_session_config (session));
  show_geometry (self, geometry);
  say (self, geometry);
}

/* Another pair is another question to the worker; the built-in problem is none. */
static void
panel_changed_cb (SlGeometryPanel *panel, SlGeometryPage *self)
{
  refresh (self);
  if (sl_page_session (SL_PAGE (self)) != NULL)
    sl_page_needs_changed (SL_PAGE (self));
}

/* The ball decides about λ: the sidebar and the run follow. */
static void
set_radius (SlGeometryPage *self, double t)
{
  SlSession *session = sl_page_session (SL_PAGE (self));
  double lambda = sl_built_in_lambda (sl_geometry_panel_problem (self->panel),
                                      sl_session_config (session), t);
  g_autofree char *text = sl_number_text (lambda, DIGITS);

  if (isfinite (lambda))
    sl_session_set (session, sl_setting_find ("lambda", NULL), text, NULL);
}

static void
radius_changed_cb (SlGeometryPanel *panel, double t, SlGeometryPage *self)
{
  set_radius (self, t);
}

static void
moved (SlGeometryHandle handle, const double w[2], gpointer data)
{
  SlGeometryPage *self = data;
  const SlGeometry *geometry = sl_plot_card_view (self->hard)->geometry;
  SlBuiltIn problem = *sl_geometry_panel_problem (self->panel);

  if (geometry == NULL)
    return;
  switch (handle) {
  case SL_GEOMETRY_LEAST:
    problem.least[0] = w[0];
    problem.least[1] = w[1];
    break;
  case SL_GEOMETRY_ELLIPSE:
    problem.ellipse = sl_geometry_ellipse_of (geometry, w);
    break;
  default:
    set_radius (self, sl_ball_value (&geometry->ball, w));
    return;
  }
  sl_geometry_panel_set_problem (self->panel, &problem);
}

static void
config_changed_cb (SlSession *session, const char *id, SlGeometryPage *self)
{
  sl_geometry_panel_set_config (self->panel, sl_session_config (session));
  refresh (self);
}

static void
sl_geometry_page_session_set (SlPage *page)
{
  SlSession *session = sl_page_session (page);

  sl_geometry_panel_set_config (SL_GEOMETRY_PAGE (page)->panel,
                                sl_session_config (session));
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           page, 0);
}

gboolean
sl_geometry_page_set_model (SlGeometryPage *self, gboolean model)
{
  gboolean before;

  g_return_val_if_fail (SL_IS_GEOMETRY_PAGE (self), FALSE);

  before = sl_geometry_panel_wants_model (self->panel);
  sl_geometry_panel_set_model (self->panel, model);
  return before;
}

static void
sl_geometry_page_shown (SlPage *page, gboolean on_screen)
{
  refresh (SL_GEOMETRY_PAGE (page));
}

static void
sl_geometry_page_snapshot_changed (SlPage *page, SlSnapshot *snapshot)
{
  SlGeometryPage *self = SL_GEOMETRY_PAGE (page);

  sl_geometry_panel_set_snapshot (self->panel, snapshot);
  if (sl_geometry_panel_shows_model (self->panel) && snapshot->geometry != NULL)
    say (self, snapshot->geometry);
}

/* One card alone has the whole page. */
static void
sl_geometry_page_enlarged (SlPage *page, SlPlotCard *card)
{
  gtk_widget_set_visible (GTK_WIDGET (SL_GEOMETRY_PAGE (page)->panel), card == NULL);
}

static void
sl_geometry_page_class_init (SlGeometryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SlPageClass *page_class = SL_PAGE_CLASS (klass);

  page_class->session_set = sl_geometry_page_session_set;
  page_class->shown = sl_geometry_page_shown;
  page_class->snapshot_changed = sl_geometry_page_snapshot_changed;
  page_class->enlarged = sl_geometry_page_enlarged;
  g_type_ensure (SL_TYPE_GEOMETRY_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/geometry.ui");
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPage, grid);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPage, panel);
}

static SlPlotCard *
add_card (SlGeometryPage *self, const char *figure, int column, int row, int rows)
{
  SlPlotCard *card = sl_page_new_card (
      SL_PAGE (self), (const SlFigureType *) sl_kind_find (sl_figures (), figure, NULL),
      TRUE);

  gtk_grid_attach (self->grid, GTK_WIDGET (card), column, row, 1, rows);
  return card;
}

static void
sl_geometry_page_init (SlGeometryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->hard = add_card (self, "geometry", 0, 0, ROWS_ABOVE);
  self->soft = add_card (self, "geometry", 1, 0, ROWS_ABOVE);
  add_card (self, "shrinkage", 0, ROWS_ABOVE, ROWS_BELOW);
  /* Two pictures of one title: the second says which it is. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->soft),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Penalty geometry, soft form"), -1);
  sl_geometry_hands_attach (self->hard, moved, self);
  sl_geometry_hands_attach (self->soft, moved, self);
  g_signal_connect (self->panel, "changed", G_CALLBACK (panel_changed_cb), self);
  g_signal_connect (self->panel, "radius-changed", G_CALLBACK (radius_changed_cb), self);
}
