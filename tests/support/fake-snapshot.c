/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/fake-snapshot.h"

#include <math.h>

enum { INPUTS = 6, HIDDEN = 4, OUTPUTS = 3, LAYERS = 2 };

static void
fill_measure (SlWeightMeasure *m, int inputs, int outputs, gint64 weights)
{
  SlHistogram *h = &m->histogram;
  gint64 left = weights;

  *m = (SlWeightMeasure){.inputs = inputs, .outputs = outputs, .weights = weights};
  m->norm_l1 = 0.3 * (double) weights;
  m->norm_l2 = 0.4 * sqrt ((double) weights);
  h->end = 1.0;
  h->zeros = weights / 4;
  h->zeros_unreached = h->zeros / 3;
  h->near = weights / 8;
  left -= h->zeros + h->near;
  for (int i = 0; left > 0; i = (i + 1) % 5, left--)
    h->bins[i]++;
  m->peak = MAX (h->zeros, h->bins[0]);
}

static SlHistoryRow
make_row (int epoch)
{
  SlHistoryRow row = {.epoch = epoch,
                      .batch_size = 32,
                      .lambda = 1e-3,
                      .learning_rate = 0.002,
                      .train_loss = 0.05 + 2.0 * exp (-epoch / 10.0),
                      .val_loss = NAN,
                      .test_loss = 0.15 + 2.0 * exp (-epoch / 10.0),
                      .penalty = 0.2 + 0.1 * exp (-epoch / 30.0),
                      .train_score = 0.99,
                      .val_score = NAN,
                      .test_score = 0.95,
                      .norm_l1 = 20.0 - 10.0 * exp (-epoch / 20.0),
                      .norm_l2 = 3.0,
                      .weights = INPUTS * HIDDEN + HIDDEN * OUTPUTS,
                      .zeros = MIN (epoch, 9),
                      .zeros_unreached = MIN (epoch, 9) / 3,
                      .near_zeros = 4};

  row.objective = row.train_loss + row.penalty;
  return row;
}

static void
fill_history (SlSnapshot *snapshot, int epochs)
{
  SlLog *history = sl_log_new (sizeof (SlHistoryRow));
  SlLog *events = sl_event_log_new ();

  for (int i = 0; i < SL_N_TRACES; i++)
    sl_trace_init (&snapshot->traces[i]);
  for (int epoch = 0; epoch <= epochs; epoch++) {
    SlHistoryRow row = make_row (epoch);
    double values[SL_N_TRACES];
    sl_log_append (history, &row);
    sl_history_row_traces (&row, values);
    for (int i = 0; i < SL_N_TRACES; i++)
      sl_trace_add (&snapshot->traces[i], values[i]);
  }
  snapshot->history = sl_log_view (history);
  snapshot->events = sl_log_view (events);
  sl_log_unref (history);
  sl_log_unref (events);
}

/* A network of the same shape, some of whose weights are zero and unit 2 all of them. */
static SlGraph *
make_graph (void)
{
  SlRng rng;
  g_autoptr (SlNetwork) network = NULL;
  guint8 silent[INPUTS + HIDDEN] = {0};

  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  network = sl_network_new (INPUTS, 1, (int[]){HIDDEN}, OUTPUTS,
                            (const SlActivationType *) sl_activations ()->kinds[0],
                            sl_loss_for_task (SL_TASK_CLASSIFICATION),
                            (const SlInitializerType *) sl_initializers ()->kinds[0],
                            &rng, NULL);
  for (size_t i = 0; i < network->n_weights; i++)
    if (i % 5 == 0 || (i < INPUTS * HIDDEN && i % HIDDEN == 2))
      network->params[i] = 0.0f;
  return sl_graph_new (network, silent);
}

static SlStepSample *
make_steps (void)
{
  SlStepSample *steps = g_new0 (SlStepSample, 1);

  steps->n = 50;
  steps->median = 0.5f;
  for (int i = 0; i < steps->n; i++) {
    steps->w[i] = (float) (i - 20) * 1e-4f;
    steps->t[i] = 0.5f;
  }
  return steps;
}

/* Three classes, the last of them hardest. */
static SlConfusion *
make_confusion (void)
{
  static const gint64 counts[] = {20, 1, 0, 2, 17, 3, 0, 9, 11};
  SlConfusion *confusion = sl_confusion_new (OUTPUTS);

  for (int i = 0; i < OUTPUTS * OUTPUTS; i++)
    confusion->counts[i] = counts[i];
  return confusion;
}

static SlLayerNorms *
make_layer_norms (void)
{
  SlLayerNorms *norms = g_new (SlLayerNorms, LAYERS);

  norms[0] = (SlLayerNorms){.entries = 12.0, .column = 4.0, .biases = 1.0};
  norms[1] = (SlLayerNorms){.entries = 6.0, .column = 2.5, .biases = 0.5};
  return norms;
}

