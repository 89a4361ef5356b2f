/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlEarlierRuns: the runs that figures show behind the present one: the previous run as
 * a ghost, and pinned runs, named A to D by their place. Immutable, counted, any thread.
 */
enum { SL_MAX_PINNED = 4 };
typedef struct
{
  gint refs;
  SlSnapshot *ghost;                 /* Owned, nullable */
  SlSnapshot *pinned[SL_MAX_PINNED]; /* Owned, NULL where a place is free */
} SlEarlierRuns;

/** sl_earlier_runs_new: Returns (transfer full) none at all. */
SlEarlierRuns *sl_earlier_runs_new (void);
SlEarlierRuns *sl_earlier_runs_ref (SlEarlierRuns *runs);
void sl_earlier_runs_unref (SlEarlierRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlEarlierRuns, sl_earlier_runs_unref)

/** sl_earlier_runs_with_ghost: @ghost: (nullable). Returns (transfer full) @runs with
 * another ghost. */
SlEarlierRuns *sl_earlier_runs_with_ghost (const SlEarlierRuns *runs, SlSnapshot *ghost);

/** sl_earlier_runs_with_pin: @place: 0 … SL_MAX_PINNED − 1; @snapshot: (nullable) frees
 * the place. Returns (transfer full) @runs with another run at @place. */
SlEarlierRuns *
sl_earlier_runs_with_pin (const SlEarlierRuns *runs, int place, SlSnapshot *snapshot);

/** sl_earlier_runs_free_place: Returns the first free place, or -1. */
int sl_earlier_runs_free_place (const SlEarlierRuns *runs);

G_END_DECLS
