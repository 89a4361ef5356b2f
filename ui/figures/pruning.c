/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/pruning.h"

#include "ui/figures/earlier.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE                                                                          \
  _ ("How the score falls when the smallest weights are taken away appears here.")

/* The lowest R² shown; below it the curve leaves the picture. */
#define WORST_R2 (-1.0)

static void
pruning_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->pruning = TRUE;
}

static gboolean
is_regression (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL &&
         snapshot->problem->dataset->task == SL_TASK_REGRESSION;
}

/* Percent of the weights, of which there may be none. */
static double
percent_of (const SlPruningCurve *curve, gint64 weights)
{
  return 100.0 * (double) weights / (double) MAX (curve->weights, 1);
}

static void
pruning_frame (SlKit *kit,
               SlFrame *frame,
               double width,
               double height,
               const SlSnapshot *snapshot)
{
  *frame = (SlFrame){
      .x = {SL_SCALE_LINEAR, 0.0, 100.0, 0.0, 1.0},
      .y = {SL_SCALE_LINEAR, is_regression (snapshot) ? WORST_R2 : 0.0, 1.0, 0.0, 1.0},
      .x_title = _ ("% of the weights removed, smallest first"),
      .x_whole = TRUE,
      .headroom = 1.3 * sl_text_height (kit, SL_TEXT_LABEL)};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

/* The score that counts: of the test rows, or of the training rows when there are none.
 */
static const double *
score_of (const SlPruningCurve *curve)
{
  return isnan (curve->test_score[0]) ? curve->train_score : curve->test_score;
}

int
sl_pruning_last_harmless (const SlPruningCurve *curve)
{
  const double *score = score_of (curve);
  int last = 0;

  for (int k = 1; k < curve->n && score[k] >= score[0] - 0.01; k++)
    last = k;
  return last;
}

int
sl_pruning_point (const SlPruningCurve *curve, double percent)
{
  double least = INFINITY;
  int nearest = 0;

  for (int k = 0; k < curve->n; k++) {
    double distance = fabs (percent_of (curve, curve->removed[k]) - percent);
    if (distance < least) {
      least = distance;
      nearest = k;
    }
  }
  return nearest;
}

/* The exact zeros are gone already: up to here nothing can change. */
static void
draw_zeros (SlKit *kit, const SlFrame *frame, const SlPruningCurve *curve)
{
  double x = sl_scale_map (&frame->x, percent_of (curve, curve->zeros));
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO);
  g_autofree char *percent = sl_phrase_number (percent_of (curve, curve->zeros), 3);
  g_autofree char *text = g_strdup_printf (_ ("exactly zero already: %s %%"), percent);
  double width = sl_text_width (kit, SL_TEXT_LABEL, text);

  if (curve->zeros == 0 || !isfinite (x))
    return;
  sl_mark_line (kit, x, frame->area.y, x, frame->area.y + frame->area.height,
                &(SlStroke){.color = color, .width = 1.4});
  double left =
      CLAMP (x - width / 2, 0.0, fmax (frame->area.x + frame->area.width - width, 0.0));
  sl_text_draw (kit, &(SlText){.string = text,
                               .color = sl_style_label (kit->theme, SL_ROLE_EXACT_ZERO),
                               .x = left,
                               .y = frame->area.y - 0.15 * kit->em,
                               .ay = 1.0});
}

/* Runs behind this one that have a curve, faint; a pinned one has its letter where the
 * curve falls. @letters: (out) (SL_MAX_EARLIER) where they stand. Returns how many. */
static int
draw_earlier (SlKit *kit,
              const SlFrame *frame,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              SlBox *letters)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n = sl_earlier_looks (snapshot, view, TRUE, looks), n_letters = 0;
  double x[SL_PRUNING_POINTS], side = sl_text_height (kit, SL_TEXT_STRONG);

  for (int i = 0; i < n; i++) {
    const SlPruningCurve *pruning = looks[i].snapshot->pruning;
    if (pruning == NULL || pruning->n == 0)
      continue;
    SlRole role = isnan (pruning->test_score[0]) ? SL_ROLE_TRAIN : SL_ROLE_TEST;
    SlStroke stroke = {
        .color = sl_color_fade (sl_style_fill (kit->theme, role), looks[i].opacity),
        .width = 1.8,
        .dash = looks[i].dash};
    SlCurve curve;
    for (int k = 0; k < pruning->n; k++)
      x[k] = percent_of (pruning, pruning->removed[k]);
    sl_curve_init (&curve, frame, pruning->n, x, score_of (pruning));
    sl_mark_curve (kit, &frame->area, &curve, &stroke);
    int place = sl_pruning_last_harmless (pruning);
    if (looks[i].letter[0] != '\0' && !isnan (curve.y[place])) {
      SlBox box = {curve.x[place] - 1.2 * side, curve.y[place] + 0.2 * side, side, side};
      box.x = fmax (box.x, frame->area.x);
      sl_earlier_letter (kit, &looks[i], box.x, box.y + side, role);
      letters[n_letters++] = box;
    }
    sl_curve_clear (&curve);
  }
  return n_letters;
}

