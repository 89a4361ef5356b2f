/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlExportWindow: how a figure, or a whole page, becomes a picture for slides: what,
 * which size, which colours, and a preview that is the picture. */
#define SL_TYPE_EXPORT_WINDOW (sl_export_window_get_type ())
G_DECLARE_FINAL_TYPE (SlExportWindow, sl_export_window, SL, EXPORT_WINDOW, AdwWindow)

/** sl_export_window_present:
 * @session: whose run can become a film; @slide: (transfer full) what is on screen, at
 * least one figure; @chosen: the figure that comes first Opens it over @parent, with the
 * choices of the last time. Returns (transfer none) the window. */
SlExportWindow *sl_export_window_present (GtkWindow *parent,
                                          SlSession *session,
                                          SlSlide *slide,
                                          guint chosen);

G_END_DECLS
