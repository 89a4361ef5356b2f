/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/trail.h"
#include "core/geometry/two-weights.h"
#include "core/training/config.h"

G_BEGIN_DECLS

/** SlGeometry: two weights under a penalty: the loss over their plane, the ball, and the
 * optimum in both forms. Immutable, counted, safe to share between threads. */
typedef struct
{
  gint refs;
  SlSlice *slice; /* Owned: the loss, of which the rest follows */
  char *names[2]; /* Owned: of the weights, as on the axes */
  int pair[2];    /* their places in W of layer 0; −1 for the built-in problem */
  const SlPenaltyType *penalty;
  SlBall ball;
  double lambda;    /* as it acts */
  SlOptimum2 least; /* of the loss alone; found is FALSE where it has no minimum */
  SlOptimum2 soft;  /* of loss + λ·R */
  SlOptimum2 hard;  /* of the loss where R ≤ radius */
  double radius;    /* t = R at the soft one; ∞ without a penalty */
  double extent;    /* the plane goes from −extent to extent both ways */
  int nodes;        /* a side of the grid, odd, so that the axes run through it */
  double *loss;     /* Owned (nodes, nodes): L at the nodes; row 0 is the lowest w₂ */
  SlTrail *trail;   /* Owned, nullable: of the built-in problem */
} SlGeometry;

/** SlGeometrySpec: what a geometry is made of. */
typedef struct
{
  const char *names[2];
  int pair[2];
  const SlPenaltyType *penalty;
  const SlGroupingType *grouping; /* nullable */
  double lambda, share;           /* as they act */
  const double *start;            /* (2) nullable: where the soft optimum is likely */
  double extent;                  /* at least, 0 = as it comes */
  gboolean keeps_still;           /* exactly that extent, whatever lies outside */
} SlGeometrySpec;

/** sl_geometry_new: @slice: a reference is taken. @trail: (nullable) copied. Returns
 * (transfer full). O(rows · nodes²): microseconds for a bowl; for classes there are fewer
 * nodes the more rows there are, about 3·10⁶ evaluations of a row. */
SlGeometry *
sl_geometry_new (SlSlice *slice, const SlGeometrySpec *spec, const SlTrail *trail);
SlGeometry *sl_geometry_ref (SlGeometry *geometry);
void sl_geometry_unref (SlGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGeometry, sl_geometry_unref)

/** sl_geometry_node: Returns the coordinate of node @i, 0 … nodes−1. */
double sl_geometry_node (const SlGeometry *geometry, int i);

/** sl_geometry_value: Returns L at @w, or with @soft L + λ·R. O(rows). */
double sl_geometry_value (const SlGeometry *geometry, const double w[2], gboolean soft);

/** sl_geometry_is_built_in: Returns whether it is no model's. */
gboolean sl_geometry_is_built_in (const SlGeometry *geometry);

G_END_DECLS
