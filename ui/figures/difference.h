/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_difference_text: @others: (n) of the runs shown beside it. Returns (transfer full)
 * (nullable) what tells the run of @config from them, beyond penalty and λ: "zeros by
 * proximal step, batch size 32"; NULL when nothing does. Any thread. */
char *sl_difference_text (const SlConfig *config, const SlConfig *const *others, int n);

/** sl_difference_name: Returns (transfer full) penalty and λ of the run of @config, and
 * what else tells it from the @others (n): "L1 λ = 0.001, batch size 32". Any thread. */
char *sl_difference_name (const SlConfig *config, const SlConfig *const *others, int n);

G_END_DECLS
