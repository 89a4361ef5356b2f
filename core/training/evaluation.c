/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/flush-zero.h"
#include "core/measure/score.h"
#include "core/training/regularizer.h"
#include "core/training/sample.h"
#include "core/training/training-private.h"

#include <math.h>

/* The rows of a part that are evaluated, with their targets. */
typedef struct
{
  const SlPart *part;
  int n;
  const int *rows;  /* Borrowed (n); NULL = all of them */
  const float *y;   /* (n), or NULL */
  const int *label; /* (n), or NULL */
  float *own_y;     /* Owned, or NULL when they are those of the part */
  int *own_label;   /* the same */
} Rows;

/* Whether what the training does next depends on @part. */
static gboolean
drives (const SlTraining *self, SlPartId part)
{
  const SlConfig *config = &self->config;
  const SlPart *validation = sl_training_validation (self);
  if (config->early_stopping > 0 || config->reduction.patience > 0)
    return validation == sl_problem_part (self->problem, part);
  return config->stop_at > 0 && (validation ? validation : &self->problem->train) ==
                                    sl_problem_part (self->problem, part);
}

static const int *
rows_of (const SlTraining *self, SlPartId part)
{
  return drives (self, part) ? NULL : self->evaluated[part];
}

int
sl_training_sampled (const SlTraining *self, SlPartId part)
{
  return rows_of (self, part) ? SL_SAMPLE_ROWS : 0;
}

