/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/slice.h"
#include "core/geometry/trail.h"
#include "core/training/config.h"

G_BEGIN_DECLS

/** sl_descent_run:
 * @steps: updates at most
 * @trail: (out) where two weights go from @start when the optimiser, update rule and
 * penalty of @config are given the gradient of @slice, as a network's weights are given
 * theirs; it ends before what is not finite. O(steps · rows). */
void sl_descent_run (const SlConfig *config,
                     const SlSlice *slice,
                     const double start[2],
                     int steps,
                     SlTrail *trail);

G_END_DECLS
