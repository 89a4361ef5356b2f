/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/weight-step.h"

#include <glib/gi18n-lib.h>

/* The penalty's (sub)gradient is one more term of the gradient. A weight near zero is
 * pushed to and fro across it by about the learning rate and practically never rests on
 * it. */
static void
subgradient_before (const SlPull *pull, size_t n, const float *w, float *g)
{
  pull->penalty->add_subgradient (n, w, g, pull->lambda, pull->rho);
}

static double
subgradient_tell_before (const SlWeightStep *step, double w, double g, SlFormula *f)
{
  double slope;
  sl_formula_let (f, "x", f->n_lines > 0 ? f->lines[f->n_lines - 1].symbol : "w", w);
  const char *form = sl_weight_step_slope_form (step, w, &slope);
  sl_formula_add (f, "p", form, slope);
  sl_formula_add (f, "g′", "{g} + {p}", g + slope);
  f->verdict =
      w == 0
          ? N_ ("At zero the penalty has no slope p, so that only the loss moves it.")
          : N_ ("The penalty's slope p is one more part of the gradient; nothing stops "
                "the weight at zero.");
  return g + slope;
}

extern const SlRuleType sl_rule_subgradient;
const SlRuleType sl_rule_subgradient = {
    .kind = {"subgradient", N_ ("Subgradient, as Keras does"),
             N_ ("The penalty's slope is added to the gradient: weights jitter around "
                 "zero and "
                 "practically never reach it.")},
    .before = subgradient_before,
    .tell_before = subgradient_tell_before,
};
