/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"
#include "ui/figures/earlier.h"
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/figures/zero-bar.h"
#include "ui/figures/zeros-numbers.h"
#include "ui/plots/area.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PROMISE _ ("How many weights are exactly zero or near zero appears here.")

/* The curves over the epochs, each of which includes those before it. */
static const SlTraceId totals[SL_N_ZERO_KINDS] = {
    [SL_ZERO_BY_PENALTY] = SL_TRACE_ZEROS_PENALTY,
    [SL_ZERO_UNREACHED] = SL_TRACE_ZEROS,
    [SL_ZERO_NEAR] = SL_TRACE_SMALL,
};

/* Rows of bars below the plot: all weights, then the layers. */
enum { MAX_ROWS = 12 };

/* Where everything goes, in px. */
typedef struct
{
  SlFrame frame;                          /* epochs by share of the weights, in percent */
  const SlTrace *traces[SL_N_ZERO_KINDS]; /* Borrowed, nullable: not in the snapshot */
  double weights;                         /* their number, 1 or more */
  double key;           /* top of the line that says what the colours are */
  int n_rows, left_out; /* bars, and layers without one */
  SlBox rows[MAX_ROWS]; /* of the bars */
  double label_width;
} Layout;

static gboolean
is_one_layer (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return view->layer >= 0 && view->layer < snapshot->n_layers;
}

static const SlWeightMeasure *
measure_of_row (const SlSnapshot *snapshot, int row)
{
  return row == 0 ? &snapshot->total : &snapshot->layers[row - 1];
}

static char *
row_label (const SlSnapshot *snapshot, int row)
{
  const SlWeightMeasure *m = measure_of_row (snapshot, row);

  return row == 0 ? g_strdup (_ ("all"))
                  : g_strdup_printf ("%d: %d → %d", row, m->inputs, m->outputs);
}

static void
find_traces (Layout *layout, const SlSnapshot *snapshot, const SlFigureView *view)
{
  gboolean one = is_one_layer (snapshot, view);
  const SlZeroTraces *layer =
      one && snapshot->layer_zeros != NULL ? snapshot->layer_zeros[view->layer] : NULL;
  gint64 weights = one ? snapshot->layers[view->layer].weights : snapshot->total.weights;

  layout->weights = (double) MAX (weights, 1);
  for (int k = 0; k < SL_N_ZERO_KINDS; k++)
    layout->traces[k] = !one            ? &snapshot->traces[totals[k]]
                        : layer != NULL ? &layer->counts[k]
                                        : NULL;
}

/* Bars take the lower part, as many as have room in half the height. */
static double
place_rows (SlKit *kit,
            Layout *layout,
            double width,
            double height,
            const SlSnapshot *snapshot)
{
  double line = sl_text_height (kit, SL_TEXT_LABEL), each = 1.45 * line;
  int wanted = MIN (snapshot->n_layers + 1, MAX_ROWS);
  int room = (int) CLAMP ((0.48 * height - 1.6 * line) / each, 0.0, (double) MAX_ROWS);
  double value = sl_text_width (kit, SL_TEXT_LABEL, "100.0 %") + 0.6 * kit->em;

  layout->n_rows = MIN (wanted, room);
  layout->left_out = snapshot->n_layers + 1 - layout->n_rows;
  double top = height - layout->n_rows * each;
  for (int i = 0; i < layout->n_rows; i++) {
    g_autofree char *label = row_label (snapshot, i);
    layout->label_width =
        fmax (layout->label_width, sl_text_width (kit, SL_TEXT_LABEL, label));
  }
  double left = layout->label_width + 0.8 * kit->em;
  for (int i = 0; i < layout->n_rows; i++)
    layout->rows[i] = (SlBox){left, round (top + i * each + 0.15 * line),
                              fmax (width - left - value, 0.0), round (1.05 * line)};
  layout->key = top - 1.5 * line;
  return layout->key - 0.2 * line;
}

