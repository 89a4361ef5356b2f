/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/courier.h"
#include "core/training/path-find.h"

G_BEGIN_DECLS

/** SlPathWorker: one path found on a thread of its own, which yields to the window. */
typedef struct SlPathWorker SlPathWorker;

/** sl_path_worker_new:
 * @pool: (nullable) what the workers beside the window share; must outlive the worker
 * @loaded: (nullable) kept by reference: a set that was read before
 * @notify: called on the worker's thread, at most once per sl_path_worker_take()
 * Starts the worker. (transfer full) */
SlPathWorker *sl_path_worker_new (const SlConfig *config,
                                  const SlPathWish *wish,
                                  SlPool *pool,
                                  SlDataset *loaded,
                                  SlCourierNotify notify,
                                  gpointer data);

/** sl_path_worker_take: Returns (transfer full) (nullable) the newest result not yet
 * taken. */
SlPathResult *sl_path_worker_take (SlPathWorker *worker);

/** sl_path_worker_stop: asks the worker to end; its last result is CANCELLED, unless it
 * was done before. Returns at once. */
void sl_path_worker_stop (SlPathWorker *worker);

/** sl_path_worker_has_stopped: Returns whether it ended: @notify is not called any more.
 */
gboolean sl_path_worker_has_stopped (SlPathWorker *worker);

/** sl_path_worker_free: (nullable) stops, joins and frees. Waits for the minibatch or the
 * piece of a solution under way. */
void sl_path_worker_free (SlPathWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPathWorker, sl_path_worker_free)

G_END_DECLS
