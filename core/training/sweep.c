/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/sweep.h"

#include "core/base/error.h"
#include "core/base/flush-zero.h"
#include "core/training/sweep-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows of one pass, and the validation part of a sweep that has none. */
enum { CHUNK = 256 };
static const double VALIDATION_FRACTION = 0.15;

struct SlSweep
{
  SlPool *pool;     /* Borrowed, nullable */
  const gint *stop; /* Borrowed, nullable */
  SlConfig config;  /* as asked for, with a validation part and the present λ */
  SlSweepOptions options;
  /* Owned. */
  SlTraining *training;
  double *lambdas; /* (n_lambdas) in the order of training */
  GArray *rows;    /* of SlSweepRow; as many as there are λ behind us */
  /* Plain: the λ under way. */
  gboolean begun; /* it has had a minibatch */
  gboolean anew;
  int start, epochs; /* epoch it began at, epochs it gets */
};

static void
row_clear (SlSweepRow *row)
{
  g_free (row->layer_nonzeros);
}

/* The part that chooses λ; NULL when there is none. */
static const SlPart *
validation_part (const SlSweep *self)
{
  const SlProblem *problem = sl_training_problem (self->training);
  if (problem->validation.n > 0)
    return &problem->validation;
  return self->config.validate_on_test && problem->test.n > 0 ? &problem->test : NULL;
}

SlSweep *
sl_sweep_new (const SlConfig *config,
              const SlSweepOptions *options,
              SlPool *pool,
              const gint *stop,
              GError **error)
{
  return sl_sweep_new_on (config, options, NULL, pool, stop, error);
}

SlSweep *
sl_sweep_new_on (const SlConfig *config,
                 const SlSweepOptions *options,
                 SlDataset *loaded,
                 SlPool *pool,
                 const gint *stop,
                 GError **error)
{
  const SlInputWatch watch = {.stop = stop};
  if (!sl_sweep_check (config, options, error) || !sl_config_validate (config, error))
    return NULL;
  g_autoptr (SlSweep) self = g_new0 (SlSweep, 1);
  self->pool = pool;
  self->stop = stop;
  self->config = *config;
  self->options = *options;
  if (!config->validate_on_test && !(sl_config_validation_fraction (config) > 0))
    self->config.validation_fraction = VALIDATION_FRACTION;
  self->rows = g_array_new (FALSE, FALSE, sizeof (SlSweepRow));
  g_array_set_clear_func (self->rows, (GDestroyNotify) row_clear);
  g_autoptr (SlProblem) problem =
      sl_training_read_problem (&self->config, loaded, &watch, error);
  if (problem)
    self->training = sl_training_new_on (&self->config, problem, pool, stop, error);
  if (!self->training)
    return NULL;
  double lambda_max = isnan (options->lambda_max) ? sl_sweep_lambda_max (self->training)
                                                  : options->lambda_max;
  if (!(lambda_max > 0) || !isfinite (lambda_max)) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_DATA,
        _ ("lambda-max: no weight under the penalty makes a difference to the loss of "
           "the %d training rows, so there is no largest λ to be found; give one"),
        sl_training_problem (self->training)->train.n);
    return NULL;
  }
  self->lambdas = sl_sweep_grid (options, lambda_max);
  return g_steal_pointer (&self);
}

void
sl_sweep_free (SlSweep *self)
{
  g_clear_pointer (&self->training, sl_training_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->lambdas);
  g_free (self);
}

/* Whether the weights of the λ before are no start for the next. A model without hidden
 * layers can always go on: its gradient at 0 says where to. */
static gboolean
is_lost (const SlSweep *self)
{
  return self->config.hidden.n > 0 &&
         sl_idle_is_cut (sl_training_network (self->training),
                         sl_training_silent (self->training));
}

/* Sets the next λ. Returns FALSE when the stop flag was seen. */
static gboolean
begin_lambda (SlSweep *self)
{
  self->config.lambda = self->lambdas[self->rows->len];
  self->anew = self->rows->len == 0 || is_lost (self);
  if (self->anew && self->rows->len > 0) {
    SlProblem *problem = sl_training_problem (self->training);
    SlTraining *next =
        sl_training_new_on (&self->config, problem, self->pool, self->stop, NULL);
    if (!next)
      return FALSE;
    sl_training_free (self->training);
    self->training = next;
  }
  sl_training_apply (self->training, &self->config);
  sl_training_forget_schedule (self->training);
  self->epochs = self->anew ? self->options.first_epochs : self->options.epochs;
  self->start = sl_training_epoch (self->training);
  self->begun = TRUE;
  return TRUE;
}

