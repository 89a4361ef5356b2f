/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** SlSession: the only object that touches the trainer: settings go in, the newest
 * snapshot comes out. Lives on the main thread. Signals: "config-changed" (setting id: a
 * setting has a new wanted value), "snapshot-changed" (sl_session_snapshot() is new),
 *          "state-changed" (playing, speed or run state changed),
 * "path-changed" (sl_session_path() or its news are new),
 * "earlier-changed" (another ghost, or other pinned runs), "undo-changed" (what can be
 * undone or redone), "compared-changed" (sl_session_compared() is new),
 * "comparison-changed" (something else is compared). */
#define SL_TYPE_SESSION (sl_session_get_type ())
G_DECLARE_FINAL_TYPE (SlSession, sl_session, SL, SESSION, GObject)

/* Epochs per second a new session trains at: slow enough to watch. */
#define SL_SESSION_SPEED_DEFAULT 30.0

/** sl_session_new: a session with the default configuration, preparing its first run. */
SlSession *sl_session_new (void);

/** sl_session_config: Returns (transfer none) the settings as wanted (the snapshot has
 * those in force). */
const SlConfig *sl_session_config (SlSession *self);

/** sl_session_set:
 * Sets one setting from text. Hot: holds from the next minibatch. Cold: starts a new run,
 * which plays if the old one did. On error (SL_ERROR_ARGUMENT) nothing changes. */
gboolean sl_session_set (SlSession *self,
                         const SlSetting *setting,
                         const char *text,
                         GError **error);

/** sl_session_apply:
 * @config: (transfer none) all settings as they are to be
 * Makes them the wanted ones as one change and one step of undo. When only hot settings
 * differ, all hold from the same minibatch of the present run; else one new run starts,
 * which plays if the old one did. "config-changed" comes once for each setting that
 * differs. When none does, nothing happens. On error (SL_ERROR_ARGUMENT) nothing changes.
 */
gboolean sl_session_apply (SlSession *self, const SlConfig *config, GError **error);

/** sl_session_begin: a new run with @config from epoch 0, paused; undo brings back the
 * one before. On error (SL_ERROR_ARGUMENT) nothing changes. */
gboolean sl_session_begin (SlSession *self, const SlConfig *config, GError **error);

/** sl_session_preset: Returns the preset whose values the settings have; NULL when they
 * were chosen by hand. */
const SlPresetType *sl_session_preset (SlSession *self);

/** sl_session_check_preset: Returns whether @preset could be chosen now;
 * SL_ERROR_ARGUMENT with the reason why not. */
gboolean
sl_session_check_preset (SlSession *self, const SlPresetType *preset, GError **error);

/** sl_session_choose_preset: sets all that @preset sets, as sl_session_apply() does. */
gboolean
sl_session_choose_preset (SlSession *self, const SlPresetType *preset, GError **error);

/** sl_session_open:
 * @dataset: (transfer none) read from a file (sl_config_take_loaded() says how)
 * Starts a new run on it, which plays if the old one did; undo brings the old one back.
 * On error (SL_ERROR_ARGUMENT) nothing changes. */
gboolean sl_session_open (SlSession *self, SlDataset *dataset, GError **error);

/** sl_session_snapshot: Returns (transfer none) (nullable) the newest snapshot. */
SlSnapshot *sl_session_snapshot (SlSession *self);

gboolean sl_session_playing (SlSession *self);
void sl_session_set_playing (SlSession *self, gboolean playing);
double sl_session_speed (
    SlSession *self); /* epochs per second, SL_SPEED_MAX = as fast as it goes */
void sl_session_set_speed (SlSession *self, double speed);
void sl_session_step_batch (SlSession *self);
void sl_session_step_epoch (SlSession *self);
void sl_session_reset (
    SlSession *self); /* a new run of the same settings, from epoch 0, paused */

/** sl_session_refit: chooses the bins of the weights' histograms, and the ends of their
 * axes, anew. */
void sl_session_refit (SlSession *self);

/** sl_session_set_needs: what the visible cards ask of snapshots. */
void sl_session_set_needs (SlSession *self, const SlNeeds *needs);

/** sl_session_earlier: Returns (transfer none) the runs to be shown behind the present
 * one. Its ghost is the run that was left last. */
SlEarlierRuns *sl_session_earlier (SlSession *self);

/** sl_session_find_path: begins to look for the regularisation path of the present
 * settings, beside the training; it takes the place of a search under way. */
void sl_session_find_path (SlSession *self, const SlPathWish *wish);

/** sl_session_stop_path: ends the search, as soon as it can; what was found stays. */
void sl_session_stop_path (SlSession *self);

/** sl_session_path: Returns (transfer none) (nullable) the path to show: the newest with
 * rows, whichever settings it is for. sl_session_path_news: the same of the last search,
 * which may have none: how far it is, or what went wrong. */
SlPathResult *sl_session_path (SlSession *self);
SlPathResult *sl_session_path_news (SlSession *self);

/** sl_session_pin: keeps the run as it is now. Errors: SL_ERROR_ARGUMENT when no place is
 * free or nothing was trained. */
