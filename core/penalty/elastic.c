/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/elastic.h"

#include "core/base/clones.h"

#include <math.h>

SL_CLONES double
sl_elastic_value (size_t n, const float *w, double rho)
{
  double l1 = 0, l2 = 0;
#pragma omp simd reduction(+ : l1, l2)
  for (size_t i = 0; i < n; i++) {
    l1 += (double) fabsf (w[i]);
    l2 += (double) w[i] * (double) w[i];
  }
  return rho * l1 + (1 - rho) / 2 * l2;
}

SL_CLONES void
sl_elastic_prox (size_t n,
                 float *restrict w,
                 const float *restrict t,
                 float lambda,
                 float rho)
{
  float l1 = lambda * rho, l2 = lambda * (1 - rho);
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    float size = fabsf (w[i]) - t[i] * l1;
    float shrunk = copysignf (size, w[i]) / (1.0f + t[i] * l2);
    /* "not ≤ 0" rather than "> 0" lets NaN through; + 0 turns an underflow to −0 into +0.
     */
    w[i] = (size <= 0 ? 0.0f : shrunk) + 0.0f;
  }
}

SL_CLONES void
sl_elastic_add_subgradient (size_t n,
                            const float *restrict w,
                            float *restrict g,
                            float lambda,
                            float rho)
{
  float l1 = lambda * rho, l2 = lambda * (1 - rho);
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    float sign = w[i] > 0 ? l1 : (w[i] < 0 ? -l1 : 0.0f);
    g[i] += sign + l2 * w[i];
  }
}
