/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include "ui/undo.h"

G_BEGIN_DECLS

/* What session.c (the present run), session-settings.c (what it is to learn with),
 * session-edit.c (runs that go on from it) and session-runs.c (earlier runs, undo) share;
 * nobody else includes this. */

struct _SlSession
{
  GObject parent_instance;

  /* Owned */
  SlTrainer *trainer; /* of the present run; NULL once shut down */
  SlPool *pool;       /* of all workers; NULL when there is one core for them */
  SlRetired *retired; /* trainers told to stop, not yet joined */
  SlUndo *undo;       /* NULL once shut down */
  SlSnapshot *snapshot;
  SlDataset *loaded; /* nullable: the last rows out of a file, for the next run */
  SlEarlierRuns *earlier;
  GMainContext *context;
  GSource *bell; /* rung by the worker when there is a snapshot */

  SlControl control; /* what the worker is to do */
  guint run;         /* the present one */
  guint runs;        /* started so far */
};

enum {
  SL_SESSION_CONFIG_CHANGED,
  SL_SESSION_SNAPSHOT_CHANGED,
  SL_SESSION_STATE_CHANGED,
  SL_SESSION_EARLIER_CHANGED,
  SL_SESSION_UNDO_CHANGED,
  SL_SESSION_N_SIGNALS
};

/** sl_session_emit: emits one of the signals without arguments. */
void sl_session_emit (SlSession *self, int signal);

/** sl_session_emit_config: tells that @setting has a new wanted value. */
void sl_session_emit_config (SlSession *self, const char *setting);

/** sl_session_announce: tells which settings differ from what they were in @before. */
void sl_session_announce (SlSession *self, const SlConfig *before);

/** sl_session_send: the worker gets the present control. */
void sl_session_send (SlSession *self);

/** sl_session_start_run: a new worker, with the present settings. */
void sl_session_start_run (SlSession *self, gboolean playing);

/** sl_session_start_fork: the same, going on from @parent (sl_trainer_new_fork()). */
void sl_session_start_fork (SlSession *self,
                            SlTrainer *parent,
                            const SlFork *fork,
                            gboolean playing);

/** sl_session_start_from: the same, going on with @training (transfer full), paused. */
void sl_session_start_from (SlSession *self, SlTraining *training);

/** sl_session_park: the present run pauses where it is. Returns (transfer full) contents;
 * there is no present run then. */
SlParkedRun sl_session_park (SlSession *self);

/** sl_session_replace_run: a new run in place of the present one, which can be brought
 * back. @before: its settings. */
void sl_session_replace_run (SlSession *self, const SlConfig *before, gboolean playing);

G_END_DECLS
