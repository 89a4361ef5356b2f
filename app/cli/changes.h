/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** SlChanges: what `--at` asked for: live settings that change during the run, in the
 * order of their places. */
typedef struct SlChanges SlChanges;

SlChanges *sl_changes_new (void);
void sl_changes_free (SlChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlChanges, sl_changes_free)

/** sl_changes_add:
 * @text: `EPOCH[+BATCH]:SETTING=VALUE`, or `@FILE` with one of these a line; empty lines
 * and lines that begin with '#' are passed over
 * The value is read by sl_changes_check(), which knows the other settings.
 * SL_ERROR_ARGUMENT: unreadable, or not a live setting; SL_ERROR_DATA: the file. */
gboolean sl_changes_add (SlChanges *changes, const char *text, GError **error);

/** sl_changes_count: Returns how many there are. */
guint sl_changes_count (const SlChanges *changes);

/** sl_changes_check: before the run.
 * @config: valid, what the run starts with; @epochs: its length
 * SL_ERROR_ARGUMENT for a value that makes no sense at its place and for a place at or
 * behind the last epoch. */
gboolean sl_changes_check (const SlChanges *changes,
                           const SlConfig *config,
                           int epochs,
                           GError **error);

/** sl_changes_check_batches: when the data is there.
 * @config: what the run starts with; @problem: its data
 * SL_ERROR_ARGUMENT for a BATCH that its epoch does not have, with the batch sizes in
 * force by then: such a change would never act; and for one that needs more memory than
 * there is. */
gboolean sl_changes_check_batches (const SlChanges *changes,
                                   const SlConfig *config,
                                   const SlProblem *problem,
                                   GError **error);

/** sl_changes_tell_idle:
 * @changes, @config: checked
 * Returns (transfer full) a sentence for each change of a setting that has no effect with
 * the others, neither where it is made nor later, such as groups under L1. */
char **sl_changes_tell_idle (const SlChanges *changes, const SlConfig *config);

/** sl_changes_apply:
 * @next: (inout) how many were applied before, 0 at first
 * Applies to @training those whose place it has reached; before each minibatch. */
void sl_changes_apply (const SlChanges *changes, size_t *next, SlTraining *training);

G_END_DECLS
