/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rule.h"

#include <glib/gi18n-lib.h>

/* Forward-backward splitting: a step on the loss, then the penalty's prox with the same
 * step size. The threshold tλρ sets small weights to exactly zero and lets them come
 * back. Source: Parikh & Boyd, Proximal Algorithms (2014), §4.2. */
static void
proximal_after (const SlPull *pull, size_t n, float *w, float *t, guint8 *flags)
{
  pull->penalty->prox (n, w, t, pull->lambda, pull->rho);
}

extern const SlRuleType sl_rule_proximal;
const SlRuleType sl_rule_proximal = {
    .kind = {"proximal", N_ ("Proximal step"),
             N_ ("A step on the loss, then every weight is pulled towards zero and stops "
                 "there: "
                 "exact zeros.")},
    .after = proximal_after,
};
