/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/training-private.h"

#include "core/base/flush-zero.h"
#include "core/base/number.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A loss this many times the first one is no loss any more. */
static const double DIVERGED_FACTOR = 1e6;

/* Minibatches of the present size, and the chunks of evaluations. */
static void
fit_minibatch (SlTraining *self)
{
  int n = sl_training_rows_per_batch (self);
  if (self->pass && n <= self->minibatch.capacity)
    return;
  const SlPart *train = &self->problem->train;
  size_t d = self->network->layers[0].inputs;
  self->minibatch.capacity = n;
  self->minibatch.X = g_renew (float, self->minibatch.X, n *d);
  if (train->y)
    self->minibatch.y = g_renew (float, self->minibatch.y, n);
  else
    self->minibatch.label = g_renew (int, self->minibatch.label, n);
  g_clear_pointer (&self->pass, sl_pass_free);
  self->pass = sl_pass_new (self->network, MAX (n, SL_EVALUATION_ROWS));
  sl_pass_use_pool (self->pass, self->pool);
}

void
sl_training_fit_scratch (SlTraining *self)
{
  sl_training_fit_update (self);
  fit_minibatch (self);
}

void
sl_training_make_scratch (SlTraining *self)
{
  if (self->problem->train.pixels)
    self->chunk = g_new (float, (size_t) SL_EVALUATION_ROWS * self->problem->train.d);
  self->reach = sl_reach_new (self->network, SL_EVALUATION_ROWS);
  sl_training_fit_scratch (self);
}

void
sl_training_free (SlTraining *self)
{
  g_clear_pointer (&self->problem, sl_problem_unref);
  g_clear_pointer (&self->network, sl_network_free);
  g_clear_pointer (&self->pass, sl_pass_free);
  g_clear_pointer (&self->reach, sl_reach_free);
  g_clear_pointer (&self->history, sl_log_unref);
  g_clear_pointer (&self->events, sl_log_unref);
  g_free (self->gradient);
  g_free (self->slots[0]);
  g_free (self->slots[1]);
  g_free (self->t);
  g_free (self->minibatch.X);
  g_free (self->minibatch.y);
  g_free (self->minibatch.label);
  g_free (self->chunk);
  for (int i = 0; i < SL_N_PARTS; i++)
    g_free (self->evaluated[i]);
  g_free (self->order);
  g_free (self->unreached);
  g_free (self->silent);
  g_clear_pointer (&self->confusion, sl_confusion_free);
  g_free (self->rule_flags);
  g_free (self->pinned);
  g_free (self->watch);
  g_free (self->divergence);
  g_free (self->ending);
  g_free (self->best.params);
  g_free (self->best.rule_flags);
  g_free (self->start_layers);
  g_free (self->peaks);
  g_free (self->layer_zeros);
  g_free (self->trail);
  g_free (self);
}

void
sl_training_apply_as (SlTraining *self, const SlConfig *config, gboolean by_schedule)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  const SlOptimizerType *optimizer = self->config.optimizer;
  const SlRuleType *rule = self->config.rule;
  double learning_rate = self->config.learning_rate;
  for (size_t i = 0; i < n; i++) {
    if (!settings[i].hot || sl_setting_equal (&settings[i], &self->config, config))
      continue;
    g_autofree char *from = sl_setting_format (&settings[i], &self->config);
    g_autofree char *to = sl_setting_format (&settings[i], config);
    SlEvent event = {.epoch = self->epoch,
                     .batch = self->batch,
                     .setting = settings[i].id,
                     .from = from,
                     .to = to,
                     .by_schedule = by_schedule};
    sl_event_log_append (self->events, &event);
  }
  /* A new target may be reached again. */
  if (config->stop_at != self->config.stop_at)
    self->schedule.reached = FALSE;
  self->config = *config;
  sl_watch_forget_next (self);
  if (config->optimizer != optimizer ||
      (optimizer->binds_rate && config->learning_rate != learning_rate))
    sl_training_clear_optimizer_state (self);
  if (config->rule != rule)
    sl_training_clear_rule_state (self);
  sl_training_fit_scratch (self);
}

void
sl_training_apply (SlTraining *self, const SlConfig *config)
{
  sl_training_apply_as (self, config, FALSE);
}

void
sl_training_forget_schedule (SlTraining *self)
{
  sl_schedule_init (&self->schedule);
}

static void
explain_divergence (SlTraining *self)
{
  g_autofree char *eta = sl_number_text (self->config.learning_rate, 6);
  g_autofree char *lambda = sl_number_text (sl_config_lambda (&self->config), 6);
  g_free (self->divergence);
  self->divergence =
      g_strdup_printf (_ ("In epoch %d the loss grew beyond all bounds. The learning "
                          "rate %s is probably too high "
                          "for λ = %s. Training stopped on the last finite weights."),
                       self->epoch + 1, eta, lambda);
}