static void
layout_init (SlKit *kit,
             Layout *layout,
             double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view)
{
  *layout = (Layout){0};
  find_traces (layout, snapshot, view);
  double room = place_rows (kit, layout, width, height, snapshot);
  layout->frame = (SlFrame){.x = sl_earlier_epochs (snapshot, view),
                            .y = {SL_SCALE_LINEAR, 0.0, 100.0, 0.0, 1.0},
                            .x_title = _ ("epoch"),
                            .x_whole = TRUE};
  sl_frame_layout (kit, &layout->frame, &(SlBox){0, 0, width, fmax (room, 0.0)});
}

static void
share_curve (SlCurve *curve, const Layout *layout, const SlTrace *trace)
{
  double x[2 * SL_TRACE_BUCKETS], y[2 * SL_TRACE_BUCKETS];
  int n = sl_trace_points (trace, x, y);

  for (int i = 0; i < n; i++)
    y[i] *= 100.0 / layout->weights;
  sl_curve_init (curve, &layout->frame, n, x, y);
}

/* The largest first: each kind covers the lower part of the one before. */
static void
draw_areas (SlKit *kit, const Layout *layout)
{
  const SlFrame *frame = &layout->frame;
  SlColor card = sl_style_ink (kit->theme, SL_INK_CARD);

  for (int k = SL_N_ZERO_KINDS - 1; k >= 0; k--) {
    SlCurve curve;
    SlColor color = sl_style_fill (kit->theme, sl_zero_kind_role (k));
    if (layout->traces[k] == NULL)
      continue;
    share_curve (&curve, layout, layout->traces[k]);
    /* The stripes let what is behind them through. */
    if (sl_zero_kind_is_hatched (k))
      sl_mark_area (kit, &frame->area, &curve, frame->y.start, card, FALSE);
    sl_mark_area (kit, &frame->area, &curve, frame->y.start, color,
                  sl_zero_kind_is_hatched (k));
    sl_curve_clear (&curve);
  }
}

/* The earlier runs' share of exact zeros; of layers their history is not kept. */
static void
draw_earlier (SlKit *kit,
              const Layout *layout,
              const SlSnapshot *snapshot,
              const SlFigureView *view)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n =
      is_one_layer (snapshot, view) ? 0 : sl_earlier_looks (snapshot, view, FALSE, looks);

  for (int i = 0; i < n; i++) {
    SlStroke stroke = {.color = sl_style_ink (kit->theme, SL_INK_MUTED),
                       .width = 1.3,
                       .dash = looks[i].dash};
    Layout other = *layout;
    SlCurve curve;
    other.weights = (double) MAX (looks[i].snapshot->total.weights, 1);
    share_curve (&curve, &other, &looks[i].snapshot->traces[SL_TRACE_ZEROS]);
    sl_mark_curve (kit, &layout->frame.area, &curve, &stroke);
    int last = sl_curve_last (&curve);
    if (last >= 0)
      sl_earlier_letter (kit, &looks[i], curve.x[last], curve.y[last], SL_ROLE_NEUTRAL);
    sl_curve_clear (&curve);
  }
}

/* What the colours are, as many names as fit in one line. */
static void
draw_key (SlKit *kit, const Layout *layout, double width)
{
  double side = 0.8 * kit->em, line = sl_text_height (kit, SL_TEXT_LABEL), x = 0.0;

  for (int k = 0; k < SL_N_ZERO_KINDS; k++) {
    const char *name = sl_zero_kind_name (k);
    double wide = sl_text_width (kit, SL_TEXT_LABEL, name);
    if (x + 1.4 * side + wide > width)
      return;
    sl_zero_swatch_draw (kit, k,
                         &(SlBox){x, layout->key + (line - side) / 2, side, side});
    sl_text_draw (kit,
                  &(SlText){.string = name,
                            .color = sl_style_label (kit->theme, sl_zero_kind_role (k)),
                            .x = x + 1.4 * side,
                            .y = layout->key});
    x += 1.4 * side + wide + 1.2 * kit->em;
  }
}

