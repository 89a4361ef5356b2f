/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/figures/figure.h"
#include "ui/plots/frame.h"

G_BEGIN_DECLS

/** SlWeightGrid: how the weights of a layer are laid out as cells of a picture. Either a
 * tile per unit, each an image of its inputs, or a matrix with a row per unit and a
 * column per input. */
typedef struct
{
  gboolean tiles;
  int units, inputs;              /* shown */
  int tile_width, tile_height;    /* cells of one tile; of the whole matrix */
  int gap;                        /* cells between tiles */
  int across, down;               /* tiles; 1 for a matrix */
  int columns, rows;              /* cells of the picture */
  double cell_width, cell_height; /* px */
  SlBox box;                      /* px */
} SlWeightGrid;

/** sl_weight_grid_init:
 * @image_width, @image_height: of one row of data, 0 for a matrix; @room: where it goes,
 * in the middle; @largest: largest side of a cell, px
 * Chooses sizes that use the room well; whole px a cell when they fit. */
void sl_weight_grid_init (SlWeightGrid *grid,
                          const SlWeightsView *view,
                          int image_width,
                          int image_height,
                          const SlBox *room,
                          double largest);

/** sl_weight_grid_find: @unit, @input: (out) whose cell is at (@px, @py). Returns FALSE
 * between cells and outside. */
gboolean sl_weight_grid_find (const SlWeightGrid *grid,
                              double px,
                              double py,
                              int *unit,
                              int *input);

/** sl_weight_grid_tile: Returns the px of tile @unit; of the whole matrix for any. */
SlBox sl_weight_grid_tile (const SlWeightGrid *grid, int unit);

/** sl_weight_grid_cell: Returns the px of the cell of @unit and @input. */
SlBox sl_weight_grid_cell (const SlWeightGrid *grid, int unit, int input);

/** sl_weight_image_draw:
 * @strongest: |w| of full colour, above 0
 * Paints the cells: positive and negative hue on SL_INK_TILE, paler the smaller, never
 * blank unless exactly zero. One Cairo paint. */
void sl_weight_image_draw (SlKit *kit,
                           const SlWeightGrid *grid,
                           const SlWeightsView *view,
                           double strongest);

/** sl_weight_strongest: Returns 1, 1.5, 2, 3, 5 or 7 times a power of ten, not below
 * the largest |w| of @view; 1 when all are zero. */
double sl_weight_strongest (const SlWeightsView *view);

/** sl_weight_grid_draw_lines: frames around tiles; lines between the cells of a matrix
 * when these are large enough to be counted. */
void sl_weight_grid_draw_lines (SlKit *kit, const SlWeightGrid *grid);

/** sl_weight_grid_probe: @probe: (out) the weight of @weights, which are of @snapshot,
 * whose cell is at (@px, @py), with the names of its unit and input; text "" where there
 * is none. */
void sl_weight_grid_probe (const SlWeightGrid *grid,
                           const SlSnapshot *snapshot,
                           const SlWeightsView *weights,
                           double px,
                           double py,
                           SlProbe *probe);

G_END_DECLS
