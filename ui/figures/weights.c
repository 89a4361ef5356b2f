/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/figures/weight-image.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("The weights of a layer appear here, a cell for each.")

enum { MAX_LEGEND = 8 };

/* Layer that @view asks for, within the network. */
static int
layer_of (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return CLAMP (view->layer, 0, MAX (snapshot->n_layers - 1, 0));
}

/* The weights of that layer, or NULL when the snapshot does not hold them. */
static const SlWeightsView *
weights_of (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlWeightsView *weights =
      sl_snapshot_weights (snapshot, layer_of (snapshot, view));

  return weights != NULL && weights->rows > 0 && weights->cols > 0 ? weights : NULL;
}

static void
make_grid (SlKit *kit,
           SlWeightGrid *grid,
           double width,
           double height,
           const SlSnapshot *snapshot,
           const SlWeightsView *view)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;
  gboolean images = view->layer == 0 && set != NULL;
  gboolean cut = view->cols < view->outputs || view->rows < view->inputs;
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double margin = fmin (0.5 * kit->em, width / 8);
  double footer = line * (cut ? 3.0 : 1.9);
  SlBox room = {margin, 0.3 * kit->em, width - 2 * margin,
                height - footer - 0.6 * kit->em};

  sl_weight_grid_init (grid, view, images ? set->width : 0,
                       images ? set->height * set->channels : 0, &room, 3.4 * kit->em);
}

/* A piece of the legend in its own colour. */
typedef struct
{
  const char *text;
  SlColor color;
} Piece;

/* Writes the first @n pieces in one centred line; FALSE when they do not fit. */
static gboolean
draw_pieces (SlKit *kit, const Piece *pieces, int n, double width, double y)
{
  double total = 0.0;

  for (int i = 0; i < n; i++)
    total += sl_text_width (kit, SL_TEXT_LABEL, pieces[i].text);
  if (total > width)
    return FALSE;
  double x = (width - total) / 2;
  for (int i = 0; i < n; i++) {
    sl_text_draw (
        kit,
        &(SlText){.string = pieces[i].text, .color = pieces[i].color, .x = x, .y = y});
    x += sl_text_width (kit, SL_TEXT_LABEL, pieces[i].text);
  }
  return TRUE;
}

static void
draw_legend (SlKit *kit,
             const SlWeightGrid *grid,
             double strongest,
             double width,
             double y)
{
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  SlColor plus = sl_style_label (kit->theme, SL_ROLE_POSITIVE);
  SlColor minus = sl_style_label (kit->theme, SL_ROLE_NEGATIVE);
  g_autofree char *limit = sl_phrase_number (strongest, 3);
  g_autofree char *full = g_strdup_printf (_ (" · full colour = ±%s"), limit);
  Piece pieces[MAX_LEGEND] = {
      {grid->tiles ? _ ("a tile = one unit · ") : _ ("a row = one unit · "), muted},
      {_ ("green +"), plus},
      {" · ", muted},
      {_ ("gold −"), minus},
      {_ (" · blank = exactly zero"), muted},
      {full, muted},
  };

  if (!draw_pieces (kit, pieces, 6, width, y) && !draw_pieces (kit, pieces, 5, width, y))
    draw_pieces (kit, pieces + 1, 4, width, y);
}

/* The weight that is picked, if its cell is here. */
static void
draw_picked (SlKit *kit,
             const SlWeightGrid *grid,
             const SlWeightsView *view,
             const SlWeightPlace *picked)
{
  if (!picked->set || picked->layer != view->layer || picked->input >= view->rows ||
      picked->output >= view->cols)
    return;
  SlBox cell = sl_weight_grid_cell (grid, picked->output, picked->input);
  sl_mark_ring (kit, &cell);
}

static char *
cut_text (const SlWeightsView *view)
{
  g_autofree char *cols = sl_count_text (view->cols), *rows = sl_count_text (view->rows);
  g_autofree char *outputs = sl_count_text (view->outputs);
  g_autofree char *inputs = sl_count_text (view->inputs);

  if (view->cols < view->outputs && view->rows < view->inputs)
    return g_strdup_printf (_ ("first %s of %s units, first %s of %s inputs"), cols,
                            outputs, rows, inputs);
  if (view->cols < view->outputs)
    return g_strdup_printf (_ ("first %s of %s units"), cols, outputs);
  if (view->rows < view->inputs)
    return g_strdup_printf (_ ("first %s of %s inputs"), rows, inputs);
  return NULL;
}