/* What is about to be removed: all to the left of a line. */
static void
draw_cursor (SlKit *kit,
             const SlFrame *frame,
             const SlPruningCurve *curve,
             double percent)
{
  double x = sl_scale_map (&frame->x, percent);
  SlColor ink = sl_style_ink (kit->theme, SL_INK_TEXT);

  if (kit->cr == NULL || isnan (percent) || !isfinite (x))
    return;
  sl_color_set (kit->cr, sl_color_fade (ink, 0.05));
  cairo_rectangle (kit->cr, frame->area.x, frame->area.y, x - frame->area.x,
                   frame->area.height);
  cairo_fill (kit->cr);
  sl_mark_line (kit, x, frame->area.y, x, frame->area.y + frame->area.height,
                &(SlStroke){.color = ink, .width = 1.4});
  int k = sl_pruning_point (curve, percent);
  double y = sl_scale_map (&frame->y, score_of (curve)[k]);
  if (isfinite (y) && y <= frame->area.y + frame->area.height)
    sl_mark_dot (kit, x, y, 4.0, ink);
}

static void
draw_curves (SlKit *kit,
             const SlFrame *frame,
             const SlPruningCurve *pruning,
             const SlBox *obstacles,
             int n_obstacles)
{
  const struct
  {
    const double *score;
    SlRole role;
    const char *name;
  } curves[] = {{pruning->test_score, SL_ROLE_TEST, _ ("test")},
                {pruning->train_score, SL_ROLE_TRAIN, _ ("train")}};
  SlCurve drawn[G_N_ELEMENTS (curves)];
  SlCurveLabel labels[G_N_ELEMENTS (curves)];
  double x[SL_PRUNING_POINTS];
  int n = 0;

  for (int k = 0; k < pruning->n; k++)
    x[k] = percent_of (pruning, pruning->removed[k]);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++) {
    SlStroke stroke = {.color = sl_style_fill (kit->theme, curves[i].role),
                       .width = 1.8,
                       .dash = sl_style_dash (curves[i].role)};
    sl_curve_init (&drawn[i], frame, pruning->n, x, curves[i].score);
    sl_mark_curve (kit, &frame->area, &drawn[i], &stroke);
    if (sl_curve_last (&drawn[i]) >= 0)
      labels[n++] = (SlCurveLabel){.text = curves[i].name,
                                   .color = sl_style_label (kit->theme, curves[i].role),
                                   .curve = &drawn[i]};
  }
  sl_legend_place (kit, &frame->area, labels, n, obstacles, n_obstacles);
  sl_legend_draw (kit, labels, n);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    sl_curve_clear (&drawn[i]);
}

static char *
find_hint (const SlSnapshot *snapshot)
{
  char *hint = sl_hint_waiting (snapshot, PROMISE);

  if (hint == NULL && (snapshot->pruning == NULL || snapshot->pruning->n == 0))
    hint = g_strdup (_ ("Trying how many weights can go …"));
  return hint;
}

static void
pruning_draw (cairo_t *cr,
              double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *hint = find_hint (snapshot);
  SlBox letters[SL_MAX_EARLIER];
  SlFrame frame;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  pruning_frame (&kit, &frame, width, height, snapshot);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  draw_zeros (&kit, &frame, snapshot->pruning);
  int n = draw_earlier (&kit, &frame, snapshot, view, letters);
  draw_curves (&kit, &frame, snapshot->pruning, letters, n);
  draw_cursor (&kit, &frame, snapshot->pruning, view->cursor);
}

