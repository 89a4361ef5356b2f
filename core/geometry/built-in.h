/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/geometry.h"

G_BEGIN_DECLS

/* How far the least-squares point may be from 0 in each weight, and how long the ellipse
 * may be. The plane shown goes a little further and keeps still. */
#define SL_BUILT_IN_REACH          2.0
#define SL_BUILT_IN_EXTENT         2.5
#define SL_BUILT_IN_MAX_ELONGATION 6.0

/** SlBuiltIn: the built-in two-weight problem as a learner drags it. A plain value. */
typedef struct
{
  double least[2]; /* the least-squares point, within ±SL_BUILT_IN_REACH */
  SlEllipse ellipse;
} SlBuiltIn;

/** sl_built_in_default: Returns one in which L1 soon makes a weight exactly zero. */
SlBuiltIn sl_built_in_default (void);

/** sl_built_in_clamp: brings @problem within its bounds, the angle into (−π/2, π/2]. */
void sl_built_in_clamp (SlBuiltIn *problem);

/** sl_built_in_geometry: Returns (transfer full) @problem under the penalty of @config,
 * with the trail of its optimiser and update rule. Well below a millisecond. */
SlGeometry *sl_built_in_geometry (const SlBuiltIn *problem, const SlConfig *config);

/** sl_built_in_lambda: Returns the λ at which the ball of @config's penalty has radius
 * @t ≥ 0: 0 when it holds the least-squares point; ∞ when none is large enough. */
double sl_built_in_lambda (const SlBuiltIn *problem, const SlConfig *config, double t);

/** sl_built_in_radius: Returns the radius of the ball that just holds the least-squares
 * point, beyond which a larger one changes nothing. */
double sl_built_in_radius (const SlBuiltIn *problem, const SlConfig *config);

G_END_DECLS
