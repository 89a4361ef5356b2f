/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizers/ahead.h"

#include <glib/gi18n-lib.h>

/* Nesterov's step with a weight that grows to 1: (k − 1)/(k + 2).
 * Source: Beck & Teboulle, FISTA, SIAM J. Imaging Sciences 2 (2009), §4; this sequence:
 * Chambolle & Dossal, J. Optimization Theory and Applications 166 (2015), eq. 5 with a
 * = 3. */
static float
fista_inertia (const SlStep *step)
{
  double k = (double) step->k;
  return (float) ((k - 1) / (k + 2));
}

extern const SlOptimizerType sl_optimizer_fista;
const SlOptimizerType sl_optimizer_fista = {
    .kind =
        {"fista", N_ ("FISTA"),
         N_ ("Accelerated proximal steps for models without hidden layers; best with the "
             "full batch.")},
    .n_slots = 2,
    .inertia = fista_inertia,
    .step = sl_ahead_step,
    .rest = sl_ahead_rest,
};
