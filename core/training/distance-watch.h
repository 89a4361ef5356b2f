/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlDistanceWatch: tells snapshots how far their run is from its exact optimum, as far
 * as a follower has found that out. The worker's. */
typedef struct SlDistanceWatch SlDistanceWatch;

/** sl_distance_watch_new: @news, @data: as for sl_follower_new(). */
SlDistanceWatch *sl_distance_watch_new (void (*news) (gpointer), gpointer data);
void sl_distance_watch_free (SlDistanceWatch *watch); /* (nullable) */

/** sl_distance_watch_fill: sets the optimum of @snapshot, just taken of @training, when
 * it is known, and asks for it. When @needs want the geometry of two weights, the same
 * for that, and @training follows these two from here on. */
void sl_distance_watch_fill (SlDistanceWatch *watch,
                             SlSnapshot *snapshot,
                             SlTraining *training,
                             const SlNeeds *needs);

/** sl_distance_watch_has_news: whether another snapshot would tell more. */
gboolean sl_distance_watch_has_news (SlDistanceWatch *watch);

G_END_DECLS
