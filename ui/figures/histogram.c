/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("How many weights are zero, small and large appears here.")

enum { BINS = SL_HISTOGRAM_BINS };

/* Share of the width left of 0, for the bars of exactly zero and near zero. */
#define LEAD 0.125

typedef struct
{
  const SlWeightMeasure *now;
  const SlWeightMeasure *start; /* (nullable) */
  SlFrame frame;
  SlBox zero, near;
  double edges[BINS + 1];
  SlBox bins[BINS];
} Layout;

/* The measure that @view asks for; all weights for a layer that is not there. */
static const SlWeightMeasure *
measure_of (const SlSnapshot *snapshot, int layer)
{
  return layer >= 0 && layer < snapshot->n_layers ? &snapshot->layers[layer]
                                                  : &snapshot->total;
}

static const SlWeightMeasure *
start_of (const SlSnapshot *snapshot, int layer)
{
  if (layer >= 0 && layer < snapshot->n_layers)
    return snapshot->start_layers != NULL ? &snapshot->start_layers[layer] : NULL;
  return &snapshot->start;
}

static double
highest_bar (const SlHistogram *histogram)
{
  gint64 highest = MAX (histogram->zeros, histogram->near);

  for (int i = 0; i < BINS; i++)
    highest = MAX (highest, histogram->bins[i]);
  return (double) highest;
}

static double
bar_top (const Layout *layout, gint64 count)
{
  const SlScale *y = &layout->frame.y;
  double top = count > 0 ? sl_scale_map (y, (double) count) : y->start;

  return isnan (top) ? y->start : CLAMP (top, y->end, y->start);
}

static SlBox
bar_at (const Layout *layout, double x, double width, gint64 count)
{
  double top = bar_top (layout, count);

  return (SlBox){x, top, width, layout->frame.y.start - top};
}

static SlScale
count_scale (const Layout *layout, gboolean log_scale)
{
  double peak = fmax ((double) layout->now->peak, highest_bar (&layout->now->histogram));

  if (!log_scale)
    return sl_scale_from_zero (fmax (peak, 10.0));
  SlScale scale = sl_scale_log (1.0, fmax (peak, 10.0));
  /* Half a weight: a bar of one weight can still be seen. */
  scale.lo = 0.5;
  return scale;
}

static void
layout_init (SlKit *kit,
             Layout *layout,
             double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view)
{
  double line = sl_text_height (kit, SL_TEXT_STRONG);

  layout->now = measure_of (snapshot, view->layer);
  layout->start = start_of (snapshot, view->layer);
  const SlHistogram *h = &layout->now->histogram;
  double end = h->end > 0.0 && isfinite (h->end) ? h->end : 1.0;
  layout->frame = (SlFrame){.x = {SL_SCALE_LINEAR, 0.0, end, 0.0, 1.0},
                            .y = count_scale (layout, view->log_scale),
                            .x_title = _ ("|weight|"),
                            .x_lead = LEAD,
                            .headroom = 1.2 * line};
  SlFrame *frame = &layout->frame;
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
  double lead = frame->x.start - frame->area.x;
  layout->zero = bar_at (layout, frame->area.x + 0.08 * lead, 0.38 * lead, h->zeros);
  layout->near = bar_at (layout, frame->area.x + 0.56 * lead, 0.34 * lead, h->near);
  for (int i = 0; i <= BINS; i++)
    layout->edges[i] =
        frame->x.start + (frame->x.end - frame->x.start) * i / (double) BINS;
  for (int i = 0; i < BINS; i++) {
    double gap = layout->edges[i + 1] - layout->edges[i] > 5.0 ? 1.0 : 0.0;
    layout->bins[i] = bar_at (layout, layout->edges[i],
                              layout->edges[i + 1] - layout->edges[i] - gap, h->bins[i]);
  }
}

/* Solid: zeros the penalty made. Hatched, on top: those that nothing reaches. */
static void
draw_zero_bar (SlKit *kit, const Layout *layout)
{
  const SlHistogram *h = &layout->now->histogram;
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO);
  double top = layout->zero.y;
  double split = bar_top (layout, h->zeros - h->zeros_unreached);
  SlBox by_penalty = layout->zero, unreached = layout->zero;

  by_penalty.y = split;
  by_penalty.height = layout->frame.y.start - split;
  unreached.height = split - top;
  sl_mark_bar (kit, &by_penalty, color);
  if (h->zeros_unreached > 0)
    sl_mark_hatched_bar (kit, &unreached, color);
}

