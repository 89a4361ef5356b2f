/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/marks.h"

#include "ui/plots/brush.h"

#include <math.h>

void
sl_curve_init (SlCurve *curve,
               const SlFrame *frame,
               int n,
               const double *x,
               const double *y)
{
  curve->n = MAX (n, 0);
  curve->x = g_new (double, curve->n + 1);
  curve->y = g_new (double, curve->n + 1);
  for (int i = 0; i < curve->n; i++) {
    curve->x[i] = sl_scale_map (&frame->x, x[i]);
    curve->y[i] = isfinite (curve->x[i]) ? sl_scale_map (&frame->y, y[i]) : NAN;
  }
}

void
sl_curve_clear (SlCurve *curve)
{
  curve->n = 0;
  g_clear_pointer (&curve->x, g_free);
  g_clear_pointer (&curve->y, g_free);
}

int
sl_curve_last (const SlCurve *curve)
{
  for (int i = curve->n - 1; i >= 0; i--)
    if (!isnan (curve->y[i]))
      return i;
  return -1;
}

static void
set_stroke (SlKit *kit, const SlStroke *stroke)
{
  double lengths[4];
  double unit = sl_style_line (kit->theme, 1.0);
  int n = stroke->dash != NULL ? stroke->dash->n : 0;

  for (int i = 0; i < n; i++)
    lengths[i] = stroke->dash->length[i] * unit;
  cairo_set_dash (kit->cr, lengths, n, 0.0);
  cairo_set_line_cap (kit->cr, n > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (kit->cr, stroke->width * unit);
  sl_color_set (kit->cr, stroke->color);
}

static gboolean
is_lonely (const SlCurve *curve, int i)
{
  return !isnan (curve->y[i]) && (i == 0 || isnan (curve->y[i - 1])) &&
         (i == curve->n - 1 || isnan (curve->y[i + 1]));
}

/* The line as one path, for files. */
static void
stroke_curve (SlKit *kit, const SlBox *area, const SlCurve *curve, const SlStroke *stroke)
{
  cairo_t *cr = kit->cr;
  gboolean pen_down = FALSE;

  cairo_save (cr);
  /* A little beyond the area, so that a line along its edge keeps its full width. */
  cairo_rectangle (cr, area->x - 4, area->y - 2, area->width + 8, area->height + 4);
  cairo_clip (cr);
  cairo_new_path (cr);
  for (int i = 0; i < curve->n; i++) {
    gboolean there = !isnan (curve->y[i]);
    if (there && pen_down)
      cairo_line_to (cr, curve->x[i], curve->y[i]);
    else if (there)
      cairo_move_to (cr, curve->x[i], curve->y[i]);
    pen_down = there;
  }
  set_stroke (kit, stroke);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
sl_mark_curve (SlKit *kit,
               const SlBox *area,
               const SlCurve *curve,
               const SlStroke *stroke)
{
  if (kit->cr == NULL || curve->n == 0)
    return;
  if (kit->theme->screen)
    sl_brush_curve (kit, area, curve, stroke);
  else
    stroke_curve (kit, area, curve, stroke);
  for (int i = 0; i < curve->n; i++)
    if (is_lonely (curve, i))
      sl_mark_dot (kit, curve->x[i], curve->y[i], 1.25 * stroke->width, stroke->color);
}

void
sl_mark_dot (SlKit *kit, double x, double y, double radius, SlColor color)
{
  if (kit->cr == NULL || !isfinite (x) || !isfinite (y))
    return;
  cairo_new_path (kit->cr);
  cairo_arc (kit->cr, x, y, sl_style_line (kit->theme, radius), 0.0, 2.0 * G_PI);
  sl_color_set (kit->cr, color);
  cairo_fill (kit->cr);
}

/* @bar with sides on whole pixels; a side that is there at all stays at least 1 px. */
static SlBox
snap_bar (const SlBox *bar)
{
  double x = round (bar->x), y = round (bar->y);
  double right = round (bar->x + bar->width), bottom = round (bar->y + bar->height);

  return (SlBox){x, y, fmax (right - x, bar->width > 0.0 ? 1.0 : 0.0),
                 fmax (bottom - y, 0.0)};
}

void
sl_mark_bar (SlKit *kit, const SlBox *bar, SlColor color)
{
  SlBox snapped = snap_bar (bar);

  if (kit->cr == NULL || !(snapped.width > 0.0) || !(snapped.height > 0.0))
    return;
  sl_color_set (kit->cr, color);
  cairo_rectangle (kit->cr, snapped.x, snapped.y, snapped.width, snapped.height);
  cairo_fill (kit->cr);
}

void
sl_mark_hatched_bar (SlKit *kit, const SlBox *bar, SlColor color)
{
  SlBox box = snap_bar (bar);
  cairo_t *cr = kit->cr;
  double step = 0.5 * kit->em;

  if (cr == NULL || !(box.width > 0.0) || !(box.height > 0.0))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  sl_color_set (cr, sl_color_fade (color, 0.18));
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  set_stroke (kit, &(SlStroke){.color = color, .width = 1.25});
  /* Lines at 45° from one lattice, so that a growing bar does not shimmer. */
  double bottom = box.y + box.height;
  double first = box.x - ceil (box.height / step) * step;
  for (double x = first; x < box.x + box.width; x += step) {
    cairo_move_to (cr, x, bottom);
    cairo_rel_line_to (cr, box.height, -box.height);
  }
  cairo_stroke (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* What lies between @box made larger by @from and by @to on each side. */
static void
fill_ring (SlKit *kit, const SlBox *box, double from, double to, SlColor color)
{
  for (int i = 0; i < 2; i++) {
    double d = i == 0 ? to : from;
    cairo_rectangle (kit->cr, box->x - d, box->y - d, box->width + 2.0 * d,
                     box->height + 2.0 * d);
  }
  cairo_set_fill_rule (kit->cr, CAIRO_FILL_RULE_EVEN_ODD);
  sl_color_set (kit->cr, color);
  cairo_fill (kit->cr);
  cairo_set_fill_rule (kit->cr, CAIRO_FILL_RULE_WINDING);
}

void
sl_mark_ring (SlKit *kit, const SlBox *box)
{
  double unit = sl_style_line (kit->theme, 1.0);

  if (kit->cr == NULL)
    return;
  fill_ring (kit, box, 0.0, 4.0 * unit, sl_style_ink (kit->theme, SL_INK_CARD));
  fill_ring (kit, box, unit, 3.0 * unit, sl_style_ink (kit->theme, SL_INK_TEXT));
}

void
sl_mark_steps (SlKit *kit,
               int n,
               const double *edges,
               const double *tops,
               double base,
               const SlStroke *stroke)
{
  if (kit->cr == NULL || n < 1)
    return;
  cairo_new_path (kit->cr);
  cairo_move_to (kit->cr, edges[0], base);
  for (int i = 0; i < n; i++) {
    cairo_line_to (kit->cr, edges[i], tops[i]);
    cairo_line_to (kit->cr, edges[i + 1], tops[i]);
  }
  cairo_line_to (kit->cr, edges[n], base);
  set_stroke (kit, stroke);
  cairo_stroke (kit->cr);
}

void
sl_mark_line (SlKit *kit,
              double x1,
              double y1,
              double x2,
              double y2,
              const SlStroke *stroke)
{
  if (kit->cr == NULL)
    return;
  cairo_new_path (kit->cr);
  cairo_move_to (kit->cr, x1, y1);
  cairo_line_to (kit->cr, x2, y2);
  set_stroke (kit, stroke);
  cairo_stroke (kit->cr);
}
