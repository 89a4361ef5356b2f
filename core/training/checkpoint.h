/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/** SlCheckpoint: a copy of a training at the last place from where it is worth to try
 * again when it diverges: before the last change of settings that has not yet borne out,
 * else not long ago. Good is a training whose objective has not risen far above its
 * smallest since the last change. Keeping it costs at most 1/20 of the time, and a copy
 * when a setting changes that an epoch has passed since the last; networks with more than
 * SL_CHECKPOINT_PARAMS parameters have none. One thread. */
typedef struct SlCheckpoint SlCheckpoint;
enum { SL_CHECKPOINT_PARAMS = 20 * 1000 * 1000 };

/* A change that so many epochs have borne out is not what a divergence comes from. */
enum { SL_CHECKPOINT_PROOF = 10 };

SlCheckpoint *sl_checkpoint_new (void);
void sl_checkpoint_free (SlCheckpoint *checkpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCheckpoint, sl_checkpoint_free)

/** sl_checkpoint_before_change: @training is about to be given other settings, or other
 * weights. */
void sl_checkpoint_before_change (SlCheckpoint *checkpoint, const SlTraining *training);

/** sl_checkpoint_after_epoch: @training has just finished an epoch, and is finite. */
void sl_checkpoint_after_epoch (SlCheckpoint *checkpoint, const SlTraining *training);

/** sl_checkpoint_training: Returns (transfer none) (nullable) the copy. */
const SlTraining *sl_checkpoint_training (const SlCheckpoint *checkpoint);

G_END_DECLS
