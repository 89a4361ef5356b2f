/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/path-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* Names at the left ends of lines take at most this share of the width. */
#define MOST_LEAD 0.28
/* px that the lower strip needs, in em. */
#define LEAST_LOSSES 9.0
#define LOSS_SHARE   0.38

enum { MOST_LABELS = 12 };

double
sl_path_line_value (const SlPathResult *path, const SlPathLine *line, int row)
{
  const SlSnapshot *model = path->rows[row].model;
  const SlWeightMeasure *measure;

  if (path->exact)
    return sl_path_result_coefficient (path, row, line->output, line->input);
  if (model == NULL || line->layer >= model->n_layers)
    return NAN;
  measure = line->layer < 0 ? &model->total : &model->layers[line->layer];
  return 100.0 * (double) measure->histogram.zeros / (double) MAX (measure->weights, 1);
}

char *
sl_path_line_name (const SlPathResult *path, const SlPathLine *line)
{
  const SlDataset *set = path->problem->dataset;

  if (!path->exact)
    return line->layer < 0 ? g_strdup (_ ("all layers"))
                           : g_strdup_printf (_ ("layer %d"), line->layer + 1);
  if (sl_path_result_outputs (path) == 1)
    return g_strdup (set->features[line->input]);
  return g_strdup_printf (_ ("%s for %s"), set->features[line->input],
                          set->classes[line->output]);
}

void
sl_path_losses (const SlPathRow *row, double *train, double *test)
{
  const SlHistoryRow *end = row->model != NULL ? sl_snapshot_last (row->model) : NULL;

  *train = row->train_loss;
  *test = end != NULL ? end->test_loss : NAN;
}

static int
compare_lines (const void *a, const void *b)
{
  double x = ((const SlPathLine *) a)->largest, y = ((const SlPathLine *) b)->largest;

  return (x < y) - (x > y);
}

static double
largest_of (const SlPathResult *path, const SlPathLine *line)
{
  double largest = 0.0;

  for (int i = 0; i < path->n; i++) {
    double value = fabs (sl_path_line_value (path, line, i));
    largest = isfinite (value) ? fmax (largest, value) : largest;
  }
  return largest;
}

/* A weight that is 0 for every λ is no line. */
static void
find_weights (SlPathLayout *layout)
{
  const SlPathResult *path = layout->path;
  int k = sl_path_result_outputs (path), d = k > 0 ? path->problem->dataset->d : 0;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (SlPathLine));

  for (int j = 0; j < d; j++)
    for (int o = 0; o < k; o++) {
      SlPathLine line = {.input = j, .output = o};
      line.largest = largest_of (path, &line);
      if (line.largest > 0.0)
        g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare_lines);
  layout->n = MIN ((int) lines->len, SL_PATH_MAX_LINES);
  layout->others = lines->len - (guint) layout->n;
  layout->lines = g_memdup2 (lines->data, (size_t) layout->n * sizeof (SlPathLine));
}

/* All layers together, and each by itself where there are several. */
static void
find_layers (SlPathLayout *layout)
{
  const SlConfig *config = &layout->path->config;
  int n = config->hidden.n > 0 ? config->hidden.n + 2 : 1;

  layout->n = n;
  layout->lines = g_new0 (SlPathLine, n);
  for (int i = 0; i < n; i++) {
    layout->lines[i].layer = i - 1;
    layout->lines[i].largest = 100.0;
  }
}

/* The ends are whole steps of which five or fewer cover @lo to @hi; from 0 on, unless
 * that would leave most of the strip empty. */
static SlScale
loss_scale (double lo, double hi)
{
  static const double factors[] = {1, 2, 5, 10};

  if (!(hi > 0.0) || lo < 0.35 * hi || !(hi > lo))
    return sl_scale_from_zero (hi > 0.0 ? hi : 1.0);
  double least = (hi - lo) / 5.0, power = pow (10.0, floor (log10 (least)));
  double step = 10.0 * power;
  for (guint i = G_N_ELEMENTS (factors); i-- > 0;)
    if (factors[i] * power >= least)
      step = factors[i] * power;
  return (SlScale){SL_SCALE_LINEAR, step * floor (lo / step), step * ceil (hi / step),
                   0.0, 1.0};
}

static void
widen (double value, double *lo, double *hi)
{
  if (!isfinite (value))
    return;
  *lo = fmin (*lo, value);
  *hi = fmax (*hi, value);
}

/* The test part does not stretch the axis: it chooses nothing. */
static SlScale
losses_of (const SlPathResult *path, gboolean log_scale)
{
  double lo = INFINITY, hi = -INFINITY, least = INFINITY;

  for (int i = 0; i < path->n; i++) {
    const SlPathRow *row = &path->rows[i];
    double se = isfinite (row->choice_se) ? row->choice_se : 0.0;
    widen (row->train_loss, &lo, &hi);
    widen (row->choice - se, &lo, &hi);
    widen (row->choice + se, &lo, &hi);
    if (row->train_loss > 0.0)
      least = fmin (least, row->train_loss);
  }
  /* A loss of next to nothing would press all others into the top. */
  if (log_scale)
    return sl_scale_log (fmax (least, 1e-3 * hi), hi);
  return loss_scale (fmax (lo, 0.0), hi);
}

