/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/readout-bar.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* A number with a fixed count of decimals, with a point whatever the locale. */
static char *
fixed (double value, int decimals)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("–");
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

/* A number that is cut off is a false number: seven characters always fit. @decimals: of
 * @value, which is not below 0; none of a number that is too large for them. */
static char *
short_text (double value, int decimals)
{
  if (isfinite (value) && value >= 1e6)
    return sl_number_text (value, 2);
  return fixed (value, value >= 1e4 ? 0 : decimals);
}

/* Zero is only what is zero. */
static char *
loss_text (double loss)
{
  if (loss > 0.0 && loss < 5e-5)
    return sl_number_text (loss, 2);
  return short_text (loss, loss < 100.0 ? 4 : loss < 1000.0 ? 2 : 1);
}

static char *
norm_text (double norm)
{
  return short_text (norm, norm < 10.0 ? 2 : 1);
}

/* Rounded, one zero of ten thousand is none, and one weight left is none left: such a
 * share says on which side of the rounded number it is. */
static char *
share_text (gint64 count, gint64 all)
{
  double share = 100.0 * (double) count / (double) all;
  g_autofree char *text = fixed (share, 1);

  if (count > 0 && share < 0.05)
    return g_strdup ("< 0.1 %");
  if (count < all && share >= 99.95)
    return g_strdup ("> 99.9 %");
  return g_strdup_printf ("%s %%", text);
}

/* Accuracy as a percentage; R², which may be below 0, as it is. */
static char *
score_text (const SlSnapshot *snapshot, double score)
{
  g_autofree char *text = NULL;

  if (!isfinite (score))
    return g_strdup ("–");
  if (snapshot->problem->dataset->task == SL_TASK_REGRESSION)
    return fabs (score) < 100.0 ? fixed (score, 3) : sl_number_text (score, 2);
  text = fixed (100.0 * score, 1);
  return g_strdup_printf ("%s %%", text);
}

static char *
train_loss (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return loss_text (row->train_loss);
}

static char *
test_loss (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return loss_text (row->test_loss);
}

static char *
train_score (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return score_text (snapshot, row->train_score);
}

static char *
test_score (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return score_text (snapshot, row->test_score);
}

static char *
zeros (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return share_text (snapshot->total.histogram.zeros, snapshot->total.weights);
}

static char *
near_zeros (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return share_text (snapshot->total.histogram.near, snapshot->total.weights);
}

static char *
norm_l1 (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return norm_text (snapshot->total.norm_l1);
}

static char *
norm_l2 (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return norm_text (snapshot->total.norm_l2);
}

static char *
loss_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return g_strdup (snapshot->problem->dataset->task == SL_TASK_REGRESSION
                       ? _ ("½ · mean of (prediction − target)²")
                       : _ ("mean of −log(probability given to the right class)"));
}

static char *
score_of (const SlSnapshot *snapshot, double score, SlPartId part)
{
  int all = sl_problem_part (snapshot->problem, part)->n;
  int rows = snapshot->sampled[part] > 0 ? snapshot->sampled[part] : all;
  g_autofree char *shown = sl_number_count (rows), *whole = sl_number_count (all);
  g_autofree char *count = rows < all
                               ? g_strdup_printf (_ ("%s (a sample of %s)"), shown, whole)
                               : g_strdup (shown);
  g_autofree char *right = NULL;

  if (snapshot->problem->dataset->task == SL_TASK_REGRESSION)
    return g_strdup_printf (_ ("R² = 1 − squared error ÷ spread of the target, %s rows"),
                            count);
  if (!isfinite (score))
    return NULL;
  right = sl_number_count ((gint64) round (score * rows));
  return g_strdup_printf (_ ("%s of %s rows are right"), right, count);
}

static char *
train_score_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return score_of (snapshot, row->train_score, SL_PART_TRAIN);
}

static char *
test_score_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return score_of (snapshot, row->test_score, SL_PART_TEST);
}

static char *
zeros_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  const SlHistogram *h = &snapshot->total.histogram;
  g_autofree char *count = sl_number_count (h->zeros);
  g_autofree char *all = sl_number_count (snapshot->total.weights);
  g_autofree char *penalty = sl_number_count (h->zeros - h->zeros_unreached);
  g_autofree char *unreached = sl_number_count (h->zeros_unreached);

  return g_strdup_printf (_ ("%s of %s weights: %s by the penalty, %s because nothing "
                             "reaches them"),
                          count, all, penalty, unreached);
}

static char *
near_zeros_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  g_autofree char *count = sl_number_count (snapshot->total.histogram.near);
  g_autofree char *all = sl_number_count (snapshot->total.weights);
  g_autofree char *threshold = sl_number_text (snapshot->config.near_zero, 4);

  return g_strdup_printf (_ ("%s of %s weights: 0 < |w| ≤ %s"), count, all, threshold);
}

static char *
norm_l1_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  g_autofree char *value = sl_number_text (snapshot->total.norm_l1, 6);

  return g_strdup_printf ("‖w‖₁ = Σ|w| = %s", value);
}

static char *
norm_l2_detail (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  g_autofree char *value = sl_number_text (snapshot->total.norm_l2, 6);

  return g_strdup_printf ("‖w‖₂ = √Σw² = %s", value);
}

/* Pairs stand beneath one another in the narrow bar. */
static const SlReadout readouts[] = {
    {"train-loss", N_ ("Train loss"),
     N_ ("How wrong the network is on the rows it learns from."), train_loss,
     loss_detail},
    {"test-loss", N_ ("Test loss"),
     N_ ("How wrong the network is on rows it has never seen."), test_loss, loss_detail},
    {"train-score", N_ ("Train score"),
     N_ ("How well the network does on the rows it learns from."), train_score,
     train_score_detail},
    {"test-score", N_ ("Test score"),
     N_ ("How well the network does on rows it has never seen."), test_score,
     test_score_detail},
    {"zeros", N_ ("Exactly zero"), N_ ("Weights that are 0 and could be left out."),
     zeros, zeros_detail},
    {"near-zeros", N_ ("Near zero"), N_ ("Weights that are tiny, but not 0."), near_zeros,
     near_zeros_detail},
    {"norm-l1", N_ ("L1 norm"), N_ ("The sizes of all weights added up."), norm_l1,
     norm_l1_detail},
    {"norm-l2", N_ ("L2 norm"), N_ ("The length of the vector of all weights."), norm_l2,
     norm_l2_detail},
};

const SlReadout *
sl_readouts (gsize *n)
{
  *n = G_N_ELEMENTS (readouts);
  return readouts;
}
