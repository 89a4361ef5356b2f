/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"
#include "core/base/rng.h"
#include "core/model/activation.h"

G_BEGIN_DECLS

/** SlInitializerType: how the weights of a layer start. Biases start at 0. */
typedef struct
{
  SlKind kind;
  /** fill: @W: (out) (inputs, outputs). */
  void (*fill) (SlRng *rng, int inputs, int outputs, float *W);
} SlInitializerType;

/** sl_initializers: Returns the table: he glorot lecun uniform. */
const SlKindTable *sl_initializers (void);

/** sl_initializer_for: Returns what `auto` stands for: He for ReLU, else Glorot. */
const SlInitializerType *sl_initializer_for (const SlActivationType *activation);

G_END_DECLS
