/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlTargetRow: the line of the sidebar that says which column of a learner's own file is
 * to be predicted: a list of them, with a search when they are many. Another choice goes
 * to the window's action "target", which reads the file again; the row shows it when that
 * is done. Hidden for data without columns to choose from. */
#define SL_TYPE_TARGET_ROW (sl_target_row_get_type ())
G_DECLARE_FINAL_TYPE (SlTargetRow, sl_target_row, SL, TARGET_ROW, AdwActionRow)

/** sl_target_row_show: @dataset: the set that is learnt from, as it was read. */
void sl_target_row_show (SlTargetRow *self, SlDataset *dataset);

G_END_DECLS
