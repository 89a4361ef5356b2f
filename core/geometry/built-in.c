/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/built-in.h"

#include "core/training/descent.h"

#include <math.h>

/* Where the steps begin: across an axis from the least-squares point, so that the way
 * there tells the update rules apart. */
static const double start[2] = {-1.0, 1.6};

/* A learning rate that a network likes is small here; so many steps get there. */
enum { STEPS = 2000 };

SlBuiltIn
sl_built_in_default (void)
{
  return (SlBuiltIn){.least = {1.3, 0.6}, .ellipse = {G_PI / 6, 2.0}};
}

void
sl_built_in_clamp (SlBuiltIn *problem)
{
  SlEllipse *e = &problem->ellipse;
  for (int i = 0; i < 2; i++)
    problem->least[i] = CLAMP (problem->least[i], -SL_BUILT_IN_REACH, SL_BUILT_IN_REACH);
  e->elongation = CLAMP (e->elongation, 1, SL_BUILT_IN_MAX_ELONGATION);
  e->angle -= G_PI * ceil (e->angle / G_PI - 0.5);
}

static SlSlice *
make_slice (const SlBuiltIn *problem)
{
  SlBowl bowl = {.least = {problem->least[0], problem->least[1]}};
  sl_bowl_shape (&bowl, &problem->ellipse);
  return sl_slice_new_bowl (&bowl);
}

static SlBall
ball_of (const SlConfig *config)
{
  return sl_ball_of (config->penalty, sl_config_share (config), config->grouping);
}

SlGeometry *
sl_built_in_geometry (const SlBuiltIn *problem, const SlConfig *config)
{
  g_autoptr (SlSlice) slice = make_slice (problem);
  const SlGeometrySpec spec = {.names = {"w₁", "w₂"},
                               .pair = {-1, -1},
                               .penalty = config->penalty,
                               .grouping = config->grouping,
                               .lambda = sl_config_lambda (config),
                               .share = sl_config_share (config),
                               .extent = SL_BUILT_IN_EXTENT,
                               .keeps_still = TRUE};
  SlTrail trail;
  sl_descent_run (config, slice, start, STEPS, &trail);
  return sl_geometry_new (slice, &spec, &trail);
}

double
sl_built_in_lambda (const SlBuiltIn *problem, const SlConfig *config, double t)
{
  g_autoptr (SlSlice) slice = make_slice (problem);
  SlBall ball = ball_of (config);
  SlOptimum2 least, hard;
  sl_two_least (slice, &least);
  sl_two_hard (slice, &ball, t, &least, &hard);
  return hard.lambda;
}

double
sl_built_in_radius (const SlBuiltIn *problem, const SlConfig *config)
{
  SlBall ball = ball_of (config);
  return sl_ball_value (&ball, problem->least);
}
