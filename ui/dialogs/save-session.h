/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlSessionSaved: @path: where the session is now, with its ending. */
typedef void (*SlSessionSaved) (GtkWidget *origin, const char *path, gpointer data);

/** sl_save_session:
 * @origin: in the window that tells the result in a toast; @slide: (transfer full) what
 * stands for the session in folders that show pictures; @state: (transfer full) what the
 * window wants to find again; @path: a name without the ending gets it; @saved:
 * (nullable) called with @data on the main thread, in place of the toast for a success;
 * @destroy: (nullable) of @data
 * Saves the run on a thread of its own; training goes on. */
void sl_save_session (GtkWidget *origin,
                      SlSession *session,
                      SlSlide *slide,
                      GBytes *state,
                      const char *path,
                      SlSessionSaved saved,
                      gpointer data,
                      GDestroyNotify destroy);

G_END_DECLS
