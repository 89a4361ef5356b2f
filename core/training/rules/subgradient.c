/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rule.h"

#include <glib/gi18n-lib.h>

/* The penalty's (sub)gradient is one more term of the gradient. A weight near zero is
 * pushed to and fro across it by about the learning rate and practically never rests on
 * it. */
static void
subgradient_before (const SlPull *pull, size_t n, const float *w, float *g)
{
  pull->penalty->add_subgradient (n, w, g, pull->lambda, pull->rho);
}

extern const SlRuleType sl_rule_subgradient;
const SlRuleType sl_rule_subgradient = {
    .kind = {"subgradient", N_ ("Subgradient, as Keras does"),
             N_ ("The penalty's slope is added to the gradient: weights jitter around "
                 "zero and "
                 "practically never reach it.")},
    .before = subgradient_before,
};
