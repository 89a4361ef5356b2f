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

G_END_DECLS
