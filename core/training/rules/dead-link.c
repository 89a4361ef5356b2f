/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/weight-step.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* After the step on the loss, a separate step −ηλ·∂R with the plain learning rate. A
 * weight whose sign that step flips is 0 for good, however much the loss wants it back.
 * Source: the rule of TensorFlow Playground, nn.ts, updateWeights (Smilkov et al. 2017).
 */
static void
dead_link_after (const SlPull *pull, size_t n, float *w, float *t, guint8 *flags)
{
  float *slope = t;
  memset (slope, 0, n * sizeof *slope);
  pull->penalty->add_subgradient (n, w, slope, pull->lambda, pull->rho);
  for (size_t i = 0; i < n; i++) {
    float moved = w[i] - pull->eta * slope[i];
    flags[i] |= (w[i] > 0 && moved < 0) || (w[i] < 0 && moved > 0);
    w[i] = flags[i] ? 0 : moved;
  }
}

static double
dead_link_tell_after (const SlWeightStep *step, double u, double t, SlFormula *f)
{
  double l1, l2, slope;
  sl_formula_let (f, "x", "u", u);
  const char *form = sl_weight_step_slope_form (step, u, &slope);
  double moved = u - (double) step->step.eta * slope;
  gboolean dies = (u > 0 && moved < 0) || (u < 0 && moved > 0);
  double w = dies || step->dead ? 0 : moved;
  sl_weight_step_parts (step, &l1, &l2);
  if (l1 > 0 || l2 > 0) {
    sl_formula_add (f, "p", form, slope);
    sl_formula_add (f, "w⁺", dies || step->dead ? "0" : "{u} − {η}·{p}", w);
  } else
    sl_formula_add (f, "w⁺", "0", w);
  f->verdict = step->dead
                   ? N_ ("A dead link: it stays at zero until the rule is switched.")
               : dies ? N_ ("The penalty would push it across zero: the link is dead "
                            "and stays at zero.")
                      : N_ ("After the step on the loss the penalty pulls it towards "
                            "zero, with the plain learning rate.");
  return w;
}

extern const SlRuleType sl_rule_dead_link;
const SlRuleType sl_rule_dead_link = {
    .kind =
        {"dead-link", N_ ("Dead link, as TensorFlow Playground does"),
         N_ ("A weight that the penalty would push across zero becomes zero for good, "
             "until the rule is switched.")},
    .remembers = TRUE,
    .after = dead_link_after,
    .tell_after = dead_link_tell_after,
};
