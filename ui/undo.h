/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/retired.h"

G_BEGIN_DECLS

/** SlParkedRun: a run that was left and can be taken up again where it was: its worker is
 * paused, not ended, so that weights, optimiser and history are all there. */
typedef struct
{
  SlTrainer *trainer;   /* Owned */
  SlControl control;    /* as last sent, but paused */
  guint number;         /* of the run */
  SlSnapshot *snapshot; /* Owned, nullable: its last */
  SlEarlierRuns
      *earlier; /* Owned, nullable: the runs behind it, where they left with it */
} SlParkedRun;

/** SlUndoStep: how the state before a change comes back. Applying it exchanges what it
 * holds for what is there now, so that the same step then leads forward again. */
typedef struct
{
  gboolean is_run;     /* else a change of hot settings */
  SlParkedRun run;     /* of is_run */
  SlConfig config;     /* else the settings */
  const char *setting; /* the one that changed; NULL when it was not one alone */
  gint64 time;         /* µs, monotonic, of its last change */
} SlUndoStep;

/** SlUndo: what can be undone and what redone. At most SL_UNDO_RUNS runs are kept, fewer
 * when they are large, but one always. Main thread. */
enum { SL_UNDO_RUNS = 5, SL_UNDO_WEIGHTS = 40 * 1000 * 1000 };
typedef struct SlUndo SlUndo;

/** sl_undo_new: @retired: (transfer none) where runs go that are kept no more. */
SlUndo *sl_undo_new (SlRetired *retired);
void sl_undo_free (SlUndo *self);

/** sl_undo_add_settings: @config: before hot settings changed; @setting: (nullable)
 * (static) the only one that was set. Changes of one setting in quick succession are one
 * step; a change of several together is always one of its own. */
void sl_undo_add_settings (SlUndo *self, const SlConfig *config, const char *setting);

/** sl_undo_add_run: @run: (transfer full) contents; the run that was left for a new one.
 */
void sl_undo_add_run (SlUndo *self, const SlParkedRun *run);

/** sl_undo_take: Returns (transfer full) (nullable) the next step back, or forward. Give
 * it back with sl_undo_put() when it was applied, for the other direction. */
SlUndoStep *sl_undo_take (SlUndo *self, gboolean forward);
void sl_undo_put (SlUndo *self, SlUndoStep *step, gboolean forward);

/** sl_undo_can: Returns whether there is a step in that direction. */
gboolean sl_undo_can (SlUndo *self, gboolean forward);

G_END_DECLS
