/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All of these draw in a thread of its own, so that training and the screen go on, and
 * tell the result in a toast of the window that @origin is in. */

/** sl_save_slide: @slide: (transfer full); @path: its ending decides on the format. */
void
sl_save_slide (GtkWidget *origin, SlSlide *slide, const SlExport *spec, const char *path);

/** sl_save_slide_dialog:
 * @slide: (transfer full) drawn as it is now, however long the choice takes
 * @ending: "svg", "pdf" or "png": what is proposed; the name typed decides
 * Asks where to, then does sl_save_slide(). */
void sl_save_slide_dialog (GtkWidget *origin,
                           SlSlide *slide,
                           const SlExport *spec,
                           const char *ending);

/** sl_copy_slide: @slide: (transfer full). Puts it on the clipboard as PNG and as SVG:
 * whoever pastes takes what it can. */
void sl_copy_slide (GtkWidget *origin, SlSlide *slide, const SlExport *spec);

G_END_DECLS
