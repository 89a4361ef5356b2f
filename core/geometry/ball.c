/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/ball.h"

#include <math.h>

SlBall
sl_ball_of (const SlPenaltyType *penalty, double share, const SlGroupingType *grouping)
{
  gboolean groups = penalty->group != NULL;
  gboolean single = groups && grouping != NULL && grouping->by_input;
  return (SlBall){.shapeless = !penalty->has_strength,
                  .grouped = groups && !single,
                  .share = groups ? (single ? 1.0 : 0.0) : share};
}

gboolean
sl_ball_has_corners (const SlBall *ball)
{
  return !ball->shapeless && !ball->grouped && ball->share > 0;
}

double
sl_ball_value (const SlBall *ball, const double w[2])
{
  double rho = ball->share;
  if (ball->shapeless)
    return 0;
  if (ball->grouped)
    return G_SQRT2 * hypot (w[0], w[1]);
  return rho * (fabs (w[0]) + fabs (w[1])) + (1 - rho) / 2 * (w[0] * w[0] + w[1] * w[1]);
}

/* How far the edge is from 0 where |cos| + |sin| of the direction is @sum: the root r of
 * ρ·sum·r + (1−ρ)/2·r² = t, in the form that does not cancel. */
static double
distance (const SlBall *ball, double t, double sum)
{
  double linear = ball->share * sum, square = 1 - ball->share;
  if (ball->grouped)
    return t / G_SQRT2;
  if (!(t > 0))
    return 0;
  return 2 * t / (linear + sqrt (linear * linear + 2 * square * t));
}

void
sl_ball_point (const SlBall *ball,
               double t,
               int quadrant,
               double angle,
               double w[2],
               double tangent[2])
{
  /* Within the first quadrant, then turned by right angles, which are exact. */
  double c = angle >= G_PI_2 ? 0 : cos (angle), s = angle >= G_PI_2 ? 1 : sin (angle);
  double r = distance (ball, t, c + s), linear = ball->share * (c + s);
  double rate = ball->grouped ? 0 : -ball->share * r * (c - s);
  double across = linear + (1 - ball->share) * r;
  double slope = rate != 0 && across > 0 ? rate / across : 0;
  double point[2] = {r * c, r * s}, move[2] = {slope * c - r * s, slope * s + r * c};
  for (int turn = 0; turn < quadrant; turn++) {
    double x = point[0], dx = move[0];
    point[0] = -point[1];
    point[1] = x;
    move[0] = -move[1];
    move[1] = dx;
  }
  w[0] = point[0] + 0.0; /* no −0 */
  w[1] = point[1] + 0.0;
  if (tangent != NULL) {
    tangent[0] = move[0];
    tangent[1] = move[1];
  }
}