gboolean
sl_training_loss_is_sane (const SlTraining *self, double loss)
{
  /* Written so that NaN fails. */
  return loss <= DIVERGED_FACTOR * MAX (self->start_loss, 1e-6);
}

static gboolean
accept_loss (SlTraining *self, double loss)
{
  gboolean sane = sl_training_loss_is_sane (self, loss);
  /* A learner who goes on from here with better settings is measured from here. */
  if (!sane && isfinite (loss))
    self->start_loss = loss;
  return sane;
}

/* Returns FALSE when the minibatch would lead out of the finite numbers. */
static gboolean
do_minibatch (SlTraining *self)
{
  gint64 begin = g_get_monotonic_time ();
  int n;
  /* A minibatch that is given up is done again later, with the same draws. */
  SlRng dropout = self->dropout;
  double loss = sl_training_try_minibatch (self, &n);
  gboolean sane = accept_loss (self, loss) && sl_training_update (self);
  if (sane) {
    self->train_loss.known = FALSE;
    self->position += n;
    self->batch++;
    self->rows += n;
    sl_watch_note (self);
    sl_training_follow_trail (self);
  } else {
    sl_training_look_back (self);
    self->dropout = dropout;
  }
  self->busy += g_get_monotonic_time () - begin;
  return sane;
}

static SlTrainingResult
end_epoch (SlTraining *self)
{
  self->epoch++;
  self->batch = self->position = 0;
  self->shuffled = FALSE;
  SlHistoryRow row;
  if (!sl_training_evaluate (self, &row))
    return SL_TRAINING_STOPPED;
  if (accept_loss (self, row.train_loss))
    return sl_training_follow_schedule (self, &row);
  sl_training_append_row (self, &row);
  explain_divergence (self);
  return SL_TRAINING_DIVERGED;
}

SlTrainingResult
sl_training_step (SlTraining *self)
{
  SlFlushZero before = sl_flush_zero_enter ();
  SlTrainingResult result = SL_TRAINING_STEPPED;
  self->went_on |= self->ending != NULL || self->divergence != NULL;
  g_clear_pointer (&self->ending, g_free);
  sl_watch_forget_next (self);
  if (!do_minibatch (self)) {
    explain_divergence (self);
    result = SL_TRAINING_DIVERGED;
  } else if (self->position == self->problem->train.n)
    result = end_epoch (self);
  sl_flush_zero_leave (before);
  return result;
}

void
sl_training_measure (SlTraining *self, SlWeightMeasure *layers, SlWeightMeasure *total)
{
  const SlNetwork *network = self->network;
  *total = (SlWeightMeasure){0};
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    layers[l] = (SlWeightMeasure){.inputs = layer->inputs, .outputs = layer->outputs};
    sl_weight_measure_fill (&layers[l], (size_t) layer->inputs * layer->outputs,
                            network->params + layer->W, self->unreached + layer->W,
                            self->config.near_zero, self->histogram_end);
    self->peaks[l] = MAX (self->peaks[l], sl_weight_measure_top (&layers[l]));
    layers[l].peak = self->peaks[l];
    sl_weight_measure_add (total, &layers[l]);
  }
  self->peak = MAX (self->peak, sl_weight_measure_top (total));
  total->peak = self->peak;
}

int
sl_training_epoch (const SlTraining *self)
{
  return self->epoch;
}

int
sl_training_batch (const SlTraining *self)
{
  return self->batch;
}

int
sl_training_rows_left (const SlTraining *self)
{
  return self->problem->train.n - self->position;
}

const SlConfig *
sl_training_config (const SlTraining *self)
{
  return &self->config;
}

const SlNetwork *
sl_training_network (const SlTraining *self)
{
  return self->network;
}

SlProblem *
sl_training_problem (const SlTraining *self)
{
  return self->problem;
}

const guint8 *
sl_training_unreached (const SlTraining *self)
{
  return self->unreached;
}

const guint8 *
sl_training_silent (const SlTraining *self)
{
  return self->silent;
}

const SlConfusion *
sl_training_confusion (const SlTraining *self)
{
  return self->confusion;
}

SlLogView
sl_training_history (const SlTraining *self)
{
  return sl_log_view (self->history);
}

SlLogView
sl_training_events (const SlTraining *self)
{
  return sl_log_view (self->events);
}

const SlTrace *
sl_training_traces (const SlTraining *self)
{
  return self->traces;
}

const char *
sl_training_divergence (const SlTraining *self)
{
  return self->divergence;
}

const char *
sl_training_ending (const SlTraining *self)
{
  return self->ending;
}

const SlWeightMeasure *
sl_training_start (const SlTraining *self, const SlWeightMeasure **layers)
{
  *layers = self->start_layers;
  return &self->start;
}

gboolean
sl_training_went_on (const SlTraining *self)
{
  return self->went_on;
}

double
sl_training_seconds (const SlTraining *self, gint64 *rows)
{
  *rows = self->rows;
  return (double) self->busy / G_USEC_PER_SEC;
}
