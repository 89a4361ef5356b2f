/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_choice_items_new:
 * @setting: a choice; @session: (nullable)
 * Returns (transfer full) what makes the items of an open drop-down of @setting, whose
 * model holds "auto" (if the setting has it), the kinds of its table, and perhaps a file:
 * every item explains itself, and one that makes no sense with the other settings of
 * @session is greyed and says why. */
GtkListItemFactory *sl_choice_items_new (const SlSetting *setting, SlSession *session);

/** sl_choice_item_new: Returns (transfer floating) an item of an open drop-down: a name
 * and, smaller, a sentence beneath. */
GtkWidget *sl_choice_item_new (void);

/** sl_choice_item_show: writes both into @item. */
void sl_choice_item_show (GtkWidget *item, const char *name, const char *summary);

/** sl_choice_release_focus: the choice is made: the space bar is for the training again.
 */
void sl_choice_release_focus (GtkWidget *choice);

G_END_DECLS