static void
draw_row (SlKit *kit, const Layout *layout, const SlSnapshot *snapshot, int i)
{
  const SlWeightMeasure *m = measure_of_row (snapshot, i);
  const SlBox *row = &layout->rows[i];
  g_autofree char *label = row_label (snapshot, i);
  g_autofree char *percent = sl_zero_percent_text (m->histogram.zeros, m->weights);
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  double middle = row->y + row->height / 2;

  sl_zero_bar_draw (kit, row, m);
  sl_text_draw (kit, &(SlText){.string = label,
                               .color = muted,
                               .x = layout->label_width,
                               .y = middle,
                               .ax = 1.0,
                               .ay = 0.5});
  sl_text_draw (kit, &(SlText){.string = percent,
                               .style = SL_TEXT_STRONG,
                               .color = sl_style_label (kit->theme, SL_ROLE_EXACT_ZERO),
                               .x = row->x + row->width + 0.6 * kit->em,
                               .y = middle,
                               .ay = 0.5});
}

static void
zeros_draw (cairo_t *cr,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  SlChangeMarks marks;
  Layout layout;

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  layout_init (&kit, &layout, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&layout.frame))
    return;
  sl_frame_draw (&kit, &layout.frame);
  draw_areas (&kit, &layout);
  draw_earlier (&kit, &layout, snapshot, view);
  sl_change_marks_find (&kit, &marks, snapshot, &layout.frame);
  sl_change_marks_draw_lines (&kit, &marks, &layout.frame.area);
  sl_change_marks_clear (&marks);
  draw_key (&kit, &layout, width);
  for (int i = 0; i < layout.n_rows; i++)
    draw_row (&kit, &layout, snapshot, i);
  if (sl_hint_press_play (&kit, snapshot))
    sl_hint_draw (&kit, &layout.frame.area, _ ("Press Space to train"));
}

static char *
zeros_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot != NULL && is_one_layer (snapshot, view)) {
    g_autofree char *layer = sl_phrase_layer (snapshot, view->layer);
    return g_strdup_printf (_ ("%s, %% of its weights"), layer);
  }
  return g_strdup (_ ("% of all weights"));
}

static char *
zeros_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No weights yet: the data is being prepared."));

  gboolean one = is_one_layer (snapshot, view);
  const SlWeightMeasure *m = one ? &snapshot->layers[view->layer] : &snapshot->total;
  g_autofree char *all = sl_phrase_count (m->weights);
  g_autofree char *which =
      one ? g_strdup_printf (_ ("of layer %d "), view->layer + 1) : g_strdup ("");
  g_autofree char *zeros = sl_zero_percent_text (m->histogram.zeros, m->weights);
  g_autofree char *unreached =
      sl_zero_percent_text (m->histogram.zeros_unreached, m->weights);
  g_autofree char *near = sl_zero_percent_text (m->histogram.near, m->weights);
  return g_strdup_printf (_ ("At epoch %d %s of the %s weights %sare exactly zero, %s "
                             "because nothing reaches them, and %s are near zero."),
                          snapshot->epoch, zeros, all, which, unreached, near);
}

/* Kind @k at @epoch: of all weights as the history has it; of a layer as its curve has
 * it, a range where epochs were joined. */
static void
count_at (const Layout *layout,
          const SlHistoryRow *row,
          gboolean one,
          int k,
          double *least,
          double *most)
{
  const SlTrace *trace = layout->traces[k];
  double all[SL_N_ZERO_KINDS] = {(double) (row->zeros - row->zeros_unreached),
                                 (double) row->zeros,
                                 (double) (row->zeros + row->near_zeros)};

  *least = *most = all[k];
  if (!one || trace == NULL || trace->used == 0)
    return;
  int i = CLAMP (row->epoch / MAX (trace->stride, 1), 0, trace->used - 1);
  *least = fmin (trace->buckets[i].y[0], trace->buckets[i].y[1]);
  *most = fmax (trace->buckets[i].y[0], trace->buckets[i].y[1]);
}

