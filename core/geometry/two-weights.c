/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/two-weights.h"

#include "core/solver/coordinate-descent.h"

#include <float.h>
#include <math.h>

/* Newton's method squares its error each time; bisection halves it. */
enum { NEWTON_STEPS = 60, BACKTRACKS = 40, BISECTIONS = 110, ARC_PARTS = 24 };

/* Beyond this nobody calls it an optimum: the loss has no minimum. */
#define FAR_AWAY 1e6

static double
dot (const double a[2], const double b[2])
{
  return a[0] * b[0] + a[1] * b[1];
}

/* The value of ½wᵀHw − cᵀw + λR(w). */
static double
model_value (const double H[3],
             const double c[2],
             const SlBall *ball,
             double lambda,
             const double w[2])
{
  double Hw[2] = {H[0] * w[0] + H[1] * w[1], H[1] * w[0] + H[2] * w[1]};
  return dot (Hw, w) / 2 - dot (c, w) + lambda * sl_ball_value (ball, w);
}

/* @w: (out) the stationary point with signs @s (0 = that weight is 0) of the problem with
 * L1 part @l1 and L2 part @l2. FALSE when it has other signs than that. */
static gboolean
with_signs (const double H[3],
            const double c[2],
            double l1,
            double l2,
            const int s[2],
            double w[2])
{
  double a = H[0] + l2, b = H[2] + l2, u = c[0] - l1 * s[0], v = c[1] - l1 * s[1];
  double det = a * b - H[1] * H[1];
  w[0] = w[1] = 0;
  if (s[0] != 0 && s[1] != 0) {
    /* Without a single minimum its ends on the axes are minima too. */
    if (!(det > 1e-14 * a * b))
      return FALSE;
    w[0] = (b * u - H[1] * v) / det;
    w[1] = (a * v - H[1] * u) / det;
  } else if (s[0] != 0) {
    w[0] = a > 0 ? u / a : 0;
  } else if (s[1] != 0) {
    w[1] = b > 0 ? v / b : 0;
  }
  for (int i = 0; i < 2; i++)
    if (s[i] != 0 && !(w[i] * s[i] > 0) && l1 > 0)
      return FALSE;
  return TRUE;
}

/* The group of both is 0, or w = (H + s)⁻¹c with s·‖w‖ = λ√2, which grows with s. */
static void
minimize_grouped (const double H[3], const double c[2], double lambda, double w[2])
{
  double pull = lambda * G_SQRT2, low = 0, high = 1;
  w[0] = w[1] = 0;
  if (hypot (c[0], c[1]) <= pull)
    return;
  for (int i = 0; i < 2 * BISECTIONS; i++) {
    double s = i < BISECTIONS ? high : low + (high - low) / 2;
    double a = H[0] + s, b = H[2] + s, det = a * b - H[1] * H[1];
    w[0] = (b * c[0] - H[1] * c[1]) / det;
    w[1] = (a * c[1] - H[1] * c[0]) / det;
    gboolean enough = s * hypot (w[0], w[1]) >= pull;
    if (i < BISECTIONS && enough)
      i = BISECTIONS; /* found an upper end */
    else if (i < BISECTIONS)
      high *= 4;
    else if (enough)
      high = s;
    else
      low = s;
  }
}

/* @w: (out) argmin ½wᵀHw − cᵀw + λR(w). */
static void
minimize_model (const double H[3],
                const double c[2],
                const SlBall *ball,
                double lambda,
                double w[2])
{
  double l1 = lambda * ball->share, l2 = lambda * (1 - ball->share), best = INFINITY;
  if (ball->grouped && lambda > 0) {
    minimize_grouped (H, c, lambda, w);
    return;
  }
  if (ball->shapeless || ball->grouped)
    l1 = l2 = 0;
  w[0] = w[1] = 0;
  for (int pattern = 0; pattern < 9; pattern++) {
    const int signs[2] = {pattern % 3 - 1, pattern / 3 - 1};
    double candidate[2];
    if (!with_signs (H, c, l1, l2, signs, candidate))
      continue;
    double value = model_value (H, c, ball, lambda, candidate);
    if (!(value < best))
      continue;
    best = value;
    w[0] = candidate[0] + 0.0;
    w[1] = candidate[1] + 0.0;
  }
}

