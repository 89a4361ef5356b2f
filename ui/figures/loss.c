/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"
#include "ui/figures/earlier.h"
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("Press Space to train: the loss appears here, epoch by epoch.")

/* The curves, the least important first: later ones are drawn on top. */
static const struct
{
  SlTraceId trace;
  SlRole role;
  double width;
  gboolean of_penalty; /* shown only in a run that had a penalty */
  const char *name;
} curves[] = {
    {SL_TRACE_PENALTY, SL_ROLE_PENALTY, 1.6, TRUE, N_ ("penalty")},
    {SL_TRACE_OBJECTIVE, SL_ROLE_NEUTRAL, 1.4, TRUE, N_ ("train + penalty")},
    {SL_TRACE_VAL_LOSS, SL_ROLE_VALIDATION, 1.6, FALSE, N_ ("validation")},
    {SL_TRACE_TEST_LOSS, SL_ROLE_TEST, 1.8, FALSE, N_ ("test")},
    {SL_TRACE_TRAIN_LOSS, SL_ROLE_TRAIN, 1.8, FALSE, N_ ("train")},
};

static gboolean
had_penalty (const SlSnapshot *snapshot)
{
  double min = INFINITY, max = 0.0;

  sl_epochs_range (&snapshot->traces[SL_TRACE_PENALTY], FALSE, &min, &max);
  return max > 0.0;
}

static gboolean
has_validation (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL && snapshot->problem->validation.n > 0;
}

/* The data losses and their sum with the penalty decide the axis. A penalty much smaller
 * than they are (λ on its way from 0) may stretch a logarithmic axis by one decade only;
 * below that its curve leaves the picture. */
static SlScale
loss_scale (const SlSnapshot *snapshot, const SlFigureView *view)
{
  double min = INFINITY, max = 0.0, least = INFINITY, ignored = 0.0;
  gboolean log_scale = view->log_scale;

  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (curves[i].trace != SL_TRACE_PENALTY)
      sl_epochs_range (&snapshot->traces[curves[i].trace], log_scale, &min, &max);
  sl_earlier_range (snapshot, view, TRUE, SL_TRACE_TRAIN_LOSS, log_scale, &min, &max);
  sl_earlier_range (snapshot, view, TRUE, SL_TRACE_TEST_LOSS, log_scale, &min, &max);
  if (!log_scale)
    return sl_scale_from_zero (max);
  sl_epochs_range (&snapshot->traces[SL_TRACE_PENALTY], TRUE, &least, &ignored);
  return sl_scale_log (fmin (min, fmax (least, min / 10.0)), max);
}

static void
loss_frame (SlKit *kit,
            SlFrame *frame,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view)
{
  *frame = (SlFrame){.x = sl_earlier_epochs (snapshot, view),
                     .y = loss_scale (snapshot, view),
                     .x_title = _ ("epoch"),
                     .x_whole = TRUE};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

static SlColor
label_color (const SlTheme *theme, SlRole role)
{
  return role == SL_ROLE_NEUTRAL ? sl_style_ink (theme, SL_INK_MUTED)
                                 : sl_style_label (theme, role);
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
  gboolean penalty = had_penalty (snapshot);
  int n = 0;

  n_obstacles += sl_earlier_draw (kit, frame, snapshot, view, TRUE, SL_TRACE_TEST_LOSS,
                                  SL_ROLE_TEST, obstacles + n_obstacles);
  n_obstacles += sl_earlier_draw (kit, frame, snapshot, view, TRUE, SL_TRACE_TRAIN_LOSS,
                                  SL_ROLE_TRAIN, obstacles + n_obstacles);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++) {
    SlRole role = curves[i].role;
    SlStroke stroke = {.color = role == SL_ROLE_NEUTRAL
                                    ? sl_style_ink (kit->theme, SL_INK_MUTED)
                                    : sl_style_fill (kit->theme, role),
                       .width = curves[i].width,
                       .dash = sl_style_dash (role)};
    if (curves[i].of_penalty && !penalty)
      continue;
    /* The test part may stand in for validation, and has its curve already. */
    if (curves[i].trace == SL_TRACE_VAL_LOSS && !has_validation (snapshot))
      continue;
    sl_epochs_curve (&drawn[i], snapshot, curves[i].trace, frame);
    sl_mark_curve (kit, &frame->area, &drawn[i], &stroke);
    if (sl_curve_last (&drawn[i]) >= 0)
      labels[n++] = (SlCurveLabel){.text = _ (curves[i].name),
                                   .color = label_color (kit->theme, role),
                                   .curve = &drawn[i]};
  }
  sl_legend_place (kit, &frame->area, labels, n, obstacles, n_obstacles);
  sl_legend_draw (kit, labels, n);
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    sl_curve_clear (&drawn[i]);
}

