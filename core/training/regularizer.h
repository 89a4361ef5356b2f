/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

/** sl_config_penalty:
 * Returns λ·R of the weights (and biases, when penalised) of @network as @config has it,
 * every layer with its factor.
 */
double sl_config_penalty (const SlConfig *config, const SlNetwork *network);
