/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/histogram-layout.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("How many weights are zero, small or large appears here.")

enum { BINS = SL_HISTOGRAM_BINS };

static SlStroke
outline_stroke (SlKit *kit)
{
  return (SlStroke){.color = sl_style_ink (kit->theme, SL_INK_AXIS), .width = 1.0};
}

/* The zero bar is solid for zeros that the penalty made, and hatched on top for those
 * that nothing reaches. */
static void
draw_bars (SlKit *kit, const SlHistogramLayout *layout)
{
  SlColor zero = sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO);
  SlColor rest = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);
  SlBox unreached = layout->zero;
  SlStroke outline = outline_stroke (kit);

  for (int i = 0; i < BINS; i++)
    sl_mark_bar (kit, &layout->bins[i], rest);
  sl_mark_bar (kit, &layout->near, sl_style_fill (kit->theme, SL_ROLE_NEAR_ZERO));
  sl_mark_bar (kit, &layout->zero_by_penalty, zero);
  unreached.height = layout->zero_by_penalty.y - layout->zero.y;
  if (layout->now->histogram.zeros_unreached > 0)
    sl_mark_hatched_bar (kit, &unreached, zero);
  if (layout->start != NULL)
    sl_mark_steps (kit, BINS, layout->edges, layout->start_tops, layout->frame.y.start,
                   &outline);
  sl_histogram_draw_others (kit, layout);
}

static void
set_label_texts (SlHistogramLayout *layout, const SlSnapshot *snapshot)
{
  const SlHistogram *h = &layout->now->histogram;
  SlHistogramLabel *labels = layout->labels;
  g_autofree char *zeros = sl_count_text (h->zeros), *near = sl_count_text (h->near);
  g_autofree char *unreached = sl_count_text (h->zeros_unreached);
  g_autofree char *limit = sl_phrase_number (snapshot->config.near_zero, 3);

  labels[SL_HISTOGRAM_ZEROS].lines[0] = g_strdup_printf (_ ("%s exactly zero"), zeros);
  if (h->zeros_unreached > 0)
    labels[SL_HISTOGRAM_ZEROS].lines[1] =
        g_strdup_printf (_ ("%s because nothing reaches them"), unreached);
  if (h->near > 0)
    labels[SL_HISTOGRAM_NEAR].lines[0] =
        g_strdup_printf (_ ("%s near zero (≤ %s)"), near, limit);
  if (layout->start != NULL)
    labels[SL_HISTOGRAM_START].lines[0] = g_strdup (_ ("start of the run"));
}

static void
draw_swatch (SlKit *kit, const SlHistogramLabel *label, int i)
{
  double side = 0.7 * kit->em, line = sl_text_height (kit, SL_TEXT_STRONG);
  SlBox box = {label->box.x - 1.3 * kit->em, label->box.y + (line - side) / 2, side,
               side};
  SlStroke outline = outline_stroke (kit);

  if (i == SL_HISTOGRAM_START)
    sl_mark_steps (kit, 1, (double[]){box.x, box.x + side}, (double[]){box.y},
                   box.y + side, &outline);
  else
    sl_mark_bar (kit, &box,
                 sl_style_fill (kit->theme, i == SL_HISTOGRAM_ZEROS ? SL_ROLE_EXACT_ZERO
                                                                    : SL_ROLE_NEAR_ZERO));
}

static void
draw_labels (SlKit *kit, const SlHistogramLayout *layout)
{
  const SlColor colors[SL_HISTOGRAM_N_LABELS] = {
      [SL_HISTOGRAM_ZEROS] = sl_style_label (kit->theme, SL_ROLE_EXACT_ZERO),
      [SL_HISTOGRAM_NEAR] = sl_style_label (kit->theme, SL_ROLE_NEAR_ZERO),
      [SL_HISTOGRAM_START] = sl_style_ink (kit->theme, SL_INK_MUTED),
  };
  double line = sl_text_height (kit, SL_TEXT_STRONG);
  const SlBox *last = &layout->bins[BINS - 1];

  for (int i = 0; i < SL_HISTOGRAM_N_LABELS; i++) {
    const SlHistogramLabel *label = &layout->labels[i];
    for (int k = 0; label->placed && k < 2 && label->lines[k] != NULL; k++)
      sl_text_draw (kit,
                    &(SlText){.string = label->lines[k],
                              .style = i == SL_HISTOGRAM_ZEROS && k == 0 ? SL_TEXT_STRONG
                                                                         : SL_TEXT_LABEL,
                              .color = colors[i],
                              .x = label->box.x,
                              .y = label->box.y + k * line});
    if (label->placed && label->listed)
      draw_swatch (kit, label, i);
  }
  /* The last bar also holds all that is beyond the axis. */
  if (last->height > 0.0)
    sl_text_draw (kit, &(SlText){.string = "≥",
                                 .color = colors[SL_HISTOGRAM_START],
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
  g_auto (SlHistogramLayout) layout = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  sl_histogram_layout_init (&kit, &layout, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&layout.frame))
    return;
  sl_frame_draw_y (&kit, &layout.frame);
  draw_bars (&kit, &layout);
  sl_frame_draw_x (&kit, &layout.frame);
  set_label_texts (&layout, snapshot);
  sl_histogram_place_labels (&kit, &layout);
  draw_labels (&kit, &layout);
}

static char *
histogram_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autofree char *layers = NULL;

  if (snapshot != NULL && view->layer >= 0 && view->layer < snapshot->n_layers)
    layers = sl_phrase_layer (snapshot, view->layer);
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

  const SlWeightMeasure *m = sl_histogram_measure (snapshot, view);
  const SlHistogram *h = &m->histogram;
  g_autofree char *all = sl_phrase_count (m->weights);
  g_autofree char *zeros = sl_phrase_count (h->zeros);
  g_autofree char *unreached = sl_phrase_count (h->zeros_unreached);
  g_autofree char *near = sl_phrase_count (h->near);
  g_autofree char *rest = sl_phrase_count (m->weights - h->zeros - h->near);
  return g_strdup_printf (
      _ ("Of %s weights %s are exactly zero (%s of them because nothing "
         "reaches them), %s near zero and %s larger."),
      all, zeros, unreached, near, rest);
}

