/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/training/optimizer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const float DECAY = 0.9f;

/* v ← 0.9v + 0.1g², D = √v + ε, u = w − η·g/D; the prox uses the same metric, t = η/D.
 * Source: Tieleman & Hinton, Neural Networks for Machine Learning (2012), lecture 6.5. */
SL_CLONES static void
rmsprop_step (const SlStep *step,
              size_t n,
              float *restrict w,
              const float *restrict g,
              float *const slots[2],
              float *restrict t)
{
  float *restrict v = slots[0];
  float eta = step->eta, epsilon = step->epsilon;
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    v[i] = DECAY * v[i] + (1 - DECAY) * g[i] * g[i];
    t[i] = eta / (sqrtf (v[i]) + epsilon);
    w[i] -= t[i] * g[i];
  }
}

static double
rmsprop_tell (const SlStep *step, const SlStepPoint *at, SlFormula *formula, double *t)
{
  double v = 0.9 * at->slots[0] + 0.1 * at->g * at->g;
  *t = (double) step->eta / (sqrt (v) + (double) step->epsilon);
  double u = at->w - *t * at->g;
  sl_formula_let (formula, "v⁻", "v⁻", at->slots[0]);
  sl_formula_add (formula, "v", "0.9·{v⁻} + 0.1·{g}²", v);
  sl_formula_add (formula, "t", "{η}/(√{v} + {ε})", *t);
  sl_formula_add (formula, "u", "{w} − {t}·{g}", u);
  return u;
}

extern const SlOptimizerType sl_optimizer_rmsprop;
const SlOptimizerType sl_optimizer_rmsprop = {
    .kind = {"rmsprop", N_ ("RMSprop"),
             N_ ("Each weight's step is divided by the recent size of its gradient.")},
    .uses_epsilon = TRUE,
    .n_slots = 1,
    .step = rmsprop_step,
    .tell = rmsprop_tell,
};
