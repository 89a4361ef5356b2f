/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/earlier.h"
#include "ui/figures/epoch-curves.h"
#include "ui/figures/phrase.h"
#include "ui/figures/sampled.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const SlEpochCurve curves[] = {
    {SL_TRACE_PENALTY, SL_ROLE_PENALTY, 1.6, "penalty", N_ ("penalty")},
    {SL_TRACE_OBJECTIVE, SL_ROLE_NEUTRAL, 1.4, "objective", N_ ("train + penalty")},
    {SL_TRACE_VAL_LOSS, SL_ROLE_VALIDATION, 1.6, "val_loss", N_ ("validation")},
    {SL_TRACE_TEST_LOSS, SL_ROLE_TEST, 1.8, "test_loss", N_ ("test")},
    {SL_TRACE_TRAIN_LOSS, SL_ROLE_TRAIN, 1.8, "train_loss", N_ ("train")},
};

static gboolean
had_penalty (const SlSnapshot *snapshot)
{
  double min = INFINITY, max = 0.0;

  sl_epochs_range (&snapshot->traces[SL_TRACE_PENALTY], FALSE, &min, &max);
  return max > 0.0;
}

/* What the penalty adds is shown only in a run that had one. */
static gboolean
loss_shows (const SlSnapshot *snapshot, const SlEpochCurve *curve)
{
  switch (curve->trace) {
  case SL_TRACE_PENALTY:
  case SL_TRACE_OBJECTIVE:
    return had_penalty (snapshot);
  case SL_TRACE_VAL_LOSS:
    return sl_epoch_curves_validates (snapshot);
  default:
    return TRUE;
  }
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

static const SlEpochCurves figure = {
    .curves = curves,
    .n = G_N_ELEMENTS (curves),
    .promise = N_ ("Press Space to train: the loss appears here, epoch by epoch."),
    .scale = loss_scale,
    .shows = loss_shows,
};

static void
loss_draw (cairo_t *cr,
           double width,
           double height,
           const SlSnapshot *snapshot,
           const SlFigureView *view,
           const SlTheme *theme)
{
  sl_epoch_curves_draw (&figure, cr, width, height, snapshot, view, theme);
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
  return sl_sampled_add (view->log_scale ? g_strdup_printf (_ ("%s, log scale"), name)
                                         : g_steal_pointer (&name),
                         ", %s", snapshot);
}

/* ", the validation loss 0.4, the test loss 0.3", of the parts that have rows; "" when
 * neither has. */
static char *
other_losses (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  g_autofree char *validation = sl_phrase_number (row->val_loss, 4);
  g_autofree char *test = sl_phrase_number (row->test_loss, 4);
  gboolean validates = sl_epoch_curves_validates (snapshot);

  if (!sl_epoch_curves_tests (snapshot))
    return validates ? g_strdup_printf (_ (", the validation loss %s"), validation)
                     : g_strdup ("");
  return validates ? g_strdup_printf (_ (", the validation loss %s, the test loss %s"),
                                      validation, test)
                   : g_strdup_printf (_ (", the test loss %s"), test);
}

/* The settings may have changed since the last epoch, and the hand the weights: what is
 * penalised is told as it is now. */
static char *
describe_losses (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  SlObjective now;
  sl_snapshot_objective (snapshot, &now);
  g_autofree char *train = sl_phrase_number (row->train_loss, 4);
  g_autofree char *others = other_losses (snapshot, row);
  g_autofree char *penalty = sl_phrase_number (now.penalty, 4);
  g_autofree char *sum = sl_phrase_number (now.train_loss + now.penalty, 4);

  return g_strdup_printf (
      sl_epoch_curves_tests (snapshot)
          ? _ ("After epoch %d the training loss is %s%s; now the penalty is %s and "
               "training loss plus penalty %s.")
          : _ ("After epoch %d the training loss is %s%s; now the penalty is %s and "
               "training loss plus penalty %s; there are no test rows."),
      row->epoch, train, others, penalty, sum);
}

static char *
loss_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;

  if (row == NULL)
    return g_strdup (_ ("No loss yet: press Space to train."));
  return sl_sampled_add (describe_losses (snapshot, row), _ (", evaluated on %s."),
                         snapshot);
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
  SlFrame frame;
  const SlHistoryRow *row = sl_epoch_curves_row_at (&figure, width, height, snapshot,
                                                    view, theme, px, py, &frame);

  *probe = (SlProbe){0};
  if (row == NULL)
    return;
  g_autofree char *train = sl_phrase_number (row->train_loss, 6);
  g_autofree char *validation = sl_phrase_number (row->val_loss, 6);
  g_autofree char *test = sl_phrase_number (row->test_loss, 6);
  g_autofree char *penalty = sl_phrase_number (row->penalty, 6);
  g_autofree char *sum = sl_phrase_number (row->objective, 6);
  g_autofree char *lambda = sl_phrase_number (row->lambda, 6);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, _ ("epoch %d\ntrain %s\n"), row->epoch, train);
  if (sl_epoch_curves_validates (snapshot))
    g_string_append_printf (text, _ ("validation %s\n"), validation);
  if (sl_epoch_curves_tests (snapshot))
    g_string_append_printf (text, _ ("test %s\n"), test);
  g_string_append_printf (text, _ ("penalty %s\ntrain + penalty %s\nλ %s"), penalty, sum,
                          lambda);
  g_strlcpy (probe->text, text->str, sizeof probe->text);
  sl_epochs_point (probe, &frame, &frame.area, row->epoch, py);
}

static SlNumbers *
loss_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return sl_epoch_curves_numbers (&figure, snapshot);
}

extern const SlFigureType sl_figure_loss;
const SlFigureType sl_figure_loss = {
    .kind = {"loss", N_ ("Loss"),
             N_ ("How wrong the network is on the training and test rows, and what the "
                 "penalty adds.")},
    .formula = N_ ("objective = train loss + λ · R(w)"),
    .has_log = TRUE,
    .log_default = TRUE,
    .subtitle = loss_subtitle,
    .draw = loss_draw,
    .describe = loss_describe,
    .probe = loss_probe,
    .numbers = loss_numbers,
};
