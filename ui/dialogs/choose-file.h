/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlFileChosen: @path: in the file system's encoding. */
typedef void (*SlFileChosen) (GtkWidget *origin, const char *path);

/** sl_choose_file_to_open: asks for a data file, a session or a lesson; @chosen is called
 * on the main thread when one was chosen. @origin: in the window that asks. */
void sl_choose_file_to_open (GtkWidget *origin, SlFileChosen chosen);

/** SlSessionChosen: @embeds: whether the data file is to go into it. */
typedef void (*SlSessionChosen) (GtkWidget *origin, const char *path, gboolean embeds);

/** sl_choose_session_to_save: the same for where a session is to go.
 * @path: (nullable) where it is now; @has_data: there is a data file that may go into it;
 * @embeds: what is offered then. */
void sl_choose_session_to_save (GtkWidget *origin,
                                const char *path,
                                gboolean has_data,
                                gboolean embeds,
                                SlSessionChosen chosen);

G_END_DECLS
