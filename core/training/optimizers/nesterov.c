/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizers/ahead.h"

#include <glib/gi18n-lib.h>

/* y = w + β(w − w⁻), w⁺ = prox(y − ηg(y)).
 * Source: Nesterov (1983); with a prox: Beck & Teboulle, FISTA, SIAM J. Imaging Sciences
 * 2 (2009), with a constant weight. */
static float
nesterov_inertia (const SlStep *step)
{
  return step->momentum;
}

extern const SlOptimizerType sl_optimizer_nesterov;
const SlOptimizerType sl_optimizer_nesterov = {
    .kind =
        {"nesterov", N_ ("Nesterov"),
         N_ ("Momentum that looks ahead: the gradient is taken where the last step would "
             "lead.")},
    .uses_momentum = TRUE,
    .n_slots = 2,
    .inertia = nesterov_inertia,
    .step = sl_ahead_step,
    .tell = sl_ahead_tell,
    .rest = sl_ahead_rest,
};
