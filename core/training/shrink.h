/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

G_BEGIN_DECLS

/** sl_shrink_misfit: Returns (transfer none) (nullable) why no single weight has a map
 * under the penalty of @config: it acts on groups, or the optimiser brings its own. */
const char *sl_shrink_misfit (const SlConfig *config);

/** sl_shrink:
 * @rule: one that goes with the optimiser of @config, not necessarily its own
 * @t: (n) step sizes that the optimiser takes; @w: (inout) (n) weights
 * What the penalty of @config does to weights in one update by @rule when the loss has no
 * slope: the map w → prox_t(w) of the proximal step, and its like of the others. The
 * metric of an adaptive optimiser stands still in it. */
void sl_shrink (const SlConfig *config,
                const SlRuleType *rule,
                size_t n,
                const float *t,
                float *w);

/** sl_shrink_dead_zone: Returns the largest weight in [0, @limit] that becomes exactly
 * zero by a step of size @t, 0 when only 0 does. */
float sl_shrink_dead_zone (const SlConfig *config,
                           const SlRuleType *rule,
                           float t,
                           float limit);

G_END_DECLS
