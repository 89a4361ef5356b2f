/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** SlKeep: a place in a folder where the run of one window is saved by itself. A lock
 * says whose it is for as long as the program lives, so that several windows and programs
 * do not spoil one another's, and a place whose owner is gone without an end is known. */
typedef struct SlKeep SlKeep;

/** sl_keep_folder: Returns (transfer full) the folder for it: sparsity-lab/runs where
 * programs keep their state. */
char *sl_keep_folder (void);

/** sl_keep_new: a place of our own in @folder, which is made. Errors: of G_FILE_ERROR.
 * Returns (transfer full) or NULL. */
SlKeep *sl_keep_new (const char *folder, GError **error);

/** sl_keep_find_lost: Returns (transfer full) (nullable) the newest run in @folder whose
 * owner did not end well: ours from now on. */
SlKeep *sl_keep_find_lost (const char *folder);

/** sl_keep_path: Returns (transfer none) where the session is to be, or is. */
const char *sl_keep_path (const SlKeep *keep);

/** sl_keep_time: Returns (transfer full) (nullable) when it was saved last. */
GDateTime *sl_keep_time (const SlKeep *keep);

/** sl_keep_end: the owner ends well: what was saved becomes the last run
 * (sl_keep_last()), and the place is given up. @keep: (transfer full). */
void sl_keep_end (SlKeep *keep);

/** sl_keep_discard: nobody wants what was saved. @keep: (nullable) (transfer full). */
void sl_keep_discard (SlKeep *keep);

/** sl_keep_leave: it stays as it is, to be found again. @keep: (nullable) (transfer
 * full).
 */
void sl_keep_leave (SlKeep *keep);

/** sl_keep_last: Returns (transfer full) where the run of the window that ended last is
 * in
 * @folder; there may be none. */
char *sl_keep_last (const char *folder);

G_END_DECLS
