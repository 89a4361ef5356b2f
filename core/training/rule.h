/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/penalty/penalty.h"

G_BEGIN_DECLS

/** SlRuleType: how the penalty enters an update ("Zeros by"): one file, one line in
 * rules.def. */
typedef struct
{
  SlKind kind;
  /** before: (nullable) adds to the gradient @g (n) of the weights @w (n). */
  void (*before) (const SlPenaltyType *penalty,
                  size_t n,
                  const float *w,
                  float *g,
                  float lambda,
                  float rho);
  /** after: (nullable) acts on @w (n) after the optimiser's step; @t: (n) step sizes it
   * took. */
  void (*after) (const SlPenaltyType *penalty,
                 size_t n,
                 float *w,
                 const float *t,
                 float lambda,
                 float rho);
} SlRuleType;

/** sl_rules: Returns the table of update rules (rules.def). */
const SlKindTable *sl_rules (void);

G_END_DECLS
