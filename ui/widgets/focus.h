/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_focus_leave: takes the keyboard focus off @widget and all that is in it, before it
 * goes or cannot be used: a field of GTK 4.8 that is not told keeps its cursor blinking.
 */
void sl_focus_leave (GtkWidget *widget);

G_END_DECLS