static void
rows_clear (Rows *rows)
{
  g_free (rows->own_y);
  g_free (rows->own_label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static Rows
choose_rows (SlTraining *self, SlPartId id)
{
  const SlPart *part = sl_problem_part (self->problem, id);
  Rows rows = {part, part->n, rows_of (self, id), part->y, part->label};
  if (!rows.rows)
    return rows;
  rows.n = SL_SAMPLE_ROWS;
  if (part->y)
    rows.y = rows.own_y = g_new (float, rows.n);
  if (part->label)
    rows.label = rows.own_label = g_new (int, rows.n);
  for (int i = 0; i < rows.n; i++) {
    if (part->y)
      rows.own_y[i] = part->y[rows.rows[i]];
    if (part->label)
      rows.own_label[i] = part->label[rows.rows[i]];
  }
  if (!self->chunk)
    self->chunk = g_new (float, (size_t) SL_EVALUATION_ROWS * part->d);
  return rows;
}

static const float *
inputs_of (const SlTraining *self, const Rows *rows, int first, int n)
{
  if (!rows->rows)
    return sl_part_rows (rows->part, first, n, self->chunk);
  sl_part_gather (rows->part, rows->rows + first, n, self->chunk);
  return self->chunk;
}

/* Mean loss and score of @part; both NaN when it is empty. @reach, @confusion:
 * (nullable) take note of the rows.
 * Returns FALSE when the stop flag was seen. */
static gboolean
evaluate_part (SlTraining *self,
               SlPartId part,
               SlReach *reach,
               SlConfusion *confusion,
               double *loss,
               double *score)
{
  const SlNetwork *network = self->network;
  g_auto (Rows) rows = choose_rows (self, part);
  int m = network->layers[network->n_layers - 1].outputs;
  double sum = 0;
  int correct = 0;
  *loss = *score = NAN;
  for (int i = 0; i < rows.n; i += SL_EVALUATION_ROWS) {
    if (self->stop && g_atomic_int_get (self->stop))
      return FALSE;
    int n = MIN (SL_EVALUATION_ROWS, rows.n - i);
    const float *X = inputs_of (self, &rows, i, n);
    const float *out = sl_pass_forward (self->pass, network, n, X);
    sum += network->loss->measure (n, m, out, rows.y ? rows.y + i : NULL,
                                   rows.label ? rows.label + i : NULL, &correct);
    if (reach)
      sl_reach_add (reach, network, self->pass, n);
    if (confusion)
      sl_confusion_add (confusion, n, m, out, rows.label + i);
  }
  if (rows.n == 0)
    return TRUE;
  *loss = sum / rows.n;
  if (rows.label)
    *score = (double) correct / rows.n;
  else
    /* The squared loss is half the squared error, hence the 2. */
    *score = sl_r_squared (rows.n, rows.y, 2 * sum);
  return TRUE;
}

static void
trace_zeros (SlZeroTraces *traces, const SlHistogram *histogram)
{
  gint64 zeros = histogram->zeros;
  sl_trace_add (&traces->counts[0], (double) (zeros - histogram->zeros_unreached));
  sl_trace_add (&traces->counts[1], (double) zeros);
  sl_trace_add (&traces->counts[2], (double) (zeros + histogram->near));
}

/* What the weights are like, beside their losses. */
static void
fill_row (SlTraining *self, SlHistoryRow *row)
{
  const SlConfig *config = &self->config;
  g_autofree SlWeightMeasure *layers = g_new0 (SlWeightMeasure, self->network->n_layers);
  SlWeightMeasure total;
  sl_training_measure (self, layers, &total);
  for (int l = 0; l < self->network->n_layers; l++)
    trace_zeros (&self->layer_zeros[l], &layers[l].histogram);
  double lambda = sl_config_lambda (config), share = sl_config_share (config);
  row->batch_size = config->batch_size;
  row->lambda = lambda;
  row->l1_share = config->penalty->has_strength ? share : NAN;
  row->learning_rate = config->learning_rate;
  row->penalty = sl_config_penalty (config, self->network);
  row->objective = row->train_loss + row->penalty;
  row->norm_l1 = total.norm_l1;
  row->norm_l2 = total.norm_l2;
  row->weights = total.weights;
  row->zeros = total.histogram.zeros;
  row->zeros_unreached = total.histogram.zeros_unreached;
  row->near_zeros = total.histogram.near;
}

const SlPart *
sl_training_validation (const SlTraining *self)
{
  if (self->problem->validation.n > 0)
    return &self->problem->validation;
  return self->config.validate_on_test ? &self->problem->test : NULL;
}

gboolean
sl_training_evaluate (SlTraining *self, SlHistoryRow *row)
{
  const SlProblem *problem = self->problem;
  *row = (SlHistoryRow){.epoch = self->epoch};
  /* Without a test part the matrix is of the training part. */
  gboolean of_test = problem->test.n > 0;
  sl_reach_begin (self->reach, self->unreached, self->silent);
  if (self->confusion)
    sl_confusion_clear (self->confusion);
  if (!evaluate_part (self, SL_PART_TRAIN, self->reach, of_test ? NULL : self->confusion,
                      &row->train_loss, &row->train_score) ||
      !evaluate_part (self, SL_PART_VALIDATION, NULL, NULL, &row->val_loss,
                      &row->val_score) ||
      !evaluate_part (self, SL_PART_TEST, NULL, self->confusion, &row->test_loss,
                      &row->test_score))
    return FALSE;
  if (sl_training_validation (self) == &problem->test) {
    row->val_loss = row->test_loss;
    row->val_score = row->test_score;
  }
  self->train_loss.known = TRUE;
  self->train_loss.value = row->train_loss;
  return TRUE;
}

gboolean
sl_training_find_loss (SlTraining *self)
{
  if (self->train_loss.known)
    return FALSE;
  double loss, score;
  SlFlushZero before = sl_flush_zero_enter ();
  self->train_loss.known = evaluate_part (self, SL_PART_TRAIN, NULL, NULL, &loss, &score);
  sl_flush_zero_leave (before);
  if (self->train_loss.known)
    self->train_loss.value = loss;
  return self->train_loss.known;
}

void
sl_training_objective (const SlTraining *self, SlObjective *objective)
{
  SlLogView history = sl_log_view (self->history);
  const SlHistoryRow *last = sl_log_item (&history, history.n - 1);
  objective->known = TRUE;
  objective->train_loss =
      self->train_loss.known ? self->train_loss.value : last->train_loss;
  objective->lambda = sl_config_lambda (&self->config);
  objective->penalty = sl_config_penalty (&self->config, self->network);
  sl_log_view_clear (&history);
}

void
sl_training_append_row (SlTraining *self, SlHistoryRow *row)
{
  fill_row (self, row);
  sl_log_append (self->history, row);
  double values[SL_N_TRACES];
  sl_history_row_traces (row, values);
  for (int i = 0; i < SL_N_TRACES; i++)
    sl_trace_add (&self->traces[i], values[i]);
}
