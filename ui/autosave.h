/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/keep.h"
#include "ui/session.h"

G_BEGIN_DECLS

/** SlAutosave: saves the run of one window by itself, now and then when it has changed
 * and once more at its end, on a thread of its own. Main thread. */
typedef struct SlAutosave SlAutosave;

/** SlAutosaveState: Returns (transfer full) what the window wants to find again. */
typedef GBytes *(*SlAutosaveState) (gpointer data);

/** sl_autosave_new:
 * @session: outlives it, and is kept for the last saving; @folder: see keep.h;
 * @seconds: from one saving to the next; @state: called with @data
 * When nothing can be kept in @folder, it is only logged: the window works without. */
SlAutosave *sl_autosave_new (SlSession *session,
                             const char *folder,
                             guint seconds,
                             SlAutosaveState state,
                             gpointer data);

/** SlAutosaveFailed: @message: a sentence. */
typedef void (*SlAutosaveFailed) (const char *message, gpointer data);

/** sl_autosave_tell: @failed: called with the data of the state when the run could not be
 * saved; once, until it could be again. */
void sl_autosave_tell (SlAutosave *autosave, SlAutosaveFailed failed);

/** sl_autosave_take: @keep: (transfer full) a place that was lost before is the one it
 * saves to from now on. */
void sl_autosave_take (SlAutosave *autosave, SlKeep *keep);

/** sl_autosave_end: the window ends well: saves what has changed, and says that it ended.
 * @autosave: (transfer full); @application: (nullable) does not end before that, or a
 * second or two. */
void sl_autosave_end (SlAutosave *autosave, GApplication *application);

/** sl_autosave_free: gives up without a last saving; nothing stays. @autosave:
 * (nullable). */
void sl_autosave_free (SlAutosave *autosave);

G_END_DECLS
