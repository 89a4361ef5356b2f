/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

/** sl_config_conflict:
 * Returns (transfer none) (nullable) the translated sentence that says why the optimiser,
 * rule, penalty and hidden layers of @config make no sense together; NULL when they do.
 */
const char *sl_config_conflict (const SlConfig *config);