static void
weights_draw (cairo_t *cr,
              double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  const SlWeightsView *weights = waiting == NULL ? weights_of (snapshot, view) : NULL;
  SlWeightGrid grid;

  sl_kit_init (&kit, cr, theme);
  if (waiting == NULL && weights == NULL)
    waiting = g_strdup ("…");
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  make_grid (&kit, &grid, width, height, snapshot, weights);
  if (!(grid.box.width > 0.0) || !(grid.box.height > 0.0))
    return;
  double strongest = sl_weight_strongest (weights);
  double line = sl_text_height (&kit, SL_TEXT_LABEL);
  g_autofree char *cut = cut_text (weights);
  sl_weight_image_draw (&kit, &grid, weights, strongest);
  sl_weight_grid_draw_lines (&kit, &grid);
  draw_picked (&kit, &grid, weights, &view->picked);
  draw_legend (&kit, &grid, strongest, width, height - 1.2 * line);
  if (cut != NULL)
    draw_pieces (&kit, &(Piece){cut, sl_style_ink (theme, SL_INK_MUTED)}, 1, width,
                 height - 2.2 * line);
}

static char *
weights_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup ("");

  return sl_phrase_layer (snapshot, layer_of (snapshot, view));
}

static char *
weights_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No weights yet: the data is being prepared."));

  int layer = layer_of (snapshot, view);
  const SlWeightMeasure *m = &snapshot->layers[layer];
  g_autofree char *all = sl_phrase_count (m->weights);
  g_autofree char *left = sl_phrase_count (m->weights - m->histogram.zeros);
  return g_strdup_printf (
      _ ("Of the %s weights of layer %d of %d, from %d to %d units, %s are "
         "not zero."),
      all, layer + 1, snapshot->n_layers, m->inputs, m->outputs, left);
}

/* Whose cell is at (@px, @py). Returns NULL where there is none. */
static const SlWeightsView *
find_cell (double width,
           double height,
           const SlSnapshot *snapshot,
           const SlFigureView *view,
           const SlTheme *theme,
           double px,
           double py,
           SlWeightGrid *grid,
           int *unit,
           int *input)
{
  g_auto (SlKit) kit = {0};
  const SlWeightsView *weights = snapshot != NULL ? weights_of (snapshot, view) : NULL;

  if (weights == NULL)
    return NULL;
  sl_kit_init (&kit, NULL, theme);
  make_grid (&kit, grid, width, height, snapshot, weights);
  return sl_weight_grid_find (grid, px, py, unit, input) ? weights : NULL;
}

static void
weights_probe (double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme,
               double px,
               double py,
               SlProbe *probe)
{
  SlWeightGrid grid;
  int unit, input;
  const SlWeightsView *weights =
      find_cell (width, height, snapshot, view, theme, px, py, &grid, &unit, &input);

  *probe = (SlProbe){0};
  if (weights != NULL)
    sl_weight_grid_probe (&grid, snapshot, weights, px, py, probe);
}

static SlWeightPlace
weights_pick (double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme,
              double px,
              double py)
{
  SlWeightGrid grid;
  int unit, input;
  const SlWeightsView *weights =
      find_cell (width, height, snapshot, view, theme, px, py, &grid, &unit, &input);

  return weights != NULL ? (SlWeightPlace){TRUE, weights->layer, input, unit}
                         : (SlWeightPlace){0};
}

static SlNumbers *
weights_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlWeightsView *weights = weights_of (snapshot, view);
  SlNumbers *numbers;
  char **input, **unit;
  double *w;

  if (weights == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) weights->rows * weights->cols);
  input = sl_numbers_add_text (numbers, "input", _ ("input"));
  unit = sl_numbers_add_text (numbers, "unit", _ ("unit"));
  w = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "weight", _ ("weight"));
  for (int i = 0; i < weights->rows; i++) {
    g_autofree char *from = sl_phrase_input (snapshot, weights->layer, i);
    for (int j = 0; j < weights->cols; j++) {
      gsize row = (gsize) i * weights->cols + j;
      input[row] = g_strdup (from);
      unit[row] = sl_phrase_unit (snapshot, weights->layer, j);
      w[row] = (double) weights->W[row];
    }
  }
  return numbers;
}

extern const SlFigureType sl_figure_weights;
const SlFigureType sl_figure_weights = {
    .kind = {"weights", N_ ("Weights"),
             N_ ("Every weight of one layer as a cell: its colour is its sign, its depth "
                 "its size, and blank is exactly zero.")},
    .formula = N_ ("column j holds the weights w into unit j, row i those of input i"),
    .has_layers = TRUE,
    .needs_weights = TRUE,
    .subtitle = weights_subtitle,
    .draw = weights_draw,
    .describe = weights_describe,
    .probe = weights_probe,
    .numbers = weights_numbers,
    .pick = weights_pick,
};
