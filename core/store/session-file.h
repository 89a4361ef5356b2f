/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"
#include "core/training/training.h"

G_BEGIN_DECLS

/** SlSessionFile: what a .sparsity file holds: a run as it is, and what the window wants
 * to find again. The file is a zip: settings.json, events.csv, history.csv, the weights
 * as in weights.h, the rest of the run's state as state/….npy, window.json and
 * thumbnail.png. Data are made anew; a learner's own file is named, with its size and
 * SHA-256. */
typedef struct
{
  SlTraining *training; /* Owned */
  GBytes *window;       /* Owned, nullable: JSON of the window's own */
  GBytes *thumbnail;    /* Owned, nullable: PNG */
} SlSessionFile;

/* How the names of sessions end. */
#define SL_SESSION_ENDING ".sparsity"

/* Most bytes of window.json and of thumbnail.png. */
enum { SL_SESSION_MAX_EXTRA = 1 << 22 };

/** sl_session_file_new: @training: (transfer full). Returns (transfer full). */
SlSessionFile *sl_session_file_new (SlTraining *training);
void sl_session_file_free (SlSessionFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSessionFile, sl_session_file_free)

/** sl_session_file_write:
 * Writes @file beside @path and renames it when it is whole, so that a kill at any moment
 * leaves the old file or the new one. Equal runs give equal files. Errors:
 * SL_ERROR_WRITE; SL_ERROR_DATA when the learner's own data file cannot be read. Any
 * thread. */
gboolean
sl_session_file_write (const SlSessionFile *file, const char *path, GError **error);

/** sl_session_file_read:
 * @watch: (nullable) who waits
 * Reads a session of any origin: settings, shapes and numbers are checked before they are
 * used, members that no session has are refused, and beside the run itself never more
 * than some SL_CSV_MAX_LINE bytes are held. The training goes on to the same bits as the
 * one that was saved; give it a pool by sl_training_work_with(). Errors: SL_ERROR_DATA
 * with file and member, SL_ERROR_CANCELLED. Returns (transfer full) or NULL. */
SlSessionFile *
sl_session_file_read (const char *path, const SlInputWatch *watch, GError **error);

G_END_DECLS
