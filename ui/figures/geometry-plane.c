/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-plane.h"

#include "ui/figures/geometry-key.h"
#include "ui/plots/contour.h"

#include <math.h>

/* Contours at equal distances, were the loss a round bowl. */
enum { LEVELS = 11, ARC_POINTS = 24 };

/* Heights at the nodes, in px of @frame. */
typedef struct
{
  SlField field;
  double *x, *y, *z; /* Owned */
} Relief;

static void
relief_init (Relief *self,
             const SlFrame *frame,
             const SlGeometry *geometry,
             gboolean soft)
{
  int n = geometry->nodes;

  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->z = g_new (double, (size_t) n *n);
  for (int i = 0; i < n; i++) {
    self->x[i] = sl_scale_map (&frame->x, sl_geometry_node (geometry, i));
    self->y[i] = sl_scale_map (&frame->y, sl_geometry_node (geometry, i));
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const double w[2] = {sl_geometry_node (geometry, j),
                           sl_geometry_node (geometry, i)};
      double more = soft ? geometry->lambda * sl_ball_value (&geometry->ball, w) : 0.0;

      self->z[i * n + j] = geometry->loss[i * n + j] + more;
    }
  self->field = (SlField){n, n, self->x, self->y, self->z};
}

static void
relief_clear (Relief *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->z);
}

/* From the lowest point up: evenly in the root of the height for a bowl; the loss of
 * classes is flat for long, and gets more of them near its lowest point. */
static void
find_levels (const Relief *relief, double floor, gboolean is_bowl, double levels[LEVELS])
{
  int n = relief->field.nx * relief->field.ny;
  double low = floor, high = floor;

  for (int i = 0; i < n; i++) {
    low = fmin (low, relief->z[i]);
    high = fmax (high, relief->z[i]);
  }
  for (int i = 0; i < LEVELS; i++) {
    double share = (i + 1.0) / LEVELS;
    levels[i] = low + pow (share, is_bowl ? 2.0 : 3.0) * (high - low);
  }
}

static void
draw_contours (SlKit *kit,
               const SlFrame *frame,
               const SlGeometry *geometry,
               gboolean soft)
{
  SlRole role = soft ? SL_ROLE_NEUTRAL : SL_ROLE_TRAIN;
  SlColor color = sl_style_fill (kit->theme, role);
  const SlOptimum2 *lowest = soft ? &geometry->soft : &geometry->least;
  double levels[LEVELS], floor = INFINITY;
  Relief relief;

  relief_init (&relief, frame, geometry, soft);
  if (lowest->found)
    floor = lowest->loss + (soft ? geometry->lambda * lowest->penalty : 0.0);
  else
    floor = relief.z[0];
  find_levels (&relief, floor, sl_slice_bowl (geometry->slice) != NULL, levels);
  sl_mark_contours (
      kit, &relief.field, levels, LEVELS,
      &(SlStroke){.color = sl_color_fade (color, soft ? 0.75 : 0.6), .width = 1.0});
  /* The contour that touches the ball. */
  if (!soft && geometry->soft.found && geometry->lambda > 0.0)
    sl_mark_contours (kit, &relief.field, &geometry->hard.loss, 1,
                      &(SlStroke){.color = color, .width = 2.2});
  relief_clear (&relief);
}

static void
draw_ball (SlKit *kit, const SlFrame *frame, const SlGeometry *geometry)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_PENALTY);
  cairo_t *cr = kit->cr;

  if (cr == NULL || !isfinite (geometry->radius) || !(geometry->radius > 0.0))
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (int quadrant = 0; quadrant < 4; quadrant++)
    for (int k = 0; k < ARC_POINTS; k++) {
      double w[2];
      sl_ball_point (&geometry->ball, geometry->radius, quadrant, G_PI_2 * k / ARC_POINTS,
                     w, NULL);
      cairo_line_to (cr, sl_scale_map (&frame->x, w[0]), sl_scale_map (&frame->y, w[1]));
    }
  cairo_close_path (cr);
  sl_color_set (cr, sl_color_fade (color, 0.2));
  cairo_fill_preserve (cr);
  sl_color_set (cr, color);
  cairo_set_line_width (cr, sl_style_line (kit->theme, 2.0));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Gridlines upwards, as the frame has them across, and the axes on which a weight is
 * zero. */
static void
draw_axes (SlKit *kit, const SlFrame *frame)
{
  const SlBox *area = &frame->area;
  SlStroke grid = {.color = sl_style_ink (kit->theme, SL_INK_GRID), .width = 1.0};
  SlStroke axis = {.color = sl_style_ink (kit->theme, SL_INK_AXIS), .width = 1.6};
  double x0 = round (sl_scale_map (&frame->x, 0.0)) + 0.5;
  double y0 = round (sl_scale_map (&frame->y, 0.0)) + 0.5;

  for (int i = 0; i < frame->x_ticks.n; i++) {
    double x = round (sl_scale_map (&frame->x, frame->x_ticks.value[i])) + 0.5;
    sl_mark_line (kit, x, area->y, x, area->y + area->height, &grid);
  }
  sl_mark_line (kit, x0, area->y, x0, area->y + area->height, &axis);
  sl_mark_line (kit, area->x, y0, area->x + area->width, y0, &axis);
}