static SlPruningCurve *
make_pruning (int epoch)
{
  SlPruningCurve *curve = g_new0 (SlPruningCurve, 1);

  curve->n = 13;
  curve->weights = INPUTS * HIDDEN + HIDDEN * OUTPUTS;
  curve->zeros = MIN (epoch, 9);
  for (int k = 0; k < curve->n; k++) {
    curve->removed[k] = 3 * k;
    curve->size[k] = 0.1 * k;
    curve->train_score[k] = 0.99 - 0.005 * k * k;
    curve->test_score[k] = 0.95 - 0.005 * k * k;
  }
  curve->train_rows = curve->all_train_rows = 100;
  curve->test_rows = 64;
  curve->all_test_rows = 640;
  return curve;
}

/* Two classes, one on each side of a line, the second less sure of itself. */
static SlSurface *
make_surface (void)
{
  SlSurface *surface = g_new0 (SlSurface, 1);

  surface->size = 16;
  surface->x_lo = surface->y_lo = -4.0;
  surface->x_hi = surface->y_hi = 4.0;
  surface->z_lo = -1.0;
  surface->z_hi = 1.0;
  for (int i = 0; i < 16 * 16; i++) {
    surface->winner[i] = (gint16) (i % 16 + i / 16 > 15);
    surface->value[i] = surface->winner[i] == 1 ? 0.75f : 1.0f;
  }
  return surface;
}

static SlZeroTraces *
make_layer_zeros (const SlSnapshot *snapshot)
{
  SlZeroTraces *zeros = g_new (SlZeroTraces, 1);

  for (int i = 0; i < SL_N_ZERO_TRACES; i++)
    zeros->counts[i] = snapshot->traces[SL_TRACE_ZEROS_PENALTY + i];
  return zeros;
}

SlSnapshot *
fake_snapshot_new (int epochs)
{
  SlConfig config;
  SlSnapshot *snapshot;
  float W[INPUTS * HIDDEN];

  sl_config_init_default (&config);
  config.lambda = 1e-3;
  snapshot = sl_snapshot_take_empty (&config, 1, SL_RUN_PLAYING, NULL);
  snapshot->epoch = epochs;
  snapshot->n_layers = LAYERS;
  snapshot->layers = g_new0 (SlWeightMeasure, LAYERS);
  fill_measure (&snapshot->layers[0], INPUTS, HIDDEN, INPUTS * HIDDEN);
  fill_measure (&snapshot->layers[1], HIDDEN, OUTPUTS, HIDDEN * OUTPUTS);
  fill_measure (&snapshot->total, 0, 0, INPUTS * HIDDEN + HIDDEN * OUTPUTS);
  snapshot->start = snapshot->total;
  snapshot->start_layers =
      g_memdup2 (snapshot->layers, LAYERS * sizeof *snapshot->layers);
  snapshot->weights = g_new0 (SlWeightsView, LAYERS);
  fill_history (snapshot, epochs);
  snapshot->graph = make_graph ();
  snapshot->steps = make_steps ();
  snapshot->confusion = make_confusion ();
  snapshot->layer_norms = make_layer_norms ();
  snapshot->pruning = make_pruning (epochs);
  snapshot->pruning_epoch = epochs;
  snapshot->surface = make_surface ();
  snapshot->layer_zeros = g_new0 (SlZeroTraces *, LAYERS);
  snapshot->layer_zeros[0] = make_layer_zeros (snapshot);
  for (int i = 0; i < INPUTS * HIDDEN; i++)
    W[i] = i % 3 == 0 ? 0.0f : (float) (i % 3 == 1 ? i : -i) / 24.0f;
  fake_snapshot_set_weights (snapshot, 0, INPUTS, HIDDEN, INPUTS, HIDDEN, W);
  return snapshot;
}

void
fake_snapshot_set_trace (SlSnapshot *snapshot, SlTraceId id, int n, const double *values)
{
  sl_trace_init (&snapshot->traces[id]);
  for (int i = 0; i < n; i++)
    sl_trace_add (&snapshot->traces[id], values[i]);
}

void
fake_snapshot_add_event (SlSnapshot *snapshot,
                         int epoch,
                         int batch,
                         const char *setting,
                         const char *from,
                         const char *to)
{
  SlEvent event = {.epoch = epoch,
                   .batch = batch,
                   .setting = setting,
                   .from = (char *) from,
                   .to = (char *) to};
  sl_event_log_append (snapshot->events.log, &event);
  snapshot->events.n++;
}

void
fake_snapshot_set_weights (SlSnapshot *snapshot,
                           int layer,
                           int inputs,
                           int outputs,
                           int rows,
                           int cols,
                           const float *W)
{
  g_free (snapshot->weights[layer].W);
  snapshot->weights[layer] = (SlWeightsView){
      .layer = layer,
      .inputs = inputs,
      .outputs = outputs,
      .rows = rows,
      .cols = cols,
      .W = g_memdup2 (W, (size_t) rows * cols * sizeof *W),
  };
}
