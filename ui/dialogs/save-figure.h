/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_save_figure:
 * @origin: a widget in the window that tells the result in a toast
 * @snapshot: what is drawn; a reference is held until the file is written
 * Writes the figure in a thread of its own, so that training and drawing go on. */
void sl_save_figure (GtkWidget *origin,
                     const SlFigureType *figure,
                     SlSnapshot *snapshot,
                     const SlFigureView *view,
                     const char *path);

/** sl_save_figure_dialog:
 * @ending: "svg", "pdf" or "png": what is proposed; the name typed decides
 * Asks where to, then does sl_save_figure() with the picture of this moment. */
void sl_save_figure_dialog (GtkWidget *origin,
                            const SlFigureType *figure,
                            SlSnapshot *snapshot,
                            const SlFigureView *view,
                            const char *ending);

G_END_DECLS