/* The largest violation of 0 ∈ g + λ∂R(w). */
static double
violation (const SlBall *ball, const double w[2], const double g[2], double lambda)
{
  double size = hypot (w[0], w[1]), pull = lambda * G_SQRT2;
  if (ball->shapeless || lambda == 0)
    return MAX (fabs (g[0]), fabs (g[1]));
  if (!ball->grouped) {
    double l1 = lambda * ball->share, l2 = lambda * (1 - ball->share);
    return MAX (sl_kkt_violation (w[0], g[0], l1, l2),
                sl_kkt_violation (w[1], g[1], l1, l2));
  }
  if (size == 0)
    return MAX (hypot (g[0], g[1]) - pull, 0);
  return MAX (fabs (g[0] + pull * w[0] / size), fabs (g[1] + pull * w[1] / size));
}

static void
finish (const SlSlice *slice, const SlBall *ball, double lambda, SlOptimum2 *optimum)
{
  double g[2], steepest[2], zero[2] = {0, 0};
  sl_slice_loss (slice, zero, steepest, NULL);
  optimum->lambda = lambda;
  optimum->loss = sl_slice_loss (slice, optimum->w, g, NULL);
  optimum->penalty = sl_ball_value (ball, optimum->w);
  optimum->kkt = isfinite (lambda) ? violation (ball, optimum->w, g, lambda) : 0;
  optimum->found = isfinite (optimum->loss) &&
                   hypot (optimum->w[0], optimum->w[1]) < FAR_AWAY &&
                   optimum->kkt <= 1e-8 * (lambda + hypot (steepest[0], steepest[1]));
}

/* Classes: w ← the minimum of the quadratic that touches L at w, or a part of the way
 * there. FALSE when that comes to no end, as where a loss falls for ever.
 * Source: Lee, Sun & Saunders, Proximal Newton-Type Methods (2014), Alg. 1. */
static gboolean
newton (const SlSlice *slice, const SlBall *ball, double lambda, double w[2])
{
  for (int step = 0; step < NEWTON_STEPS; step++) {
    double g[2], H[3], to[2], fresh[2], part = 1;
    double before = sl_slice_loss (slice, w, g, H) + lambda * sl_ball_value (ball, w);
    /* A trifle of curvature, where there is none: it changes the way, not the end. */
    double ridge = 1e-12 * (H[0] + H[2]) + 1e-30;
    H[0] += ridge;
    H[2] += ridge;
    const double c[2] = {H[0] * w[0] + H[1] * w[1] - g[0],
                         H[1] * w[0] + H[2] * w[1] - g[1]};
    minimize_model (H, c, ball, lambda, to);
    for (int i = 0; i < BACKTRACKS; i++, part /= 2) {
      fresh[0] = part == 1 ? to[0] : w[0] + part * (to[0] - w[0]);
      fresh[1] = part == 1 ? to[1] : w[1] + part * (to[1] - w[1]);
      if (sl_slice_loss (slice, fresh, NULL, NULL) +
              lambda * sl_ball_value (ball, fresh) <=
          before + 1e-15 * fabs (before))
        break;
    }
    double moved = MAX (fabs (fresh[0] - w[0]), fabs (fresh[1] - w[1]));
    w[0] = fresh[0];
    w[1] = fresh[1];
    if (!(moved > 1e-14 * (1 + fabs (w[0]) + fabs (w[1]))))
      return TRUE;
  }
  return FALSE;
}

void
sl_two_soft (const SlSlice *slice,
             const SlBall *ball,
             double lambda,
             const double start[2],
             SlOptimum2 *optimum)
{
  const SlBowl *bowl = sl_slice_bowl (slice);
  gboolean ended = TRUE;
  *optimum = (SlOptimum2){0};
  if (ball->shapeless)
    lambda = 0;
  if (bowl != NULL && lambda == 0) {
    optimum->w[0] = bowl->least[0];
    optimum->w[1] = bowl->least[1];
  } else if (bowl != NULL) {
    const double *H = bowl->H, *m = bowl->least;
    const double c[2] = {H[0] * m[0] + H[1] * m[1], H[1] * m[0] + H[2] * m[1]};
    minimize_model (H, c, ball, lambda, optimum->w);
  } else {
    optimum->w[0] = start != NULL ? start[0] : 0;
    optimum->w[1] = start != NULL ? start[1] : 0;
    ended = newton (slice, ball, lambda, optimum->w);
  }
  finish (slice, ball, lambda, optimum);
  optimum->found = optimum->found && ended;
}

void
sl_two_least (const SlSlice *slice, SlOptimum2 *optimum)
{
  const SlBall none = {.shapeless = TRUE};
  sl_two_soft (slice, &none, 0, NULL, optimum);
}

