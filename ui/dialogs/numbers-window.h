/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlNumbersWindow: the numbers that a figure shows, as a table, as they are when it is
 * opened; to be copied or saved as CSV. */
#define SL_TYPE_NUMBERS_WINDOW (sl_numbers_window_get_type ())
G_DECLARE_FINAL_TYPE (SlNumbersWindow, sl_numbers_window, SL, NUMBERS_WINDOW, AdwWindow)

/** sl_numbers_window_new: @parent: the window it belongs to. Returns (transfer none)
 * (nullable) the window, not presented; NULL when the figure has no numbers (yet). */
SlNumbersWindow *sl_numbers_window_new (GtkWindow *parent,
                                        const SlFigureType *figure,
                                        const SlSnapshot *snapshot,
                                        const SlFigureView *view);

/** sl_numbers_window_present: opens it over the window that @origin is in; a toast there
 * says when there are no numbers. */
void sl_numbers_window_present (GtkWidget *origin,
                                const SlFigureType *figure,
                                const SlSnapshot *snapshot,
                                const SlFigureView *view);

G_END_DECLS
