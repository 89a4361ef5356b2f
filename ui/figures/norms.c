/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"
#include "ui/figures/earlier.h"
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("The size of the weights appears here, in three ways.")

enum { L1, L2, L0, N_STRIPS };

static const struct
{
  SlTraceId trace;
  SlRole role;
} strips[N_STRIPS] = {
    [L1] = {SL_TRACE_NORM_L1, SL_ROLE_NEUTRAL},
    [L2] = {SL_TRACE_NORM_L2, SL_ROLE_NEUTRAL},
    [L0] = {SL_TRACE_NONZEROS, SL_ROLE_EXACT_ZERO},
};

/* The axis of a strip: what it has reached so far; for ‖w‖₀ all weights, so that its
 * height is the share that is left. */
static SlScale
strip_scale (const SlSnapshot *snapshot, const SlFigureView *view, int strip)
{
  double min = INFINITY, max = 0.0;

  sl_epochs_range (&snapshot->traces[strips[strip].trace], FALSE, &min, &max);
  sl_earlier_range (snapshot, view, FALSE, strips[strip].trace, FALSE, &min, &max);
  if (strip == L0)
    max = fmax (max, (double) snapshot->total.weights);
  return sl_scale_from_zero (max);
}

/* Widest axis text of the three, so that their areas are flush. */
static void
widest_end (SlKit *kit,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            char widest[SL_TICK_TEXT])
{
  double width = -1.0;

  for (int i = 0; i < N_STRIPS; i++) {
    SlScale scale = strip_scale (snapshot, view, i);
    SlTicks ticks;
    sl_ticks_make_ends (&ticks, &scale);
    double w = sl_text_width (kit, SL_TEXT_LABEL, ticks.text[1]);
    if (w > width)
      g_strlcpy (widest, ticks.text[1], SL_TICK_TEXT);
    width = fmax (width, w);
  }
}

static void
norms_frames (SlKit *kit,
              SlFrame frames[N_STRIPS],
              double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view)
{
  char sample[SL_TICK_TEXT];
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double footer = 2.0 * line + 0.4 * kit->em;
  double each = fmax ((height - footer) / N_STRIPS, 0.0);

  widest_end (kit, snapshot, view, sample);
  for (int i = 0; i < N_STRIPS; i++) {
    gboolean last = i == N_STRIPS - 1;
    frames[i] = (SlFrame){.x = sl_earlier_epochs (snapshot, view),
                          .y = strip_scale (snapshot, view, i),
                          .x_title = last ? _ ("epoch") : NULL,
                          .x_whole = TRUE,
                          .x_hidden = !last,
                          .y_ends = TRUE,
                          .y_sample = sample,
                          .headroom = 1.35 * line};
    SlBox outer = {0, i * each, width, last ? height - 2 * each : each};
    sl_frame_layout (kit, &frames[i], &outer);
    /* The areas are read here, the sample is gone afterwards. */
    frames[i].y_sample = NULL;
  }
}

static char *
strip_text (const SlSnapshot *snapshot, int strip)
{
  const SlWeightMeasure *total = &snapshot->total;
  g_autofree char *value = NULL, *all = NULL;

  switch (strip) {
  case L1:
    value = sl_rounded_text (total->norm_l1, 3);
    return g_strdup_printf ("‖w‖₁ = %s", value);
  case L2:
    value = sl_rounded_text (total->norm_l2, 3);
    return g_strdup_printf ("‖w‖₂ = %s", value);
  default:
    value = sl_count_text (total->weights - total->histogram.zeros);
    all = sl_count_text (total->weights);
    return g_strdup_printf (_ ("‖w‖₀ = %s of %s"), value, all);
  }
}

static void
draw_strip (SlKit *kit,
            const SlFrame *frame,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            int strip)
{
  g_autofree char *text = strip_text (snapshot, strip);
  SlRole role = strips[strip].role;
  SlStroke stroke = {.color = sl_style_fill (kit->theme, role), .width = 1.9};
  SlCurve curve;
  SlCurveLabel label = {
      .text = text, .color = sl_style_label (kit->theme, role), .curve = &curve};
  /* Labels may use the room above the strip's end. */
  SlBox room = {frame->area.x, frame->area.y - frame->headroom, frame->area.width,
                frame->area.height + frame->headroom};

  SlBox letters[SL_MAX_EARLIER];
  int n = sl_earlier_draw (kit, frame, snapshot, view, FALSE, strips[strip].trace, role,
                           letters);

  sl_epochs_curve (&curve, snapshot, strips[strip].trace, frame);
  sl_mark_curve (kit, &frame->area, &curve, &stroke);
  if (sl_curve_last (&curve) >= 0) {
    sl_legend_place (kit, &room, &label, 1, letters, n);
    sl_legend_draw (kit, &label, 1);
  }
  sl_curve_clear (&curve);
}

