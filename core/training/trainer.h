/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/edit.h"
#include "core/training/handover.h"
#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlTrainer: one run on a worker thread. A new run is a new trainer; the old one is
 * stopped, and freed (joined) later, when sl_trainer_has_stopped(). */
typedef struct SlTrainer SlTrainer;

/* Epochs per second at and beyond which training goes as fast as it can. */
#define SL_SPEED_MAX 1000.0

/** SlControl: everything the main thread wants of the worker, whole, newest wins.
 * The other counters are totals since the trainer was made: the worker does what is
 * missing. */
typedef struct
{
  SlConfig config; /* hot settings; the cold ones must be the trainer's. One acts when it
                      differs from the control before, so that a learning rate reduced by
                      the schedule stays until a hand changes it */
  gboolean playing;
  guint starts; /* how often play was pressed: after an end, once more goes on, even when
                   the pause before it was replaced unseen */
  guint batch_steps, epoch_steps;
  guint refits; /* of the histogram's axes */
  double speed; /* epochs per second > 0 */
  SlNeeds needs;
} SlControl;

/** SlTrainerNotify: called on the worker after a new snapshot was put into the empty
 * slot. */
typedef void (*SlTrainerNotify) (gpointer data);

/** sl_trainer_new:
 * @control: the first; its config is the run's; @run: number for the snapshots
 * @pool: (nullable) what the workers beside the window share; must outlive the trainer
 * @loaded: (nullable) kept by reference: a set that was read before, so that a file need
 * not be read again for the same rows
 * @notify: called on the worker's thread, at most once per sl_trainer_take()
 * Starts the worker, which first prepares the data and publishes epoch 0. (transfer full)
 */
SlTrainer *sl_trainer_new (const SlControl *control,
                           guint run,
                           SlPool *pool,
                           SlDataset *loaded,
                           SlTrainerNotify notify,
                           gpointer data);

/** SlFork: how a worker begins that goes on from another's training. */
typedef struct
{
  gboolean from_good; /* from its last good state (SlGoodState), not the present one */
  gboolean edits;     /* with @edit made first */
  SlEdit edit;
} SlFork;

/** sl_trainer_new_fork:
 * @parent: (transfer none) whose worker copies its training for this one between two
 * minibatches; nobody waits for it here; it may be stopped at once, and ends when it has
 * given the copy. @control: its config differs from the parent's in hot settings at most;
 * a difference acts before the edit. The rest as for sl_trainer_new(); the first snapshot
 * is the one after the edit. The same thread as that of all sl_trainer_ functions. */
SlTrainer *sl_trainer_new_fork (SlTrainer *parent,
                                const SlFork *fork,
                                const SlControl *control,
                                guint run,
                                SlPool *pool,
                                SlTrainerNotify notify,
                                gpointer data);

/** sl_trainer_new_from: @training: (transfer full) goes on where it is; the cold settings
 * of @control are its. The rest as for sl_trainer_new(). */
SlTrainer *sl_trainer_new_from (SlTraining *training,
                                const SlControl *control,
                                guint run,
                                SlPool *pool,
                                SlTrainerNotify notify,
                                gpointer data);

/** sl_trainer_ask: asks the worker for a copy of its training, as it is between two
 * minibatches. Returns (transfer full) what it comes by; wait for it on another thread.
 */
SlHandover *sl_trainer_ask (SlTrainer *trainer);

/** sl_trainer_send: @control: copied; replaces one the worker has not seen. Never waits
 * long. */
void sl_trainer_send (SlTrainer *trainer, const SlControl *control);

/** sl_trainer_take: Returns (transfer full) (nullable) the newest snapshot not yet taken.
 */
SlSnapshot *sl_trainer_take (SlTrainer *trainer);

/** sl_trainer_stop: asks the worker to end. Returns at once; @notify is not called
 * afterwards once sl_trainer_has_stopped(). */
void sl_trainer_stop (SlTrainer *trainer);
gboolean sl_trainer_has_stopped (SlTrainer *trainer);

/** sl_trainer_free: stops, joins and frees. Waits for the minibatch under way. */
void sl_trainer_free (SlTrainer *trainer);

G_END_DECLS
