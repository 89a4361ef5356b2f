/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/earlier-runs.h"

SlEarlierRuns *
sl_earlier_runs_new (void)
{
  SlEarlierRuns *runs = g_new0 (SlEarlierRuns, 1);
  g_atomic_int_set (&runs->refs, 1);
  return runs;
}

SlEarlierRuns *
sl_earlier_runs_ref (SlEarlierRuns *runs)
{
  g_atomic_int_inc (&runs->refs);
  return runs;
}

void
sl_earlier_runs_unref (SlEarlierRuns *runs)
{
  if (!g_atomic_int_dec_and_test (&runs->refs))
    return;
  g_clear_pointer (&runs->ghost, sl_snapshot_unref);
  for (int i = 0; i < SL_MAX_PINNED; i++)
    g_clear_pointer (&runs->pinned[i], sl_snapshot_unref);
  g_free (runs);
}

static SlSnapshot *
ref_or_null (SlSnapshot *snapshot)
{
  return snapshot ? sl_snapshot_ref (snapshot) : NULL;
}

SlEarlierRuns *
sl_earlier_runs_with_ghost (const SlEarlierRuns *runs, SlSnapshot *ghost)
{
  SlEarlierRuns *other = sl_earlier_runs_new ();
  other->ghost = ref_or_null (ghost);
  for (int i = 0; i < SL_MAX_PINNED; i++)
    other->pinned[i] = ref_or_null (runs->pinned[i]);
  return other;
}

SlEarlierRuns *
sl_earlier_runs_with_pin (const SlEarlierRuns *runs, int place, SlSnapshot *snapshot)
{
  SlEarlierRuns *other = sl_earlier_runs_with_ghost (runs, runs->ghost);
  g_clear_pointer (&other->pinned[place], sl_snapshot_unref);
  other->pinned[place] = ref_or_null (snapshot);
  return other;
}

int
sl_earlier_runs_free_place (const SlEarlierRuns *runs)
{
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (!runs->pinned[i])
      return i;
  return -1;
}
