/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/widgets/work-bar.h"

G_BEGIN_DECLS

/** sl_save_all:
 * @origin: in the window that tells the result in a toast; @bar: (nullable) shows how far
 * it is; @slide: (transfer full) what is on the page; @ending: "svg", "pdf" or "png";
 * @folder: made when it is missing
 * Writes every figure, and the numbers behind each, on a thread of its own
 * (sl_folder_export()), in place of files of the same names. */
void sl_save_all (GtkWidget *origin,
                  SlWorkBar *bar,
                  SlSlide *slide,
                  const SlExport *spec,
                  const char *ending,
                  const char *folder);

/** sl_save_all_dialog: asks where to, and before files are replaced; then does that. */
void sl_save_all_dialog (GtkWidget *origin,
                         SlWorkBar *bar,
                         SlSlide *slide,
                         const SlExport *spec,
                         const char *ending);

G_END_DECLS
