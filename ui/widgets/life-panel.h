/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include "ui/widgets/painter.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlLifePanel: one weight: where it is, to be chosen by its layer, input and unit; what
 * it is, to be changed by hand; its next update, or while training goes on its last, with
 * the numbers in the formula; and how it went. Signal: "picked" (another weight was
 * chosen here; sl_life_panel_place() is which). */
#define SL_TYPE_LIFE_PANEL (sl_life_panel_get_type ())
G_DECLARE_FINAL_TYPE (SlLifePanel, sl_life_panel, SL, LIFE_PANEL, AdwBin)

/** sl_life_panel_set_session: @session: whose weights are changed by hand; once. */
void sl_life_panel_set_session (SlLifePanel *self, SlSession *session);

/** sl_life_panel_set_snapshot: @snapshot: has the life of the weight, once the worker has
 * seen which; a reference is taken. The words change a few times a second. */
void sl_life_panel_set_snapshot (SlLifePanel *self, SlSnapshot *snapshot);

/** sl_life_panel_set_place: @place: the weight shown, within the network of the last
 * snapshot. No signal. */
void sl_life_panel_set_place (SlLifePanel *self, const SlWeightPlace *place);
const SlWeightPlace *sl_life_panel_place (SlLifePanel *self);

/** sl_life_panel_edit: what a second click on the weight means: a weight that is exactly
 * zero is revived; for another the focus goes to where a number can be typed. */
void sl_life_panel_edit (SlLifePanel *self);

G_END_DECLS
