/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/keep.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlRestoreBar: offers a run that was kept by a window which did not end well. What is
 * neither restored nor discarded is offered again at the next start. Signal: "restore"
 * (the learner wants it: sl_restore_bar_take()). */
#define SL_TYPE_RESTORE_BAR (sl_restore_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlRestoreBar, sl_restore_bar, SL, RESTORE_BAR, AdwBin)

/** sl_restore_bar_look: shows itself when there is such a run in @folder. */
void sl_restore_bar_look (SlRestoreBar *self, const char *folder);

/** sl_restore_bar_take: Returns (transfer full) the run that is offered, once; the bar
 * hides. */
SlKeep *sl_restore_bar_take (SlRestoreBar *self);

G_END_DECLS
