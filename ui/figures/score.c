/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/earlier.h"
#include "ui/figures/epoch-curves.h"
#include "ui/figures/phrase.h"
#include "ui/figures/sampled.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The lowest R² an axis shows: worse than this is simply bad. */
#define LEAST_R2 (-1.0)

static const SlEpochCurve curves[] = {
    {SL_TRACE_VAL_SCORE, SL_ROLE_VALIDATION, 1.6, "val_score", N_ ("validation")},
    {SL_TRACE_TEST_SCORE, SL_ROLE_TEST, 1.8, "test_score", N_ ("test")},
    {SL_TRACE_TRAIN_SCORE, SL_ROLE_TRAIN, 1.8, "train_score", N_ ("train")},
};

static gboolean
is_regression (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL &&
         snapshot->problem->dataset->task == SL_TASK_REGRESSION;
}

static gboolean
score_shows (const SlSnapshot *snapshot, const SlEpochCurve *curve)
{
  return curve->trace != SL_TRACE_VAL_SCORE || sl_epoch_curves_validates (snapshot);
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

static const SlEpochCurves figure = {
    .curves = curves,
    .n = G_N_ELEMENTS (curves),
    .promise = N_ ("How often the network is right appears here, epoch by epoch."),
    .scale = score_scale,
    .shows = score_shows,
};

static void
score_draw (cairo_t *cr,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme)
{
  sl_epoch_curves_draw (&figure, cr, width, height, snapshot, view, theme);
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
  return sl_sampled_add (g_strdup (is_regression (snapshot)
                                       ? _ ("share of the variance explained")
                                       : _ ("share of the rows that are right")),
                         ", %s", snapshot);
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

/* What is said of both parts, and of the training part alone. */
static char *
describe_scores (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  g_autofree char *train = score_text (snapshot, row->train_score, 4);
  g_autofree char *test = score_text (snapshot, row->test_score, 4);
  gboolean regression = is_regression (snapshot);

  if (!sl_epoch_curves_tests (snapshot))
    return g_strdup_printf (
        regression ? _ ("After epoch %d R² is %s on the training rows; there are no test "
                        "rows.")
                   : _ ("After epoch %d the network is right on %s of the training rows; "
                        "there are no test rows."),
        row->epoch, train);
  return g_strdup_printf (
      regression
          ? _ ("After epoch %d R² is %s on the training rows and %s on the test rows.")
          : _ ("After epoch %d the network is right on %s of the training rows and %s of "
               "the test rows."),
      row->epoch, train, test);
}

static char *
score_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;

  if (row == NULL)
    return g_strdup (_ ("No score yet: press Space to train."));
  return sl_sampled_add (describe_scores (snapshot, row), _ (", evaluated on %s."),
                         snapshot);
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
  SlFrame frame;
  const SlHistoryRow *row = sl_epoch_curves_row_at (&figure, width, height, snapshot,
                                                    view, theme, px, py, &frame);

  *probe = (SlProbe){0};
  if (row == NULL)
    return;
  g_autofree char *train = score_text (snapshot, row->train_score, 6);
  g_autofree char *test = score_text (snapshot, row->test_score, 6);
  g_autofree char *val = score_text (snapshot, row->val_score, 6);
  g_autofree char *line = isnan (row->val_score) || !sl_epoch_curves_validates (snapshot)
                              ? g_strdup ("")
                              : g_strdup_printf (_ ("\nvalidation %s"), val);
  if (sl_epoch_curves_tests (snapshot))
    g_snprintf (probe->text, sizeof probe->text, _ ("epoch %d\ntrain %s\ntest %s%s"),
                row->epoch, train, test, line);
  else
    g_snprintf (probe->text, sizeof probe->text, _ ("epoch %d\ntrain %s%s"), row->epoch,
                train, line);
  sl_epochs_point (probe, &frame, &frame.area, row->epoch, py);
}

static SlNumbers *
score_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return sl_epoch_curves_numbers (&figure, snapshot);
}

extern const SlFigureType sl_figure_score;
const SlFigureType sl_figure_score = {
    .kind =
        {"score", N_ ("Accuracy"),
         N_ ("How often the network is right on training and test rows, or for a number "
             "to predict R², the share of variance explained.")},
    .formula =
        N_ ("accuracy = rows that are right ÷ all rows; R² = 1 − Σ(y − ŷ)² ÷ Σ(y − ȳ)²"),
    .title = score_title,
    .subtitle = score_subtitle,
    .draw = score_draw,
    .describe = score_describe,
    .probe = score_probe,
    .numbers = score_numbers,
};
