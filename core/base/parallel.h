/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlPool: a few threads among which one piece of work is split. How it is split depends
 * on its shape alone (sl_split_count()), never on the number of threads or on what else
 * runs; so neither do the bits of the result. Work that is small is not split at all. */
typedef struct SlPool SlPool;

/** SlPoolTask: does part @task of a piece of work. Parts run in any order and at the same
 * time: each writes only what is its own. */
typedef void (*SlPoolTask) (gpointer data, int task);

/** sl_pool_new:
 * @threads: how many work at once, the caller of sl_pool_run() included, 1 or more
 * The others start when there is first something to share, with the priority of who
 * shares it. Returns (transfer full) a pool, or NULL for one thread: all functions take
 * NULL for "no threads but the caller". */
SlPool *sl_pool_new (int threads);
void sl_pool_free (SlPool *pool); /* (nullable); no work may be under way */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPool, sl_pool_free)

/** sl_pool_threads: Returns how many work at once, 1 for NULL. */
int sl_pool_threads (const SlPool *pool);

/** sl_pool_run:
 * @pool: (nullable); @n_tasks: parts of the work, may be 0
 * Does parts 0 to n_tasks − 1, on the caller too, and returns when all are done; what
 * they wrote is then visible to the caller. Each runs with the caller's way with
 * subnormal numbers (flush-zero.h). While the pool is at work already (a part that is
 * itself split, another thread) the caller does the parts alone, first to last. Costs
 * some 10 µs when threads have to wake up. Any thread. */
void sl_pool_run (SlPool *pool, int n_tasks, SlPoolTask task, gpointer data);

/** sl_cores: Returns how many threads a command uses: all that this process may run on.
 */
int sl_cores (void);

/** sl_cores_beside_window: Returns how many the workers beside a window share: one core
 * is the window's, but there is always one worker. */
int sl_cores_beside_window (void);

/** SlRange: items first to end − 1. */
typedef struct
{
  size_t first, end;
} SlRange;

/** SL_SPLIT_PARTS: work is split into no more parts than this. */
enum { SL_SPLIT_PARTS = 16 };

/** sl_split_count:
 * @work: how much there is to do, @least: how much is worth a part of its own, in any
 * one unit, both above 0
 * Returns the number of parts, 1 to SL_SPLIT_PARTS: by shape only. */
int sl_split_count (double work, double least);

/** sl_split_range:
 * @n: items; @parts: 1 or more; @multiple: parts begin at multiples of it (a cache line,
 * a block), 1 or more
 * Returns part @i of the items, as even as @multiple allows; it may be empty. The parts
 * cover 0 to n − 1 without overlap. */
SlRange sl_split_range (size_t n, int parts, int i, size_t multiple);

G_END_DECLS
