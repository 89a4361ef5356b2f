/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/area.h"

#include <math.h>

/* Height of @curve at @x; NaN beyond its ends and in its gaps. @from: (inout) a point at
 * or left of @x, to go on from for a larger x. */
static double
height_at (const SlCurve *curve, double x, int *from)
{
  while (*from + 1 < curve->n && curve->x[*from + 1] <= x)
    (*from)++;
  if (*from + 1 >= curve->n || curve->x[*from] > x)
    return NAN;
  double x1 = curve->x[*from], x2 = curve->x[*from + 1];
  double y1 = curve->y[*from], y2 = curve->y[*from + 1];
  return x2 > x1 ? y1 + (y2 - y1) * (x - x1) / (x2 - x1) : y2;
}

/* A rectangle for each column of pixels: its sides are whole, so that filling and
 * clipping need no antialiasing. */
static void
add_columns (cairo_t *cr, const SlBox *area, const SlCurve *curve, double base)
{
  int from = 0, bottom = (int) round (base);

  for (int x = (int) area->x; x < area->x + area->width; x++) {
    double y = height_at (curve, x + 0.5, &from);
    if (isnan (y))
      continue;
    int top = (int) round (CLAMP (y, area->y, area->y + area->height));
    if (top < bottom)
      cairo_rectangle (cr, x, top, 1, bottom - top);
  }
}

static void
add_polygons (cairo_t *cr, const SlCurve *curve, double base)
{
  int first = -1;

  for (int i = 0; i <= curve->n; i++) {
    gboolean there = i < curve->n && !isnan (curve->y[i]);
    if (there && first < 0) {
      first = i;
      cairo_move_to (cr, curve->x[i], base);
    }
    if (there) {
      cairo_line_to (cr, curve->x[i], curve->y[i]);
    } else if (first >= 0) {
      cairo_line_to (cr, curve->x[i - 1], base);
      cairo_close_path (cr);
      first = -1;
    }
  }
}

/* Lines at 45° from one lattice, so that a growing area does not shimmer. */
static void
add_stripes (cairo_t *cr, const SlBox *area, double step)
{
  double bottom = area->y + area->height;

  for (double x = area->x - ceil (area->height / step) * step; x < area->x + area->width;
       x += step) {
    cairo_move_to (cr, x, bottom);
    cairo_rel_line_to (cr, area->height, -area->height);
  }
}

void
sl_mark_area (SlKit *kit,
              const SlBox *area,
              const SlCurve *curve,
              double base,
              SlColor color,
              gboolean hatched)
{
  cairo_t *cr = kit->cr;

  if (cr == NULL || curve->n == 0 || !(area->width > 0.0) || !(area->height > 0.0))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  if (kit->theme->screen)
    add_columns (cr, area, curve, base);
  else
    add_polygons (cr, curve, base);
  sl_color_set (cr, hatched ? sl_color_fade (color, 0.18) : color);
  cairo_fill_preserve (cr);
  if (hatched) {
    cairo_clip (cr);
    add_stripes (cr, area, 0.5 * kit->em);
    sl_color_set (cr, color);
    cairo_set_line_width (cr, sl_style_line (kit->theme, 1.25));
    cairo_stroke (cr);
  }
  cairo_restore (cr);
  cairo_new_path (cr);
}
