/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("The weight of each input appears here.")

extern const SlFigureType sl_figure_coefficients;

/* What became of an input, where the truth is known. */
typedef enum { UNKNOWN, FOUND, MISSED, FALSE_ONE, LEFT_OUT, N_FATES } Fate;

/* One bar for each input, with its name: lying, or upright where there are too many, with
 * names that stand too, as long as there is room; else inputs are numbered. */
typedef struct
{
  SlFrame frame;
  gboolean upright, is_named;
  int n;
  double name_width;
} Layout;

static char *
coefficients_misfit (const SlSnapshot *snapshot)
{
  return snapshot->n_layers == 1 ? NULL
                                 : g_strdup (_ ("needs a model without hidden layers"));
}

/* The weight of input @i; with several outputs, the sum of their sizes. */
static double
weight_of (const SlWeightsView *view, int i)
{
  double sum = 0.0;

  if (view->cols == 1)
    return (double) view->W[i];
  for (int k = 0; k < view->cols; k++)
    sum += fabs ((double) view->W[(size_t) i * view->cols + k]);
  return sum;
}

static char *
name_of (const SlSnapshot *snapshot, int i)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;

  return set != NULL && i < set->d ? g_strdup (set->features[i])
                                   : sl_phrase_input (snapshot, 0, i);
}

static Fate
fate_of (const SlSnapshot *snapshot, const SlWeightsView *view, int i)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;
  gboolean zero = weight_of (view, i) == 0.0;

  if (set == NULL || set->true_weights == NULL || i >= set->d)
    return UNKNOWN;
  if (set->true_weights[i] != 0.0f)
    return zero ? MISSED : FOUND;
  return zero ? LEFT_OUT : FALSE_ONE;
}

/* The scale of the bars: as far as the largest goes, in round steps. */
static SlScale
value_scale (const SlWeightsView *view)
{
  double end = 0.0;

  for (int i = 0; i < view->rows; i++) {
    double w = fabs (weight_of (view, i));
    end = isfinite (w) ? fmax (end, w) : end;
  }
  end = end > 0.0 ? sl_scale_round_up (end) : 1.0;
  return (SlScale){SL_SCALE_LINEAR, view->cols == 1 ? -end : 0.0, end, 0.0, 1.0};
}

/* @most: px that names may take */
static void
measure_names (SlKit *kit, Layout *l, double most, const SlSnapshot *snapshot)
{
  for (int i = 0; i < l->n; i++) {
    g_autofree char *name = name_of (snapshot, i);

    l->name_width = fmax (l->name_width, sl_text_width (kit, SL_TEXT_LABEL, name));
  }
  l->name_width = fmin (l->name_width, most) + kit->em;
}

static void
layout_init (SlKit *kit,
             Layout *l,
             double width,
             double height,
             const SlSnapshot *snapshot,
             const SlWeightsView *view)
{
  double line = sl_text_height (kit, SL_TEXT_LABEL), footer = 2.0 * line;

  *l = (Layout){.n = view->rows};
  l->upright = view->rows * 1.05 * line > height - footer;
  SlScale inputs = {SL_SCALE_LINEAR, 0.5, view->rows + 0.5, 0.0, 1.0};
  if (l->upright) {
    l->frame = (SlFrame){
        .x = inputs, .y = value_scale (view), .x_title = _ ("input"), .x_whole = TRUE};
    sl_frame_layout (kit, &l->frame, &(SlBox){0, 0, width, height});
    if (view->rows * line > l->frame.area.width)
      return;
    measure_names (kit, l, 0.4 * height, snapshot);
    l->is_named = TRUE;
    l->frame = (SlFrame){.x = inputs, .y = value_scale (view), .x_hidden = TRUE};
    sl_frame_layout (kit, &l->frame,
                     &(SlBox){0, 0, width, fmax (height - l->name_width, 0.0)});
    return;
  }
  measure_names (kit, l, 0.35 * width, snapshot);
  /* The first input stands at the top. */
  l->frame = (SlFrame){.x = value_scale (view),
                       .y = {SL_SCALE_LINEAR, 0, 1, 0, 1},
                       .x_title = _ ("weight")};
  sl_frame_layout (kit, &l->frame,
                   &(SlBox){l->name_width, 0, fmax (width - l->name_width, 0.0), height});
  l->frame.y = (SlScale){SL_SCALE_LINEAR, 0.5, view->rows + 0.5, l->frame.area.y,
                         l->frame.area.y + l->frame.area.height};
}

