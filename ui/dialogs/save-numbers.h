/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All of these make the text in a thread of its own, for it may be long, and tell the
 * result in a toast of the window that @origin is in. @numbers: a reference is taken. */

/** sl_save_numbers: writes them as CSV to @path. */
void sl_save_numbers (GtkWidget *origin, SlNumbers *numbers, const char *path);

/** sl_save_numbers_dialog: asks where to, then does that. @name: what is proposed,
 * without an ending. */
void sl_save_numbers_dialog (GtkWidget *origin, SlNumbers *numbers, const char *name);

/** sl_copy_numbers: puts them on the clipboard as CSV. */
void sl_copy_numbers (GtkWidget *origin, SlNumbers *numbers);

G_END_DECLS
