/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-layout.h"

#include <math.h>

/* em: a key narrower than that is left out, and wider it need not be. */
#define LEAST_KEY 10.0
#define MOST_KEY  17.0
#define KEY_GAP   1.5

/* How far from the least-squares point the ellipse's handle is when it is a circle. */
#define HANDLE_DISTANCE 0.6

/* px within which something is taken hold of. */
#define GRASP 12.0

SlGeometry *
sl_geometry_shown (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (view->geometry != NULL)
    return sl_geometry_ref (view->geometry);
  if (snapshot == NULL || snapshot->n_layers == 0)
    return NULL;
  if (snapshot->geometry != NULL)
    return sl_geometry_ref (snapshot->geometry);
  if (sl_config_no_optimum (&snapshot->config) == NULL)
    return NULL;
  SlBuiltIn problem = sl_built_in_default ();
  return sl_built_in_geometry (&problem, &snapshot->config);
}

const SlTrail *
sl_geometry_trail (const SlGeometry *geometry, const SlSnapshot *snapshot)
{
  const SlTrail *trail = snapshot != NULL ? snapshot->trail : NULL;

  if (sl_geometry_is_built_in (geometry))
    return geometry->trail;
  return trail != NULL && trail->pair[0] == geometry->pair[0] &&
                 trail->pair[1] == geometry->pair[1]
             ? trail
             : NULL;
}

/* Makes the area a square in the middle of its room. */
static void
make_square (SlFrame *frame)
{
  SlBox *area = &frame->area;
  double side = floor (fmin (area->width, area->height));

  area->y += floor ((area->height - side) / 2.0);
  area->width = area->height = side;
  frame->x.start = area->x;
  frame->x.end = area->x + side;
  frame->y.start = area->y + side;
  frame->y.end = area->y;
}

gboolean
sl_geometry_lay_out (SlKit *kit,
                     SlGeometryLayout *layout,
                     double width,
                     double height,
                     const SlGeometry *geometry)
{
  double end = geometry->extent, line = sl_text_height (kit, SL_TEXT_LABEL);
  SlFrame frame = {.x = {SL_SCALE_LINEAR, -end, end, 0.0, 1.0},
                   .y = {SL_SCALE_LINEAR, -end, end, 0.0, 1.0},
                   .x_title = "", /* room for the name, which may have to be cut */
                   .headroom = line + 0.5 * kit->em};

  *layout = (SlGeometryLayout){.frame = frame};
  sl_frame_layout (kit, &layout->frame, &(SlBox){0, 0, width, height});
  if (!sl_frame_is_drawable (&layout->frame))
    return FALSE;
  double spare = fmax (layout->frame.area.width - layout->frame.area.height, 0.0);
  double key = fmin (spare - KEY_GAP * kit->em, MOST_KEY * kit->em);
  if (key < LEAST_KEY * kit->em)
    key = 0.0;
  double beside = key > 0.0 ? key + KEY_GAP * kit->em : 0.0;
  double left = floor ((spare - beside) / 2.0);
  layout->frame = frame;
  sl_frame_layout (kit, &layout->frame, &(SlBox){left, 0, width - spare, height});
  make_square (&layout->frame);
  const SlBox *area = &layout->frame.area;
  layout->key =
      (SlBox){area->x + area->width + KEY_GAP * kit->em, area->y, key, area->height};
  return sl_frame_is_drawable (&layout->frame);
}

void
sl_geometry_ellipse_handle (const SlGeometry *geometry, double w[2])
{
  const SlBowl *bowl = sl_slice_bowl (geometry->slice);
  SlEllipse ellipse = sl_bowl_ellipse (bowl);
  double reach = HANDLE_DISTANCE * sqrt (ellipse.elongation);
  double x = cos (ellipse.angle), y = sin (ellipse.angle);

  /* The end that is nearer to 0 is never outside the plane. */
  if (x * bowl->least[0] + y * bowl->least[1] > 0.0)
    reach = -reach;
  w[0] = bowl->least[0] + reach * x;
  w[1] = bowl->least[1] + reach * y;
}

SlEllipse
sl_geometry_ellipse_of (const SlGeometry *geometry, const double w[2])
{
  const SlBowl *bowl = sl_slice_bowl (geometry->slice);
  double x = w[0] - bowl->least[0], y = w[1] - bowl->least[1];
  double reach = hypot (x, y) / HANDLE_DISTANCE;

  return (SlEllipse){.angle = reach > 0.0 ? atan2 (y, x) : 0.0,
                     .elongation = fmax (reach * reach, 1.0)};
}

static gboolean
is_near (const SlFrame *frame, const double w[2], double px, double py)
{
  return hypot (sl_scale_map (&frame->x, w[0]) - px,
                sl_scale_map (&frame->y, w[1]) - py) < GRASP;
}

/* Whether (@px, @py), which is @w, is near the edge of the ball: by how far R is from the
 * radius, in px along its slope. */
static gboolean
is_on_edge (const SlFrame *frame, const SlGeometry *geometry, const double w[2])
{
  double unit = fabs (frame->x.end - frame->x.start) / (2.0 * geometry->extent);
  double size = hypot (w[0], w[1]), h = 1e-4 * geometry->extent;
  const double out[2] = {w[0] * (1.0 + h / size), w[1] * (1.0 + h / size)};
  double value = sl_ball_value (&geometry->ball, w);
  double slope = (sl_ball_value (&geometry->ball, out) - value) / h;

  return isfinite (geometry->radius) && size > 0.0 &&
         fabs (value - geometry->radius) / slope * unit < GRASP;
}

SlGeometryHandle
sl_geometry_grab (double width,
                  double height,
                  const SlTheme *theme,
                  const SlGeometry *geometry,
                  gboolean soft,
                  double px,
                  double py,
                  double w[2])
{
  g_auto (SlKit) kit = {0};
  SlGeometryLayout layout;
  double handle[2];

  w[0] = w[1] = 0.0;
  sl_kit_init (&kit, NULL, theme);
  if (!sl_geometry_lay_out (&kit, &layout, width, height, geometry))
    return SL_GEOMETRY_NOTHING;
  const SlFrame *frame = &layout.frame;
  w[0] = sl_scale_invert (&frame->x, px);
  w[1] = sl_scale_invert (&frame->y, py);
  if (!sl_geometry_is_built_in (geometry) || !sl_frame_contains (frame, px, py))
    return SL_GEOMETRY_NOTHING;
  sl_geometry_ellipse_handle (geometry, handle);
  if (is_near (frame, geometry->least.w, px, py))
    return SL_GEOMETRY_LEAST;
  if (is_near (frame, handle, px, py))
    return SL_GEOMETRY_ELLIPSE;
  return !soft && is_on_edge (frame, geometry, w) ? SL_GEOMETRY_EDGE
                                                  : SL_GEOMETRY_NOTHING;
}
