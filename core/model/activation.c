/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/activation.h"

#include "core/base/clones.h"
#include "core/base/elementary.h"

#include <glib/gi18n-lib.h>

/* Every derivative is written by the output a = f(z), so that z need not be kept. */

SL_CLONES static void
relu_forward (int n, int d, float *restrict z, const float *restrict b)
{
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < d; j++) {
      float x = z[(size_t) i * d + j] + b[j];
      z[(size_t) i * d + j] = x <= 0 ? 0.0f : x;
    }
}

SL_CLONES static void
relu_backward (size_t n, float *restrict delta, const float *restrict a)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    delta[i] = a[i] <= 0 ? 0.0f : delta[i];
}

SL_CLONES static void
tanh_forward (int n, int d, float *restrict z, const float *restrict b)
{
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < d; j++)
      z[(size_t) i * d + j] = sl_fast_tanh (z[(size_t) i * d + j] + b[j]);
}

SL_CLONES static void
tanh_backward (size_t n, float *restrict delta, const float *restrict a)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    delta[i] *= 1.0f - a[i] * a[i];
}

SL_CLONES static void
sigmoid_forward (int n, int d, float *restrict z, const float *restrict b)
{
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < d; j++)
      z[(size_t) i * d + j] = sl_fast_sigmoid (z[(size_t) i * d + j] + b[j]);
}

SL_CLONES static void
sigmoid_backward (size_t n, float *restrict delta, const float *restrict a)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    delta[i] *= a[i] * (1.0f - a[i]);
}

SL_CLONES static void
linear_forward (int n, int d, float *restrict z, const float *restrict b)
{
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < d; j++)
      z[(size_t) i * d + j] += b[j];
}

static void
linear_backward (size_t n, float *delta, const float *a)
{
}

static const SlActivationType relu = {
    .kind = {"relu", N_ ("ReLU"), N_ ("max(0, z): off below zero, straight above.")},
    .forward = relu_forward,
    .backward = relu_backward,
    .rectifies = TRUE,
};

static const SlActivationType hyperbolic_tangent = {
    .kind = {"tanh", N_ ("Tanh"), N_ ("A smooth step from −1 to 1.")},
    .forward = tanh_forward,
    .backward = tanh_backward,
};

static const SlActivationType sigmoid = {
    .kind = {"sigmoid", N_ ("Sigmoid"), N_ ("A smooth step from 0 to 1: 1/(1 + e⁻ᶻ).")},
    .forward = sigmoid_forward,
    .backward = sigmoid_backward,
};

static const SlActivationType linear = {
    .kind = {"linear", N_ ("Linear"), N_ ("z itself: layers without a bend.")},
    .forward = linear_forward,
    .backward = linear_backward,
};

const SlKindTable *
sl_activations (void)
{
  static const SlKind *const kinds[] = {&relu.kind, &hyperbolic_tangent.kind,
                                        &sigmoid.kind, &linear.kind};
  static const SlKindTable table = {N_ ("activation"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}
