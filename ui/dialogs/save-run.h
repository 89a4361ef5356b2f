/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What other tools can have of a run. */
typedef enum {
  SL_RUN_FILE_WEIGHTS, /* .npz, for numpy.load (core/store/weights.h) */
  SL_RUN_FILE_HISTORY, /* .csv, a line an epoch */
  SL_N_RUN_FILES
} SlRunFile;

/** sl_save_run:
 * @origin: in the window that tells the result in a toast; @path: "" asks where to, and
 * before an old file is replaced
 * Writes what @file says of the run as it is now, on a thread of its own; training goes
 * on. */
void
sl_save_run (GtkWidget *origin, SlSession *session, SlRunFile file, const char *path);

G_END_DECLS
