/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_copy_command_line:
 * @origin: the widget that was asked; a toast in its window tells the result
 * @snapshot: of the run; @path: where to write the command line, "" for the clipboard
 * Copies the command that gives this run (recipe.h). When there are more changes than a
 * line should have, they are put into a file: beside @path, or where the learner wants
 * it. */
void sl_copy_command_line (GtkWidget *origin, SlSnapshot *snapshot, const char *path);

/** sl_copy_command_line_fits: Returns whether @path is "" or a whole path; if not, a
 * toast in the window of @origin says so. */
gboolean sl_copy_command_line_fits (GtkWidget *origin, const char *path);

G_END_DECLS
