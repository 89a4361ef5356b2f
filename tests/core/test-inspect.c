/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures ask of a training: graph, steps, zeros of layers, new axes. */
#include "core/core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static SlNetwork *
make_network (int inputs, int n_hidden, const int *hidden, int classes)
{
  SlRng rng;

  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  SlNetwork *network = sl_network_new (
      inputs, n_hidden, hidden, classes,
      (const SlActivationType *) sl_activations ()->kinds[0],
      sl_loss_for_task (SL_TASK_CLASSIFICATION),
      (const SlInitializerType *) sl_initializers ()->kinds[0], &rng, NULL);
  g_assert_nonnull (network);
  return network;
}

/* 3 inputs, 3 hidden units, 3 outputs: input 2 has no link, hidden unit 1 no link in,
 * hidden unit 2 no link out. */
static void
test_graph_states (void)
{
  g_autoptr (SlNetwork) network = make_network (3, 1, (int[]){3}, 3);
  guint8 silent[6] = {0};
  float *W = network->params, *V = network->params + network->layers[1].W;

  for (int i = 0; i < 18; i++)
    network->params[i] = 1.0f;
  for (int j = 0; j < 3; j++)
    W[2 * 3 + j] = W[j * 3 + 1] = V[2 * 3 + j] = 0.0f;
  g_autoptr (SlGraph) graph = sl_graph_new (network, silent);
  const SlGraphColumn *c = graph->columns;
  g_assert_cmpint (graph->n_layers, ==, 2);
  g_assert_cmpint (c[0].state[0], ==, SL_UNIT_LIVE);
  g_assert_cmpint (c[0].state[2], ==, SL_UNIT_UNUSED);
  g_assert_cmpint (c[1].state[0], ==, SL_UNIT_LIVE);
  g_assert_cmpint (c[1].state[1], ==, SL_UNIT_SILENT);
  g_assert_cmpint (c[1].state[2], ==, SL_UNIT_UNUSED);
  g_assert_cmpint (c[1].silent, ==, 1);
  g_assert_cmpint (c[1].unused, ==, 1);
  g_assert_cmpint (c[2].silent + c[2].unused, ==, 0);
  g_assert_cmpfloat (graph->W[0][2 * 3 + 1], ==, 0.0);
  g_assert_cmpfloat (graph->W[1][0], ==, 1.0);

  /* An input whose only way leads through idle units is not used either. */
  W[1 * 3 + 0] = 0.0f;
  g_autoptr (SlGraph) less = sl_graph_new (network, silent);
  g_assert_cmpint (less->columns[0].state[1], ==, SL_UNIT_UNUSED);
  /* And of a constant one nothing comes through. */
  silent[0] = 1;
  g_autoptr (SlGraph) mute = sl_graph_new (network, silent);
  g_assert_cmpint (mute->columns[0].state[0], ==, SL_UNIT_SILENT);
  g_assert_cmpint (mute->columns[2].silent, ==, 3);
}