static void
draw_mark_at (SlKit *kit,
              const SlFrame *frame,
              const double w[2],
              SlGeometryMark mark,
              const SlGeometry *geometry)
{
  sl_geometry_mark (kit, sl_scale_map (&frame->x, w[0]), sl_scale_map (&frame->y, w[1]),
                    mark, geometry);
}

static void
draw_trail (SlKit *kit, const SlFrame *frame, const SlTrail *trail)
{
  SlColor color = sl_style_ink (kit->theme, SL_INK_MUTED);
  cairo_t *cr = kit->cr;

  if (cr == NULL || trail == NULL || trail->used == 0)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (int i = 0; i <= trail->used; i++) {
    const float *w = i < trail->used ? trail->w[i] : trail->newest;
    double x = sl_scale_map (&frame->x, (double) w[0]);
    double y = sl_scale_map (&frame->y, (double) w[1]);
    if (isfinite (x) && isfinite (y))
      cairo_line_to (cr, x, y);
  }
  sl_color_set (cr, sl_color_fade (color, 0.9));
  cairo_set_line_width (cr, sl_style_line (kit->theme, 1.4));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* What can be taken hold of; a file has no hands. */
static void
draw_handle (SlKit *kit, const SlFrame *frame, const SlGeometry *geometry)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_TRAIN);
  double w[2];

  if (!sl_geometry_is_built_in (geometry) || !kit->theme->screen)
    return;
  sl_geometry_ellipse_handle (geometry, w);
  double x = sl_scale_map (&frame->x, w[0]), y = sl_scale_map (&frame->y, w[1]);
  SlStroke arm = {.color = sl_color_fade (color, 0.7), .width = 1.2};
  sl_mark_line (kit, sl_scale_map (&frame->x, geometry->least.w[0]),
                sl_scale_map (&frame->y, geometry->least.w[1]), x, y, &arm);
  sl_mark_dot (kit, x, y, 4.0, color);
  sl_mark_dot (kit, x, y, 2.6, sl_style_ink (kit->theme, SL_INK_CARD));
}

void
sl_geometry_draw_plane (SlKit *kit,
                        const SlFrame *frame,
                        const SlGeometry *geometry,
                        const SlTrail *trail,
                        gboolean soft)
{
  const SlBox *area = &frame->area;
  double newest[2];

  cairo_save (kit->cr);
  cairo_rectangle (kit->cr, area->x, area->y, area->width, area->height);
  cairo_clip (kit->cr);
  draw_contours (kit, frame, geometry, soft);
  if (!soft)
    draw_ball (kit, frame, geometry);
  draw_axes (kit, frame);
  draw_trail (kit, frame, trail);
  draw_handle (kit, frame, geometry);
  if (geometry->least.found)
    draw_mark_at (kit, frame, geometry->least.w, SL_GEOMETRY_MARK_LEAST, geometry);
  if (trail != NULL && trail->used > 0) {
    sl_trail_newest (trail, newest);
    draw_mark_at (kit, frame, newest, SL_GEOMETRY_MARK_NEWEST, geometry);
  }
  /* Training that has arrived looks out from behind the optimum. */
  if (geometry->soft.found)
    draw_mark_at (kit, frame, (soft ? &geometry->soft : &geometry->hard)->w,
                  SL_GEOMETRY_MARK_OPTIMUM, geometry);
  cairo_restore (kit->cr);
}

/* Cut where there is no room. */
void
sl_geometry_draw_names (SlKit *kit,
                        const SlFrame *frame,
                        const SlGeometry *geometry,
                        double width)
{
  const SlBox *area = &frame->area;
  SlColor text = sl_style_ink (kit->theme, SL_INK_TEXT);
  double line = sl_text_height (kit, SL_TEXT_LABEL);

  sl_text_draw (kit, &(SlText){.string = geometry->names[0],
                               .style = SL_TEXT_STRONG,
                               .color = text,
                               .x = area->x + area->width / 2.0,
                               .y = area->y + area->height + 0.3 * kit->em + line,
                               .ax = 0.5,
                               .width = area->width,
                               .lines = 1});
  sl_text_draw (kit, &(SlText){.string = geometry->names[1],
                               .style = SL_TEXT_STRONG,
                               .color = text,
                               .x = area->x,
                               .y = area->y - 0.35 * kit->em,
                               .ay = 1.0,
                               .width = fmin (1.6 * area->width, width - area->x),
                               .lines = 1});
}
