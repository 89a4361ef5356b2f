/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/measure.h"

#include "core/base/number.h"
#include "core/lesson/shape.h"
#include "core/training/setting.h"

#include <math.h>
#include <string.h>

/* ---- what the history has ---- */

/* The row that is asked about: of an epoch, or the last one. */
static const SlHistoryRow *
row_of (const SlLessonArguments *arguments)
{
  const SlSnapshot *run = arguments->run;
  if (run == NULL)
    return NULL;
  if (arguments->n == 0)
    return sl_snapshot_last (run);
  double epoch = arguments->values[0];
  if (!(epoch >= 0 && epoch < (double) run->history.n))
    return NULL;
  return sl_log_item (&run->history, (size_t) epoch);
}

#define ROW(name, expression)                                                            \
  static double name (const SlLessonArguments *arguments)                                \
  {                                                                                      \
    const SlHistoryRow *row = row_of (arguments);                                        \
    return row != NULL ? (double) (expression) : NAN;                                    \
  }
ROW (score, row->test_score)
ROW (train_score, row->train_score)
ROW (val_score, row->val_score)
ROW (loss, row->test_loss)
ROW (train_loss, row->train_loss)
ROW (val_loss, row->val_loss)
ROW (penalty, row->penalty)
ROW (objective, row->objective)
ROW (norm_l1, row->norm_l1)
ROW (norm_l2, row->norm_l2)
ROW (weights, row->weights)
ROW (zeros, row->zeros)
ROW (zeros_share, row->weights > 0 ? (double) row->zeros / (double) row->weights : NAN)
ROW (zeros_unreached, row->zeros_unreached)
ROW (zeros_by_penalty, row->zeros - row->zeros_unreached)
ROW (nonzeros, row->weights - row->zeros)
ROW (near_zeros, row->near_zeros)
ROW (near_share,
     row->weights > 0 ? (double) row->near_zeros / (double) row->weights : NAN)
ROW (lambda, row->lambda)
ROW (learning_rate, row->learning_rate)

static double
epoch (const SlLessonArguments *arguments)
{
  return arguments->run != NULL ? (double) arguments->run->epoch : NAN;
}

/* ---- data and shape ---- */

static double
rows (const SlLessonArguments *arguments)
{
  const SlSnapshot *run = arguments->run;
  return run != NULL && run->problem != NULL ? (double) run->problem->train.n : NAN;
}

static double
inputs (const SlLessonArguments *arguments)
{
  const SlSnapshot *run = arguments->run;
  return run != NULL && run->problem != NULL ? (double) run->problem->dataset->d : NAN;
}

#define SHAPE(name, field)                                                               \
  static double name (const SlLessonArguments *arguments)                                \
  {                                                                                      \
    SlLessonShape shape;                                                                 \
    return sl_lesson_shape_fill (&shape, arguments->run) ? shape.field : NAN;            \
  }
SHAPE (inputs_used, inputs_used)
SHAPE (true_inputs, true_inputs)
SHAPE (found, found)
SHAPE (missed, missed)
SHAPE (false_found, false_found)
SHAPE (units, units)
SHAPE (dead_units, dead_units)
SHAPE (products, products)
SHAPE (compact_products, compact_products)
SHAPE (column_norm, column_norm)
SHAPE (chapter_norm, chapter_norm)

static double
silence (const SlLessonArguments *arguments)
{
  return sl_lesson_numbers_silence (arguments->numbers, arguments->name);
}

/* ---- single layers and weights ---- */

/* The measure of a layer, counted from 1. */
static const SlWeightMeasure *
layer_of (const SlLessonArguments *arguments)
{
  const SlSnapshot *run = arguments->run;
  double layer = arguments->values[0];
  if (run == NULL || !(layer >= 1 && layer <= run->n_layers))
    return NULL;
  return &run->layers[(int) layer - 1];
}

static double
zeros_in (const SlLessonArguments *arguments)
{
  const SlWeightMeasure *layer = layer_of (arguments);
  return layer != NULL ? (double) layer->histogram.zeros : NAN;
}

static double
norm_in (const SlLessonArguments *arguments)
{
  const SlWeightMeasure *layer = layer_of (arguments);
  return layer != NULL ? layer->norm_l1 : NAN;
}

static double
weight (const SlLessonArguments *arguments)
{
  const double *at = arguments->values;
  const SlWeightsView *view;
  if (arguments->run == NULL || !(at[0] >= 1 && at[0] <= arguments->run->n_layers))
    return NAN;
  view = sl_snapshot_weights (arguments->run, (int) at[0] - 1);
  if (view == NULL || !(at[1] >= 1 && at[1] <= view->rows) ||
      !(at[2] >= 1 && at[2] <= view->cols))
    return NAN;
  return view->W[((int) at[1] - 1) * view->cols + (int) at[2] - 1];
}

