/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_about_show: says what the program is and which book section it springs from. */
void sl_about_show (GtkWindow *parent);

G_END_DECLS