static void
draw_start (SlKit *kit, const Layout *layout)
{
  double tops[BINS];
  SlColor color = sl_color_fade (sl_style_ink (kit->theme, SL_INK_MUTED), 0.55);

  if (layout->start == NULL || layout->start->weights == 0)
    return;
  for (int i = 0; i < BINS; i++)
    tops[i] = bar_top (layout, layout->start->histogram.bins[i]);
  sl_mark_steps (kit, BINS, layout->edges, tops, layout->frame.y.start,
                 &(SlStroke){.color = color, .width = 1.0});
}

static void
draw_bars (SlKit *kit, const Layout *layout)
{
  SlColor rest = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);

  for (int i = 0; i < BINS; i++)
    sl_mark_bar (kit, &layout->bins[i], rest);
  sl_mark_bar (kit, &layout->near, sl_style_fill (kit->theme, SL_ROLE_NEAR_ZERO));
  draw_zero_bar (kit, layout);
}

/* Highest top of the bars between two x, the zero bar left out. */
static double
top_between (const Layout *layout, double from, double to)
{
  double top = layout->frame.y.start;

  if (from < layout->near.x + layout->near.width)
    top = fmin (top, layout->near.y);
  for (int i = 0; i < BINS; i++)
    if (layout->edges[i + 1] > from && layout->edges[i] < to)
      top = fmin (top, layout->bins[i].y);
  return top;
}

static SlBox
label_box (SlKit *kit, const char *text, double x, int lines)
{
  return (SlBox){x, 0.0, sl_text_width (kit, SL_TEXT_STRONG, text),
                 lines * sl_text_height (kit, SL_TEXT_STRONG)};
}

/* Beside the top of the zero bar, above what else it would cover, inside the figure. */
static void
place_labels (const Layout *layout, SlBox *zero, SlBox *near, double gap)
{
  double least = layout->frame.area.y - layout->frame.headroom;

  near->y = top_between (layout, near->x, near->x + near->width) - near->height - gap;
  zero->y = fmin (layout->zero.y, top_between (layout, zero->x, zero->x + zero->width) -
                                      zero->height - gap);
  if (near->width > 0.0 && sl_box_overlaps (zero, near))
    zero->y = fmin (zero->y, near->y - zero->height);
  zero->y = fmax (zero->y, least);
  near->y = fmax (near->y, least);
  if (near->width > 0.0 && sl_box_overlaps (zero, near)) {
    near->x = zero->x + zero->width + 2.0 * gap;
    near->y = top_between (layout, near->x, near->x + near->width) - near->height - gap;
    near->y = fmax (near->y, least);
  }
}

static void
draw_text (SlKit *kit,
           const Layout *layout,
           SlRole role,
           SlTextStyle style,
           const char *text,
           double x,
           double y)
{
  double right = layout->frame.area.x + layout->frame.area.width;

  if (x + sl_text_width (kit, style, text) > right + kit->em)
    return;
  sl_text_draw (kit, &(SlText){.string = text,
                               .style = style,
                               .color = sl_style_label (kit->theme, role),
                               .x = x,
                               .y = y});
}

static void
draw_labels (SlKit *kit, const Layout *layout, const SlSnapshot *snapshot)
{
  const SlHistogram *h = &layout->now->histogram;
  g_autofree char *zeros = sl_count_text (h->zeros), *near = sl_count_text (h->near);
  g_autofree char *unreached = sl_count_text (h->zeros_unreached);
  g_autofree char *limit = sl_phrase_number (snapshot->config.near_zero, 3);
  g_autofree char *first = g_strdup_printf (_ ("%s exactly zero"), zeros);
  g_autofree char *second =
      g_strdup_printf (_ ("%s because nothing reaches them"), unreached);
  g_autofree char *third = g_strdup_printf (_ ("%s near zero (≤ %s)"), near, limit);
  gboolean two = h->zeros_unreached > 0;
  double gap = 0.3 * kit->em, line = sl_text_height (kit, SL_TEXT_STRONG);
  double x = layout->zero.x + layout->zero.width + gap;
  SlBox zero = label_box (kit, two ? second : first, x, two ? 2 : 1);
  SlBox close = label_box (kit, third, layout->near.x, 1);

  if (h->near == 0)
    close.width = 0.0;
  place_labels (layout, &zero, &close, gap);
  draw_text (kit, layout, SL_ROLE_EXACT_ZERO, SL_TEXT_STRONG, first, zero.x, zero.y);
  if (two)
    draw_text (kit, layout, SL_ROLE_EXACT_ZERO, SL_TEXT_LABEL, second, zero.x,
               zero.y + line);
  if (h->near > 0)
    draw_text (kit, layout, SL_ROLE_NEAR_ZERO, SL_TEXT_LABEL, third, close.x, close.y);
  /* The last bar also holds all that is beyond the axis. */
  const SlBox *last = &layout->bins[BINS - 1];
  sl_text_draw (kit, &(SlText){.string = "≥",
                               .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                               .x = last->x + last->width / 2,
                               .y = last->y,
                               .ax = 0.5,
                               .ay = 1.0});
}

