/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"

G_BEGIN_DECLS

/** SlField: a height at the nodes of a grid, in px. */
typedef struct
{
  int nx, ny;      /* nodes, 2 or more each way */
  const double *x; /* (nx) px, from left to right */
  const double *y; /* (ny) px, from bottom to top */
  const double *z; /* (ny, nx) heights; NaN = none */
} SlField;

/** SlSegment: a piece of a contour, px. */
typedef struct
{
  double x1, y1, x2, y2;
} SlSegment;

/** sl_contour_segments: @segments: (out) (2·(nx−1)·(ny−1)) where @field has the height
 * @level, between nodes by straight lines. Returns how many. O(nodes).
 * Source: Maple, Geometric design and space planning using the marching squares and
 * marching cube algorithms (2003). */
int sl_contour_segments (const SlField *field, double level, SlSegment *segments);

/** sl_mark_contours: draws the contours of @field at @levels (n) with one stroke. */
void sl_mark_contours (SlKit *kit,
                       const SlField *field,
                       const double *levels,
                       int n,
                       const SlStroke *stroke);

G_END_DECLS
