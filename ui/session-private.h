/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include "ui/undo.h"

G_BEGIN_DECLS

/* What session.c (the present run), session-settings.c (what it is to learn with),
 * session-edit.c (runs that go on from it), session-runs.c (earlier runs, undo) and
 * session-compare.c (compared runs) share; nobody else includes this. */

typedef struct SlSetAside SlSetAside; /* session-aside.c */

/** SlSessionCompare: the compared runs. */
typedef struct
{
  SlCompare *worker;  /* Owned, nullable: until they are first wanted */
  SlComparedSet *set; /* Owned, nullable: the newest */
  SlComparison comparison;
  SlControl control; /* what that worker is to do */
  guint runs;        /* comparisons started so far */
  gboolean shown;    /* it is the one that is driven */
} SlSessionCompare;

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
  SlPathWorker *path_worker; /* nullable: at work */
  SlPathResult *path;        /* nullable: shown */
  SlPathResult *path_news;   /* nullable: of the last search */
  GMainContext *context;
  GSource *bell; /* rung by the worker when there is a snapshot */

  SlControl control; /* what the worker is to do */
  guint run;         /* the present one */
  guint runs;        /* started so far */
  struct
  {
    int epoch, batch;
  } begun; /* where the present run went on from */

  SlSessionCompare compare;
  SlSetAside *aside; /* Owned, nullable: what waits while a lesson is on */
};

enum {
  SL_SESSION_CONFIG_CHANGED,
  SL_SESSION_SNAPSHOT_CHANGED,
  SL_SESSION_STATE_CHANGED,
  SL_SESSION_EARLIER_CHANGED,
  SL_SESSION_UNDO_CHANGED,
  SL_SESSION_PATH_CHANGED,
  SL_SESSION_COMPARED_CHANGED,
  SL_SESSION_COMPARISON_CHANGED,
  SL_SESSION_N_SIGNALS
};

/** sl_session_emit: emits one of the signals without arguments. */
void sl_session_emit (SlSession *self, int signal);

/** sl_session_emit_config: tells that @setting has a new wanted value. */
void sl_session_emit_config (SlSession *self, const char *setting);

/** sl_session_announce: tells which settings differ from what they were in @before. */
void sl_session_announce (SlSession *self, const SlConfig *before);

/** sl_session_ring: @session: on a worker's thread: there is something new to deliver. */
void sl_session_ring (gpointer session);

/** sl_session_deliver_path: takes over what the path's worker has found. */
void sl_session_deliver_path (SlSession *self);

/** sl_session_clear_path: the path's worker is left. */
void sl_session_clear_path (SlSession *self);

/** sl_session_send: the worker gets the present control. */
void sl_session_send (SlSession *self);

/** sl_session_ring: (a worker's thread) there is something to deliver. */
void sl_session_ring (gpointer session);

/** sl_session_start_run: a new worker, with the present settings. */
void sl_session_start_run (SlSession *self, gboolean playing);

/** sl_session_start_fork: the same, going on from @parent (sl_trainer_new_fork()). */
void sl_session_start_fork (SlSession *self,
                            SlTrainer *parent,
                            const SlFork *fork,
                            gboolean playing);

/** sl_session_start_from: the same, going on with @training (transfer full), paused. */
void sl_session_start_from (SlSession *self, SlTraining *training);

/** sl_session_complete_pins: what takes the worker longer than a snapshot comes with a
 * later one of the same moment: pinned runs of it get that one. */
void sl_session_complete_pins (SlSession *self);

/** sl_session_park: the present run pauses where it is. Returns (transfer full) contents;
 * there is no present run then. */
SlParkedRun sl_session_park (SlSession *self);

/** sl_session_exchange_earlier: @earlier: (transfer full) the runs behind the present one
 * from now on. Returns (transfer full) those that were. */
SlEarlierRuns *sl_session_exchange_earlier (SlSession *self, SlEarlierRuns *earlier);

/** sl_session_replace_run: a new run in place of the present one, which can be brought
 * back. @before: its settings. */
void sl_session_replace_run (SlSession *self, const SlConfig *before, gboolean playing);

/** sl_session_drop_aside: what was set aside is given up, for the session ends. */
void sl_session_drop_aside (SlSession *self);

/** sl_session_driven: Returns (transfer none) what play, pause, steps, axes and needs are
 * about: the present run, or the compared ones. sl_session_send_driven: their worker gets
 * it. */
SlControl *sl_session_driven (SlSession *self);
void sl_session_send_driven (SlSession *self);

/** sl_session_follow_compare: the compared runs take over the present settings.
 * sl_session_restart_compare: they begin anew. sl_session_end_compare: they are given up.
 * sl_session_deliver_compared: takes what their worker has published. */
void sl_session_follow_compare (SlSession *self);
void sl_session_restart_compare (SlSession *self, gboolean playing);
void sl_session_end_compare (SlSession *self);
void sl_session_deliver_compared (SlSession *self);

G_END_DECLS
