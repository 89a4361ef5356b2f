/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlHelpText: Returns (transfer full) what @widget is about: one plain sentence, the
 * formula, and the formula with the numbers of this moment. */
typedef char *(*SlHelpText) (GtkWidget *widget);

/** sl_help_set: @text: explains @widget, for as long as it lives; without it, its
 * tooltip's fixed text does. */
void sl_help_set (GtkWidget *widget, SlHelpText text);

/** sl_help_tip: @area, a part of @owner, shows the explanation of @owner as its tooltip.
 */
void sl_help_tip (GtkWidget *area, GtkWidget *owner);

/** sl_help_text: @owner: (out) (nullable) whose explanation it is. Returns (transfer
 * full) (nullable) the explanation of @widget, or of the nearest one around it that has
 * any. */
char *sl_help_text (GtkWidget *widget, GtkWidget **owner);

/** sl_help_entry: Returns (transfer full) (nullable) the id of the entry of the glossary
 * that explains what sl_help_text() does. */
char *sl_help_entry (GtkWidget *widget);

/** sl_help_install_key: @window_class: of a window of its own, such as a dialog: F1 there
 * explains what has the focus. */
void sl_help_install_key (GtkWidgetClass *window_class);

/** sl_help_show: in an explanation that is shown already, opens its entry in the
 * glossary; else shows that beside the widget, until Escape or a click elsewhere. Returns
 * whether there was one. */
gboolean sl_help_show (GtkWidget *widget);

G_END_DECLS
