/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlColumnsWindow: the columns of a file, each with what was found in it and a box to
 * check: which of them are to be learnt from. */
#define SL_TYPE_COLUMNS_WINDOW (sl_columns_window_get_type ())
G_DECLARE_FINAL_TYPE (SlColumnsWindow, sl_columns_window, SL, COLUMNS_WINDOW, AdwWindow)

/** SlColumnsChosen: @list: as SlFileOptions.columns has it; "" = all that fit. */
typedef void (*SlColumnsChosen) (const char *list, gpointer data);

/** sl_columns_window_open:
 * @dataset: from a file with columns; @chosen: called when the learner has chosen, while
 * @owner lives, which is its data
 * Shows the window above @parent. Returns (transfer none) it. */
SlColumnsWindow *sl_columns_window_open (GtkWindow *parent,
                                         SlDataset *dataset,
                                         SlColumnsChosen chosen,
                                         GObject *owner);

G_END_DECLS
