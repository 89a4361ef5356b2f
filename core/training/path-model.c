/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/path-model.h"

#include "core/base/flush-zero.h"
#include "core/measure/idle.h"
#include "core/measure/score.h"
#include "core/training/regularizer.h"

#include <math.h>

/* Rows of one pass. */
enum { CHUNK = 256 };
/* Copies of more weights than this are not kept, once for every λ. */
enum { MOST_WEIGHTS = 300000 };

struct SlPathModels
{
  SlPool *pool;    /* Borrowed, nullable */
  SlConfig config; /* λ is the one of the last snapshot */
  double end;      /* of the histograms */
  /* Owned */
  SlProblem *problem;
  SlNetwork *network;
  SlPass *pass;
  float *rows;       /* (CHUNK, d) scratch */
  guint8 *constant;  /* (d) inputs with one value in all training rows */
  guint8 *unreached; /* (n_weights) of those inputs */
};

SlNeeds
sl_path_model_needs (const SlNetwork *network)
{
  gboolean small = network->n_weights <= MOST_WEIGHTS;
  return (SlNeeds){.weights = small ? G_MAXUINT64 : 0,
                   .graph = small,
                   .confusion = TRUE,
                   .layer_norms = TRUE,
                   .surface = TRUE};
}

SlPathModels *
sl_path_models_new (const SlConfig *config,
                    SlProblem *problem,
                    double largest,
                    SlPool *pool,
                    GError **error)
{
  const SlDataset *set = problem->dataset;
  const float peak = (float) largest;
  SlRng rng;
  sl_rng_init (&rng, 0, SL_STREAM_INITIAL);
  SlNetwork *network = sl_network_new (
      set->d, 0, NULL, set->n_classes, config->activation, sl_loss_for_task (set->task),
      sl_initializer_for (config->activation), &rng, error);
  if (network == NULL)
    return NULL;
  SlPathModels *self = g_new0 (SlPathModels, 1);
  self->pool = pool;
  self->config = *config;
  self->end = sl_histogram_end (1, &peak);
  self->problem = sl_problem_ref (problem);
  self->network = network;
  self->pass = sl_pass_new (network, CHUNK);
  sl_pass_use_pool (self->pass, pool);
  self->rows = g_new (float, (size_t) CHUNK * set->d);
  self->constant = g_new (guint8, set->d);
  self->unreached = g_new (guint8, network->n_weights);
  sl_idle_find_constant (&problem->train, self->constant);
  int k = network->layers[0].outputs;
  for (size_t i = 0; i < network->n_weights; i++)
    self->unreached[i] = self->constant[i / (size_t) k];
  return self;
}

void
sl_path_models_free (SlPathModels *self)
{
  if (self == NULL)
    return;
  sl_pass_free (self->pass);
  sl_network_free (self->network);
  sl_problem_unref (self->problem);
  g_free (self->rows);
  g_free (self->constant);
  g_free (self->unreached);
  g_free (self);
}

static void
set_weights (SlPathModels *self, const SlCoefficients *solution)
{
  const SlLayer *layer = &self->network->layers[0];
  float *W = self->network->params + layer->W, *b = self->network->params + layer->b;
  for (int k = 0; k < solution->k; k++) {
    for (int j = 0; j < solution->d; j++)
      W[(size_t) j * layer->outputs + k] =
          (float) solution->w[(size_t) k * solution->d + j];
    b[k] = (float) solution->b[k];
  }
}

/* Mean loss and score of @part, NaN without rows; its rows are added to @confusion
 * (nullable). Returns FALSE when @stop was set. */
static gboolean
score_part (SlPathModels *self,
            const SlPart *part,
            SlConfusion *confusion,
            const gint *stop,
            double *loss,
            double *score)
{
  const SlLossType *type = self->network->loss;
  int m = self->network->layers[0].outputs, correct = 0;
  double sum = 0;
  *loss = *score = NAN;
  for (int i = 0; i < part->n; i += CHUNK) {
    if (stop != NULL && g_atomic_int_get (stop))
      return FALSE;
    int n = MIN (CHUNK, part->n - i);
    const float *X = sl_part_rows (part, i, n, self->rows);
    const float *out = sl_pass_forward (self->pass, self->network, n, X);
    sum += type->measure (n, m, out, part->y ? part->y + i : NULL,
                          part->label ? part->label + i : NULL, &correct);
    if (confusion != NULL)
      sl_confusion_add (confusion, n, m, out, part->label + i);
  }
  if (part->n == 0)
    return TRUE;
  *loss = sum / part->n;
  /* The squared loss is half the squared error, hence the 2. */
  *score =
      part->label ? (double) correct / part->n : sl_r_squared (part->n, part->y, 2 * sum);
  return TRUE;
}

