/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_choice_new:
 * @names: (transfer full) of what can be chosen; @label: what is chosen, for who does not
 * see the line it stands in
 * Returns (transfer floating) a flat GtkDropDown for a line of the sidebar. */
GtkWidget *sl_choice_new (GtkStringList *names, const char *label);

/** sl_choice_show: shows item @i as the one in force. */
void sl_choice_show (GtkWidget *choice, guint i);

/** sl_choice_release: the choice is made: the space bar is for the training again. */
void sl_choice_release (GtkWidget *choice);

G_END_DECLS