/* The bar of input @i; its length may be 0. */
static SlBox
bar_of (const Layout *l, const SlWeightsView *view, int i)
{
  const SlFrame *f = &l->frame;
  double w = weight_of (view, i), v = isfinite (w) ? w : 0.0;
  const SlScale *along = l->upright ? &f->y : &f->x, *across = l->upright ? &f->x : &f->y;
  double zero = sl_scale_map (along, 0.0), end = sl_scale_map (along, v);
  double a = sl_scale_map (across, i + 0.65), b = sl_scale_map (across, i + 1.35);
  double lo = fmin (zero, end), length = fabs (end - zero);
  double side = fmin (a, b), thick = fmax (fabs (b - a), 1.0);

  return l->upright ? (SlBox){side, lo, thick, length} : (SlBox){lo, side, length, thick};
}

/* Found: solid bar; false: striped bar; missed: a ring where the bar should be. */
static void
draw_input (SlKit *kit,
            const Layout *l,
            const SlSnapshot *snapshot,
            const SlWeightsView *view,
            int i)
{
  SlBox bar = bar_of (l, view, i);
  Fate fate = fate_of (snapshot, view, i);
  SlColor color = sl_style_fill (
      kit->theme, weight_of (view, i) < 0.0 ? SL_ROLE_NEGATIVE : SL_ROLE_POSITIVE);
  double x = bar.x + (l->upright ? bar.width / 2 : 0);
  double y = bar.y + (l->upright ? 0 : bar.height / 2);

  if (fate == MISSED) {
    sl_mark_dot (kit, x, y, 4.0, sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO));
    sl_mark_dot (kit, x, y, 2.2, sl_style_ink (kit->theme, SL_INK_CARD));
    return;
  }
  if (!(bar.width > 0.0 && bar.height > 0.0))
    return;
  if (fate == FALSE_ONE)
    sl_mark_hatched_bar (kit, &bar, sl_style_fill (kit->theme, SL_ROLE_NEUTRAL));
  else
    sl_mark_bar (kit, &bar, color);
}

/* A name ends at its bar: at the left of a lying one, below an upright one, turned. */
static void
draw_name (SlKit *kit, const Layout *l, int i, SlText *text)
{
  const SlFrame *f = &l->frame;

  text->ax = 1.0;
  text->ay = 0.5;
  text->width = l->name_width - 0.5 * kit->em;
  text->lines = 1;
  cairo_save (kit->cr);
  if (l->upright) {
    cairo_translate (kit->cr, sl_scale_map (&f->x, i + 1),
                     f->area.y + f->area.height + 0.5 * kit->em);
    cairo_rotate (kit->cr, -G_PI / 2.0);
  } else {
    cairo_translate (kit->cr, l->name_width - 0.5 * kit->em, sl_scale_map (&f->y, i + 1));
  }
  sl_text_draw (kit, text);
  cairo_restore (kit->cr);
}

static void
draw_names (SlKit *kit,
            const Layout *l,
            const SlSnapshot *snapshot,
            const SlWeightsView *view)
{
  for (int i = 0; i < l->n; i++) {
    g_autofree char *name = name_of (snapshot, i);
    Fate fate = fate_of (snapshot, view, i);

    gboolean matters = fate == FOUND || fate == MISSED;

    draw_name (kit, l, i,
               &(SlText){.string = name,
                         .style = matters ? SL_TEXT_STRONG : SL_TEXT_LABEL,
                         .color = sl_style_ink (kit->theme,
                                                matters ? SL_INK_TEXT : SL_INK_MUTED)});
  }
}

/* A frame around the bar of the weight that is picked, and around where one would be. */
static void
draw_picked (SlKit *kit,
             const Layout *l,
             const SlWeightsView *view,
             const SlWeightPlace *picked)
{
  if (!picked->set || picked->layer != 0 || picked->input >= l->n)
    return;
  SlBox bar = bar_of (l, view, picked->input);
  double least = 0.6 * kit->em, *length = l->upright ? &bar.height : &bar.width;
  if (*length < least) {
    *(l->upright ? &bar.y : &bar.x) -= (least - *length) / 2;
    *length = least;
  }
  sl_mark_ring (kit, &bar);
}

static char *
find_hint (const SlSnapshot *snapshot)
{
  g_autofree char *hint = sl_hint_waiting (snapshot, PROMISE);

  if (hint == NULL)
    hint = sl_hint_misfit (&sl_figure_coefficients, snapshot);
  if (hint == NULL && sl_snapshot_weights (snapshot, 0) == NULL)
    hint = g_strdup ("…");
  return g_steal_pointer (&hint);
}