/* Of wide layers a sample is shown, evenly spread, and all units are counted. */
static void
test_graph_wide (void)
{
  g_autoptr (SlNetwork) network = make_network (200, 1, (int[]){100}, 3);
  guint8 silent[300] = {0};

  memset (network->params, 0, 150 * 100 * sizeof (float));
  g_autoptr (SlGraph) graph = sl_graph_new (network, silent);
  const SlGraphColumn *inputs = &graph->columns[0], *hidden = &graph->columns[1];
  g_assert_cmpint (inputs->units, ==, 200);
  g_assert_cmpint (inputs->n, ==, SL_GRAPH_UNITS);
  g_assert_cmpint (inputs->unused, ==, 150);
  g_assert_cmpint (inputs->index[0], ==, 0);
  for (int k = 0; k < SL_GRAPH_UNITS; k++) {
    g_assert_cmpint (inputs->state[k] == SL_UNIT_UNUSED, ==, inputs->index[k] < 150);
    for (int m = 0; m < hidden->n; m++)
      g_assert_cmpfloat (graph->W[0][k * hidden->n + m], ==,
                         network->params[inputs->index[k] * 100 + hidden->index[m]]);
  }
  g_assert_cmpint (inputs->index[SL_GRAPH_UNITS - 1], >, 190);
}

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean done = sl_setting_parse (sl_setting_find (id, NULL), config, text, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static const SlRuleType *
rule (const char *id)
{
  return (const SlRuleType *) sl_kind_find (sl_rules (), id, NULL);
}

/* One weight under each rule, by hand. */
static void
test_shrink (void)
{
  SlConfig config;
  const double eta = 0.25, lambda = 0.5, rho = 0.5;

  sl_config_init_default (&config);
  set (&config, "optimizer", "sgd");
  set (&config, "penalty", "elastic-net");
  set (&config, "lambda", "0.5");
  set (&config, "l1-share", "0.5");
  set (&config, "learning-rate", "0.25");
  for (double w = -1.0; w <= 1.0; w += 0.03125) {
    float t = (float) eta, prox = (float) w, slope = (float) w, dead = (float) w;
    double tl = eta * lambda, sign = (w > 0) - (w < 0);
    double soft = sign * fmax (fabs (w) - tl * rho, 0.0) / (1 + tl * (1 - rho));
    double sub = w - tl * (rho * sign + (1 - rho) * w);
    sl_shrink (&config, rule ("proximal"), 1, &t, &prox);
    sl_shrink (&config, rule ("subgradient"), 1, &t, &slope);
    sl_shrink (&config, rule ("dead-link"), 1, &t, &dead);
    g_assert_cmpfloat_with_epsilon (prox, soft, 1e-6);
    g_assert_cmpfloat_with_epsilon (slope, sub, 1e-6);
    g_assert_cmpfloat_with_epsilon (dead, sub * w < 0 ? 0.0 : sub, 1e-6);
  }
  g_assert_cmpfloat_with_epsilon (
      sl_shrink_dead_zone (&config, rule ("proximal"), 0.25f, 1.0f), 0.0625, 1e-6);
  g_assert_cmpfloat (sl_shrink_dead_zone (&config, rule ("subgradient"), 0.25f, 1.0f), <,
                     1e-30);
  set (&config, "penalty", "none");
  float same = 0.3f, t = 0.25f;
  sl_shrink (&config, rule ("proximal"), 1, &t, &same);
  g_assert_cmpfloat (same, ==, 0.3f);
  g_assert_null (sl_shrink_misfit (&config));
  set (&config, "penalty", "group-lasso");
  g_assert_nonnull (sl_shrink_misfit (&config));
  set (&config, "penalty", "l1");
  set (&config, "optimizer", "ftrl");
  g_assert_nonnull (sl_shrink_misfit (&config));
}

static SlTraining *
train (const char *optimizer, int epochs)
{
  SlConfig config;
  g_autoptr (GError) error = NULL;

  sl_config_init_default (&config);
  set (&config, "dataset", "iris");
  set (&config, "optimizer", optimizer);
  set (&config, "learning-rate", "0.01");
  set (&config, "lambda", "0.003");
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < epochs)
    sl_training_step (training);
  return training;
}

/* A plain optimiser steps by η; Adam by steps of its own; looking changes neither. */
static void
test_steps (void)
{
  static const char *const optimizers[] = {"sgd", "nesterov", "adam", "ftrl"};

  for (guint k = 0; k < G_N_ELEMENTS (optimizers); k++) {
    g_autoptr (SlTraining) looked = train (optimizers[k], 0);
    g_autoptr (SlTraining) other = train (optimizers[k], 3);
    SlStepSample sample;
    sl_training_steps (looked, &sample);
    g_assert_cmpfloat (sample.median, ==, 0.01f);
    while (sl_training_epoch (looked) < 3) {
      sl_training_step (looked);
      sl_training_steps (looked, &sample);
    }
    const SlNetwork *a = sl_training_network (looked), *b = sl_training_network (other);
    g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                     b->n_params * sizeof (float));
    g_assert_cmpint (sample.n, ==, SL_STEP_SAMPLES);
    g_assert_cmpfloat (sample.w[0], ==, a->params[0]);
    for (int i = 0; i < sample.n; i++)
      if (k != 2)
        g_assert_cmpfloat (sample.t[i], ==, 0.01f);
    if (k == 2)
      g_assert_cmpfloat (sample.median, >, 0.02f);
  }
}

