/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_training_follow: what @needs ask to be followed from the beginning, where they ask
 * for that: the weight that is watched, and two weights, those of the exact optimum when
 * @needs name none. Before the first step. */
void sl_training_follow (SlTraining *training, const SlNeeds *needs);

/** sl_snapshot_take_whole: as sl_snapshot_take(), with all that @needs ask for, found now
 * on this thread however long it takes: the exact optimum with its geometry, and the
 * pruning curve. @stop: (nullable) gives them up. Returns (transfer full). */
SlSnapshot *sl_snapshot_take_whole (SlTraining *training,
                                    SlRunState state,
                                    const SlNeeds *needs,
                                    const gint *stop);

G_END_DECLS
