/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlSettingRow: one line of the sidebar: a setting of the table with the control its
 * type asks for (drop-down, entry, spin button), its name, its explanation, and the place
 * where a value that cannot be used is answered. Property "setting": its id, for .ui
 * files. */
#define SL_TYPE_SETTING_ROW (sl_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (SlSettingRow, sl_setting_row, SL, SETTING_ROW, AdwActionRow)

/** sl_setting_row_set_session: @session: the settings shown; once. */
void sl_setting_row_set_session (SlSettingRow *self, SlSession *session);

/** sl_setting_row_control: Returns (transfer none) the control, for tests. */
GtkWidget *sl_setting_row_control (SlSettingRow *self);

G_END_DECLS