static void
probe_epoch (const Layout *layout,
             const SlSnapshot *snapshot,
             gboolean one,
             double px,
             char text[256])
{
  const SlHistoryRow *row = sl_epochs_row_at (snapshot, &layout->frame, px);
  g_autoptr (GString) lines = g_string_new (NULL);
  double least, most, below_least = 0.0, below_most = 0.0;

  if (row == NULL || layout->traces[0] == NULL)
    return;
  g_string_append_printf (lines, _ ("epoch %d"), row->epoch);
  for (int k = 0; k < SL_N_ZERO_KINDS; k++) {
    count_at (layout, row, one, k, &least, &most);
    g_autofree char *from = sl_phrase_number (fmax (least - below_least, 0.0), 12);
    g_autofree char *to = sl_phrase_number (fmax (most - below_most, 0.0), 12);
    g_string_append_printf (lines, "\n%s: %s", sl_zero_kind_name (k), from);
    if (strcmp (from, to) != 0)
      g_string_append_printf (lines, "–%s", to);
    below_least = least;
    below_most = most;
  }
  g_strlcpy (text, lines->str, 256);
}

static void
probe_row (const SlSnapshot *snapshot, int row, char text[256])
{
  const SlWeightMeasure *m = measure_of_row (snapshot, row);
  g_autofree char *label = row_label (snapshot, row);
  g_autofree char *all = sl_count_text (m->weights);
  gint64 counts[SL_N_ZERO_KINDS];

  sl_zero_counts (m, counts);
  g_autofree char *penalty = sl_count_text (counts[SL_ZERO_BY_PENALTY]);
  g_autofree char *unreached = sl_count_text (counts[SL_ZERO_UNREACHED]);
  g_autofree char *near = sl_count_text (counts[SL_ZERO_NEAR]);
  g_autofree char *rest =
      sl_count_text (m->weights - m->histogram.zeros - counts[SL_ZERO_NEAR]);
  g_snprintf (text, 256,
              _ ("%s, %s weights\nzero by the penalty: %s\nzero, nothing reaches them: "
                 "%s\nnear zero: %s\nlarger: %s"),
              label, all, penalty, unreached, near, rest);
}

static void
zeros_probe (double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view,
             const SlTheme *theme,
             double px,
             double py,
             SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  Layout layout;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  layout_init (&kit, &layout, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&layout.frame))
    return;
  for (int i = 0; i < layout.n_rows; i++) {
    const SlBox *row = &layout.rows[i];
    if (px < 0.0 || px > width || py < row->y || py >= row->y + row->height)
      continue;
    probe_row (snapshot, i, probe->text);
    probe->x = px;
    probe->y = py;
    return;
  }
  if (!sl_frame_contains (&layout.frame, px, py))
    return;
  probe_epoch (&layout, snapshot, is_one_layer (snapshot, view), px, probe->text);
  double epoch = round (sl_scale_invert (&layout.frame.x, px));
  if (probe->text[0] != '\0')
    sl_epochs_point (probe, &layout.frame, &layout.frame.area,
                     (int) CLAMP (epoch, 0.0, (double) snapshot->history.n - 1.0), py);
}

static void
zeros_ask (const SlFigureView *view, SlNeeds *needs)
{
  if (view->layer >= 0)
    needs->zeros |= sl_needs_layer (view->layer);
}

extern const SlFigureType sl_figure_zeros;
const SlFigureType sl_figure_zeros = {
    .kind = {"zeros", N_ ("Sparsity meter"),
             N_ ("Which share of the weights is exactly zero, by the penalty or because "
                 "nothing reaches them, and which is near zero.")},
    .formula =
        N_ ("share = weights with w = 0, or with 0 < |w| ≤ threshold, ÷ all weights"),
    .has_layers = TRUE,
    .layer_all = TRUE,
    .ask = zeros_ask,
    .subtitle = zeros_subtitle,
    .draw = zeros_draw,
    .describe = zeros_describe,
    .probe = zeros_probe,
    .numbers = sl_zeros_numbers,
};