static void
norms_draw (cairo_t *cr,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  SlFrame frames[N_STRIPS];
  SlChangeMarks marks;

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  norms_frames (&kit, frames, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&frames[N_STRIPS - 1]))
    return;
  sl_change_marks_find (&kit, &marks, snapshot, &frames[0]);
  for (int i = 0; i < N_STRIPS; i++) {
    sl_frame_draw (&kit, &frames[i]);
    sl_change_marks_draw_lines (&kit, &marks, &frames[i].area);
    draw_strip (&kit, &frames[i], snapshot, view, i);
  }
  sl_change_marks_clear (&marks);
  if (sl_hint_press_play (&kit, snapshot))
    sl_hint_draw (&kit, &frames[L2].area, _ ("Press Space to train"));
}

static char *
norms_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return g_strdup (_ ("all weights"));
}

static char *
norms_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No norms yet: the data is being prepared."));

  const SlWeightMeasure *total = &snapshot->total;
  g_autofree char *l1 = sl_phrase_number (total->norm_l1, 4);
  g_autofree char *l2 = sl_phrase_number (total->norm_l2, 4);
  g_autofree char *all = sl_phrase_count (total->weights);
  g_autofree char *left = sl_phrase_count (total->weights - total->histogram.zeros);
  return g_strdup_printf (
      _ ("At epoch %d the L1 norm of all weights is %s, the L2 norm %s, "
         "and %s of %s weights are not zero."),
      snapshot->epoch, l1, l2, left, all);
}

static void
norms_probe (double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view,
             const SlTheme *theme,
             double px,
             double py,
             SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  SlFrame frames[N_STRIPS];

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  norms_frames (&kit, frames, width, height, snapshot, view);
  SlFrame whole = frames[N_STRIPS - 1];
  if (!sl_frame_is_drawable (&whole))
    return;
  whole.area.height += whole.area.y - frames[0].area.y;
  whole.area.y = frames[0].area.y;
  const SlHistoryRow *row =
      sl_frame_contains (&whole, px, py) ? sl_epochs_row_at (snapshot, &whole, px) : NULL;
  if (row == NULL)
    return;
  g_autofree char *l1 = sl_phrase_number (row->norm_l1, 6);
  g_autofree char *l2 = sl_phrase_number (row->norm_l2, 6);
  g_autofree char *left = sl_count_text (row->weights - row->zeros);
  g_autofree char *all = sl_count_text (row->weights);
  g_snprintf (probe->text, sizeof probe->text,
              _ ("epoch %d\n‖w‖₁ %s\n‖w‖₂ %s\n‖w‖₀ %s of %s"), row->epoch, l1, l2, left,
              all);
  sl_epochs_point (probe, &whole, &whole.area, row->epoch, py);
}

static SlNumbers *
norms_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  SlNumbers *numbers = sl_numbers_new_history (snapshot);

  sl_numbers_add_trace (numbers, SL_NUMBERS_DOUBLE, "norm_l1", "‖w‖₁", SL_TRACE_NORM_L1);
  sl_numbers_add_trace (numbers, SL_NUMBERS_DOUBLE, "norm_l2", "‖w‖₂", SL_TRACE_NORM_L2);
  sl_numbers_add_trace (numbers, SL_NUMBERS_COUNT, "norm_l0", "‖w‖₀", SL_TRACE_NONZEROS);
  return numbers;
}

extern const SlFigureType sl_figure_norms;
const SlFigureType sl_figure_norms = {
    .kind = {"norms", N_ ("Norms"),
             N_ ("How large the weights are: the sum of their absolute values, their "
                 "Euclidean length, and how many are not zero.")},
    .formula = N_ ("‖w‖₁ = Σ|w|, ‖w‖₂ = √Σw², ‖w‖₀ = the number of w ≠ 0"),
    .subtitle = norms_subtitle,
    .draw = norms_draw,
    .describe = norms_describe,
    .probe = norms_probe,
    .numbers = norms_numbers,
};
