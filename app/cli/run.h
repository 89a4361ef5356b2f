/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/run-options.h"

G_BEGIN_DECLS

/** SlRun: a run that a command made, and how it ended. */
typedef struct
{
  SlPool *pool;            /* Owned, nullable: outlives the training */
  SlTraining *training;    /* Owned */
  SlTrainingResult result; /* SL_TRAINING_EPOCH: the whole run was done; _FINISHED: early
                              stopping or the target ended it; _DIVERGED; or _STOPPED by
                              Ctrl-C */
  int epochs;              /* that it was to have, even when it is left untrained */
  double seconds;          /* of making, training and evaluating */
  SlEarlierRuns *earlier;  /* Owned, nullable: of a saved one, the pinned runs */
  SlDistanceReport *distance; /* Owned, nullable: see sl_run_find_distance() */
  gboolean lacks_distance;    /* Ctrl-C ended the search for it */
} SlRun;

/** sl_run_catch_signals: Returns a flag that SIGINT and SIGTERM set from now on; a second
 * signal ends the program at once. */
const gint *sl_run_catch_signals (void);

/** sl_run_print_notes: says on stderr what was left out of a file of the learner's own,
 * or filled in; nothing for the other sets. */
void sl_run_print_notes (const SlProblem *problem);

/** sl_run:
 * Makes the run of @options, with a progress bar on a terminal; SIGINT and SIGTERM end it
 * after the minibatch under way, a second signal ends the program at once.
 * @run: (out) clear it with sl_run_clear() on success
 * Returns FALSE with an error when the run could not begin. */
gboolean sl_run (const SlRunOptions *options, SlRun *run, GError **error);
void sl_run_clear (SlRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlRun, sl_run_clear)

/** sl_run_find_distance: finds how far the run is from its exact optimum, if it has one.
 * SIGINT and SIGTERM give that up. */
void sl_run_find_distance (SlRun *run);

/** sl_run_check: after the outputs are written: SL_ERROR_DIVERGED or SL_ERROR_CANCELLED
 * with what happened when the run did not reach its end. */
gboolean sl_run_check (const SlRun *run, GError **error);

/** sl_run_last: Returns the last evaluated epoch of the run. */
SlHistoryRow sl_run_last (const SlRun *run);

G_END_DECLS
