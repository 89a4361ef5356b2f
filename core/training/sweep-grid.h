/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/sweep.h"

G_BEGIN_DECLS

/** sl_sweep_check: what is wrong with @options, or with a sweep of @config.
 * SL_ERROR_ARGUMENT. */
gboolean
sl_sweep_check (const SlConfig *config, const SlSweepOptions *options, GError **error);

/** sl_sweep_lambda_max:
 * @training: at its initial weights
 * Returns a λ at which next to nothing is left of the network. Without hidden layers the
 * smallest λ at which all weights are 0, as for a path. Else the largest |∂L/∂w| at the
 * initial weights, by the L1 share (0.1 at least), to three digits: with that λ the
 * penalty pulls every weight harder than the loss does at the start; and the weaker the
 * layers get, the less the loss pulls. 0 when nothing pulls. */
double sl_sweep_lambda_max (const SlTraining *training);

/** sl_sweep_grid: Returns (transfer full) (n_lambdas) λ in the order of training. */
double *sl_sweep_grid (const SlSweepOptions *options, double lambda_max);

G_END_DECLS
