/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/** sl_config_at_start: Returns the settings that a run began with: @config, those in
 * force, with every change that @events tell taken back, the last one first. */
SlConfig sl_config_at_start (const SlConfig *config, const SlLogView *events);

/** SlReplay: a run made once more from its beginning, with every change and edit at its
 * place, up to where the saved one stands. One thread at a time. */
typedef struct SlReplay SlReplay;

/** sl_replay_new:
 * @saved: the run to be repeated; must stay until the end; @pool, @stop: as for
 * sl_training_new_with_pool()
 * Errors: those of sl_training_new(). Returns (transfer full) or NULL. */
SlReplay *
sl_replay_new (SlTraining *saved, SlPool *pool, const gint *stop, GError **error);
void sl_replay_free (SlReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReplay, sl_replay_free)

/** sl_replay_step: one minibatch. Returns whether there is more to do: FALSE at the
 * place of the saved run, when the run ended before it, or when @stop was seen. */
gboolean sl_replay_step (SlReplay *replay);

/** sl_replay_training: Returns (transfer none) the run as far as it has come. */
SlTraining *sl_replay_training (const SlReplay *replay);

/** sl_replay_difference: after the last step. Returns (transfer full) (nullable) the
 * first difference from the saved run, as a sentence; NULL when every setting, every
 * number of the history and every weight are the same to the last bit. */
char *sl_replay_difference (const SlReplay *replay);

G_END_DECLS