static void
histogram_draw (cairo_t *cr,
                double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  Layout layout;

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  layout_init (&kit, &layout, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&layout.frame))
    return;
  sl_frame_draw_y (&kit, &layout.frame);
  draw_bars (&kit, &layout);
  draw_start (&kit, &layout);
  sl_frame_draw_x (&kit, &layout.frame);
  draw_labels (&kit, &layout, snapshot);
}

static char *
histogram_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autofree char *layers = NULL;

  if (snapshot != NULL && view->layer >= 0 && view->layer < snapshot->n_layers)
    layers = g_strdup_printf (_ ("layer %d, %d → %d"), view->layer + 1,
                              snapshot->layers[view->layer].inputs,
                              snapshot->layers[view->layer].outputs);
  else
    layers = g_strdup (_ ("all layers"));
  return view->log_scale ? g_strdup_printf (_ ("%s, log counts"), layers)
                         : g_steal_pointer (&layers);
}

static char *
histogram_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No weights yet: the data is being prepared."));

  const SlWeightMeasure *m = measure_of (snapshot, view->layer);
  const SlHistogram *h = &m->histogram;
  gint64 rest = m->weights - h->zeros - h->near;
  return g_strdup_printf (_ ("Of %" G_GINT64_FORMAT " weights %" G_GINT64_FORMAT
                             " are exactly zero (%" G_GINT64_FORMAT
                             " of them because nothing reaches them), %" G_GINT64_FORMAT
                             " near zero and %" G_GINT64_FORMAT " larger."),
                          m->weights, h->zeros, h->zeros_unreached, h->near, rest);
}

static void
probe_text (const Layout *layout, const SlSnapshot *snapshot, double px, SlProbe *probe)
{
  const SlHistogram *h = &layout->now->histogram;
  const SlScale *x = &layout->frame.x;
  g_autofree char *limit = sl_phrase_number (snapshot->config.near_zero, 6);

  if (px < (layout->zero.x + layout->zero.width + layout->near.x) / 2) {
    g_snprintf (probe->text, sizeof probe->text,
                _ ("exactly 0: %" G_GINT64_FORMAT "\nby the penalty: %" G_GINT64_FORMAT
                   "\nbecause nothing reaches them: %" G_GINT64_FORMAT),
                h->zeros, h->zeros - h->zeros_unreached, h->zeros_unreached);
  } else if (px < x->start) {
    g_snprintf (probe->text, sizeof probe->text, _ ("0 < |w| ≤ %s: %" G_GINT64_FORMAT),
                limit, h->near);
  } else {
    int i = CLAMP ((int) ((px - x->start) / (x->end - x->start) * BINS), 0, BINS - 1);
    g_autofree char *from = sl_phrase_number (x->hi * i / BINS, 4);
    g_autofree char *to = sl_phrase_number (x->hi * (i + 1) / BINS, 4);
    if (i == BINS - 1)
      g_snprintf (probe->text, sizeof probe->text, _ ("|w| > %s: %" G_GINT64_FORMAT),
                  from, h->bins[i]);
    else
      g_snprintf (probe->text, sizeof probe->text, _ ("%s < |w| ≤ %s: %" G_GINT64_FORMAT),
                  from, to, h->bins[i]);
  }
}

static void
histogram_probe (double width,
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
  if (!sl_frame_contains (&layout.frame, px, py))
    return;
  probe_text (&layout, snapshot, px, probe);
  probe->x = px;
  probe->y = py;
  probe->has_x = TRUE;
  probe->left = layout.frame.area.x;
  probe->top = layout.frame.area.y;
  probe->width = layout.frame.area.width;
  probe->height = layout.frame.area.height;
}

extern const SlFigureType sl_figure_histogram;
const SlFigureType sl_figure_histogram = {
    .kind = {"histogram", N_ ("Weight magnitudes"),
             N_ ("How many weights are exactly zero, near zero, and how large the rest "
                 "are.")},
    .has_log = TRUE,
    .has_layers = TRUE,
    .layer_all = TRUE,
    .subtitle = histogram_subtitle,
    .draw = histogram_draw,
    .describe = histogram_describe,
    .probe = histogram_probe,
};
