/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/training/optimizer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const float BETA = 1;

/* The weights are a function of what was added up since the start: z, the gradients less
 * what moved w so far, and n, their squares. The penalty grows with the number t = k of
 * minibatches, λ₁ = tλρ and λ₂ = tλ(1−ρ), as z does; a constant λ₁ would fade as 1/t. At
 * the start z₀ = −βw/α, so that the weights stay what they were. α = η, which z is
 * measured in: a new one is a new start. Source: McMahan et al., Ad Click Prediction: a
 * View from the Trenches (2013), Algorithm 1. */
SL_CLONES static void
ftrl_step (const SlStep *step,
           size_t n,
           float *restrict w,
           const float *restrict g,
           float *const slots[2],
           float *restrict t)
{
  float *restrict z = slots[0], *restrict squares = slots[1];
  float alpha = step->eta, k = (float) step->k, start = step->k == 1 ? -BETA / alpha : 0;
  float l1 = k * step->lambda * step->rho, l2 = k * step->lambda * (1 - step->rho);
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    float after = squares[i] + g[i] * g[i];
    float sigma = (sqrtf (after) - sqrtf (squares[i])) / alpha;
    z[i] += start * w[i] + g[i] - sigma * w[i];
    squares[i] = after;
    float size = fabsf (z[i]) - l1;
    float curvature = (BETA + sqrtf (after)) / alpha + l2;
    w[i] = (size <= 0 ? 0.0f : -copysignf (size, z[i]) / curvature) + 0.0f;
    t[i] = 0;
  }
}

/* The z from which the last update would have made w: its formula, solved for z. */
static void
ftrl_rest (const SlStep *step, size_t n, const float *w, float *const slots[2])
{
  float *z = slots[0];
  const float *squares = slots[1];
  float k = (float) step->k;
  float l1 = k * step->lambda * step->rho, l2 = k * step->lambda * (1 - step->rho);
  for (size_t i = 0; i < n; i++) {
    float curvature = (BETA + sqrtf (squares[i])) / step->eta + l2;
    z[i] = w[i] == 0 ? 0 : -copysignf (fabsf (w[i]) * curvature + l1, w[i]);
  }
}

extern const SlOptimizerType sl_optimizer_ftrl;
const SlOptimizerType sl_optimizer_ftrl = {
    .kind = {"ftrl", N_ ("FTRL-Proximal"),
             N_ ("Decides about zeros by the sum of all gradients so far, so that small "
                 "batches "
                 "do not blur them. Brings its own update rule.")},
    .n_slots = 2,
    .owns_penalty = TRUE,
    .binds_rate = TRUE,
    .step = ftrl_step,
    .rest = ftrl_rest,
};
