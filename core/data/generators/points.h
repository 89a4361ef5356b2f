/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/* The points of the made sets with two inputs lie about within ±SL_POINTS_RADIUS: far
 * enough that sin x is no straight line. */
#define SL_POINTS_RADIUS 5.0

/** sl_points_new:
 * @options: (SL_N_DATA_OPTIONS) of which the number of rows and the derived inputs count
 * @classes: (nullable) the names of two classes in sorted order; NULL = a regression
 * Returns (transfer full) a set of the inputs x and y, and x², y², xy, sin x, sin y with
 * derived inputs. Rows take turns between the classes, so that their labels are filled
 * already; else the target z is zeroed. NULL with SL_ERROR_DATA. */
SlDataset *sl_points_new (const SlDatasetType *type,
                          const double *options,
                          const char *const *classes,
                          GError **error);

/** sl_points_are_derived: Returns whether @dataset has derived inputs. */
gboolean sl_points_are_derived (const SlDataset *dataset);

/** sl_points_fill: @row: (out) (d) the inputs of the point (@x, @y): itself, or with what
 * is derived from it. */
void sl_points_fill (int d, float *row, double x, double y);

/** sl_points_set: gives row @i of @dataset the inputs of the point (@x, @y). */
void sl_points_set (SlDataset *dataset, int i, double x, double y);

G_END_DECLS
