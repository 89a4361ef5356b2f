/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"

G_BEGIN_DECLS

/** SlActivationType: an elementwise function of the hidden units. */
typedef struct
{
  SlKind kind;
  /** forward: @z: (inout) (n, d) sums without bias, replaced by f(z + b); @b: (d) biases.
   */
  void (*forward) (int n, int d, float *z, const float *b);
  /** backward: @delta: (inout) (n) ∂L/∂a, multiplied by f′; @a: (n) outputs of forward.
   */
  void (*backward) (size_t n, float *delta, const float *a);
  gboolean rectifies; /* half of its outputs are 0: He's initialiser suits it */
} SlActivationType;

/** sl_activations: Returns the table: relu tanh sigmoid linear. */
const SlKindTable *sl_activations (void);

G_END_DECLS
