/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_copy_replay:
 * @origin: in the window that asks, and that tells the result in a toast; @slide, @state:
 * (transfer full) as for sl_save_session(); @path: "", or where the line is to be written
 * For a run that no `train` gives: says so, asks where to save it as a session, and puts
 * "sparsity-lab replay FILE" on the clipboard. With a @path, nothing is asked: the line
 * goes into that file, the session beside it. */
void sl_copy_replay (GtkWidget *origin,
                     SlSession *session,
                     SlSlide *slide,
                     GBytes *state,
                     const char *path);

G_END_DECLS
