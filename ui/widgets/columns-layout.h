/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlColumnsLayout: lays out the children of a widget in columns of one width: all in one
 * line where there is room, else in as few lines as hold them, evenly. Property:
 * "spacing", px between columns and between lines. */
#define SL_TYPE_COLUMNS_LAYOUT (sl_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (SlColumnsLayout,
                      sl_columns_layout,
                      SL,
                      COLUMNS_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