static void
coefficients_draw (cairo_t *cr,
                   double width,
                   double height,
                   const SlSnapshot *snapshot,
                   const SlFigureView *figure_view,
                   const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *hint = find_hint (snapshot);
  Layout l;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  const SlWeightsView *view = sl_snapshot_weights (snapshot, 0);
  layout_init (&kit, &l, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&l.frame))
    return;
  const SlBox *area = &l.frame.area;
  SlStroke axis = {.color = sl_style_ink (theme, SL_INK_AXIS), .width = 1.0};
  if (l.upright) {
    double zero = round (sl_scale_map (&l.frame.y, 0.0)) + 0.5;
    sl_frame_draw (&kit, &l.frame);
    sl_mark_line (&kit, area->x, zero, area->x + area->width, zero, &axis);
    if (l.is_named)
      draw_names (&kit, &l, snapshot, view);
  } else {
    double zero = round (sl_scale_map (&l.frame.x, 0.0)) + 0.5;
    sl_frame_draw_x (&kit, &l.frame);
    draw_names (&kit, &l, snapshot, view);
    sl_mark_line (&kit, zero, area->y, zero, area->y + area->height, &axis);
  }
  for (int i = 0; i < l.n; i++)
    draw_input (&kit, &l, snapshot, view, i);
  draw_picked (&kit, &l, view, &figure_view->picked);
}

static void
count_fates (const SlSnapshot *snapshot, const SlWeightsView *view, int *counts)
{
  for (int i = 0; i < view->rows; i++)
    counts[fate_of (snapshot, view, i)]++;
}

static char *
coefficients_subtitle (const SlSnapshot *snapshot, const SlFigureView *figure_view)
{
  const SlWeightsView *view = snapshot != NULL && snapshot->n_layers == 1
                                  ? sl_snapshot_weights (snapshot, 0)
                                  : NULL;
  int counts[N_FATES] = {0};

  if (view == NULL)
    return g_strdup ("");
  count_fates (snapshot, view, counts);
  if (counts[UNKNOWN] == 0)
    return g_strdup_printf (_ ("%d found, %d missed ○, %d false ▨"), counts[FOUND],
                            counts[MISSED], counts[FALSE_ONE]);
  return g_strdup (view->cols > 1 ? _ ("Σ|w| over the classes") : "");
}

static char *
coefficients_describe (const SlSnapshot *snapshot, const SlFigureView *figure_view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No weights yet: the data is being prepared."));
  g_autofree char *misfit = sl_hint_misfit (&sl_figure_coefficients, snapshot);
  if (misfit != NULL)
    return g_steal_pointer (&misfit);
  const SlWeightsView *view = sl_snapshot_weights (snapshot, 0);
  if (view == NULL)
    return g_strdup (_ ("The weights are being copied."));
  int counts[N_FATES] = {0}, n = 0, largest = 0;
  count_fates (snapshot, view, counts);
  for (int i = 0; i < view->rows; i++) {
    n += weight_of (view, i) != 0.0;
    if (fabs (weight_of (view, i)) > fabs (weight_of (view, largest)))
      largest = i;
  }
  if (counts[UNKNOWN] == 0)
    return g_strdup_printf (
        _ ("Of %d inputs that matter %d are found and %d missed; %d of %d useless ones "
           "have a weight that is not zero."),
        counts[FOUND] + counts[MISSED], counts[FOUND], counts[MISSED], counts[FALSE_ONE],
        counts[FALSE_ONE] + counts[LEFT_OUT]);
  g_autofree char *name = name_of (snapshot, largest);
  g_autofree char *value = sl_phrase_number (weight_of (view, largest), 4);
  return g_strdup_printf (
      _ ("%d of %d inputs have a weight that is not zero; the largest is %s with %s."), n,
      view->rows, name, value);
}

/* The input whose bar, or whose name, is at (@px, @py), with the layout; −1 outside. */
static int
find_input (SlKit *kit,
            Layout *l,
            double width,
            double height,
            const SlSnapshot *snapshot,
            double px,
            double py)
{
  const SlWeightsView *view = snapshot != NULL && snapshot->n_layers == 1
                                  ? sl_snapshot_weights (snapshot, 0)
                                  : NULL;

  if (view == NULL || view->rows < 1)
    return -1;
  layout_init (kit, l, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&l->frame) || !sl_frame_contains (&l->frame, px, py))
    return -1;
  double at =
      l->upright ? sl_scale_invert (&l->frame.x, px) : sl_scale_invert (&l->frame.y, py);
  return (int) CLAMP (at - 0.5, 0.0, l->n - 1.0);
}

