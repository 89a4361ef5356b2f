/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a training begins: its data, its starting weights, the rows it evaluates, epoch 0.
 */
#include "core/base/error.h"
#include "core/base/flush-zero.h"
#include "core/training/memory.h"
#include "core/training/sample.h"
#include "core/training/training-private.h"

#include <glib/gi18n-lib.h>

SlNetwork *
sl_training_make_network (const SlConfig *config,
                          const SlProblem *problem,
                          GError **error)
{
  const SlDataset *dataset = problem->dataset;
  SlRng rng;
  sl_rng_init (&rng, (guint64) config->seed, SL_STREAM_INITIAL);
  return sl_network_new (
      dataset->d, config->hidden.n, config->hidden.units, dataset->n_classes,
      config->activation, config->loss ? config->loss : sl_loss_for_task (dataset->task),
      config->initializer ? config->initializer : sl_initializer_for (config->activation),
      &rng, error);
}

static void
measure_start (SlTraining *self)
{
  const SlNetwork *network = self->network;
  self->histogram_end = sl_histogram_end (network->n_weights, network->params);
  self->peaks = g_new0 (gint64, network->n_layers);
  self->layer_zeros = g_new0 (SlZeroTraces, network->n_layers);
  for (int l = 0; l < network->n_layers; l++)
    for (int i = 0; i < SL_N_ZERO_TRACES; i++)
      sl_trace_init (&self->layer_zeros[l].counts[i]);
  self->start_layers = g_new0 (SlWeightMeasure, network->n_layers);
  sl_training_measure (self, self->start_layers, &self->start);
}

static void
prepare (SlTraining *self)
{
  const SlNetwork *network = self->network;
  int n = self->problem->train.n;
  self->order = g_new (int, n);
  for (int i = 0; i < n; i++)
    self->order[i] = i;
  self->unreached = g_new0 (guint8, network->n_weights);
  self->silent = g_new0 (guint8, sl_idle_size (network));
  sl_idle_find_constant (&self->problem->train, self->silent);
  int k = self->problem->dataset->n_classes;
  if (k >= 1 && k <= SL_CONFUSION_MAX_CLASSES)
    self->confusion = sl_confusion_new (k);
  self->history = sl_log_new (sizeof (SlHistoryRow));
  self->events = sl_event_log_new ();
  for (int i = 0; i < SL_N_TRACES; i++)
    sl_trace_init (&self->traces[i]);
  sl_rng_init (&self->shuffle, (guint64) self->config.seed, SL_STREAM_SHUFFLE);
  sl_rng_init (&self->dropout, (guint64) self->config.seed, SL_STREAM_DROPOUT);
  sl_schedule_init (&self->schedule);
  sl_training_clear_optimizer_state (self);
  sl_training_clear_rule_state (self);
  sl_training_make_scratch (self);
  measure_start (self);
}

SlTraining *
sl_training_new (const SlConfig *config, const gint *stop, GError **error)
{
  return sl_training_new_with_pool (config, NULL, stop, error);
}

SlTraining *
sl_training_new_with_pool (const SlConfig *config,
                           SlPool *pool,
                           const gint *stop,
                           GError **error)
{
  if (!sl_config_validate (config, error))
    return NULL;
  const SlInputWatch watch = {.stop = stop};
  g_autoptr (SlProblem) problem = sl_training_read_problem (config, NULL, &watch, error);
  return problem ? sl_training_new_on (config, problem, pool, stop, error) : NULL;
}

/* @begin: (nullable) chooses the rows to evaluate, with @data. */
static SlTraining *
begin_on (const SlConfig *config,
          SlProblem *problem,
          SlPool *pool,
          const gint *stop,
          void (*begin) (SlTraining *self, const void *data),
          const void *data,
          GError **error)
{
  g_autoptr (SlTraining) self = g_new0 (SlTraining, 1);
  self->config = *config;
  self->pool = pool;
  self->stop = stop;
  if (!sl_training_check_memory (config, problem, error))
    return NULL;
  self->problem = sl_problem_ref (problem);
  self->network = sl_training_make_network (config, self->problem, error);
  if (!self->network)
    return NULL;
  if (config->validate_on_test && self->problem->test.n == 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("validate-on-test: there is no test part; choose a test fraction "
                    "above 0"));
    return NULL;
  }
  SlHistoryRow row;
  SlFlushZero before = sl_flush_zero_enter ();
  prepare (self);
  if (begin)
    begin (self, data);
  gboolean evaluated = sl_training_evaluate (self, &row);
  if (evaluated)
    sl_training_append_row (self, &row);
  sl_flush_zero_leave (before);
  if (!evaluated) {
    g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped"));
    return NULL;
  }
  self->start_loss = row.train_loss;
  return g_steal_pointer (&self);
}

SlTraining *
sl_training_new_on (const SlConfig *config,
                    SlProblem *problem,
                    SlPool *pool,
                    const gint *stop,
                    GError **error)
{
  return begin_on (config, problem, pool, stop, NULL, NULL, error);
}

static void
draw_samples (SlTraining *self, const void *unused)
{
  for (SlPartId i = 0; i < SL_N_PARTS; i++)
    self->evaluated[i] =
        sl_sample_draw (sl_problem_part (self->problem, i)->n, self->config.seed, i);
}

SlTraining *
sl_training_new_sampled (const SlConfig *config,
                         SlProblem *problem,
                         SlPool *pool,
                         const gint *stop,
                         GError **error)
{
  return begin_on (config, problem, pool, stop, draw_samples, NULL, error);
}

static void
take_samples (SlTraining *self, const void *data)
{
  const SlTraining *from = data;
  for (SlPartId i = 0; i < SL_N_PARTS; i++)
    if (from->evaluated[i])
      self->evaluated[i] =
          g_memdup2 (from->evaluated[i], SL_SAMPLE_ROWS * sizeof *from->evaluated[i]);
}

SlTraining *
sl_training_new_again (const SlTraining *training,
                       const SlConfig *config,
                       SlPool *pool,
                       const gint *stop,
                       GError **error)
{
  return begin_on (config, training->problem, pool, stop, take_samples, training, error);
}
