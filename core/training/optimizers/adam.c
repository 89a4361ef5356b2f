/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizers/adam.h"

#include "core/base/clones.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const float BETA1 = 0.9f, BETA2 = 0.999f;

void
sl_adam_begin (SlStep *step)
{
  step->bias[0] = (float) (1 - pow (0.9, (double) step->k));
  step->bias[1] = (float) (1 - pow (0.999, (double) step->k));
}

/* m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², D = √v̂ + ε, u = w − η·m̂/D; the prox that follows
 * uses the same metric, t = η/D. Source: Kingma & Ba, Adam (2015), Algorithm 1; the
 * metric of the prox: Duchi, Hazan & Singer, Adaptive Subgradient Methods (2011), §1. */
SL_CLONES void
sl_adam_step (const SlStep *step,
              size_t n,
              float *restrict w,
              const float *restrict g,
              float *const slots[2],
              float *restrict t)
{
  float *restrict m = slots[0], *restrict v = slots[1];
  float eta = step->eta, epsilon = step->epsilon, unbias_m = 1 / step->bias[0],
        unbias_v = 1 / step->bias[1];
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
    v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
    t[i] = eta / (sqrtf (v[i] * unbias_v) + epsilon);
    w[i] -= t[i] * m[i] * unbias_m;
  }
}

double
sl_adam_tell (const SlStep *step, const SlStepPoint *at, SlFormula *formula, double *t)
{
  double k = (double) step->k;
  double m = (0.9 * at->slots[0] + 0.1 * at->g) / (1 - pow (0.9, k));
  double v = (0.999 * at->slots[1] + 0.001 * at->g * at->g) / (1 - pow (0.999, k));
  *t = (double) step->eta / (sqrt (v) + (double) step->epsilon);
  double u = at->w - *t * m;
  sl_formula_let (formula, "m⁻", "m⁻", at->slots[0]);
  sl_formula_let (formula, "v⁻", "v⁻", at->slots[1]);
  sl_formula_add (formula, "m̂", "(0.9·{m⁻} + 0.1·{g})/(1 − 0.9^{k})", m);
  sl_formula_add (formula, "v̂", "(0.999·{v⁻} + 0.001·{g}²)/(1 − 0.999^{k})", v);
  sl_formula_add (formula, "t", "{η}/(√{v̂} + {ε})", *t);
  sl_formula_add (formula, "u", "{w} − {t}·{m̂}", u);
  return u;
}

extern const SlOptimizerType sl_optimizer_adam;
const SlOptimizerType sl_optimizer_adam = {
    .kind = {"adam", N_ ("Adam"),
             N_ ("A step size of its own for every weight, from the recent size of its "
                 "gradient.")},
    .uses_epsilon = TRUE,
    .n_slots = 2,
    .begin = sl_adam_begin,
    .step = sl_adam_step,
    .tell = sl_adam_tell,
};
