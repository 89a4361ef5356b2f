/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

G_BEGIN_DECLS

/** sl_training_bytes:
 * @problem: of @config: only its shape is looked at (d, classes, training rows)
 * Returns about how many bytes a run takes beside its data: parameters, their gradient,
 * the optimiser's state, and what every layer gives for the rows of a minibatch. */
gint64 sl_training_bytes (const SlConfig *config, const SlProblem *problem);

/** sl_training_check_memory: Returns whether this machine has room for the run, before
 * any of it is allocated; FALSE with SL_ERROR_ARGUMENT. Any thread. */
gboolean sl_training_check_memory (const SlConfig *config,
                                   const SlProblem *problem,
                                   GError **error);

G_END_DECLS