double
sl_two_lambda_max (const SlSlice *slice, const SlBall *ball)
{
  double g[2], zero[2] = {0, 0};
  /* A trifle more, lest λ times what it was divided by be rounded to less. */
  const double more = 1 + 8 * DBL_EPSILON;
  sl_slice_loss (slice, zero, g, NULL);
  if (ball->grouped)
    return hypot (g[0], g[1]) / G_SQRT2 * more;
  if (ball->shapeless || ball->share == 0)
    return INFINITY;
  return MAX (fabs (g[0]), fabs (g[1])) / ball->share * more;
}

/* λ with −∇L(w) ∈ λ∂R(w) on the edge of the ball, by the weights that are not 0. */
static double
multiplier (const SlSlice *slice, const SlBall *ball, const double w[2])
{
  double g[2], size = hypot (w[0], w[1]), normal[2] = {0, 0};
  if (size == 0)
    return sl_two_lambda_max (slice, ball);
  sl_slice_loss (slice, w, g, NULL);
  for (int i = 0; i < 2; i++)
    if (w[i] != 0)
      normal[i] = ball->grouped ? G_SQRT2 * w[i] / size
                                : copysign (ball->share, w[i]) + (1 - ball->share) * w[i];
  return -dot (g, normal) / dot (normal, normal);
}

/* The slope of L along the edge at @angle of @quadrant. @w: (out) the point. */
static double
edge_slope (const SlSlice *slice,
            const SlBall *ball,
            double t,
            int quadrant,
            double angle,
            double w[2])
{
  double g[2], tangent[2];
  sl_ball_point (ball, t, quadrant, angle, w, tangent);
  sl_slice_loss (slice, w, g, NULL);
  return dot (g, tangent);
}

static void
keep_lower (const SlSlice *slice, const double w[2], double best[2], double *lowest)
{
  double loss = sl_slice_loss (slice, w, NULL, NULL);
  if (!(loss < *lowest))
    return;
  *lowest = loss;
  best[0] = w[0];
  best[1] = w[1];
}

/* Between @low, where L falls along the edge, and @high, where it rises. */
static void
bisect (const SlSlice *slice,
        const SlBall *ball,
        double t,
        int quadrant,
        double low,
        double high,
        double w[2])
{
  for (int i = 0; i < BISECTIONS && low < high; i++) {
    double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high)
      break;
    if (edge_slope (slice, ball, t, quadrant, middle, w) < 0)
      low = middle;
    else
      high = middle;
  }
  sl_ball_point (ball, t, quadrant, low + (high - low) / 2, w, NULL);
}

/* @best: (out) the lowest point of the edge: arcs where the slope turns from falling to
 * rising, and the points on the axes where it does so from one arc to the next. */
static void
walk_edge (const SlSlice *slice, const SlBall *ball, double t, double best[2])
{
  double lowest = INFINITY, w[2];
  double last = edge_slope (slice, ball, t, 3, G_PI_2, w);
  for (int quadrant = 0; quadrant < 4; quadrant++) {
    double slope = edge_slope (slice, ball, t, quadrant, 0, w);
    if (last <= 0 && slope >= 0)
      keep_lower (slice, w, best, &lowest);
    for (int part = 0; part < ARC_PARTS; part++) {
      double low = G_PI_2 * part / ARC_PARTS, high = G_PI_2 * (part + 1) / ARC_PARTS;
      double next = edge_slope (slice, ball, t, quadrant, high, w);
      if (slope < 0 && next >= 0) {
        bisect (slice, ball, t, quadrant, low, high, w);
        keep_lower (slice, w, best, &lowest);
      }
      slope = next;
    }
    last = slope;
  }
}

void
sl_two_hard (const SlSlice *slice,
             const SlBall *ball,
             double t,
             const SlOptimum2 *least,
             SlOptimum2 *optimum)
{
  double lambda = 0;
  gboolean held = !ball->shapeless && isfinite (t) &&
                  !(least->found && sl_ball_value (ball, least->w) <= t);
  *optimum = (SlOptimum2){0};
  if (held) {
    if (t > 0)
      walk_edge (slice, ball, t, optimum->w);
    lambda = multiplier (slice, ball, optimum->w);
  }
  /* The loss would fall towards the inside: its minimum is there. */
  if (lambda <= 0)
    *optimum = *least;
  else
    finish (slice, ball, lambda, optimum);
}
