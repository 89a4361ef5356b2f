/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/histogram-layout.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { BINS = SL_HISTOGRAM_BINS };

/* Share of the width left of 0, for the bars of exactly zero and near zero. */
#define LEAD 0.125

const SlWeightMeasure *
sl_histogram_measure (const SlSnapshot *snapshot, const SlFigureView *view)
{
  gboolean one = view->layer >= 0 && view->layer < snapshot->n_layers;

  return one ? &snapshot->layers[view->layer] : &snapshot->total;
}

/* The outline's measure; none before the first step, when it would only repeat the bars.
 */
static const SlWeightMeasure *
start_measure (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlWeightMeasure *start = &snapshot->start;

  if (snapshot->epoch == 0 && snapshot->batch == 0)
    return NULL;
  if (view->layer >= 0 && view->layer < snapshot->n_layers)
    start = snapshot->start_layers != NULL ? &snapshot->start_layers[view->layer] : NULL;
  return start != NULL && start->weights > 0 ? start : NULL;
}

static double
highest_bar (const SlHistogram *histogram)
{
  gint64 highest = MAX (histogram->zeros, histogram->near);

  for (int i = 0; i < BINS; i++)
    highest = MAX (highest, histogram->bins[i]);
  return (double) highest;
}

/* Earlier runs that have the layer in question. */
static void
find_others (SlHistogramLayout *layout,
             const SlSnapshot *snapshot,
             const SlFigureView *view)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n = sl_earlier_looks (snapshot, view, FALSE, looks);
  gboolean one = view->layer >= 0 && view->layer < snapshot->n_layers;

  for (int i = 0; i < n; i++) {
    if (one && view->layer >= looks[i].snapshot->n_layers)
      continue;
    layout->others[layout->n_others] = looks[i];
    layout->other_measures[layout->n_others++] =
        sl_histogram_measure (looks[i].snapshot, view);
  }
}

static double
bar_top (const SlHistogramLayout *layout, gint64 count)
{
  const SlScale *y = &layout->frame.y;
  double top = count > 0 ? sl_scale_map (y, (double) count) : y->start;

  return isnan (top) ? y->start : CLAMP (top, y->end, y->start);
}

static SlBox
bar_at (const SlHistogramLayout *layout, double x, double width, gint64 count)
{
  double top = bar_top (layout, count);

  return (SlBox){x, top, width, layout->frame.y.start - top};
}

/* Pinned runs are there to be compared, on one axis. The run before this one, perhaps of
 * other data, is a hint alone, and must not press the bars into a corner. */
static gboolean
is_pinned (const SlFigureView *view, const SlEarlierLook *look)
{
  return look->snapshot != view->earlier->ghost;
}

static SlScale
count_scale (const SlHistogramLayout *layout, gboolean log_scale)
{
  double peak = fmax ((double) layout->now->peak, highest_bar (&layout->now->histogram));

  for (int i = 0; i < layout->n_others; i++)
    peak = fmax (peak, fmax ((double) layout->other_measures[i]->peak,
                             highest_bar (&layout->other_measures[i]->histogram)));

  if (!log_scale)
    return sl_scale_from_zero (fmax (peak, 10.0));
  SlScale scale = sl_scale_log (1.0, fmax (peak, 10.0));
  /* Half a weight: a bar of one weight can still be seen. */
  scale.lo = 0.5;
  return scale;
}

static void
make_bars (SlHistogramLayout *layout)
{
  const SlHistogram *h = &layout->now->histogram;
  const SlScale *x = &layout->frame.x;
  double left = layout->frame.area.x, lead = x->start - left;

  layout->zero = bar_at (layout, left + 0.08 * lead, 0.4 * lead, h->zeros);
  layout->zero_by_penalty =
      bar_at (layout, layout->zero.x, layout->zero.width, h->zeros - h->zeros_unreached);
  layout->near = bar_at (layout, left + 0.58 * lead, 0.34 * lead, h->near);
  for (int i = 0; i <= BINS; i++)
    layout->edges[i] = sl_scale_map (x, layout->end * i / (double) BINS);
  for (int i = 0; i < BINS; i++) {
    double width = layout->edges[i + 1] - layout->edges[i];
    layout->bins[i] =
        bar_at (layout, layout->edges[i], width > 5.0 ? width - 1.0 : width, h->bins[i]);
    layout->start_tops[i] = layout->frame.y.start;
    if (layout->start != NULL)
      layout->start_tops[i] = bar_top (layout, layout->start->histogram.bins[i]);
  }
}

