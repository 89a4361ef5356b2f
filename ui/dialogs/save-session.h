/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/moment.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlSessionSaved: @moment: what is in the file at @path now; NULL when that failed,
 * which was told. Main thread. */
typedef void (*SlSessionSaved) (GtkWidget *origin,
                                const char *path,
                                const SlMoment *moment,
                                gpointer data);

/** sl_save_session:
 * @origin: in the window that tells the result in a toast; @slide: (transfer full) what
 * stands for the session in folders that show pictures; @state: (transfer full) what the
 * window wants to find again; @path: a name without the ending gets it; @embeds: the
 * learner's own data files go into it; @saved: called with @data at the end
 * Saves the run on a thread of its own; training goes on. */
void sl_save_session (GtkWidget *origin,
                      SlSession *session,
                      SlSlide *slide,
                      GBytes *state,
                      const char *path,
                      gboolean embeds,
                      SlSessionSaved saved,
                      gpointer data);

G_END_DECLS
