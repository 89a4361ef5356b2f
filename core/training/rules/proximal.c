/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/weight-step.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Forward-backward splitting: a step on the loss, then the penalty's prox with the same
 * step size. The threshold tλρ sets small weights to exactly zero and lets them come
 * back. Source: Parikh & Boyd, Proximal Algorithms (2014), §4.2. */
static void
proximal_after (const SlPull *pull, size_t n, float *w, float *t, guint8 *flags)
{
  pull->penalty->prox (n, w, t, pull->lambda, pull->rho);
}

/* A group is zero as a whole, or all of it shrinks by way of its new length r. */
static double
tell_group (const SlWeightStep *step, double u, double t, SlFormula *f)
{
  double limit = sl_weight_step_hold (step), r = step->group.after;
  gboolean dies = step->group.reach <= limit;
  double w = dies ? 0 : r * u / (r + t * limit);
  sl_formula_let (f, "r", "r", r);
  sl_formula_let (f, "t", "t", t);
  sl_formula_add (f, "‖u/t‖", "", step->group.reach);
  sl_formula_add (f, "θ", "{λ}·√{n}", limit);
  sl_formula_add (f, "w⁺", dies ? "0" : "{r}·{u}/({r} + {t}·{θ})", w);
  f->verdict =
      dies
          ? N_ ("The step on the loss leaves the whole group within its threshold θ: all "
                "of it becomes exactly zero.")
          : N_ ("The group is beyond its threshold θ: all of it shrinks together, to the "
                "length r.");
  return w;
}

static double
proximal_tell_after (const SlWeightStep *step, double u, double t, SlFormula *f)
{
  double l1, l2;
  if (step->group.n > 0)
    return tell_group (step, u, t, f);
  sl_weight_step_parts (step, &l1, &l2);
  double threshold = t * l1, left = fmax (fabs (u) - threshold, 0);
  double w = copysign (left, u) / (1 + t * l2);
  sl_formula_let (f, "t", t == (double) step->step.eta ? "η" : "t", t);
  if (l1 > 0)
    sl_formula_add (f, "θ", step->step.rho == 1 ? "{t}·{λ}" : "{t}·{λ}·{ρ}", threshold);
  sl_formula_add (f, "w⁺",
                  l2 == 0   ? "soft({u}, {θ})"
                  : l1 == 0 ? "{u}/(1 + {t}·{λ})"
                            : "soft({u}, {θ})/(1 + {t}·{λ}·(1 − {ρ}))",
                  w);
  f->verdict =
      l1 == 0 ? N_ ("L2 divides what the loss has made of it: smaller, but not zero.")
      : left == 0
          ? N_ ("The step on the loss leaves it within the threshold θ of zero: it "
                "becomes exactly zero.")
      : step->w == 0
          ? N_ ("The loss lifts it over the threshold θ: it comes back from zero.")
          : N_ ("It is beyond the threshold θ: it is pulled towards zero, and stays "
                "alive.");
  return w;
}

extern const SlRuleType sl_rule_proximal;
const SlRuleType sl_rule_proximal = {
    .kind = {"proximal", N_ ("Proximal step"),
             N_ ("A step on the loss, then every weight is pulled towards zero and stops "
                 "there: "
                 "exact zeros.")},
    .after = proximal_after,
    .tell_after = proximal_tell_after,
};
