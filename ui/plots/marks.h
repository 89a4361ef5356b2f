/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/frame.h"

G_BEGIN_DECLS

/** SlCurve: a line in px, ready to be drawn and labelled. */
typedef struct
{
  int n;
  double *x, *y; /* Owned (n), ascending in x; y is NaN where the line has a gap */
} SlCurve;

/** sl_curve_init: @x, @y: (n) data, mapped by the scales of @frame. What a scale cannot
 * show (NaN, or not above 0 on a logarithmic axis) becomes a gap. */
void sl_curve_init (SlCurve *curve,
                    const SlFrame *frame,
                    int n,
                    const double *x,
                    const double *y);
void sl_curve_clear (SlCurve *curve);

/** sl_curve_last: Returns the index of the last point that is no gap, or -1. */
int sl_curve_last (const SlCurve *curve);

/** SlStroke: how a line looks. */
typedef struct
{
  SlColor color;
  double width;       /* px at text scale 1 */
  const SlDash *dash; /* (nullable) unbroken */
} SlStroke;

/** sl_mark_curve: draws @curve within @area; a point between two gaps is a dot. */
void sl_mark_curve (SlKit *kit,
                    const SlBox *area,
                    const SlCurve *curve,
                    const SlStroke *stroke);

/** sl_mark_dot: a filled point; @radius: px at text scale 1. */
void sl_mark_dot (SlKit *kit, double x, double y, double radius, SlColor color);

/** sl_mark_bar: a filled rectangle, its sides on whole pixels on screen. */
void sl_mark_bar (SlKit *kit, const SlBox *bar, SlColor color);

/** sl_mark_hatched_bar: a bar of stripes with an outline: a second look of one hue. */
void sl_mark_hatched_bar (SlKit *kit, const SlBox *bar, SlColor color);

/** sl_mark_ring: a frame around @box that stands out from whatever is there; the box
 * itself stays as it is. */
void sl_mark_ring (SlKit *kit, const SlBox *box);

/** sl_mark_steps: the outline of n bars side by side; @edges: (n + 1) px; @tops: (n) px.
 * Begins and ends at @base. */
void sl_mark_steps (SlKit *kit,
                    int n,
                    const double *edges,
                    const double *tops,
                    double base,
                    const SlStroke *stroke);

/** sl_mark_line: a straight line. */
void sl_mark_line (SlKit *kit,
                   double x1,
                   double y1,
                   double x2,
                   double y2,
                   const SlStroke *stroke);

G_END_DECLS
