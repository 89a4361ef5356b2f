/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rule.h"

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

extern const SlRuleType sl_rule_dead_link;
const SlRuleType sl_rule_dead_link = {
    .kind =
        {"dead-link", N_ ("Dead link, as TensorFlow Playground does"),
         N_ ("A weight that the penalty would push across zero becomes zero for good, "
             "until the rule is switched.")},
    .remembers = TRUE,
    .after = dead_link_after,
};