void
sl_histogram_layout_init (SlKit *kit,
                          SlHistogramLayout *layout,
                          double width,
                          double height,
                          const SlSnapshot *snapshot,
                          const SlFigureView *view)
{
  *layout = (SlHistogramLayout){.now = sl_histogram_measure (snapshot, view),
                                .start = start_measure (snapshot, view)};
  double end = layout->now->histogram.end;
  if (!(end > 0.0) || !isfinite (end))
    end = 1.0;
  layout->end = end;
  find_others (layout, snapshot, view);
  for (int i = 0; i < layout->n_others; i++)
    if (is_pinned (view, &layout->others[i]) &&
        isfinite (layout->other_measures[i]->histogram.end))
      end = fmax (end, layout->other_measures[i]->histogram.end);
  layout->frame = (SlFrame){.x = {SL_SCALE_LINEAR, 0.0, end, 0.0, 1.0},
                            .y = count_scale (layout, view->log_scale),
                            .x_title = _ ("|weight|"),
                            .x_lead = LEAD};
  sl_frame_layout (kit, &layout->frame, &(SlBox){0, 0, width, height});
  make_bars (layout);
}

void
sl_histogram_layout_clear (SlHistogramLayout *layout)
{
  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++) {
    g_clear_pointer (&layout->labels[i].lines[0], g_free);
    g_clear_pointer (&layout->labels[i].lines[1], g_free);
  }
}

double
sl_histogram_top (const SlHistogramLayout *layout, gint64 count)
{
  return bar_top (layout, count);
}

void
sl_histogram_draw_outline (SlKit *kit,
                           const SlHistogramLayout *layout,
                           const SlHistogram *h,
                           const SlStroke *stroke)
{
  double edges[BINS + 1], tops[BINS];
  double per_bin = h->end > 0.0 && isfinite (h->end) ? layout->end / h->end : 1.0;

  const SlScale *x = &layout->frame.x;
  double bin = layout->end / per_bin / BINS;
  int n = (int) CLAMP (ceil (x->hi / bin - 1e-9), 1.0, BINS);
  double beyond = 0.0;
  for (int i = n; i < BINS; i++)
    beyond += (double) h->bins[i];
  for (int i = 0; i <= n; i++)
    edges[i] = sl_scale_map (x, fmin (bin * i, x->hi));
  /* The last bar on the axis has all that is beyond it, as that of the bins has. */
  for (int i = 0; i < n; i++)
    tops[i] = bar_top (layout, (gint64) ceil ((double) h->bins[i] * per_bin +
                                              (i == n - 1 ? beyond : 0.0)));
  sl_mark_steps (kit, n, edges, tops, layout->frame.y.start, stroke);
}

void
sl_histogram_draw_others (SlKit *kit, const SlHistogramLayout *layout)
{
  const SlFrame *frame = &layout->frame;

  for (int k = 0; k < layout->n_others; k++) {
    const SlEarlierLook *look = &layout->others[k];
    const SlHistogram *h = &layout->other_measures[k]->histogram;
    SlStroke stroke = {.color = sl_color_fade (
                           sl_style_fill (kit->theme, SL_ROLE_NEUTRAL), look->opacity),
                       .width = 1.3,
                       .dash = look->dash};
    double zero = bar_top (layout, h->zeros);
    sl_histogram_draw_outline (kit, layout, h, &stroke);
    sl_mark_steps (kit, 1,
                   (double[]){layout->zero.x, layout->zero.x + layout->zero.width},
                   (double[]){zero}, frame->y.start, &stroke);
    sl_earlier_letter (kit, look, layout->zero.x, zero, SL_ROLE_NEUTRAL);
  }
}

