/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/text.h"

G_BEGIN_DECLS

/* Rows that are shown of a set, from the first on. */
enum { SL_DATA_TABLE_ROWS = 100 };

/** SlDataTableView: what of a data set is to be drawn. Column 0 is the target, which
 * stays at the left; column j is input j − 1. */
typedef struct
{
  const SlDataset *dataset;       /* Borrowed */
  const SlDataOverview *overview; /* Borrowed, nullable: not counted yet */
  double x, y;                    /* px scrolled from the left and from the top */
  int row, column;                /* the cell that is marked; row −1 = none */
} SlDataTableView;

/** sl_data_table_size: @width, @height: (out) px of the whole table, unscrolled. */
void sl_data_table_size (const SlDataTableView *view,
                         const SlTheme *theme,
                         double *width,
                         double *height);

/** sl_data_table_reveal: moves x and y of @view so that its marked cell is within
 * @width x @height px. */
void sl_data_table_reveal (SlDataTableView *view,
                           const SlTheme *theme,
                           double width,
                           double height);

/** sl_data_table_cell: @px, @py: in px of the picture. @row, @column: (out) the cell
 * there. Returns FALSE when there is none. */
gboolean sl_data_table_cell (const SlDataTableView *view,
                             const SlTheme *theme,
                             double px,
                             double py,
                             int *row,
                             int *column);

/** sl_data_table_draw: draws the part of the table that @view shows in @width x @height
 * px: above each column its name, histogram and numbers. Cost: what is visible,
 * whatever the size of the set. */
void sl_data_table_draw (cairo_t *cr,
                         double width,
                         double height,
                         const SlTheme *theme,
                         const SlDataTableView *view);

/** sl_data_table_describe: Returns (transfer full) in words the marked cell and what is
 * known of its column. */
char *sl_data_table_describe (const SlDataTableView *view);

G_END_DECLS
