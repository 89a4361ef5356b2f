/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/training/optimizers/ahead.h"

#include <glib/gi18n-lib.h>

SL_CLONES static void
sgd_step (const SlStep *step,
          size_t n,
          float *restrict w,
          const float *restrict g,
          float *const slots[2],
          float *restrict t)
{
  float eta = step->eta;
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    w[i] -= eta * g[i];
    t[i] = eta;
  }
}

extern const SlOptimizerType sl_optimizer_sgd;
const SlOptimizerType sl_optimizer_sgd = {
    .kind = {"sgd", N_ ("SGD"), N_ ("Stochastic gradient descent: w − η·g.")},
    .step = sgd_step,
    .tell = sl_ahead_tell,
};
