/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/penalty/penalty.h"

G_BEGIN_DECLS

/** SlBall: the shape of a penalty on two weights: the sets R(w) ≤ t. A plain value. */
typedef struct
{
  gboolean shapeless; /* no penalty: R = 0, and every set is the whole plane */
  gboolean grouped; /* R = √2·‖w‖₂, one group of both; else R = ρ‖w‖₁ + (1−ρ)/2·‖w‖²₂ */
  double share;     /* ρ */
} SlBall;

/** sl_ball_of: @share: ρ as it acts; @grouping: of a penalty on groups. Two weights into
 * one unit are one group; by input each is a group of its own, as under L1. */
SlBall
sl_ball_of (const SlPenaltyType *penalty, double share, const SlGroupingType *grouping);

/** sl_ball_has_corners: Returns whether the sets have corners on the axes. */
gboolean sl_ball_has_corners (const SlBall *ball);

/** sl_ball_value: Returns R(w), without λ. */
double sl_ball_value (const SlBall *ball, const double w[2]);

/** sl_ball_point:
 * @t: ≥ 0; @quadrant: 0 to 3, counted as angles are; @angle: within it, in [0, π/2]
 * @w: (out) the point of the edge R(w) = t in that direction, exactly on an axis at both
 * ends; @tangent: (out) (nullable) dw/d@angle there, within the quadrant. Not for a
 * shapeless ball. */
void sl_ball_point (const SlBall *ball,
                    double t,
                    int quadrant,
                    double angle,
                    double w[2],
                    double tangent[2]);

G_END_DECLS
