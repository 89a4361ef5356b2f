/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far threads stand back, as nice(1) counts: the window comes first. */
enum {
  SL_NICE_WORKER = 10,  /* trains, or saves, while somebody watches */
  SL_NICE_FOLLOWER = 19 /* finds what is only for looking at: everything else is first */
};

/** sl_thread_yield: lets the calling thread stand back by @niceness, for good. Where
 * niceness does not belong to threads, or may not be changed, nothing happens: that only
 * costs smoothness. */
void sl_thread_yield (int niceness);

G_END_DECLS
