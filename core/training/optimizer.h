/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"
#include "core/training/formula.h"

G_BEGIN_DECLS

/** SlStep: what one update knows beside the gradient. */
typedef struct
{
  float eta;         /* learning rate η > 0 */
  float momentum;    /* β in [0, 1) */
  float epsilon;     /* ε > 0 of the metric D = √v̂ + ε */
  gint64 k;          /* updates done with this optimiser, this one included: 1, 2, … */
  float bias[2];     /* Adam: 1 − β₁ᵏ and 1 − β₂ᵏ; set by begin */
  float lambda, rho; /* the penalty as it acts on these parameters: 0 for biases */
} SlStep;

/** SlStepPoint: what an optimiser makes a step of, in double. */
typedef struct
{
  double w, g, slots[2];
} SlStepPoint;

/** SlOptimizerType: one file, one line in optimizers.def. */
typedef struct
{
  SlKind kind;
  int n_slots; /* floats of state per parameter, 0 to 2; all 0 when it is chosen */
  gboolean owns_penalty;  /* its step applies the penalty itself; the rule is left out */
  gboolean uses_momentum; /* the β that can be set */
  gboolean uses_epsilon;  /* the ε that can be set */
  gboolean binds_rate;    /* its state holds for one learning rate: another starts anew */
  gboolean decays_weights; /* w shrinks by 1 − ηλ(1−ρ) outside the metric before the step;
                              the rule applies the L1 part only */
  /** inertia: (nullable) Returns how far the gradient looks ahead, in units of the last
   * move: the gradient is taken at y = w + inertia·(w − w⁻). Needs two slots: slots[0] is
   * w⁻, slots[1] keeps w while y stands in its place. */
  float (*inertia) (const SlStep *step);
  /** begin: (nullable) computes what is the same for all parameters of this update. */
  void (*begin) (SlStep *step);
  /** step:
   * @w: (inout) (n) parameters (y where it looks ahead), moved to the point before the
   * penalty's prox; @g: (n) gradient; @slots: two (n) arrays of state, NULL beyond
   * n_slots
   * @t: (out) (n) step size each parameter took in the optimiser's own metric: η, or η/D.
   */
  void (*step) (const SlStep *step,
                size_t n,
                float *w,
                const float *g,
                float *const slots[2],
                float *t);
  /** rest: (nullable) @w: (n) parameters that were changed by hand after the update
   * @step; makes @slots those of parameters that have been at rest there. For optimisers
   * whose state tells where a parameter was. */
  void (*rest) (const SlStep *step, size_t n, const float *w, float *const slots[2]);
  /** tell: adds the same step of one parameter to @formula, calculated in double, in
   * lines that end with u, the point before the penalty's prox; w⁺ itself when it owns
   * the penalty. {w}, {g}, {η}, {β}, {ε}, {k}, {λ} and {ρ} are there to be used.
   * @t: (out) the step size. Returns u. */
  double (*tell) (const SlStep *step,
                  const SlStepPoint *at,
                  SlFormula *formula,
                  double *t);
} SlOptimizerType;

/** sl_optimizers: Returns the table of optimisers (optimizers.def). */
const SlKindTable *sl_optimizers (void);

G_END_DECLS