/* How old the curve is, and that it is of some rows only when it is. */
static char *
pruning_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->pruning == NULL)
    return g_strdup ("");
  const SlPruningCurve *curve = snapshot->pruning;
  const char *score = is_regression (snapshot) ? _ ("R²") : _ ("accuracy");
  g_autofree char *rows = sl_count_text (curve->test_rows);
  g_autofree char *all = sl_count_text (curve->all_test_rows);
  if (curve->test_rows < curve->all_test_rows)
    return g_strdup_printf (_ ("%s after epoch %d, on %s of %s test rows"), score,
                            snapshot->pruning_epoch, rows, all);
  return g_strdup_printf (_ ("%s after epoch %d"), score, snapshot->pruning_epoch);
}

char *
sl_pruning_score (const SlSnapshot *snapshot, double score)
{
  if (isnan (score) || is_regression (snapshot))
    return sl_phrase_number (score, 4);
  g_autofree char *number = sl_phrase_number (100.0 * score, 4);
  return g_strdup_printf (_ ("%s %%"), number);
}

static char *
pruning_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No pruning curve yet: the data is being prepared."));
  if (snapshot->pruning == NULL || snapshot->pruning->n == 0)
    return g_strdup (_ ("The pruning curve is being made."));
  const SlPruningCurve *curve = snapshot->pruning;
  int last = sl_pruning_last_harmless (curve);
  g_autofree char *train = sl_pruning_score (snapshot, curve->train_score[0]);
  g_autofree char *test = sl_pruning_score (snapshot, curve->test_score[0]);
  g_autofree char *share = sl_phrase_number (percent_of (curve, curve->removed[last]), 3);
  g_autofree char *zeros = sl_phrase_number (percent_of (curve, curve->zeros), 3);
  return g_strdup_printf (
      _ ("After epoch %d the score is %s on the training and %s on the test rows, and it "
         "stays within one hundredth of that when the smallest %s %% of the weights are "
         "removed; %s %% are zero already."),
      snapshot->pruning_epoch, train, test, share, zeros);
}

static void
pruning_probe (double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme,
               double px,
               double py,
               SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  SlFrame frame;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->pruning == NULL ||
      snapshot->pruning->n == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  pruning_frame (&kit, &frame, width, height, snapshot);
  if (!sl_frame_contains (&frame, px, py))
    return;
  const SlPruningCurve *curve = snapshot->pruning;
  int k = sl_pruning_point (curve, sl_scale_invert (&frame.x, px));
  double percent = percent_of (curve, curve->removed[k]);
  g_autofree char *removed = sl_count_text (curve->removed[k]);
  g_autofree char *all = sl_count_text (curve->weights);
  g_autofree char *share = sl_phrase_number (percent, 3);
  g_autofree char *size = sl_phrase_number (curve->size[k], 4);
  g_autofree char *train = sl_pruning_score (snapshot, curve->train_score[k]);
  g_autofree char *test = sl_pruning_score (snapshot, curve->test_score[k]);
  g_snprintf (probe->text, sizeof probe->text,
              _ ("%s of %s weights removed: %s %%\nall with |w| ≤ %s\ntrain %s\ntest %s"),
              removed, all, share, size, train, test);
  double x = sl_scale_map (&frame.x, percent);
  probe->x = isfinite (x) ? x : px;
  probe->y = py;
  probe->has_x = TRUE;
  probe->left = frame.area.x;
  probe->top = frame.area.y;
  probe->width = frame.area.width;
  probe->height = frame.area.height;
}

static SlNumbers *
pruning_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlPruningCurve *curve = snapshot->pruning;
  SlNumbers *numbers;

  if (curve == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) curve->n);
  double *removed = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "removed", _ ("removed"));
  double *share = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "share", _ ("share"));
  double *size = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "size", _ ("largest |w|"));
  double *train = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "train_score", _ ("train"));
  double *test = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "test_score", _ ("test"));
  for (int i = 0; i < curve->n; i++) {
    removed[i] = (double) curve->removed[i];
    share[i] = removed[i] / (double) MAX (curve->weights, 1);
    size[i] = curve->size[i];
    train[i] = curve->train_score[i];
    test[i] = curve->test_score[i];
  }
  return numbers;
}

extern const SlFigureType sl_figure_pruning;
const SlFigureType sl_figure_pruning = {
    .kind = {"pruning", N_ ("Prune by magnitude"),
             N_ ("The score that is left when the smallest weights of all layers are set "
                 "to zero, for every share of them.")},
    .formula = N_ ("every weight with |w| ≤ threshold becomes 0"),
    .ask = pruning_ask,
    .subtitle = pruning_subtitle,
    .draw = pruning_draw,
    .describe = pruning_describe,
    .probe = pruning_probe,
    .numbers = pruning_numbers,
};
