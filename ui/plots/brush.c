/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/brush.h"

#include <math.h>

/* A coverage mask over the area, in device pixels. Overlapping segments keep the larger
 * coverage, so that joints are round and a line never thickens where it meets itself. */
typedef struct
{
  guint8 *pixels; /* Borrowed from the mask surface */
  int width, height, stride;
  double left, top, scale; /* device px = (px − left, px − top)·scale */
  float half;              /* half the line's width, device px */
  /* The dash pattern, in device px; n = 0 for an unbroken line. */
  double dash[4];
  int n_dashes;
  int piece;        /* of the pattern, even ones are drawn */
  double left_over; /* of this piece */
} Brush;

/* Paints what lies nearer than half the width to the segment from a to b (device px). */
static void
paint_segment (const Brush *brush, float ax, float ay, float bx, float by)
{
  float reach = brush->half + 0.5f, dx = bx - ax, dy = by - ay,
        square = dx * dx + dy * dy;
  float per_square = square > 0 ? 1 / square : 0;
  /* How far along a row the strip around the line reaches from its middle. */
  float spread = fabsf (dy) > 1e-3f ? reach * sqrtf (square) / fabsf (dy) : INFINITY;
  int first = (int) fmaxf (fminf (ay, by) - reach, 0);
  int last = (int) fminf (fmaxf (ay, by) + reach, (float) brush->height - 1);
  for (int y = first; y <= last; y++) {
    float py = (float) y + 0.5f, from = fminf (ax, bx) - reach,
          to = fmaxf (ax, bx) + reach;
    if (isfinite (spread)) {
      float middle = ax + (py - ay) * dx / dy;
      from = fmaxf (from, middle - spread);
      to = fminf (to, middle + spread);
    }
    guint8 *row = brush->pixels + (size_t) y * brush->stride;
    int end = (int) fminf (to, (float) brush->width - 1);
    for (int x = (int) fmaxf (from, 0); x <= end; x++) {
      float px = (float) x + 0.5f;
      float t = ((px - ax) * dx + (py - ay) * dy) * per_square;
      t = t < 0 ? 0 : (t > 1 ? 1 : t);
      float ex = px - ax - t * dx, ey = py - ay - t * dy;
      float coverage = reach - sqrtf (ex * ex + ey * ey);
      if (coverage <= 0)
        continue;
      guint8 value = coverage >= 1 ? 255 : (guint8) (coverage * 255 + 0.5f);
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
  double limit = 4.0 * (brush->width + brush->height), before_x = 0, before_y = 0;
  gboolean pen_down = FALSE;

  begin_dashes (brush);
  for (int i = 0; i < curve->n; i++) {
    gboolean there = !isnan (curve->y[i]);
    /* Far outside is as good as anywhere outside, and cheaper to walk along. */
    double x = CLAMP ((curve->x[i] - brush->left) * brush->scale, -limit, limit);
    double y =
        there ? CLAMP ((curve->y[i] - brush->top) * brush->scale, -limit, limit) : 0;
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
  double scale = kit->theme->pixel_scale, unit = sl_style_line (kit->theme, scale);
  /* A little beyond the area, so that a line along its edge keeps its full width. */
  double left = ceil (area->x - 4.0), top = ceil (area->y - 2.0);
  Brush brush = {.left = left,
                 .top = top,
                 .width = (int) ((area->x + area->width + 4.0 - left) * scale),
                 .height = (int) ((area->y + area->height + 2.0 - top) * scale),
                 .scale = scale,
                 .half = (float) (0.5 * stroke->width * unit)};
  cairo_surface_t *mask =
      cairo_image_surface_create (CAIRO_FORMAT_A8, brush.width, brush.height);

  if (cairo_surface_status (mask) == CAIRO_STATUS_SUCCESS) {
    set_dash (&brush, stroke, unit);
    cairo_surface_flush (mask);
    brush.pixels = cairo_image_surface_get_data (mask);
    brush.stride = cairo_image_surface_get_stride (mask);
    paint_curve (&brush, curve);
    cairo_surface_mark_dirty (mask);
    cairo_surface_set_device_scale (mask, scale, scale);
    sl_color_set (kit->cr, stroke->color);
    cairo_mask_surface (kit->cr, mask, brush.left, brush.top);
  }
  cairo_surface_destroy (mask);
}
