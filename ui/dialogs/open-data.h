/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlOpenDataChosen: @path: in the file system's encoding. */
typedef void (*SlOpenDataChosen) (GtkWidget *origin, const char *path);

/** sl_open_data_dialog: asks for a data file; @chosen is called on the main thread when
 * one was chosen. @origin: in the window that asks. */
void sl_open_data_dialog (GtkWidget *origin, SlOpenDataChosen chosen);

G_END_DECLS