static SlScale
heights_of (const SlPathLayout *layout)
{
  double lo = 0.0, hi = 0.0;

  if (!layout->path->exact)
    return (SlScale){SL_SCALE_LINEAR, 0.0, 100.0, 0.0, 1.0};
  for (int l = 0; l < layout->n; l++)
    for (int i = 0; i < layout->path->n; i++)
      widen (sl_path_line_value (layout->path, &layout->lines[l], i), &lo, &hi);
  if (lo == hi)
    return (SlScale){SL_SCALE_LINEAR, -1.0, 1.0, 0.0, 1.0};
  return (SlScale){SL_SCALE_LINEAR, lo < 0.0 ? -sl_scale_round_up (-lo) : 0.0,
                   hi > 0.0 ? sl_scale_round_up (hi) : 0.0, 0.0, 1.0};
}

static SlScale
lambdas_of (const SlPathResult *path)
{
  double lo = path->lambdas[0], hi = path->lambdas[path->m - 1];

  return (SlScale){SL_SCALE_LOG, lo < hi ? lo : lo / 2.0, lo < hi ? hi : 2.0 * hi, 0.0,
                   1.0};
}

/* How many names there is room for, and the share of the width they take. */
static double
lead_of (SlKit *kit, SlPathLayout *layout, double width, double height)
{
  double line = sl_text_height (kit, SL_TEXT_STRONG), widest = 0.0;
  int room = (int) CLAMP (0.8 * height / line, 0.0, MOST_LABELS);

  layout->n_labelled = layout->path->n > 0 ? MIN (layout->n, room) : 0;
  for (int i = 0; i < layout->n_labelled; i++) {
    g_autofree char *name = sl_path_line_name (layout->path, &layout->lines[i]);
    widest = fmax (widest, sl_text_width (kit, SL_TEXT_STRONG, name));
  }
  return width > 0.0 ? fmin ((widest + 1.8 * kit->em) / width, MOST_LEAD) : 0.0;
}

static void
lay_strips (SlKit *kit,
            SlPathLayout *layout,
            double width,
            double height,
            gboolean log_scale)
{
  SlFrame *lines = &layout->frames[SL_PATH_LINES_STRIP];
  SlFrame *losses = &layout->frames[SL_PATH_LOSS_STRIP];
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double below = layout->has_losses ? floor (LOSS_SHARE * height) : 0.0;
  double above = height - below;
  const char *title = _ ("strength λ (logarithmic)");
  SlTicks ticks[SL_PATH_N_STRIPS];
  const char *sample = "";
  double lead, widest = 0.0;

  lines->y = heights_of (layout);
  losses->y = losses_of (layout->path, log_scale);
  lines->x = losses->x = lambdas_of (layout->path);
  /* Both strips have the left margin of the wider labels. */
  for (int s = 0; s < SL_PATH_N_STRIPS; s++) {
    sl_ticks_make (&ticks[s], &layout->frames[s].y, 5);
    for (int i = 0; i < ticks[s].n; i++) {
      double w = sl_text_width (kit, SL_TEXT_LABEL, ticks[s].text[i]);
      sample = w > widest ? ticks[s].text[i] : sample;
      widest = fmax (widest, w);
    }
  }
  lead = lead_of (kit, layout, width - widest, above - 5.0 * line);
  lines->x_lead = losses->x_lead = lead;
  lines->y_sample = losses->y_sample = sample;
  lines->headroom = 3.1 * line;
  losses->headroom = 2.2 * line;
  lines->x_hidden = layout->has_losses;
  lines->x_title = layout->has_losses ? NULL : title;
  losses->x_title = title;
  sl_frame_layout (kit, lines, &(SlBox){0, 0, width, above});
  sl_frame_layout (kit, losses, &(SlBox){0, above, width, below});
  /* The sample is gone after this. */
  lines->y_sample = losses->y_sample = NULL;
}

void
sl_path_layout_find_lines (SlPathLayout *layout, const SlPathResult *path)
{
  *layout = (SlPathLayout){.path = path};
  if (path->exact)
    find_weights (layout);
  else
    find_layers (layout);
}

void
sl_path_layout_init (SlKit *kit,
                     SlPathLayout *layout,
                     double width,
                     double height,
                     const SlFigureView *view)
{
  sl_path_layout_find_lines (layout, view->path);
  layout->has_losses = LOSS_SHARE * height >= LEAST_LOSSES * kit->em;
  lay_strips (kit, layout, width, height, view->log_scale);
}

void
sl_path_layout_clear (SlPathLayout *layout)
{
  g_clear_pointer (&layout->lines, g_free);
}

int
sl_path_row_at (const SlPathLayout *layout, double x)
{
  const SlScale *scale = &layout->frames[SL_PATH_LINES_STRIP].x;

  return sl_path_result_nearest (layout->path, sl_scale_invert (scale, x));
}

double
sl_path_place_of (const SlPathLayout *layout, double lambda, gboolean *inside)
{
  const SlScale *scale = &layout->frames[SL_PATH_LINES_STRIP].x;
  /* Rounded to three digits it may lie a hair beyond the grid. */
  gboolean fits = lambda >= 0.99 * scale->lo && lambda <= 1.01 * scale->hi;

  if (inside != NULL)
    *inside = fits;
  return sl_scale_map (scale, CLAMP (lambda, scale->lo, scale->hi));
}