/* Standard error of the mean loss over the rows of @part. */
static double
standard_error (const SlNetwork *network, const SlPart *part)
{
  if (!part || part->n < 2)
    return NAN;
  int m = network->layers[network->n_layers - 1].outputs;
  g_autoptr (SlPass) pass = sl_pass_new (network, CHUNK);
  g_autofree float *rows = g_new (float, (size_t) CHUNK * part->d);
  g_autofree double *loss = g_new (double, part->n);
  const float *out = NULL;
  double mean = 0, squares = 0;
  for (int i = 0; i < part->n; i++) {
    if (i % CHUNK == 0) {
      int n = MIN (CHUNK, part->n - i);
      out = sl_pass_forward (pass, network, n, sl_part_rows (part, i, n, rows));
    }
    loss[i] = network->loss->measure (1, m, out + (size_t) (i % CHUNK) * m,
                                      part->y ? part->y + i : NULL,
                                      part->label ? part->label + i : NULL, NULL);
    mean += loss[i] / part->n;
  }
  for (int i = 0; i < part->n; i++)
    squares += (loss[i] - mean) * (loss[i] - mean);
  return sqrt (squares / (part->n - 1) / part->n);
}

static gint64 *
count_nonzeros (const SlNetwork *network)
{
  gint64 *counts = g_new0 (gint64, network->n_layers);
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    size_t n = (size_t) layer->inputs * layer->outputs;
    for (size_t i = 0; i < n; i++)
      counts[l] += network->params[layer->W + i] != 0;
  }
  return counts;
}

static void
end_lambda (SlSweep *self)
{
  const SlNetwork *network = sl_training_network (self->training);
  SlLogView history = sl_training_history (self->training);
  SlFlushZero before = sl_flush_zero_enter ();
  SlSweepRow row = {.end = *(const SlHistoryRow *) sl_log_item (&history, history.n - 1),
                    .val_se = standard_error (network, validation_part (self)),
                    .layer_nonzeros = count_nonzeros (network),
                    .epochs = sl_training_epoch (self->training) - self->start,
                    .anew = self->anew};
  sl_flush_zero_leave (before);
  sl_log_view_clear (&history);
  g_array_append_val (self->rows, row);
  self->begun = FALSE;
}

SlSweepResult
sl_sweep_step (SlSweep *self)
{
  if (self->rows->len == (guint) self->options.n_lambdas)
    return SL_SWEEP_DONE;
  if (!self->begun && !begin_lambda (self))
    return SL_SWEEP_STOPPED;
  SlTrainingResult result = sl_training_step (self->training);
  if (result == SL_TRAINING_DIVERGED)
    return SL_SWEEP_DIVERGED;
  if (result == SL_TRAINING_STOPPED)
    return SL_SWEEP_STOPPED;
  int epochs = sl_training_epoch (self->training) - self->start;
  if (result == SL_TRAINING_STEPPED ||
      (result == SL_TRAINING_EPOCH && epochs < self->epochs))
    return SL_SWEEP_STEPPED;
  end_lambda (self);
  return SL_SWEEP_ROW;
}

const SlSweepRow *
sl_sweep_rows (const SlSweep *self, int *n)
{
  *n = (int) self->rows->len;
  return (const SlSweepRow *) (void *) self->rows->data;
}

const double *
sl_sweep_lambdas (const SlSweep *self, int *n)
{
  *n = self->options.n_lambdas;
  return self->lambdas;
}

double
sl_sweep_progress (const SlSweep *self)
{
  const SlSweepOptions *options = &self->options;
  double first = options->first_epochs, each = options->epochs;
  double all = first + each * (options->n_lambdas - 1);
  int i = (int) self->rows->len;
  double before = i > 0 ? first + each * (i - 1) : 0;
  /* A λ counts as planned, however many epochs it takes: progress never goes back. */
  double now = self->begun ? sl_training_epoch (self->training) - self->start : 0;
  double share = self->begun ? now / self->epochs : 0;
  return (before + share * (i > 0 ? each : first)) / all;
}

SlTraining *
sl_sweep_training (const SlSweep *self)
{
  return self->training;
}

static const SlSweepRow *
row_at (const SlSweep *self, int i)
{
  return &g_array_index (self->rows, SlSweepRow, i);
}

int
sl_sweep_best (const SlSweep *self)
{
  int best = -1;
  for (int i = 0; i < (int) self->rows->len; i++) {
    const SlHistoryRow *row = &row_at (self, i)->end;
    const SlHistoryRow *top = best < 0 ? NULL : &row_at (self, best)->end;
    if (isnan (row->val_loss))
      continue;
    if (!top || row->val_loss < top->val_loss ||
        (row->val_loss == top->val_loss && row->lambda > top->lambda))
      best = i;
  }
  return best;
}

static gint64
nonzeros (const SlHistoryRow *row)
{
  return row->weights - row->zeros;
}

int
sl_sweep_sparsest (const SlSweep *self)
{
  int best = sl_sweep_best (self), sparsest = best;
  if (best < 0)
    return -1;
  double se = row_at (self, best)->val_se;
  double limit = row_at (self, best)->end.val_loss + (isnan (se) ? 0 : se);
  for (int i = 0; i < (int) self->rows->len; i++) {
    const SlHistoryRow *row = &row_at (self, i)->end;
    const SlHistoryRow *top = &row_at (self, sparsest)->end;
    if (row->val_loss <= limit &&
        (nonzeros (row) < nonzeros (top) ||
         (nonzeros (row) == nonzeros (top) && row->lambda > top->lambda)))
      sparsest = i;
  }
  return sparsest;
}
