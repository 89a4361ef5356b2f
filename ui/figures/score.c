/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"
#include "ui/figures/earlier.h"
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("How often the network is right appears here, epoch by epoch.")

/* The lowest R² an axis shows: worse than this is simply bad. */
#define LEAST_R2 (-1.0)

/* The curves, the least important first: later ones are drawn on top. */
static const struct
{
  SlTraceId trace;
  SlRole role;
  double width;
  const char *name;
} curves[] = {
    {SL_TRACE_VAL_SCORE, SL_ROLE_NEUTRAL, 1.6, N_ ("validation")},
    {SL_TRACE_TEST_SCORE, SL_ROLE_TEST, 1.8, N_ ("test")},
    {SL_TRACE_TRAIN_SCORE, SL_ROLE_TRAIN, 1.8, N_ ("train")},
};

static gboolean
is_regression (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL &&
         snapshot->problem->dataset->task == SL_TASK_REGRESSION;
}

/* Whether validation is done on rows of its own: where the test part stands in, its curve
 * would only repeat the other. */
static gboolean
has_own_validation (const SlSnapshot *snapshot)
{
  return snapshot->problem == NULL || snapshot->problem->validation.n > 0;
}

/* Accuracy from 0 to 1; R², which has no lower end, from a round one. */
static SlScale
score_scale (const SlSnapshot *snapshot, const SlFigureView *view)
{
  double min = 0.0, max = 1.0;

  if (is_regression (snapshot))
    for (guint i = 0; i < G_N_ELEMENTS (curves); i++) {
      sl_epochs_range (&snapshot->traces[curves[i].trace], FALSE, &min, &max);
      sl_earlier_range (snapshot, view, TRUE, curves[i].trace, FALSE, &min, &max);
    }
  if (min < 0.0)
    min = fmax (-sl_scale_round_up (-min), LEAST_R2);
  return (SlScale){SL_SCALE_LINEAR, min, 1.0, 0.0, 1.0};
}

static void
score_frame (SlKit *kit,
             SlFrame *frame,
             double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view)
{
  *frame = (SlFrame){.x = sl_earlier_epochs (snapshot, view),
                     .y = score_scale (snapshot, view),
                     .x_title = _ ("epoch"),
                     .x_whole = TRUE};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

static void
draw_curves (SlKit *kit,
             const SlFrame *frame,
             const SlSnapshot *snapshot,
             const SlFigureView *view,
             const SlChangeMarks *marks)
{
  SlCurve drawn[G_N_ELEMENTS (curves)] = {0};
  SlCurveLabel labels[G_N_ELEMENTS (curves)];
  SlBox obstacles[SL_MAX_CHANGE_MARKS + 2 * SL_MAX_EARLIER];
  int n_obstacles = sl_change_marks_obstacles (marks, obstacles);
  int n = 0;

  n_obstacles += sl_earlier_draw (kit, frame, snapshot, view, TRUE, SL_TRACE_TEST_SCORE,
                                  SL_ROLE_TEST, obstacles + n_obstacles);
  n_obstacles += sl_earlier_draw (kit, frame, snapshot, view, TRUE, SL_TRACE_TRAIN_SCORE,
                                  SL_ROLE_TRAIN, obstacles + n_obstacles);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++) {
    SlRole role = curves[i].role;
    SlStroke stroke = {.color = sl_style_fill (kit->theme, role),
                       .width = curves[i].width,
                       .dash = sl_style_dash (role)};
    if (curves[i].trace == SL_TRACE_VAL_SCORE && !has_own_validation (snapshot))
      continue;
    sl_epochs_curve (&drawn[i], snapshot, curves[i].trace, frame);
    sl_mark_curve (kit, &frame->area, &drawn[i], &stroke);
    if (sl_curve_last (&drawn[i]) >= 0)
      labels[n++] = (SlCurveLabel){.text = _ (curves[i].name),
                                   .color = sl_style_label (kit->theme, role),
                                   .curve = &drawn[i]};
  }
  sl_legend_place (kit, &frame->area, labels, n, obstacles, n_obstacles);
  sl_legend_draw (kit, labels, n);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    sl_curve_clear (&drawn[i]);
}

static void
score_draw (cairo_t *cr,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  SlFrame frame;
  SlChangeMarks marks;

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  score_frame (&kit, &frame, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  sl_change_marks_find (&kit, &marks, snapshot, &frame);
  sl_change_marks_draw_lines (&kit, &marks, &frame.area);
  draw_curves (&kit, &frame, snapshot, view, &marks);
  sl_change_marks_draw_texts (&kit, &marks);
  sl_change_marks_clear (&marks);
  if (sl_hint_press_play (snapshot))
    sl_hint_draw (&kit, &frame.area, _ ("Press Space to train"));
}

static const char *
score_title (const SlSnapshot *snapshot)
{
  return is_regression (snapshot) ? "R²" : _ ("Accuracy");
}

static char *
score_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->problem == NULL)
    return g_strdup ("");
  return g_strdup (is_regression (snapshot) ? _ ("share of the variance explained")
                                            : _ ("share of the rows that are right"));
}

/* "98.2 %" or "0.512"; "none" without rows. */
static char *
score_text (const SlSnapshot *snapshot, double score, int digits)
{
  if (is_regression (snapshot) || isnan (score))
    return sl_phrase_number (score, digits);
  g_autofree char *percent = sl_phrase_number (100.0 * score, digits);
  return g_strdup_printf (_ ("%s %%"), percent);
}

static char *
score_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;

  if (row == NULL)
    return g_strdup (_ ("No score yet: press Space to train."));
  g_autofree char *train = score_text (snapshot, row->train_score, 4);
  g_autofree char *test = score_text (snapshot, row->test_score, 4);
  if (is_regression (snapshot))
    return g_strdup_printf (
        _ ("After epoch %d R² is %s on the training rows and %s on the test rows."),
        row->epoch, train, test);
  return g_strdup_printf (
      _ ("After epoch %d the network is right on %s of the training rows and %s of "
         "the test rows."),
      row->epoch, train, test);
}

static void
score_probe (double width,
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
  if (snapshot == NULL || snapshot->n_layers == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  score_frame (&kit, &frame, width, height, snapshot, view);
  const SlHistoryRow *row =
      sl_frame_contains (&frame, px, py) ? sl_epochs_row_at (snapshot, &frame, px) : NULL;
  if (row == NULL)
    return;
  g_autofree char *train = score_text (snapshot, row->train_score, 6);
  g_autofree char *test = score_text (snapshot, row->test_score, 6);
  g_autofree char *val = score_text (snapshot, row->val_score, 6);
  g_autofree char *line = isnan (row->val_score) || !has_own_validation (snapshot)
                              ? g_strdup ("")
                              : g_strdup_printf (_ ("\nvalidation %s"), val);
  g_snprintf (probe->text, sizeof probe->text, _ ("epoch %d\ntrain %s\ntest %s%s"),
              row->epoch, train, test, line);
  sl_epochs_point (probe, &frame, &frame.area, row->epoch, py);
}

extern const SlFigureType sl_figure_score;
const SlFigureType sl_figure_score = {
    .kind = {"score", N_ ("Accuracy"),
             N_ ("How often the network is right on the training and test rows; for a "
                 "number to predict, R², the share of its variance that is explained.")},
    .title = score_title,
    .subtitle = score_subtitle,
    .draw = score_draw,
    .describe = score_describe,
    .probe = score_probe,
};
