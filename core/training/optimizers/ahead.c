/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizers/ahead.h"

#include "core/base/clones.h"

#include <string.h>

SL_CLONES void
sl_ahead_step (const SlStep *step,
               size_t n,
               float *restrict w,
               const float *restrict g,
               float *const slots[2],
               float *restrict t)
{
  float *restrict before = slots[0];
  const float *restrict now = slots[1];
  float eta = step->eta;
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    w[i] -= eta * g[i];
    before[i] = now[i];
    t[i] = eta;
  }
}

void
sl_ahead_rest (const SlStep *step, size_t n, const float *w, float *const slots[2])
{
  memcpy (slots[0], w, n * sizeof *w);
}
