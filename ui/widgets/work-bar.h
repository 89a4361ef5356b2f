/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlWork: how far something is that a thread does, and whether it is still wanted.
 * Counted: the thread has one reference, who waits the other. */
typedef struct SlWork SlWork;

SlWork *sl_work_new (void);
SlWork *sl_work_ref (SlWork *work);
void sl_work_unref (SlWork *work);

/** sl_work_watch: Returns what the thread's functions ask and tell; valid as long as
 * @work. */
SlInputWatch sl_work_watch (SlWork *work);

/** SlWorkBar: a line that says what is being done, how far it is, and has a button that
 * gives it up. Folded away while nothing is. */
#define SL_TYPE_WORK_BAR (sl_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlWorkBar, sl_work_bar, SL, WORK_BAR, GtkWidget)

/** sl_work_bar_show: @work: a reference is taken; until sl_work_bar_hide(), or the bar is
 * gone, which gives the work up. @text: what is done, "Saving the film…". */
void sl_work_bar_show (SlWorkBar *self, SlWork *work, const char *text);
void sl_work_bar_hide (SlWorkBar *self);

/** sl_work_bar_busy: Returns whether something is being done. */
gboolean sl_work_bar_busy (SlWorkBar *self);

G_END_DECLS
