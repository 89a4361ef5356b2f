/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** SlRetired: workers that were told to stop, until they can be joined: nobody waits for
 * a worker in the middle of a long minibatch. Main thread. */
typedef struct SlRetired SlRetired;

/** sl_retired_new: @context: whose loop looks after them. */
SlRetired *sl_retired_new (GMainContext *context);

/** sl_retired_add: @trainer: (transfer full) is stopped. */
void sl_retired_add (SlRetired *self, SlTrainer *trainer);

/** sl_retired_add_path: @worker: (transfer full) is stopped. */
void sl_retired_add_path (SlRetired *self, SlPathWorker *worker);

/** sl_retired_wait: @limit: monotonic time in µs, 0 = only look. Returns whether all have
 * ended; nothing is looked after any more. */
gboolean sl_retired_wait (SlRetired *self, gint64 limit);
void sl_retired_free (SlRetired *self);

G_END_DECLS
