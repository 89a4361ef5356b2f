/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/ribbon.h"

#include <math.h>

/* From where to where a curve goes in one column of pixels, device px. */
typedef struct
{
  float low, high; /* low > high: it is not there */
} Span;

/* What goes so many half widths up or down in one column is never lost in a gap. */
#define PEAK 6.0f

gboolean
sl_ribbon_suits (const SlMask *mask, const SlCurve *curve)
{
  return curve->n > mask->width;
}

static void
widen (Span *span, double y)
{
  span->low = MIN (span->low, (float) y);
  span->high = MAX (span->high, (float) y);
}

/* Adds the straight line from (@x0, @y0) to (@x1, @y1), @x0 ≤ @x1, to the columns that it
 * passes. */
static void
add_line (Span *spans, int n, double x0, double y0, double x1, double y1)
{
  double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0.0;
  int first = (int) CLAMP (floor (x0), 0.0, n - 1.0);
  int last = (int) CLAMP (floor (x1), -1.0, n - 1.0);

  if (x1 < 0.0 || x0 >= n)
    return;
  for (int c = first; c <= last; c++) {
    widen (&spans[c], c <= x0 ? y0 : y0 + slope * (c - x0));
    widen (&spans[c], c + 1 >= x1 ? y1 : y0 + slope * (c + 1 - x0));
  }
}

/* The rows of @mask, so that what is far outside costs nothing. */
static double
row_of (const SlMask *mask, double y)
{
  return CLAMP ((y - mask->top) * mask->scale, -2.0 * mask->height, 3.0 * mask->height);
}

static Span *
find_spans (const SlMask *mask, const SlCurve *curve)
{
  Span *spans = g_new (Span, mask->width);

  for (int c = 0; c < mask->width; c++)
    spans[c] = (Span){INFINITY, -INFINITY};
  for (int i = 1; i < curve->n; i++)
    if (!isnan (curve->y[i - 1]) && !isnan (curve->y[i]))
      add_line (spans, mask->width, (curve->x[i - 1] - mask->left) * mask->scale,
                row_of (mask, curve->y[i - 1]), (curve->x[i] - mask->left) * mask->scale,
                row_of (mask, curve->y[i]));
  return spans;
}

/* Covers column @c from @top to @bottom by @share, where it is not covered more. */
static void
cover (const SlMask *mask, int c, float top, float bottom, float share)
{
  int first = (int) MAX (floorf (top), 0.0f);
  int last = (int) MIN (ceilf (bottom), (float) mask->height) - 1;
  guint8 *pixel = mask->pixels + (gsize) first * (gsize) mask->stride + c;

  if (c < 0 || c >= mask->width)
    return;
  for (int y = first; y <= last; y++, pixel += mask->stride) {
    float part = MIN (bottom, (float) y + 1.0f) - MAX (top, (float) y);
    guint8 value = (guint8) (255.0f * share * part + 0.5f);

    *pixel = MAX (*pixel, value);
  }
}

/* Whether the pattern is drawn at @x, in px of the stroke. */
static gboolean
is_drawn (const SlDash *dash, double x)
{
  double period = 0.0;
  int i = 0;

  if (dash == NULL || dash->n == 0)
    return TRUE;
  for (int k = 0; k < dash->n; k++)
    period += dash->length[k];
  x -= period * floor (x / period);
  while (i < dash->n - 1 && x >= dash->length[i])
    x -= dash->length[i++];
  return i % 2 == 0;
}

void
sl_ribbon_paint (const SlMask *mask,
                 const SlCurve *curve,
                 const SlStroke *stroke,
                 double unit)
{
  g_autofree Span *spans = find_spans (mask, curve);
  float half = (float) (0.5 * stroke->width * unit);
  int reach = (int) ceilf (half - 0.5f);

  for (int c = 0; c < mask->width; c++) {
    float height = spans[c].high - spans[c].low;
    gboolean is_peak = height > PEAK * half;

    if (height < 0.0f || !(is_peak || is_drawn (stroke->dash, c / unit)))
      continue;
    for (int beside = -reach; beside <= reach; beside++)
      if (is_peak || is_drawn (stroke->dash, (c + beside) / unit))
        cover (mask, c + beside, spans[c].low - half, spans[c].high + half,
               CLAMP (half + 0.5f - (float) abs (beside), 0.0f, 1.0f));
  }
}
