/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"
#include "core/training/earlier-runs.h"

G_BEGIN_DECLS

/** SlSessionFile: what a .sparsity file holds: a run as it is, and what the window wants
 * to find again. The file is a zip: settings.json, events.csv, history.csv, the weights
 * as in weights.h, the rest of the run's state as state/….npy, the pinned runs as
 * pins/A/… (session-pins.h), window.json and thumbnail.png. Data are made anew;
 * a learner's own files are named, with size and SHA-256, and on request embedded as
 * data/… (session-data.h). */
typedef struct
{
  SlTraining *training; /* Owned */
  SlEarlierRuns *runs;  /* Owned, nullable: of these, the pinned ones */
  gboolean embeds;      /* the learner's own data files are in it */
  GBytes *window;       /* Owned, nullable: JSON of the window's own */
  GBytes *thumbnail;    /* Owned, nullable: PNG */
} SlSessionFile;

/* How the names of sessions end. */
#define SL_SESSION_ENDING ".sparsity"

enum {
  SL_SESSION_MAX_EXTRA = 1 << 22, /* bytes of window.json and of thumbnail.png */
  SL_SESSION_MAX_ROWS = 1 << 22,  /* epochs … */
  SL_SESSION_MAX_EVENTS = 1 << 20 /* … and events of a run that can be saved */
};

/* Most bytes of data that go into one. */
#define SL_SESSION_MAX_DATA (1 << 30)

/** sl_session_file_new: @training: (transfer full). Returns (transfer full). */
SlSessionFile *sl_session_file_new (SlTraining *training);
void sl_session_file_free (SlSessionFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSessionFile, sl_session_file_free)

/** sl_session_file_write:
 * Writes @file beside @path and renames it when it is whole, so that a kill at any moment
 * leaves the old file or the new one. Equal runs give equal files. Errors:
 * SL_ERROR_WRITE; SL_ERROR_DATA when the learner's own data files cannot be read, or the
 * run has more epochs, events or embedded data than the above. Any thread. */
gboolean
sl_session_file_write (const SlSessionFile *file, const char *path, GError **error);

/** sl_session_file_read:
 * @watch: (nullable) who waits
 * Reads a session of any origin: settings, shapes and numbers are checked before they are
 * used, and members that no session has are refused. Memory: what is held beside the run
 * itself is at most a line of SL_CSV_MAX_LINE bytes and, of the history and events of the
 * run and of each pinned one, 1 GB (the numbers above), most of it in files (log.h). The
 * run takes what its settings imply, as if it were begun anew; settings whose layers are
 * larger than all that is in the file are refused before any of it is allocated. The
 * training goes on to the same bits as the one that was saved; give it a pool by
 * sl_training_work_with(). Embedded data are used where they were when they are
 * still there; else out of a copy in sl_session_data_folder(). Errors: SL_ERROR_DATA with
 * file and member, SL_ERROR_ARGUMENT when this machine has no room for the run,
 * SL_ERROR_CANCELLED. Returns (transfer full) or NULL. */
SlSessionFile *
sl_session_file_read (const char *path, const SlInputWatch *watch, GError **error);

/** sl_session_file_read_input: the same from @input, before its first byte. */
SlSessionFile *sl_session_file_read_input (SlInput *input, GError **error);

/** sl_session_data_folder: Returns (transfer full) where data are put that came in a
 * session: sparsity-lab/data where programs keep their data, a folder for each. */
char *sl_session_data_folder (void);

G_END_DECLS
