/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* The menus of a card, made when they are opened: what is in them depends on the run on
 * screen. Their actions are the card's (card.…) and the window's. */

/** sl_card_menu_figures: @snapshot: (nullable). Returns (transfer full) all @figures. What
 * does not fit stands there too, with the reason, by an action that is never there. */
GMenuModel *sl_card_menu_figures (const SlKindTable *figures, const SlSnapshot *snapshot);

/** sl_card_menu_commands: Returns (transfer full) what can be done with a card that shows
 * @figure of @snapshot (nullable): scale, layers, saving. */
GMenuModel *sl_card_menu_commands (const SlFigureType *figure,
                                   const SlSnapshot *snapshot);

G_END_DECLS
