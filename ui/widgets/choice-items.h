/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlChoiceText: Returns (transfer full) what stands below the name of item @i;
 * @refused: (out) TRUE when it is the reason why the item cannot be chosen now. */
typedef char *(*SlChoiceText) (guint i, gboolean *refused, gpointer data);

/** sl_choice_items_new_with:
 * @data: of @text; @destroy: (nullable) frees it
 * Returns (transfer full) what makes the items of an open drop-down: every item explains
 * itself, and one that cannot be chosen is greyed and says why. */
GtkListItemFactory *
sl_choice_items_new_with (SlChoiceText text, gpointer data, GDestroyNotify destroy);

/** sl_choice_items_new:
 * @setting: a choice; @session: (nullable)
 * Returns (transfer full) the same for the values of @setting, whose model holds "auto"
 * (if the setting has it), the kinds of its table, and perhaps a file; greyed is what
 * makes no sense with the other settings of @session. */
GtkListItemFactory *sl_choice_items_new (const SlSetting *setting, SlSession *session);

/** sl_choice_button_new:
 * @is_file: names are those of files or columns, which somebody else gave
 * Returns (transfer full) what makes the button of a drop-down: a long name is shortened,
 * one of a file in the middle, so that it widens nothing. */
GtkListItemFactory *sl_choice_button_new (gboolean is_file);

/** sl_choice_item_new: Returns (transfer floating) an item of an open drop-down: a name
 * and, smaller, a sentence beneath. */
GtkWidget *sl_choice_item_new (void);

/** sl_choice_item_show: writes both into @item. */
void sl_choice_item_show (GtkWidget *item, const char *name, const char *text);

G_END_DECLS
