/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include "ui/plots/frame.h"

G_BEGIN_DECLS

/** sl_geometry_shown: @snapshot: (nullable). Returns (transfer full) (nullable) what the
 * penalty geometry shows of @snapshot in @view: the view's own, the snapshot's, or for a
 * model that has no exact optimum the built-in problem under its penalty. */
SlGeometry *sl_geometry_shown (const SlSnapshot *snapshot, const SlFigureView *view);

/** sl_geometry_trail: @snapshot: (nullable). Returns (transfer none) (nullable) where the
 * two weights of @geometry went. */
const SlTrail *sl_geometry_trail (const SlGeometry *geometry, const SlSnapshot *snapshot);

/** SlGeometryLayout: where the picture goes: a square, for equal scales on both axes, and
 * a key beside it. */
typedef struct
{
  SlFrame frame;
  SlBox key; /* width 0 when there is no room */
} SlGeometryLayout;

/** sl_geometry_lay_out: Returns whether there is room for anything. */
gboolean sl_geometry_lay_out (SlKit *kit,
                              SlGeometryLayout *layout,
                              double width,
                              double height,
                              const SlGeometry *geometry);

/** SlGeometryHandle: what a learner can take hold of in the built-in problem. */
typedef enum {
  SL_GEOMETRY_NOTHING,
  SL_GEOMETRY_LEAST,   /* the least-squares point */
  SL_GEOMETRY_ELLIPSE, /* the end of the long axis */
  SL_GEOMETRY_EDGE,    /* of the ball, in the hard form */
} SlGeometryHandle;

/** sl_geometry_ellipse_handle: @w: (out) where the ellipse of the bowl @geometry is taken
 * hold of. sl_geometry_ellipse_of: the ellipse whose handle would be at @w. */
void sl_geometry_ellipse_handle (const SlGeometry *geometry, double w[2]);
SlEllipse sl_geometry_ellipse_of (const SlGeometry *geometry, const double w[2]);

/** sl_geometry_grab:
 * @w: (out) the two weights at (@px, @py) of a picture of @width by @height
 * Returns what is there, within a finger's breadth; SL_GEOMETRY_NOTHING in the geometry
 * of a model, too. */
SlGeometryHandle sl_geometry_grab (double width,
                                   double height,
                                   const SlTheme *theme,
                                   const SlGeometry *geometry,
                                   gboolean soft,
                                   double px,
                                   double py,
                                   double w[2]);

G_END_DECLS
