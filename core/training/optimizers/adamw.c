/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizers/adam.h"

#include <glib/gi18n-lib.h>

/* Source: Loshchilov & Hutter, Decoupled Weight Decay Regularization (2019), Algorithm 2.
 */
extern const SlOptimizerType sl_optimizer_adamw;
const SlOptimizerType sl_optimizer_adamw = {
    .kind = {"adamw", N_ ("AdamW"),
             N_ ("Adam whose L2 part shrinks every weight by the same share, outside "
                 "Adam's metric; so it does not minimise loss + penalty.")},
    .uses_epsilon = TRUE,
    .n_slots = 2,
    .decays_weights = TRUE,
    .begin = sl_adam_begin,
    .step = sl_adam_step,
    .tell = sl_adam_tell,
};
