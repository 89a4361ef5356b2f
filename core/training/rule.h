/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/penalty/penalty.h"
#include "core/training/formula.h"

G_BEGIN_DECLS

/** SlPull: the penalty as it acts in one update. */
typedef struct
{
  const SlPenaltyType *penalty;
  float lambda, rho;
  float eta; /* the plain learning rate η */
} SlPull;

typedef struct _SlWeightStep SlWeightStep; /* weight-step.h */

/** SlRuleType: how the penalty enters an update ("Zeros by"): one file, one line in
 * rules.def. */
typedef struct
{
  SlKind kind;
  gboolean remembers; /* keeps a flag per weight, all 0 when the rule is chosen */
  /** before: (nullable) adds to the gradient @g (n) of the weights @w (n). */
  void (*before) (const SlPull *pull, size_t n, const float *w, float *g);
  /** after: (nullable) acts on @w (n) after the optimiser's step.
   * @t: (inout) (n) step sizes it took; scratch afterwards
   * @flags: (inout) (n) what the rule remembers, NULL when it remembers nothing. */
  void (*after) (const SlPull *pull, size_t n, float *w, float *t, guint8 *flags);
  /** tell_before, tell_after: (nullable) add to @formula what before and after do to one
   * weight, calculated in double.
   * @w: where the gradient @g was taken. Returns g′, the gradient with the penalty's
   * part.
   * @u, @t: where the optimiser has put it, and its step size. Returns w⁺. */
  double (*tell_before) (const SlWeightStep *step,
                         double w,
                         double g,
                         SlFormula *formula);
  double (*tell_after) (const SlWeightStep *step, double u, double t, SlFormula *formula);
} SlRuleType;

/** sl_rules: Returns the table of update rules (rules.def). */
const SlKindTable *sl_rules (void);

G_END_DECLS
