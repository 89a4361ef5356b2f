/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include "ui/plots/frame.h"

G_BEGIN_DECLS

/* A regularisation path as two strips on one axis of log λ: weights, or the zeros of a
 * network, above; losses below. */
enum { SL_PATH_LINES_STRIP, SL_PATH_LOSS_STRIP, SL_PATH_N_STRIPS };

/* So many lines are drawn, the largest. */
enum { SL_PATH_MAX_LINES = 400, SL_PATH_ALL_LAYERS = -1 };

/** SlPathLine: one line of the upper strip. */
typedef struct
{
  int input, output; /* of an exact path: whose weight it is */
  int layer;         /* of a network: whose zeros; SL_PATH_ALL_LAYERS for all */
  double largest;    /* |value| over all rows */
} SlPathLine;

/** SlPathLayout: where everything stands. */
typedef struct
{
  const SlPathResult *path; /* Borrowed */
  SlFrame frames[SL_PATH_N_STRIPS];
  gboolean has_losses; /* there is room for the lower strip */
  int n;               /* lines */
  SlPathLine *lines;   /* Owned (n), the largest first */
  gint64 others;       /* lines that are not all 0 and not among them */
  int n_labelled;      /* lines with a name at their left end, the first so many */
} SlPathLayout;

/** sl_path_layout_init: @view: its path has a grid (m > 0); log_scale is of the losses.
 * O(weights · m). */
void sl_path_layout_init (SlKit *kit,
                          SlPathLayout *layout,
                          double width,
                          double height,
                          const SlFigureView *view);

/** sl_path_layout_find_lines: the lines alone, without a place for them. @path: a
 * reference is not taken. */
void sl_path_layout_find_lines (SlPathLayout *layout, const SlPathResult *path);
void sl_path_layout_clear (SlPathLayout *layout);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlPathLayout, sl_path_layout_clear)

/** sl_path_line_value: Returns the height of @line at @row: a weight, or percent. */
double sl_path_line_value (const SlPathResult *path, const SlPathLine *line, int row);

/** sl_path_line_name: Returns (transfer full) what @line is about: "bmi", "layer 2". */
char *sl_path_line_name (const SlPathResult *path, const SlPathLine *line);

/** sl_path_row_at: Returns the row nearest to px @x; -1 when there is none. */
int sl_path_row_at (const SlPathLayout *layout, double x);

/** sl_path_place_of: @lambda: λ ≥ 0. Returns its px, at an end of the axis when it lies
 * beyond. @inside: (out) (nullable) whether it does not. */
double sl_path_place_of (const SlPathLayout *layout, double lambda, gboolean *inside);

/** sl_path_losses: @train, @test: (out) losses of @row; NaN when they are not known. */
void sl_path_losses (const SlPathRow *row, double *train, double *test);

G_END_DECLS