static char *
probe_text (const SlHistogramLayout *layout, const SlSnapshot *snapshot, double px)
{
  const SlHistogram *h = &layout->now->histogram;
  const SlScale *x = &layout->frame.x;

  if (px < (layout->zero.x + layout->zero.width + layout->near.x) / 2) {
    g_autofree char *zeros = sl_count_text (h->zeros);
    g_autofree char *by_penalty = sl_count_text (h->zeros - h->zeros_unreached);
    g_autofree char *unreached = sl_count_text (h->zeros_unreached);
    return g_strdup_printf (
        _ ("exactly 0: %s\nby the penalty: %s\nbecause nothing reaches them: %s"), zeros,
        by_penalty, unreached);
  }
  if (px < x->start) {
    g_autofree char *limit = sl_phrase_number (snapshot->config.near_zero, 6);
    g_autofree char *near = sl_count_text (h->near);
    return g_strdup_printf (_ ("0 < |w| ≤ %s: %s"), limit, near);
  }
  int i = (int) CLAMP (sl_scale_invert (x, px) / layout->end * BINS, 0.0, BINS - 1.0);
  g_autofree char *from = sl_phrase_number (layout->end * i / BINS, 4);
  g_autofree char *to = sl_phrase_number (layout->end * (i + 1) / BINS, 4);
  g_autofree char *count = sl_count_text (h->bins[i]);
  return i == BINS - 1 ? g_strdup_printf (_ ("|w| > %s: %s"), from, count)
                       : g_strdup_printf (_ ("%s < |w| ≤ %s: %s"), from, to, count);
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
  g_auto (SlHistogramLayout) layout = {0};

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  sl_histogram_layout_init (&kit, &layout, width, height, snapshot, view);
  if (!sl_frame_contains (&layout.frame, px, py))
    return;
  g_autofree char *text = probe_text (&layout, snapshot, px);
  const SlBox *area = &layout.frame.area;
  *probe = (SlProbe){.x = px,
                     .y = py,
                     .has_x = TRUE,
                     .left = area->x,
                     .top = area->y,
                     .width = area->width,
                     .height = area->height};
  g_strlcpy (probe->text, text, sizeof probe->text);
}

/* The three kinds first, then the bins; all of them together are all weights. */
static SlNumbers *
histogram_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  enum { KINDS = 3 };
  const SlHistogram *h = &sl_histogram_measure (snapshot, view)->histogram;
  SlNumbers *numbers = sl_numbers_new (KINDS + BINS);
  char **kind = sl_numbers_add_text (numbers, "kind", _ ("kind"));
  double *above = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "above", _ ("|w| above"));
  double *up_to = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "up_to", _ ("up to"));
  double *count = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "weights", _ ("weights"));

  kind[0] = g_strdup (_ ("zero by penalty"));
  kind[1] = g_strdup (_ ("zero, unreached"));
  kind[2] = g_strdup (_ ("near zero"));
  count[0] = (double) (h->zeros - h->zeros_unreached);
  count[1] = (double) h->zeros_unreached;
  count[2] = (double) h->near;
  above[2] = 0.0;
  up_to[2] = snapshot->config.near_zero;
  for (int i = 0; i < BINS; i++) {
    kind[KINDS + i] = g_strdup (_ ("larger"));
    above[KINDS + i] = h->end * i / BINS;
    /* The last bar also holds all that is beyond the axis. */
    if (i < BINS - 1)
      up_to[KINDS + i] = h->end * (i + 1) / BINS;
    count[KINDS + i] = (double) h->bins[i];
  }
  return numbers;
}

extern const SlFigureType sl_figure_histogram;
const SlFigureType sl_figure_histogram = {
    .kind = {"histogram", N_ ("Weight magnitudes"),
             N_ ("How many weights are exactly zero, near zero, and how large the rest "
                 "are.")},
    .formula = N_ ("zeros: w = 0; near zero: 0 < |w| ≤ threshold; bars: the rest by |w|"),
    .has_log = TRUE,
    .has_layers = TRUE,
    .layer_all = TRUE,
    .subtitle = histogram_subtitle,
    .draw = histogram_draw,
    .describe = histogram_describe,
    .probe = histogram_probe,
    .numbers = histogram_numbers,
};
