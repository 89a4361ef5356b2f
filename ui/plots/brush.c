/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/brush.h"

#include "ui/plots/mask.h"
#include "ui/plots/ribbon.h"

#include <math.h>

/* What paints on a mask over the area. Overlapping segments keep the larger coverage, so
 * that joints are round and a line never thickens where it meets itself. */
typedef struct
{
  SlMask mask;
  float half; /* half the line's width, device px */
  /* The dash pattern, in device px; n = 0 for an unbroken line. */
  double dash[4];
  int n_dashes;
  int piece;        /* of the pattern, even ones are drawn */
  double left_over; /* of this piece */
} Brush;

/* A segment of a line, device px: from its beginning to (dx, dy). */
typedef struct
{
  float dx, dy, square;
  float per_length; /* 1/√square; 0 for a point */
} Segment;

/* Returns how far the point (@x, @y) from the segment's beginning is away from it. */
static inline float
distance_from (const Segment *segment, float x, float y)
{
  float along = x * segment->dx + y * segment->dy;

  if (along > segment->square) {
    x -= segment->dx;
    y -= segment->dy;
  } else if (along >= 0 && segment->per_length > 0) {
    return fabsf (x * segment->dy - y * segment->dx) * segment->per_length;
  }
  return sqrtf (x * x + y * y);
}

/* Paints what lies nearer than half the width to the segment from a to b (device px).
 * MIN and MAX, because fminf() and fmaxf() are calls. */
static void
paint_segment (const Brush *brush, float ax, float ay, float bx, float by)
{
  Segment segment = {.dx = bx - ax, .dy = by - ay};
  float reach = brush->half + 0.5f;

  segment.square = segment.dx * segment.dx + segment.dy * segment.dy;
  segment.per_length = segment.square > 0 ? 1 / sqrtf (segment.square) : 0;
  /* How far along a row the strip around the line reaches from its middle, and how far
   * that moves from row to row. */
  gboolean leans = fabsf (segment.dy) > 1e-3f;
  float spread = leans ? reach / (segment.per_length * fabsf (segment.dy)) : 0;
  float slope = leans ? segment.dx / segment.dy : 0;
  int first = (int) MAX (MIN (ay, by) - reach, 0);
  int last = (int) MIN (MAX (ay, by) + reach, (float) brush->mask.height - 1);

  for (int y = first; y <= last; y++) {
    float py = (float) y + 0.5f - ay;
    float from = MIN (ax, bx) - reach, to = MAX (ax, bx) + reach;
    if (leans) {
      from = MAX (from, ax + py * slope - spread);
      to = MIN (to, ax + py * slope + spread);
    }
    guint8 *row = brush->mask.pixels + (size_t) y * brush->mask.stride;
    int end = (int) MIN (to, (float) brush->mask.width - 1);
    for (int x = (int) MAX (from, 0); x <= end; x++) {
      if (row[x] == 255) /* most of a jagged line of many epochs */
        continue;
      float covered = reach - distance_from (&segment, (float) x + 0.5f - ax, py);
      if (covered <= 0)
        continue;
      guint8 value = covered >= 1 ? 255 : (guint8) (covered * 255 + 0.5f);
      row[x] = MAX (row[x], value);
    }
  }
}

static void
begin_dashes (Brush *brush)
{
  brush->piece = 0;
  brush->left_over = brush->n_dashes > 0 ? brush->dash[0] : INFINITY;
}

/* Paints the drawn pieces of the segment, and goes on in the pattern. */
static void
paint_dashed (Brush *brush, double ax, double ay, double bx, double by)
{
  double length = hypot (bx - ax, by - ay), done = 0;
  while (done < length) {
    double piece = fmin (brush->left_over, length - done);
    if (brush->piece % 2 == 0) {
      double from = done / length, to = (done + piece) / length;
      paint_segment (brush, (float) (ax + from * (bx - ax)),
                     (float) (ay + from * (by - ay)), (float) (ax + to * (bx - ax)),
                     (float) (ay + to * (by - ay)));
    }
    done += piece;
    brush->left_over -= piece;
    if (brush->left_over <= 0) {
      brush->piece = (brush->piece + 1) % brush->n_dashes;
      brush->left_over = brush->dash[brush->piece];
    }
  }
}

/* Takes the dash over from @stroke. The ends of a piece are round and reach half a width
 * further, so pieces are shorter and gaps longer by that. */
static void
set_dash (Brush *brush, const SlStroke *stroke, double unit)
{
  brush->n_dashes = stroke->dash ? stroke->dash->n : 0;
  for (int i = 0; i < brush->n_dashes; i++) {
    double longer = i % 2 == 0 ? -2.0 * (double) brush->half : 2.0 * (double) brush->half;
    brush->dash[i] = fmax (stroke->dash->length[i] * unit + longer, 0.01);
  }
}

static void
paint_curve (Brush *brush, const SlCurve *curve)
{
  const SlMask *mask = &brush->mask;
  double limit = 4.0 * (mask->width + mask->height), before_x = 0, before_y = 0;
  gboolean pen_down = FALSE;

  begin_dashes (brush);
  for (int i = 0; i < curve->n; i++) {
    gboolean there = !isnan (curve->y[i]);
    /* Far outside is as good as anywhere outside, and cheaper to walk along. */
    double x = CLAMP ((curve->x[i] - mask->left) * mask->scale, -limit, limit);
    double y = there ? CLAMP ((curve->y[i] - mask->top) * mask->scale, -limit, limit) : 0;
    if (there && pen_down && brush->n_dashes > 0)
      paint_dashed (brush, before_x, before_y, x, y);
    else if (there && pen_down)
      paint_segment (brush, (float) before_x, (float) before_y, (float) x, (float) y);
    pen_down = there;
    before_x = x;
    before_y = y;
  }
}

void
sl_brush_curve (SlKit *kit,
                const SlBox *area,
                const SlCurve *curve,
                const SlStroke *stroke)
{
  /* A little beyond the area, so that a line along its edge keeps its full width. */
  const SlBox box = {area->x - 4.0, area->y - 2.0, area->width + 8.0, area->height + 4.0};
  double unit = sl_style_line (kit->theme, kit->theme->pixel_scale);
  Brush brush = {.half = (float) (0.5 * stroke->width * unit)};

  if (!sl_mask_init (&brush.mask, kit, &box))
    return;
  set_dash (&brush, stroke, unit);
  if (sl_ribbon_suits (&brush.mask, curve))
    sl_ribbon_paint (&brush.mask, curve, stroke, unit);
  else
    paint_curve (&brush, curve);
  sl_mask_paint (&brush.mask, kit, stroke->color);
}
