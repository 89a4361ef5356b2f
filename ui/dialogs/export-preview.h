/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlExportPreview: a slide as it will be in the file, drawn by what draws the file, as
 * large as there is room. It is drawn in a thread; the picture before stays meanwhile. */
#define SL_TYPE_EXPORT_PREVIEW (sl_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (SlExportPreview,
                      sl_export_preview,
                      SL,
                      EXPORT_PREVIEW,
                      GtkDrawingArea)

/** sl_export_preview_show: @slide: its figures and snapshots are kept by reference. */
void sl_export_preview_show (SlExportPreview *self,
                             const SlSlide *slide,
                             const SlExport *spec);

/** sl_export_preview_is_current: Returns whether what is on screen is what was asked for.
 */
gboolean sl_export_preview_is_current (SlExportPreview *self);

G_END_DECLS
