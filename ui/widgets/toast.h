/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_toast: shows @text for a few seconds in the window that @origin is in. */
void sl_toast (GtkWidget *origin, const char *text);

G_END_DECLS