/* Highest top of bars and outline between two x, the zero bar left out. */
static double
top_between (const SlHistogramLayout *layout, double from, double to)
{
  double top = layout->frame.y.start;

  if (from < layout->near.x + layout->near.width && to > layout->near.x)
    top = fmin (top, layout->near.y);
  for (int i = 0; i < BINS; i++)
    if (layout->edges[i + 1] > from && layout->edges[i] < to)
      top = fmin (top, fmin (layout->bins[i].y, layout->start_tops[i]));
  return top;
}

static void
measure_label (SlKit *kit, SlHistogramLabel *label)
{
  label->box = (SlBox){0};
  for (int i = 0; i < 2 && label->lines[i] != NULL; i++) {
    SlTextStyle style = i == 0 ? SL_TEXT_STRONG : SL_TEXT_LABEL;
    label->box.width =
        fmax (label->box.width, sl_text_width (kit, style, label->lines[i]));
    label->box.height += sl_text_height (kit, SL_TEXT_STRONG);
  }
}

/* Beside the top of @bar or right above it, when nothing is in the way there. */
static void
place_at_bar (SlHistogramLayout *layout,
              SlHistogramLabel *label,
              const SlBox *bar,
              double x,
              double gap)
{
  const SlBox *area = &layout->frame.area;
  SlBox box = label->box;

  box.x = x;
  box.y = fmin (bar->y - 0.15 * box.height,
                top_between (layout, x, x + box.width) - box.height - gap);
  label->placed = box.y >= bar->y - 1.5 * box.height - gap && box.y >= area->y - gap &&
                  x + box.width <= area->x + area->width;
  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++)
    if (&layout->labels[i] != label && layout->labels[i].placed &&
        sl_box_overlaps (&layout->labels[i].box, &box))
      label->placed = FALSE;
  if (label->placed)
    label->box = box;
}

/* A list of the rest at the top, as far left as nothing is beneath it. */
static void
place_list (SlKit *kit, SlHistogramLayout *layout)
{
  const SlBox *area = &layout->frame.area;
  double swatch = 1.5 * kit->em, width = 0.0, height = 0.0, gap = 0.5 * kit->em;

  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++) {
    SlHistogramLabel *label = &layout->labels[i];
    if (label->placed || label->lines[0] == NULL)
      continue;
    width = fmax (width, label->box.width + swatch);
    height += label->box.height;
  }
  double y = area->y + gap, rightmost = area->x + area->width - width;
  double x = layout->zero.x + layout->zero.width + gap;
  /* Beside the labels that stand by their bars, or below them where that is too narrow.
   */
  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++) {
    const SlBox *box = &layout->labels[i].box;
    if (!layout->labels[i].placed || box->y >= y + height + gap ||
        box->y + box->height <= y - gap)
      continue;
    if (box->x + box->width + 2.0 * gap <= rightmost)
      x = fmax (x, box->x + box->width + 2.0 * gap);
    else
      y = box->y + box->height + gap;
  }
  while (x < rightmost && top_between (layout, x - gap, x + width) < y + height + gap)
    x += 2.0;
  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++) {
    SlHistogramLabel *label = &layout->labels[i];
    if (label->placed || label->lines[0] == NULL)
      continue;
    label->box.x = fmin (x, rightmost) + swatch;
    label->box.y = y;
    label->listed = TRUE;
    label->placed =
        label->box.x > layout->zero.x && y + label->box.height < layout->frame.y.start;
    y += label->box.height;
  }
}

void
sl_histogram_place_labels (SlKit *kit, SlHistogramLayout *layout)
{
  SlHistogramLabel *zeros = &layout->labels[SL_HISTOGRAM_ZEROS];
  SlHistogramLabel *near = &layout->labels[SL_HISTOGRAM_NEAR];
  double gap = 0.3 * kit->em;

  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++)
    measure_label (kit, &layout->labels[i]);
  /* In a narrow figure the count of zeros stands alone. */
  if (zeros->box.width > 0.75 * layout->frame.area.width) {
    g_clear_pointer (&zeros->lines[1], g_free);
    measure_label (kit, zeros);
  }
  place_at_bar (layout, zeros, &layout->zero, layout->zero.x + layout->zero.width + gap,
                gap);
  if (near->lines[0] != NULL)
    place_at_bar (layout, near, &layout->near, layout->near.x, gap);
  place_list (kit, layout);
}