static gboolean
fill_losses (SlPathModels *self,
             SlHistoryRow *row,
             SlConfusion *confusion,
             const gint *stop)
{
  const SlProblem *problem = self->problem;
  gboolean of_test = problem->test.n > 0;
  return score_part (self, &problem->train, of_test ? NULL : confusion, stop,
                     &row->train_loss, &row->train_score) &&
         score_part (self, &problem->validation, NULL, stop, &row->val_loss,
                     &row->val_score) &&
         score_part (self, &problem->test, of_test ? confusion : NULL, stop,
                     &row->test_loss, &row->test_score);
}

static void
fill_row (SlPathModels *self, const SlWeightMeasure *total, SlHistoryRow *row)
{
  row->batch_size = self->config.batch_size;
  row->lambda = sl_config_lambda (&self->config);
  row->l1_share = sl_config_share (&self->config);
  row->learning_rate = self->config.learning_rate;
  row->penalty = sl_config_penalty (&self->config, self->network);
  row->objective = row->train_loss + row->penalty;
  row->norm_l1 = total->norm_l1;
  row->norm_l2 = total->norm_l2;
  row->weights = total->weights;
  row->zeros = total->histogram.zeros;
  row->zeros_unreached = total->histogram.zeros_unreached;
  row->near_zeros = total->histogram.near;
}

static void
append_row (SlSnapshot *snapshot, const SlHistoryRow *row)
{
  SlLog *history = sl_log_new (sizeof *row), *events = sl_event_log_new ();
  double values[SL_N_TRACES];
  sl_log_append (history, row);
  snapshot->history = sl_log_view (history);
  snapshot->events = sl_log_view (events);
  sl_log_unref (history);
  sl_log_unref (events);
  sl_history_row_traces (row, values);
  for (int i = 0; i < SL_N_TRACES; i++) {
    sl_trace_init (&snapshot->traces[i]);
    sl_trace_add (&snapshot->traces[i], values[i]);
  }
}

static void
measure (SlPathModels *self, SlSnapshot *snapshot)
{
  const SlNetwork *network = self->network;
  SlWeightMeasure *layer = g_new0 (SlWeightMeasure, 1);
  layer->inputs = network->layers[0].inputs;
  layer->outputs = network->layers[0].outputs;
  sl_weight_measure_fill (layer, network->n_weights, network->params, self->unreached,
                          self->config.near_zero, self->end);
  /* At λ.max all weights are one bar: the axis of all rows. */
  layer->peak = layer->weights;
  snapshot->n_layers = 1;
  snapshot->layers = layer;
  sl_weight_measure_add (&snapshot->total, layer);
  snapshot->total.peak = layer->peak;
  /* There is no start of a run, so its outline is that of no weights. */
  snapshot->start.histogram.end = self->end;
  snapshot->start_layers = g_memdup2 (&snapshot->start, sizeof snapshot->start);
}

static void
copy_what_is_needed (SlPathModels *self, SlSnapshot *snapshot)
{
  const SlNetwork *network = self->network;
  SlNeeds needs = sl_path_model_needs (network);
  snapshot->weights = g_new0 (SlWeightsView, 1);
  snapshot->layer_zeros = g_new0 (SlZeroTraces *, 1);
  if (needs.weights != 0)
    sl_weights_view_fill (&snapshot->weights[0], network, 0);
  if (needs.graph)
    snapshot->graph = sl_graph_new (network, self->constant);
  if (needs.surface && sl_surface_fits (self->problem->dataset)) {
    snapshot->surface = g_new (SlSurface, 1);
    sl_surface_fill (snapshot->surface, network, self->problem);
  }
  snapshot->layer_norms = g_new (SlLayerNorms, 1);
  sl_layer_norms_fill (snapshot->layer_norms, network);
}

SlSnapshot *
sl_path_models_take (SlPathModels *self,
                     double lambda,
                     const SlCoefficients *solution,
                     const gint *stop)
{
  const SlDataset *set = self->problem->dataset;
  SlHistoryRow row = {0};
  SlFlushZero before = sl_flush_zero_enter ();
  self->config.lambda = lambda;
  set_weights (self, solution);
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take_empty (&self->config, 0, SL_RUN_PAUSED, NULL);
  snapshot->problem = sl_problem_ref (self->problem);
  snapshot->task = set->task;
  if (set->n_classes > 0 && set->n_classes <= SL_CONFUSION_MAX_CLASSES)
    snapshot->confusion = sl_confusion_new (set->n_classes);
  gboolean whole = fill_losses (self, &row, snapshot->confusion, stop);
  if (whole) {
    measure (self, snapshot);
    fill_row (self, &snapshot->total, &row);
    append_row (snapshot, &row);
    copy_what_is_needed (self, snapshot);
  }
  sl_flush_zero_leave (before);
  return whole ? g_steal_pointer (&snapshot) : NULL;
}
