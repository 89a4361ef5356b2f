/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/training/optimizers/ahead.h"

#include <glib/gi18n-lib.h>

/* Inertial form: u = w − ηg(w) + β(w − w⁻), with w⁻ the weights before the last update,
 * taken after the prox. A velocity of gradients alone, followed by a prox, would converge
 * to the solution for (1−β)λ. Without a prox both forms are the same. Source: Polyak
 * (1964); with a prox: Ochs et al., iPiano, SIAM J. Imaging Sciences 7 (2014). */
SL_CLONES static void
momentum_step (const SlStep *step,
               size_t n,
               float *restrict w,
               const float *restrict g,
               float *const slots[2],
               float *restrict t)
{
  float *restrict before = slots[0];
  float eta = step->eta, beta = step->k > 1 ? step->momentum : 0;
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    float now = w[i];
    w[i] = now - eta * g[i] + beta * (now - before[i]);
    before[i] = now;
    t[i] = eta;
  }
}

static double
momentum_tell (const SlStep *step, const SlStepPoint *at, SlFormula *formula, double *t)
{
  double eta = (double) step->eta, beta = (double) step->momentum;
  double before = at->slots[0], u = at->w - eta * at->g;
  *t = eta;
  if (step->k <= 1) {
    sl_formula_add (formula, "u", "{w} − {η}·{g}", u);
    return u;
  }
  u += beta * (at->w - before);
  sl_formula_let (formula, "w⁻", "w⁻", before);
  sl_formula_add (formula, "u", "{w} − {η}·{g} + {β}·({w} − {w⁻})", u);
  return u;
}

extern const SlOptimizerType sl_optimizer_momentum;
const SlOptimizerType sl_optimizer_momentum = {
    .kind = {"momentum", N_ ("Momentum"),
             N_ ("SGD that keeps rolling: each step adds β times the last one.")},
    .uses_momentum = TRUE,
    .n_slots = 1,
    .step = momentum_step,
    .tell = momentum_tell,
    .rest = sl_ahead_rest,
};