/* ---- the window ---- */

static double
setting (const SlLessonArguments *arguments)
{
  const SlSetting *found = sl_setting_find (arguments->words[0], NULL);
  double value = NAN;
  if (found == NULL || arguments->run == NULL)
    return NAN;
  g_autofree char *text = sl_setting_format (found, &arguments->run->config);
  if (found->type == SL_SETTING_SWITCH)
    return g_str_equal (text, "true");
  return sl_number_parse (text, &value) ? value : NAN;
}

static double
chosen (const SlLessonArguments *arguments)
{
  const SlSetting *found = sl_setting_find (arguments->words[0], NULL);
  if (found == NULL || arguments->run == NULL)
    return NAN;
  g_autofree char *text = sl_setting_format (found, &arguments->run->config);
  return g_str_equal (text, arguments->words[1]);
}

static double
on_page (const SlLessonArguments *arguments)
{
  const char *page = sl_lesson_numbers_page (arguments->numbers);
  return page != NULL ? (double) g_str_equal (page, arguments->words[0]) : NAN;
}

static const SlLessonMeasure measures[] = {
    {"score", "rN", score, "accuracy or R² of the test part"},
    {"train_score", "rN", train_score, "… of the training part"},
    {"val_score", "rN", val_score, "… of the validation part"},
    {"loss", "rN", loss, "loss of the test part, without the penalty"},
    {"train_loss", "rN", train_loss, "… of the training part"},
    {"val_loss", "rN", val_loss, "… of the validation part"},
    {"penalty", "rN", penalty, "λ·R(w)"},
    {"objective", "rN", objective, "training loss plus penalty"},
    {"norm_l1", "rN", norm_l1, "Σ|w| over all layers"},
    {"norm_l2", "rN", norm_l2, "√Σw² over all layers"},
    {"weights", "rN", weights, "how many weights there are"},
    {"zeros", "rN", zeros, "weights that are exactly 0"},
    {"zeros_share", "rN", zeros_share, "… as a share of all"},
    {"zeros_unreached", "rN", zeros_unreached, "… that nothing reaches"},
    {"zeros_by_penalty", "rN", zeros_by_penalty, "… that something reaches"},
    {"nonzeros", "rN", nonzeros, "weights that are not 0"},
    {"near_zeros", "rN", near_zeros, "weights that are small, but not 0"},
    {"near_share", "rN", near_share, "… as a share of all"},
    {"lambda", "rN", lambda, "λ in force"},
    {"learning_rate", "rN", learning_rate, "η in force"},
    {"epoch", "r", epoch, "finished epochs"},
    {"rows", "r", rows, "training rows n"},
    {"inputs", "r", inputs, "inputs d"},
    {"inputs_used", "r", inputs_used, "inputs with a weight that is not 0"},
    {"true_inputs", "r", true_inputs, "inputs that made the data"},
    {"found", "r", found, "… that are used"},
    {"missed", "r", missed, "… that are not used"},
    {"false_found", "r", false_found, "inputs that are used, but did not make the data"},
    {"units", "r", units, "hidden units"},
    {"dead_units", "r", dead_units,
     "… whose weights in, or whose weights out, are all exactly 0"},
    {"products", "r", products, "multiplications for one row, zeros included"},
    {"compact_products", "r", compact_products,
     "… when dead units and unused inputs are taken out"},
    {"column_norm", "r", column_norm, "Σ over layers of the largest column sum of |w|"},
    {"chapter_norm", "r", chapter_norm, "… with the biases counted in"},
    {"zero_outputs", "r", silence, "share of the outputs of hidden units that are 0"},
    {"zeros_in", "rn", zeros_in, "zeros of layer n, from 1"},
    {"norm_in", "rn", norm_in, "Σ|w| of layer n, from 1"},
    {"weight", "rnnn", weight, "weight of layer, input, unit, all from 1"},
    {"setting", "w", setting, "a setting of the run in the window, as a number"},
    {"chosen", "ww", chosen, "whether that setting has that value"},
    {"on_page", "w", on_page, "whether that page is in view"},
};

const SlLessonMeasure *
sl_lesson_measures (size_t *n)
{
  *n = G_N_ELEMENTS (measures);
  return measures;
}

const SlLessonMeasure *
sl_lesson_measure_find (const char *name, size_t length)
{
  for (size_t i = 0; i < G_N_ELEMENTS (measures); i++)
    if (strlen (measures[i].id) == length && strncmp (measures[i].id, name, length) == 0)
      return &measures[i];
  return NULL;
}
