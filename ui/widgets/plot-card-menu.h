/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* The menus of a card. Made when they are opened: what stands in them depends on the run
 * on screen. Their actions are the card's, "card.…", and the window's. */

/** sl_plot_card_chooser: @figures: that the card can show; @snapshot: (nullable).
 * Returns (transfer full) all of them; what does not fit stands there too, with the
 * reason, by an action that is never there. */
GMenu *sl_plot_card_chooser (const SlKindTable *figures, const SlSnapshot *snapshot);

/** sl_plot_card_menu: @snapshot: (nullable). Returns (transfer full) what can be done
 * with
 * @figure: scale, layer, and how to take it along. */
GMenu *sl_plot_card_menu (const SlFigureType *figure, const SlSnapshot *snapshot);

G_END_DECLS
