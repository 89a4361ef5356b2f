/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlReplace: @data: (transfer full). */
typedef void (*SlReplace) (GtkWidget *origin, gpointer data);

/** sl_ask_to_replace:
 * @origin: in the window that asks; @heading, @body: the question and what it is about
 * @data: (transfer full) goes to @replace when the answer is yes, else to @destroy */
void sl_ask_to_replace (GtkWidget *origin,
                        const char *heading,
                        const char *body,
                        SlReplace replace,
                        gpointer data,
                        GDestroyNotify destroy);

G_END_DECLS
