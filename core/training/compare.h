/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/comparison.h"
#include "core/training/earlier-runs.h"
#include "core/training/trainer.h"

G_BEGIN_DECLS

/** SlCompare: two to four runs that differ in one setting, on one worker thread. They
 * take turns epoch by epoch, so that all have as many epochs as the others or one more;
 * the numbers of each are those it has alone, to the last bit. */
typedef struct SlCompare SlCompare;

/** SlComparedSet: all runs at one moment. Immutable, counted, handed from the worker to
 * the main thread. */
typedef struct
{
  gint refs;
  guint serial;        /* of the control it follows; see sl_compare_is_current() */
  gboolean ended;      /* no run goes on: each has diverged, finished or failed */
  int n;               /* runs */
  SlEarlierRuns *runs; /* Owned: the runs are its pinned[0 … n − 1] */
} SlComparedSet;

SlComparedSet *sl_compared_set_ref (SlComparedSet *set);
void sl_compared_set_unref (SlComparedSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlComparedSet, sl_compared_set_unref)

/** sl_compared_set_epoch: Returns the finished epochs that all runs that go on have; of
 * all, when none does. */
int sl_compared_set_epoch (const SlComparedSet *set);

/** sl_compare_new:
 * @control: the first; its config is what the runs share; a batch step is one minibatch,
 * an epoch step the rest of an epoch, of every run; the speed counts epochs that all have
 * @comparison: how the runs differ; copied
 * @run: number for the snapshots; @pool, @loaded, @notify, @data: as in sl_trainer_new()
 * Starts the worker. A run whose settings make no sense together is FAILED and says why;
 * the others go on, and it begins when they do. (transfer full) */
SlCompare *sl_compare_new (const SlControl *control,
                           const SlComparison *comparison,
                           guint run,
                           SlPool *pool,
                           SlDataset *loaded,
                           SlTrainerNotify notify,
                           gpointer data);

/** sl_compare_send: as sl_trainer_send(): hot settings that changed hold for all runs,
 * the one that is compared apart. */
void sl_compare_send (SlCompare *compare, const SlControl *control);

/** sl_compare_take: Returns (transfer full) (nullable) the newest set not yet taken. */
SlComparedSet *sl_compare_take (SlCompare *compare);

/** sl_compare_is_current: Returns whether the worker knew the last control when it made
 * @set. */
gboolean sl_compare_is_current (const SlCompare *compare, const SlComparedSet *set);

/** sl_compare_stop, sl_compare_has_stopped, sl_compare_free: as for SlTrainer. */
void sl_compare_stop (SlCompare *compare);
gboolean sl_compare_has_stopped (SlCompare *compare);
void sl_compare_free (SlCompare *compare);

G_END_DECLS
