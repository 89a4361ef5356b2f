/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/weight-life.h"
#include "ui/figures/change-marks.h"
#include "ui/figures/epochs.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("How the weight goes from now on appears here.")

enum { POINTS = 2 * SL_TRACE_BUCKETS, DIGITS = 4, FORMULA_DIGITS = 3, WHOLE_DIGITS = 7 };

char *
sl_life_name (const SlSnapshot *snapshot, const SlWeightPlace *place)
{
  g_autofree char *from = sl_phrase_input (snapshot, place->layer, place->input);
  g_autofree char *to = sl_phrase_unit (snapshot, place->layer, place->output);

  return g_strdup_printf (_ ("%s → %s of layer %d"), from, to, place->layer + 1);
}

char *
sl_life_value_text (double value)
{
  return value == 0.0 ? g_strdup (_ ("exactly 0")) : sl_phrase_number (value, DIGITS);
}

char *
sl_life_when (const SlWeightStep *step)
{
  return g_strdup_printf (_ ("minibatch %d, epoch %d"), step->batch + 1, step->epoch + 1);
}

/* Counts are written out; a minus sign stands in the same style as in other numbers. */
static char *
write_number (double value)
{
  gboolean whole = value == round (value) && fabs (value) < 1e6;

  return sl_phrase_number (value, whole ? WHOLE_DIGITS : FORMULA_DIGITS);
}

static void
append_line (GString *text, const SlFormulaLine *line)
{
  g_autofree char *names = sl_formula_line_text (line, NULL);
  g_autofree char *numbers = sl_formula_line_text (line, write_number);
  g_autofree char *value = write_number (line->value);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (line->n == 0) /* a number, not a calculation */
    g_string_append_printf (text, "%s = %s", line->symbol, value);
  else
    g_string_append_printf (text, "%s = %s\n    = %s = %s", line->symbol, names, numbers,
                            value);
}

char *
sl_life_formula_text (const SlFormula *formula)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < formula->n_lines; i++)
    append_line (text, &formula->lines[i]);
  return g_string_free (text, FALSE);
}

/* ---- the figure ---- */

static char *
find_hint (const SlSnapshot *snapshot)
{
  g_autofree char *hint = sl_hint_waiting (snapshot, PROMISE);

  if (hint == NULL && snapshot->life == NULL)
    hint = g_strdup (PROMISE);
  return g_steal_pointer (&hint);
}

/* From the epoch it was picked in, at least one epoch long; zero is always on the
 * picture. */
static void
life_frame (SlKit *kit,
            SlFrame *frame,
            double width,
            double height,
            const SlWeightLife *life)
{
  double epochs[POINTS], values[POINTS], low = 0.0, high = 0.0;
  int n = sl_weight_life_points (life, epochs, values);
  double first = n > 0 ? floor (epochs[0]) : 0.0, last = n > 0 ? epochs[n - 1] : 1.0;

  sl_epochs_range (&life->values, FALSE, &low, &high);
  high = high > 0.0 ? sl_scale_round_up (high) : 0.0;
  low = low < 0.0 ? -sl_scale_round_up (-low) : 0.0;
  if (high == low)
    high = 1.0;
  *frame = (SlFrame){.x = {SL_SCALE_LINEAR, first, 0.0, 0.0, 1.0},
                     .y = {SL_SCALE_LINEAR, low, high, 0.0, 1.0},
                     .x_title = _ ("epoch")};
  frame->x.hi = first + sl_scale_round_up (fmax (last - first, 1.0));
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

/* Where the weight is exactly zero the curve is a heavy line of another colour. */
static void
draw_curve (SlKit *kit, const SlFrame *frame, const SlWeightLife *life)
{
  double epochs[POINTS], values[POINTS];
  int n = sl_weight_life_points (life, epochs, values);
  SlStroke line = {.color = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL), .width = 1.6};
  SlStroke dead = {.color = sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO), .width = 4.0};
  SlCurve curve, zeros;

  if (n == 0)
    return;
  sl_curve_init (&curve, frame, n, epochs, values);
  for (int i = 0; i < n; i++)
    values[i] = values[i] == 0.0 ? 0.0 : NAN;
  sl_curve_init (&zeros, frame, n, epochs, values);
  sl_mark_curve (kit, &frame->area, &curve, &line);
  sl_mark_curve (kit, &frame->area, &zeros, &dead);
  sl_mark_dot (kit, curve.x[n - 1], curve.y[n - 1], 3.5,
               life->value == 0.0f ? dead.color : line.color);
  sl_curve_clear (&curve);
  sl_curve_clear (&zeros);
}

