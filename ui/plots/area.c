/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/area.h"

#include "ui/plots/mask.h"

#include <math.h>

/* Stripes: how far they lie apart, em; how wide they are, px; and how much of their
 * colour the ground has. */
#define STEP   0.5
#define STRIPE 1.25
#define GROUND 0.18

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

/* Where the filled part of each column of @mask begins (width); its height where nothing
 * is filled. */
static int *
find_tops (const SlMask *mask, const SlBox *area, const SlCurve *curve)
{
  int *tops = g_new (int, mask->width), from = 0;

  for (int x = 0; x < mask->width; x++) {
    double y = height_at (curve, mask->left + (x + 0.5) / mask->scale, &from);

    tops[x] = isnan (y) ? mask->height
                        : (int) round ((fmax (y, area->y) - mask->top) * mask->scale);
    tops[x] = CLAMP (tops[x], 0, mask->height);
  }
  return tops;
}

/* Stripes at 45° are the same for all pixels with the same x + y. Returns how much of
 * them is covered, by that sum, (width + height); the lattice stands in the corner of the
 * area, so that a growing one does not shimmer. */
static guint8 *
make_stripes (const SlMask *mask, const SlBox *area, double step, double line)
{
  int n = mask->width + mask->height;
  double corner = area->x - mask->left + area->y + area->height - mask->top;
  guint8 *stripes = g_new (guint8, n);

  for (int i = 0; i < n; i++) {
    double place = (i + 1.0) / mask->scale - corner;
    double beyond = place - step * floor (place / step);
    double distance = fmin (beyond, step - beyond) * M_SQRT1_2;
    double covered = CLAMP ((0.5 * line - distance) * mask->scale + 0.5, 0.0, 1.0);

    stripes[i] = (guint8) (255.0 * (GROUND + (1.0 - GROUND) * covered) + 0.5);
  }
  return stripes;
}

/* Whole columns of device pixels, so that nothing needs antialiasing. @stripes:
 * (nullable). */
static void
fill_columns (const SlMask *mask, const int *tops, int bottom, const guint8 *stripes)
{
  for (int y = 0; y < bottom; y++) {
    guint8 *row = mask->pixels + (gsize) y * (gsize) mask->stride;

    for (int x = 0; x < mask->width; x++) {
      guint8 value = stripes != NULL ? stripes[x + y] : 255;

      row[x] = y >= tops[x] ? value : 0;
    }
  }
}

static void
paint_area (SlKit *kit,
            const SlBox *area,
            const SlCurve *curve,
            double base,
            SlColor color,
            gboolean hatched)
{
  SlMask mask;
  g_autofree int *tops = NULL;
  g_autofree guint8 *stripes = NULL;
  int bottom;

  if (!sl_mask_init (&mask, kit, area))
    return;
  tops = find_tops (&mask, area, curve);
  if (hatched)
    stripes =
        make_stripes (&mask, area, STEP * kit->em, sl_style_line (kit->theme, STRIPE));
  bottom = (int) round ((base - mask.top) * mask.scale);
  fill_columns (&mask, tops, CLAMP (bottom, 0, mask.height), stripes);
  sl_mask_paint (&mask, kit, color);
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

/* As paths, for files. */
static void
fill_area (SlKit *kit,
           const SlBox *area,
           const SlCurve *curve,
           double base,
           SlColor color,
           gboolean hatched)
{
  cairo_t *cr = kit->cr;

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  add_polygons (cr, curve, base);
  sl_color_set (cr, hatched ? sl_color_fade (color, GROUND) : color);
  cairo_fill_preserve (cr);
  if (hatched) {
    cairo_clip (cr);
    add_stripes (cr, area, STEP * kit->em);
    sl_color_set (cr, color);
    cairo_set_line_width (cr, sl_style_line (kit->theme, STRIPE));
    cairo_stroke (cr);
  }
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
sl_mark_area (SlKit *kit,
              const SlBox *area,
              const SlCurve *curve,
              double base,
              SlColor color,
              gboolean hatched)
{
  if (kit->cr == NULL || curve->n == 0 || !(area->width > 0.0) || !(area->height > 0.0))
    return;
  if (kit->theme->screen)
    paint_area (kit, area, curve, base, color, hatched);
  else
    fill_area (kit, area, curve, base, color, hatched);
}