static void
coefficients_probe (double width,
                    double height,
                    const SlSnapshot *snapshot,
                    const SlFigureView *figure_view,
                    const SlTheme *theme,
                    double px,
                    double py,
                    SlProbe *probe)
{
  static const char *const words[N_FATES] = {
      NULL, N_ ("matters, found"), N_ ("matters, missed"), N_ ("useless, but not zero"),
      N_ ("useless, left out")};
  g_auto (SlKit) kit = {0};
  Layout l;

  *probe = (SlProbe){0};
  sl_kit_init (&kit, NULL, theme);
  int i = find_input (&kit, &l, width, height, snapshot, px, py);
  if (i < 0)
    return;
  const SlWeightsView *view = sl_snapshot_weights (snapshot, 0);
  g_autofree char *name = name_of (snapshot, i);
  g_autofree char *value = sl_phrase_number (weight_of (view, i), 6);
  Fate fate = fate_of (snapshot, view, i);
  g_autofree char *text =
      g_strdup_printf ("%s: %s%s%s", name, value, words[fate] != NULL ? "\n" : "",
                       words[fate] != NULL ? _ (words[fate]) : "");
  g_strlcpy (probe->text, text, sizeof probe->text);
  SlBox bar = bar_of (&l, view, i);
  probe->x = bar.x + bar.width / 2;
  probe->y = bar.y + bar.height / 2;
  probe->has_x = l.upright;
  probe->has_y = !l.upright;
  probe->left = l.frame.area.x;
  probe->top = l.frame.area.y;
  probe->width = l.frame.area.width;
  probe->height = l.frame.area.height;
}

/* With several outputs: the largest part of the bar. */
static SlWeightPlace
coefficients_pick (double width,
                   double height,
                   const SlSnapshot *snapshot,
                   const SlFigureView *figure_view,
                   const SlTheme *theme,
                   double px,
                   double py)
{
  g_auto (SlKit) kit = {0};
  Layout l;

  sl_kit_init (&kit, NULL, theme);
  int i = find_input (&kit, &l, width, height, snapshot, px, py), output = 0;
  if (i < 0)
    return (SlWeightPlace){0};
  const SlWeightsView *view = sl_snapshot_weights (snapshot, 0);
  const float *row = view->W + (size_t) i * view->cols;
  for (int k = 1; k < view->cols; k++)
    if (fabs ((double) row[k]) > fabs ((double) row[output]))
      output = k;
  return (SlWeightPlace){TRUE, 0, i, output};
}

static void
coefficients_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->weights |= sl_needs_layer (0);
}

/* With several outputs the sum of the sizes, as the bars are. */
static SlNumbers *
coefficients_numbers (const SlSnapshot *snapshot, const SlFigureView *figure_view)
{
  const SlWeightsView *view = sl_snapshot_weights (snapshot, 0);
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;
  SlNumbers *numbers;
  double *w, *truth = NULL;
  char **input;

  if (view == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) view->rows);
  input = sl_numbers_add_text (numbers, "input", _ ("input"));
  w = sl_numbers_add (numbers, view->cols == 1 ? SL_NUMBERS_FLOAT : SL_NUMBERS_DOUBLE,
                      view->cols == 1 ? "weight" : "sum_of_sizes",
                      view->cols == 1 ? _ ("weight") : _ ("sum of |w|"));
  if (set != NULL && set->true_weights != NULL)
    truth = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "true_weight", _ ("true weight"));
  for (int i = 0; i < view->rows; i++) {
    input[i] = name_of (snapshot, i);
    w[i] = weight_of (view, i);
    if (truth != NULL && i < set->d)
      truth[i] = (double) set->true_weights[i];
  }
  return numbers;
}

const SlFigureType sl_figure_coefficients = {
    .kind = {"coefficients", N_ ("Coefficients"),
             N_ ("The weight of each input of a model without hidden layers; where the "
                 "truth is known, which inputs were found, missed or are false.")},
    .formula = N_ ("ŷ or log-odds = Σ w · input + bias, inputs standardised"),
    .ask = coefficients_ask,
    .misfit = coefficients_misfit,
    .subtitle = coefficients_subtitle,
    .draw = coefficients_draw,
    .describe = coefficients_describe,
    .probe = coefficients_probe,
    .numbers = coefficients_numbers,
    .pick = coefficients_pick,
};