static void
loss_draw (cairo_t *cr,
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
  loss_frame (&kit, &frame, width, height, snapshot, view);
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

static char *
loss_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlLossType *loss = NULL;
  g_autofree char *name = NULL;

  if (snapshot != NULL && snapshot->problem != NULL)
    loss = snapshot->config.loss != NULL
               ? snapshot->config.loss
               : sl_loss_for_task (snapshot->problem->dataset->task);
  if (loss == NULL)
    return g_strdup (view->log_scale ? _ ("log scale") : "");
  if (loss->task == SL_TASK_REGRESSION)
    name = g_strdup (_ ("½·mean squared error"));
  else
    name = sl_phrase_lower (_ (loss->kind.name));
  return view->log_scale ? g_strdup_printf (_ ("%s, log scale"), name)
                         : g_steal_pointer (&name);
}

static char *
loss_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;
  g_autofree char *train = NULL, *test = NULL, *penalty = NULL, *sum = NULL,
                  *validation = NULL;

  if (row == NULL)
    return g_strdup (_ ("No loss yet: press Space to train."));
  train = sl_phrase_number (row->train_loss, 4);
  test = sl_phrase_number (row->test_loss, 4);
  penalty = sl_phrase_number (row->penalty, 4);
  sum = sl_phrase_number (row->objective, 4);
  if (has_validation (snapshot)) {
    validation = sl_phrase_number (row->val_loss, 4);
    return g_strdup_printf (
        _ ("After epoch %d the training loss is %s, the validation loss %s, the test "
           "loss %s, the penalty %s and training loss plus penalty %s."),
        row->epoch, train, validation, test, penalty, sum);
  }
  return g_strdup_printf (_ ("After epoch %d the training loss is %s, the test loss %s, "
                             "the penalty %s and training loss plus penalty %s."),
                          row->epoch, train, test, penalty, sum);
}

static void
loss_probe (double width,
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
  loss_frame (&kit, &frame, width, height, snapshot, view);
  const SlHistoryRow *row =
      sl_frame_contains (&frame, px, py) ? sl_epochs_row_at (snapshot, &frame, px) : NULL;
  if (row == NULL)
    return;
  g_autofree char *train = sl_phrase_number (row->train_loss, 6);
  g_autofree char *test = sl_phrase_number (row->test_loss, 6);
  g_autofree char *penalty = sl_phrase_number (row->penalty, 6);
  g_autofree char *sum = sl_phrase_number (row->objective, 6);
  g_autofree char *lambda = sl_phrase_number (row->lambda, 6);
  g_snprintf (probe->text, sizeof probe->text,
              _ ("epoch %d\ntrain %s\ntest %s\npenalty %s\ntrain + penalty %s\nλ %s"),
              row->epoch, train, test, penalty, sum, lambda);
  sl_epochs_point (probe, &frame, &frame.area, row->epoch, py);
}

extern const SlFigureType sl_figure_loss;
const SlFigureType sl_figure_loss = {
    .kind = {"loss", N_ ("Loss"),
             N_ ("How wrong the network is on the training and test rows, and what the "
                 "penalty adds.")},
    .has_log = TRUE,
    .log_default = TRUE,
    .subtitle = loss_subtitle,
    .draw = loss_draw,
    .describe = loss_describe,
    .probe = loss_probe,
};
