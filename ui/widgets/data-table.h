/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlDataTable: the first rows of a data set under names, histograms and numbers of its
 * columns, to be put into a GtkScrolledWindow. Only the cells that are seen are drawn, so
 * that thousands of columns cost nothing. The arrow keys move a mark, and what is marked
 * is the accessible description. */
#define SL_TYPE_DATA_TABLE (sl_data_table_get_type ())
G_DECLARE_FINAL_TYPE (SlDataTable, sl_data_table, SL, DATA_TABLE, GtkWidget)

/** sl_data_table_show: @overview: (nullable) not counted yet. Another set goes back to
 * its first cell. */
void sl_data_table_show (SlDataTable *self, SlDataset *dataset, SlDataOverview *overview);

G_END_DECLS
