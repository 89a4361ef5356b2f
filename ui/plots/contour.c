/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/contour.h"

#include <math.h>

/* A corner of a cell: where it is and how far above the level. */
typedef struct
{
  double x, y, above;
} Corner;

/* Where the level is crossed between @a and @b. FALSE when it is not. A corner exactly on
 * the level counts as above it. */
static gboolean
crossing (const Corner *a, const Corner *b, double *x, double *y)
{
  if ((a->above >= 0.0) == (b->above >= 0.0))
    return FALSE;
  double t = a->above / (a->above - b->above);
  *x = a->x + t * (b->x - a->x);
  *y = a->y + t * (b->y - a->y);
  return TRUE;
}

/* At most two: the sides are gone around, and crossings are joined as they come. */
static int
cell_segments (const Corner corners[4], SlSegment *segments)
{
  double x[4], y[4];
  int n = 0;

  for (int i = 0; i < 4; i++) {
    if (isnan (corners[i].above))
      return 0;
    n += crossing (&corners[i], &corners[(i + 1) % 4], &x[n], &y[n]);
  }
  for (int i = 0; i + 1 < n; i += 2)
    segments[i / 2] = (SlSegment){x[i], y[i], x[i + 1], y[i + 1]};
  return n / 2;
}

int
sl_contour_segments (const SlField *field, double level, SlSegment *segments)
{
  static const int around[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  int n = 0;

  for (int i = 0; i + 1 < field->ny; i++)
    for (int j = 0; j + 1 < field->nx; j++) {
      Corner corners[4];
      for (int k = 0; k < 4; k++) {
        int row = i + around[k][1], column = j + around[k][0];
        corners[k] = (Corner){field->x[column], field->y[row],
                              field->z[row * field->nx + column] - level};
      }
      n += cell_segments (corners, segments + n);
    }
  return n;
}

void
sl_mark_contours (SlKit *kit,
                  const SlField *field,
                  const double *levels,
                  int n,
                  const SlStroke *stroke)
{
  cairo_t *cr = kit->cr;

  if (cr == NULL || field->nx < 2 || field->ny < 2)
    return;
  g_autofree SlSegment *segments =
      g_new (SlSegment, (size_t) 2 * (field->nx - 1) * (field->ny - 1));
  cairo_save (cr);
  cairo_new_path (cr);
  for (int i = 0; i < n; i++) {
    int pieces = sl_contour_segments (field, levels[i], segments);
    for (int k = 0; k < pieces; k++) {
      cairo_move_to (cr, segments[k].x1, segments[k].y1);
      cairo_line_to (cr, segments[k].x2, segments[k].y2);
    }
  }
  sl_color_set (cr, stroke->color);
  cairo_set_line_width (cr, sl_style_line (kit->theme, stroke->width));
  /* The pieces meet at their ends: round ones leave no gap in a bend. */
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}