gboolean sl_session_pin (SlSession *self, GError **error);

/** sl_session_unpin: @place: of a pinned run; below 0 the ghost. */
void sl_session_unpin (SlSession *self, int place);

/** sl_session_undo: one step back, or @forward again: the settings of the present run as
 * they were, or an earlier run where it was left, paused. Returns whether there was one.
 */
gboolean sl_session_undo (SlSession *self, gboolean forward);
gboolean sl_session_can_undo (SlSession *self, gboolean forward);

/** sl_session_set_comparing: whether the compared runs are the ones that play, pause,
 * steps, reset, speed, axes and needs are about; whoever leaves pauses where it is. They
 * follow the present settings, the one that is compared apart: hot ones from the next
 * minibatch, cold ones with a new beginning. The present run is not touched. */
void sl_session_set_comparing (SlSession *self, gboolean comparing);
gboolean sl_session_comparing (SlSession *self);

/** sl_session_compare: chooses what is compared; the runs begin anew. At first it is the
 * first of the table. */
void sl_session_compare (SlSession *self, const SlComparison *comparison);
const SlComparison *sl_session_comparison (SlSession *self);

/** sl_session_compared: Returns (transfer none) (nullable) the newest of the compared
 * runs; NULL while they begin. */
SlComparedSet *sl_session_compared (SlSession *self);

/** sl_session_edit:
 * Changes weights by hand: the present run stays whole, and is what undo brings back; a
 * copy of it with @edit made goes on in its place with the same curves, playing if it
 * played. The worker makes the copy: the snapshot that shows it comes later. On error
 * (SL_ERROR_ARGUMENT: no such weight, no run yet) nothing changes. */
gboolean sl_session_edit (SlSession *self, const SlEdit *edit, GError **error);

/** sl_session_go_back: a run that diverged: back to its last good state, before the
 * change that led there (SlCheckpoint), with the settings of then, paused; undo brings
 * back the diverged one. Returns FALSE when there is no such state. */
gboolean sl_session_go_back (SlSession *self);
gboolean sl_session_can_go_back (SlSession *self);

/** SlSessionWork: does something with @training, a copy of the run as it was between two
 * minibatches: may take it (and set it to NULL). Called on another thread. Returns FALSE
 * with an error when it failed. */
typedef gboolean (*SlSessionWork) (SlTraining **training, gpointer data, GError **error);

/** sl_session_work:
 * @work: called with @work_data, which @destroy (nullable) then frees
 * Does @work on a thread of its own; training goes on meanwhile. @callback: called on the
 * main thread, with sl_session_work_finish() for the result: the error of @work, or
 * SL_ERROR_ARGUMENT when there is no run yet. */
void sl_session_work (SlSession *self,
                      SlSessionWork work,
                      gpointer work_data,
                      GDestroyNotify destroy,
                      GAsyncReadyCallback callback,
                      gpointer data);
gboolean sl_session_work_finish (SlSession *self, GAsyncResult *result, GError **error);

/** SlSessionPrepare: adds to @file what only a window knows. Called on another thread. */
typedef void (*SlSessionPrepare) (SlSessionFile *file, gpointer data);

/** sl_session_save:
 * @path: of the .sparsity file; @prepare: (nullable), called with @prepare_data, which
 * @destroy (nullable) then frees
 * Saves the run as it is between two minibatches, on a thread of its own; training goes
 * on meanwhile. @callback: called on the main thread, with sl_session_save_finish() for
 * the result: SL_ERROR_WRITE, or SL_ERROR_ARGUMENT when there is no run yet. */
void sl_session_save (SlSession *self,
                      const char *path,
                      SlSessionPrepare prepare,
                      gpointer prepare_data,
                      GDestroyNotify destroy,
                      GAsyncReadyCallback callback,
                      gpointer data);
gboolean sl_session_save_finish (SlSession *self, GAsyncResult *result, GError **error);

/** sl_session_resume: @file: its training and its pinned runs are taken out. Goes on with
 * a run that was saved, paused where it was, before the runs that were pinned then; undo
 * brings back the one before, with those behind it. */
void sl_session_resume (SlSession *self, SlSessionFile *file);

/** sl_session_set_aside:
 * The learner's experiment (run, earlier and compared runs, path, undo) waits, paused and
 * whole, and a new run of @config begins in a session that is otherwise empty, for a
 * lesson. Once, until it is taken back. On error (SL_ERROR_ARGUMENT) nothing changes. */
gboolean sl_session_set_aside (SlSession *self, const SlConfig *config, GError **error);
gboolean sl_session_is_set_aside (SlSession *self);

/** sl_session_take_back: what was set aside is there again, paused; what was made since
 * is gone. Page, speed and needs are the window's. */
void sl_session_take_back (SlSession *self);

/** sl_session_shutdown: stops the worker; the first call waits for it, at most half a
 * second, later ones only look. Nothing is delivered any more. Returns whether it ended;
 * one in the middle of a long minibatch is left to the end of the program, and the
 * session with it. */
gboolean sl_session_shutdown (SlSession *self);

G_END_DECLS
