/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlPresetRow: the line of the sidebar in which a known network is chosen: model,
 * penalty and training as one change. After a change by hand it says "Custom". */
#define SL_TYPE_PRESET_ROW (sl_preset_row_get_type ())
G_DECLARE_FINAL_TYPE (SlPresetRow, sl_preset_row, SL, PRESET_ROW, AdwActionRow)

/** sl_preset_row_set_session: @session: the settings shown; once. */
void sl_preset_row_set_session (SlPresetRow *self, SlSession *session);

/** sl_preset_row_control: Returns (transfer none) the drop-down, for tests. */
GtkWidget *sl_preset_row_control (SlPresetRow *self);

G_END_DECLS
