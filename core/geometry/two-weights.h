/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/ball.h"
#include "core/geometry/slice.h"

G_BEGIN_DECLS

/* The same optimum in its two forms: min L + λ·R (soft), and min L with R ≤ t (hard).
 * Each has a solver of its own; with t = R at the first they meet.
 * Source: Hastie, Tibshirani & Wainwright, Statistical Learning with Sparsity (2015),
 * §2.2. */

/** SlOptimum2: an optimum of two weights. */
typedef struct
{
  double w[2];    /* exact zeros are 0 */
  double loss;    /* L */
  double penalty; /* R, without λ */
  double lambda;  /* λ of the soft form; of the hard form the multiplier: 0 when the ball
                     does not hold the weights back, ∞ when no λ gives its radius */
  double kkt;     /* largest violation of the optimality conditions under that λ */
  gboolean found; /* FALSE: there is none, or it is infinitely far away */
} SlOptimum2;

/** sl_two_least: @optimum: (out) the minimum of L alone. */
void sl_two_least (const SlSlice *slice, SlOptimum2 *optimum);

/** sl_two_soft:
 * @start: (nullable) where to begin; a bowl needs none
 * @optimum: (out) the minimum of L + λ·R: for a bowl in closed form, by the nine choices
 * of signs; for classes by Newton's method on it. O(rows), a few times over. */
void sl_two_soft (const SlSlice *slice,
                  const SlBall *ball,
                  double lambda,
                  const double start[2],
                  SlOptimum2 *optimum);

/** sl_two_hard:
 * @t: radius ≥ 0; ∞ = no ball
 * @optimum: (out) the minimum of L where R ≤ @t: along the edge of the ball, by the sign
 * of its slope there, corner by corner and arc by arc; knows nothing of λ but in the end.
 * A few hundred evaluations of the slice. */
void sl_two_hard (const SlSlice *slice,
                  const SlBall *ball,
                  double t,
                  const SlOptimum2 *least,
                  SlOptimum2 *optimum);

/** sl_two_lambda_max: Returns the smallest λ at which both weights are 0; ∞ when no λ
 * does that. */
double sl_two_lambda_max (const SlSlice *slice, const SlBall *ball);

G_END_DECLS
