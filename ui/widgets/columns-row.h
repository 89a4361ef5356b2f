/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlColumnsRow: the line of the sidebar that says how many columns of a learner's own
 * file are learnt from, with a button that opens the list of them (columns-window.h).
 * Hidden for data without columns to choose from. */
#define SL_TYPE_COLUMNS_ROW (sl_columns_row_get_type ())
G_DECLARE_FINAL_TYPE (SlColumnsRow, sl_columns_row, SL, COLUMNS_ROW, AdwActionRow)

/** sl_columns_row_show: @dataset: the set that is learnt from, as it was read. */
void sl_columns_row_show (SlColumnsRow *self, SlDataset *dataset);

G_END_DECLS
