/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/monitor.h"
#include "core/core.h"

G_BEGIN_DECLS

/** TrainerFixture: a worker thread of run 7, seen only through its snapshots: waits count
 * them and never sleep. */
typedef struct
{
  SlMonitor *monitor;
  int notified; /* inside the monitor */
  SlPool *pool;
  SlDataset *loaded;
  SlTrainer *trainer;
  SlControl control;
} TrainerFixture;

void trainer_fixture_set_up (TrainerFixture *f, gconstpointer data);
void trainer_fixture_tear_down (TrainerFixture *f, gconstpointer data);

/** trainer_fixture_set: sets @id of the control, to be sent or started with. */
void trainer_fixture_set (TrainerFixture *f, const char *id, const char *value);
void trainer_fixture_start (TrainerFixture *f);
/** trainer_fixture_fork: starts the worker of @f as a fork of that of @parent, under the
 * control of @f, which begins as that of @parent. */
void trainer_fixture_fork (TrainerFixture *f,
                           const TrainerFixture *parent,
                           const SlFork *fork);
void trainer_fixture_send (TrainerFixture *f);

/** trainer_fixture_next_snapshot: Returns (transfer full) the next one; waits for it. */
SlSnapshot *trainer_fixture_next_snapshot (TrainerFixture *f);

/** TrainerWanted: whether @snapshot is the one waited for; @number: what it is to have.
 */
typedef gboolean (*TrainerWanted) (const SlSnapshot *snapshot, int number);

/** trainer_fixture_wait_for: Returns (transfer full) the first that is as wanted. */
SlSnapshot *
trainer_fixture_wait_for (TrainerFixture *f, TrainerWanted wanted, int number);
gboolean trainer_has_state (const SlSnapshot *snapshot, int state);
gboolean trainer_is_paused_at (const SlSnapshot *snapshot, int epoch);

G_END_DECLS
