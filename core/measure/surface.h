/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/model/network.h"

G_BEGIN_DECLS

enum { SL_SURFACE_SIZE = 64 }; /* cells a side, at most */

/** SlSurface: what a network says over the plane of two inputs, at the middle of each of
 * size × size cells. A plain value. */
typedef struct
{
  int size;          /* cells a side; fewer for large networks */
  double x_lo, x_hi; /* of the first input, in units of the data */
  double y_lo, y_hi; /* of the second; row 0 is the lowest */
  double z_lo, z_hi; /* of a regression's target over all rows; else 0 */
  float value[SL_SURFACE_SIZE * SL_SURFACE_SIZE];   /* (size, size) a regression: in units
                               of the target; else the share of the winning class, in [0,
                               1];   NaN where the network gives no number */
  gint16 winner[SL_SURFACE_SIZE * SL_SURFACE_SIZE]; /* (size, size) class; −1 for none */
} SlSurface;

/** sl_surface_fits: Returns whether the rows of @dataset are points of a plane: two
 * inputs, or two and what the generator derives from them. */
gboolean sl_surface_fits (const SlDataset *dataset);

/** sl_surface_fill:
 * @surface: (out) what @network says of points of @problem's plane, for a data set that
 * fits. O(size² · weights), at most about 2·10⁷ products, and O(n). */
void
sl_surface_fill (SlSurface *surface, const SlNetwork *network, const SlProblem *problem);

/** sl_surface_cell: Returns the cell (row · size + column) that holds (@x, @y), or −1
 * outside. */
int sl_surface_cell (const SlSurface *surface, double x, double y);

G_END_DECLS