static void
life_draw (cairo_t *cr,
           double width,
           double height,
           const SlSnapshot *snapshot,
           const SlFigureView *view,
           const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *hint = find_hint (snapshot);
  SlFrame frame;
  SlChangeMarks marks;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  life_frame (&kit, &frame, width, height, snapshot->life);
  if (!sl_frame_is_drawable (&frame))
    return;
  const SlBox *area = &frame.area;
  SlStroke axis = {.color = sl_style_ink (theme, SL_INK_AXIS), .width = 1.0};
  double zero = round (sl_scale_map (&frame.y, 0.0)) + 0.5;
  sl_frame_draw (&kit, &frame);
  sl_mark_line (&kit, area->x, zero, area->x + area->width, zero, &axis);
  sl_change_marks_find (&kit, &marks, snapshot, &frame);
  sl_change_marks_draw_lines (&kit, &marks, area);
  draw_curve (&kit, &frame, snapshot->life);
  sl_change_marks_draw_texts (&kit, &marks);
  sl_change_marks_clear (&marks);
}

static char *
life_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->life == NULL)
    return g_strdup ("");
  return sl_life_name (snapshot, &snapshot->life->place);
}

static char *
life_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->life == NULL)
    return g_strdup (_ ("No weight has been picked yet."));

  const SlWeightLife *life = snapshot->life;
  double epochs[POINTS], values[POINTS], low = INFINITY, high = -INFINITY;
  int n = sl_weight_life_points (life, epochs, values);
  sl_epochs_range (&life->values, FALSE, &low, &high);
  if (n == 0 || low > high)
    return g_strdup (_ ("The weight is not a number."));
  g_autofree char *first = sl_life_value_text (values[0]);
  g_autofree char *now = sl_life_value_text ((double) life->value);
  g_autofree char *bottom = sl_phrase_number (low, DIGITS);
  g_autofree char *top = sl_phrase_number (high, DIGITS);
  return g_strdup_printf (_ ("The weight was %s when it was picked and is %s now; in "
                             "between it was from %s to %s."),
                          first, now, bottom, top);
}

static void
life_probe (double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme,
            double px,
            double py,
            SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  double epochs[POINTS], values[POINTS];
  SlFrame frame;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->life == NULL)
    return;
  int n = sl_weight_life_points (snapshot->life, epochs, values), best = 0;
  sl_kit_init (&kit, NULL, theme);
  life_frame (&kit, &frame, width, height, snapshot->life);
  if (n == 0 || !sl_frame_is_drawable (&frame) || !sl_frame_contains (&frame, px, py))
    return;
  double epoch = sl_scale_invert (&frame.x, px);
  for (int i = 1; i < n; i++)
    if (fabs (epochs[i] - epoch) < fabs (epochs[best] - epoch))
      best = i;
  g_autofree char *when = sl_phrase_number (epochs[best], 5);
  g_autofree char *value = sl_life_value_text (values[best]);
  g_snprintf (probe->text, sizeof probe->text, _ ("epoch %s\n%s"), when, value);
  probe->x = sl_scale_map (&frame.x, epochs[best]);
  probe->y = sl_scale_map (&frame.y, values[best]);
  probe->has_x = TRUE;
  probe->left = frame.area.x;
  probe->top = frame.area.y;
  probe->width = frame.area.width;
  probe->height = frame.area.height;
}

static const SlFigureType weight_life = {
    .kind =
        {"weight-life", N_ ("The life of a weight"),
         N_ ("The weight after each minibatch since it was picked; a heavy line where "
             "it is exactly zero.")},
    .subtitle = life_subtitle,
    .draw = life_draw,
    .describe = life_describe,
    .probe = life_probe,
};

const SlFigureType *
sl_weight_life_figure (void)
{
  return &weight_life;
}
