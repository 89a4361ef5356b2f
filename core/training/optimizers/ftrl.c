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

static double
ftrl_tell (const SlStep *step, const SlStepPoint *at, SlFormula *formula, double *t)
{
  double eta = (double) step->eta, k = (double) step->k, before = at->slots[1];
  double lambda = (double) step->lambda, rho = (double) step->rho;
  double n = before + at->g * at->g, limit = k * lambda * rho;
  double z = at->slots[0] + at->g - (sqrt (n) - sqrt (before)) / eta * at->w;
  gboolean starts = step->k == 1;
  z -= starts ? at->w / eta : 0;
  gboolean zero = fabs (z) <= limit;
  double w = zero ? 0
                  : -copysign (fabs (z) - limit, z) /
                        ((1 + sqrt (n)) / eta + k * lambda * (1 - rho));
  *t = 0;
  sl_formula_let (formula, "n⁻", "n⁻", before);
  sl_formula_let (formula, "z⁻", "z⁻", at->slots[0]);
  sl_formula_add (formula, "n", "{n⁻} + {g}²", n);
  sl_formula_add (
      formula, "z",
      starts ? "{g} − √{n}/{η}·{w} − {w}/{η}" : "{z⁻} + {g} − (√{n} − √{n⁻})/{η}·{w}", z);
  if (lambda > 0)
    sl_formula_add (formula, "θ", rho == 1 ? "{k}·{λ}" : "{k}·{λ}·{ρ}", limit);
  sl_formula_add (formula, "w⁺",
                  lambda == 0 ? "−{z}·{η}/(1 + √{n})"
                  : rho == 1  ? "−soft({z}, {θ})·{η}/(1 + √{n})"
                             : "−soft({z}, {θ})/((1 + √{n})/{η} + {k}·{λ}·(1 − {ρ}))",
                  w);
  formula->verdict =
      lambda == 0 ? N_ ("z adds up all gradients so far; without a penalty they alone "
                        "decide.")
      : zero ? N_ ("z, which adds up all gradients so far, is within θ of zero: the "
                   "weight is exactly zero.")
             : N_ ("z, which adds up all gradients so far, is beyond θ: the weight "
                   "is not zero.");
  return w;
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
    .tell = ftrl_tell,
    .rest = ftrl_rest,
};
