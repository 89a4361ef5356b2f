/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/measure/pruning.h"
#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlStudy: what takes too long to be measured for every snapshot, the pruning curve. It
 * is made in small steps between minibatches, within 1/20 of the time while training; a
 * snapshot shows the newest that is whole, and says of which epoch. One thread. */
typedef struct SlStudy SlStudy;

SlStudy *sl_study_new (void);
void sl_study_free (SlStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStudy, sl_study_free)

/** sl_study_is_stale: @serial: a number that changes whenever the weights do. Returns
 * whether @needs ask for something that is not there for these weights. */
gboolean sl_study_is_stale (const SlStudy *study, const SlNeeds *needs, guint64 serial);

/** sl_study_step:
 * @idle: nothing else is to be done: the time does not matter, and what was begun for
 * other weights is begun anew
 * Does a step towards what @needs ask for, if there is time for one. Returns whether
 * something became whole. Cost: one forward pass over at most 256 rows, and at the
 * beginning a copy of the weights and their order. */
gboolean sl_study_step (SlStudy *study,
                        SlTraining *training,
                        const SlNeeds *needs,
                        guint64 serial,
                        gboolean idle);

/** sl_study_fill: puts what @needs ask for, as far as it is there, into @snapshot, which
 * nobody else has yet. */
void sl_study_fill (const SlStudy *study, const SlNeeds *needs, SlSnapshot *snapshot);

G_END_DECLS