static int
compare_floats (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;
  return (x > y) - (x < y);
}

/* The usual step is that of the weights that are there: most are zero here. */
static void
test_usual_step (void)
{
  g_autoptr (SlTraining) training = train ("adam", 2);
  SlConfig config = *sl_training_config (training);
  SlStepSample sample;
  float t[SL_STEP_SAMPLES];
  int n = 0;

  set (&config, "lambda", "0.3");
  sl_training_apply (training, &config);
  while (sl_training_epoch (training) < 4)
    sl_training_step (training);
  sl_training_steps (training, &sample);
  for (int i = 0; i < sample.n; i++)
    if (sample.w[i] != 0)
      t[n++] = sample.t[i];
  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (n, <, sample.n / 2);
  qsort (t, (size_t) n, sizeof *t, compare_floats);
  g_assert_cmpfloat (sample.median, ==, t[n / 2]);
}

/* The counts of the layers add up to those of all weights at every epoch. */
static void
test_layer_zeros (void)
{
  g_autoptr (SlTraining) training = train ("adam", 12);
  const SlTrace *total = sl_training_traces (training);
  const SlZeroTraces *layers = sl_training_layer_zeros (training);
  SlLogView history = sl_training_history (training);

  for (int epoch = 0; epoch <= 12; epoch++) {
    const SlHistoryRow *row = sl_log_item (&history, epoch);
    double expected[] = {(double) (row->zeros - row->zeros_unreached),
                         (double) row->zeros, (double) (row->zeros + row->near_zeros)};
    for (int i = 0; i < SL_N_ZERO_TRACES; i++) {
      double sum = 0;
      for (int l = 0; l < 3; l++)
        sum += layers[l].counts[i].buckets[epoch].y[0];
      g_assert_cmpfloat (sum, ==, expected[i]);
      g_assert_cmpfloat (total[SL_TRACE_ZEROS_PENALTY + i].buckets[epoch].y[0], ==,
                         expected[i]);
    }
  }
  sl_log_view_clear (&history);
}

/* New bins: by the present weights, for the start of the run too, and lower peaks. */
static void
test_refit (void)
{
  g_autoptr (SlTraining) training = train ("adam", 0);
  g_autoptr (SlTraining) fresh = train ("adam", 0);
  const SlNetwork *network = sl_training_network (training);
  const SlWeightMeasure *layers, *fresh_layers;
  SlWeightMeasure now[3], total;

  sl_training_refit (training);
  g_assert_cmpmem (sl_training_start (training, &layers), sizeof total,
                   sl_training_start (fresh, &fresh_layers), sizeof total);
  while (sl_training_epoch (training) < 30)
    sl_training_step (training);
  double before = sl_training_start (training, &layers)->histogram.end;
  for (size_t i = 0; i < network->n_weights; i++)
    network->params[i] *= 20;
  sl_training_refit (training);
  const SlWeightMeasure *start = sl_training_start (training, &layers);
  sl_training_measure (training, now, &total);
  g_assert_cmpfloat (start->histogram.end, >, before);
  g_assert_cmpfloat (start->histogram.end, ==, total.histogram.end);
  g_assert_cmpfloat (start->histogram.end, ==,
                     sl_histogram_end (network->n_weights, network->params));
  g_assert_cmpfloat_with_epsilon (
      start->norm_l1, sl_training_start (fresh, &fresh_layers)->norm_l1, 1e-9);
  g_assert_cmpint (total.peak, ==, sl_weight_measure_top (&total));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspect/graph-states", test_graph_states);
  g_test_add_func ("/inspect/graph-wide", test_graph_wide);
  g_test_add_func ("/inspect/shrink", test_shrink);
  g_test_add_func ("/inspect/steps", test_steps);
  g_test_add_func ("/inspect/usual-step", test_usual_step);
  g_test_add_func ("/inspect/layer-zeros", test_layer_zeros);
  g_test_add_func ("/inspect/refit", test_refit);
  return g_test_run ();
}
