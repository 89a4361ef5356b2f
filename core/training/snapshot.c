/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/snapshot.h"

#include "core/training/edit.h"

#include <string.h>

/* µs: no picture needs more than 60 snapshots a second, and publishing may cost 1/20 of
 * the time. */
enum { PUBLISH_INTERVAL = 15000, PUBLISH_SHARE = 20 };

guint64
sl_needs_layer (int layer)
{
  return (guint64) 1 << CLAMP (layer, 0, 63);
}

static void
copy_traces (int n, SlTrace *to, const SlTrace *from)
{
  for (int i = 0; i < n; i++)
    sl_trace_copy (&to[i], &from[i]);
}

void
sl_weights_view_fill (SlWeightsView *view, const SlNetwork *network, int layer)
{
  const SlLayer *from = &network->layers[layer];
  view->layer = layer;
  view->inputs = from->inputs;
  view->outputs = from->outputs;
  view->rows = MIN (from->inputs, SL_VIEW_INPUTS);
  view->cols = MIN (from->outputs, SL_VIEW_UNITS);
  view->W = g_new (float, (size_t) view->rows * view->cols);
  for (int i = 0; i < view->rows; i++)
    memcpy (view->W + (size_t) i * view->cols,
            network->params + from->W + (size_t) i * from->outputs,
            view->cols * sizeof (float));
}

/* The set @bits, for a network of @n layers: bits beyond mean the last layer. */
static gboolean
wants_layer (guint64 bits, int layer, int n)
{
  return layer == n - 1 ? bits >> layer != 0 : (bits >> layer & 1) != 0;
}

static void
copy_what_is_needed (SlSnapshot *snapshot, SlTraining *training, const SlNeeds *needs)
{
  const SlNetwork *network = sl_training_network (training);
  const SlZeroTraces *zeros = sl_training_layer_zeros (training);
  int n = network->n_layers;
  snapshot->weights = g_new0 (SlWeightsView, n);
  snapshot->layer_zeros = g_new0 (SlZeroTraces *, n);
  for (int l = 0; l < n; l++) {
    if (wants_layer (needs->weights, l, n))
      sl_weights_view_fill (&snapshot->weights[l], network, l);
    if (wants_layer (needs->zeros, l, n)) {
      snapshot->layer_zeros[l] = g_new (SlZeroTraces, 1);
      copy_traces (SL_N_ZERO_TRACES, snapshot->layer_zeros[l]->counts, zeros[l].counts);
    }
  }
  if (needs->graph)
    snapshot->graph = sl_training_graph (training);
  if (needs->steps) {
    snapshot->steps = g_new (SlStepSample, 1);
    sl_training_steps (training, snapshot->steps);
  }
  if (needs->watch.set) {
    sl_training_follow_weight (training, &needs->watch);
    snapshot->life = sl_training_life (training);
  }
  if (needs->confusion && sl_training_confusion (training))
    snapshot->confusion = sl_confusion_copy (sl_training_confusion (training));
  if (needs->surface && sl_surface_fits (sl_training_problem (training)->dataset)) {
    snapshot->surface = g_new (SlSurface, 1);
    sl_surface_fill (snapshot->surface, network, sl_training_problem (training));
  }
  if (needs->geometry && sl_training_trail (training))
    snapshot->trail = g_memdup2 (sl_training_trail (training), sizeof *snapshot->trail);
  if (needs->layer_norms) {
    snapshot->layer_norms = g_new (SlLayerNorms, n);
    sl_layer_norms_fill (snapshot->layer_norms, network);
  }
}

gint64
sl_snapshot_due (gint64 begin, gint64 end)
{
  return begin + MAX ((gint64) PUBLISH_INTERVAL, (end - begin) * PUBLISH_SHARE);
}

SlSnapshot *
sl_snapshot_take_empty (const SlConfig *config,
                        guint run,
                        SlRunState state,
                        const char *message)
{
  SlSnapshot *snapshot = g_new0 (SlSnapshot, 1);
  g_atomic_int_set (&snapshot->refs, 1);
  snapshot->run = run;
  snapshot->state = state;
  snapshot->message = g_strdup (message);
  snapshot->config = *config;
  return snapshot;
}

SlSnapshot *
sl_snapshot_take (SlTraining *training, guint run, SlRunState state, const SlNeeds *needs)
{
  const SlNetwork *network = sl_training_network (training);
  const char *message = state == SL_RUN_DIVERGED ? sl_training_divergence (training)
                        : state == SL_RUN_PAUSED ? sl_training_ending (training)
                                                 : NULL;
  SlSnapshot *snapshot =
      sl_snapshot_take_empty (sl_training_config (training), run, state, message);
  int n = network->n_layers;
  snapshot->epoch = sl_training_epoch (training);
  snapshot->batch = sl_training_batch (training);
  snapshot->problem = sl_problem_ref (sl_training_problem (training));
  snapshot->task = snapshot->problem->dataset->task;
  snapshot->n_layers = n;
  for (SlPartId i = 0; i < SL_N_PARTS; i++)
    snapshot->sampled[i] = sl_training_sampled (training, i);
  snapshot->layers = g_new (SlWeightMeasure, n);
  sl_training_measure (training, snapshot->layers, &snapshot->total);
  const SlWeightMeasure *start_layers;
  snapshot->start = *sl_training_start (training, &start_layers);
  snapshot->start_layers = g_memdup2 (start_layers, n * sizeof *start_layers);
  copy_what_is_needed (snapshot, training, needs);
  sl_training_objective (training, &snapshot->objective);
  sl_training_pinned (training, &snapshot->pinned);
  snapshot->history = sl_training_history (training);
  snapshot->events = sl_training_events (training);
  snapshot->went_on = sl_training_went_on (training);
  copy_traces (SL_N_TRACES, snapshot->traces, sl_training_traces (training));
  return snapshot;
}

/* Counted by g_atomic_int, which is compiled into this file: inside GLib, as
 * g_atomic_ref_count is, ThreadSanitizer would not see the ordering it gives. */
SlSnapshot *
sl_snapshot_ref (SlSnapshot *snapshot)
{
  g_atomic_int_inc (&snapshot->refs);
  return snapshot;
}

void
sl_snapshot_unref (SlSnapshot *snapshot)
{
  if (!g_atomic_int_dec_and_test (&snapshot->refs))
    return;
  g_free (snapshot->message);
  g_clear_pointer (&snapshot->problem, sl_problem_unref);
  g_free (snapshot->layers);
  g_free (snapshot->start_layers);
  for (int l = 0; l < snapshot->n_layers; l++) {
    if (snapshot->weights)
      g_free (snapshot->weights[l].W);
    if (snapshot->layer_zeros)
      g_free (snapshot->layer_zeros[l]);
  }
  g_free (snapshot->weights);
  g_free (snapshot->layer_zeros);
  g_clear_pointer (&snapshot->graph, sl_graph_free);
  g_free (snapshot->steps);
  g_free (snapshot->life);
  sl_distance_report_free (snapshot->optimum);
  g_clear_pointer (&snapshot->geometry, sl_geometry_unref);
  g_free (snapshot->trail);
  g_free (snapshot->surface);
  g_clear_pointer (&snapshot->confusion, sl_confusion_free);
  g_free (snapshot->layer_norms);
  g_free (snapshot->pruning);
  g_free (snapshot->good);
  sl_log_view_clear (&snapshot->history);
  sl_log_view_clear (&snapshot->events);
  g_free (snapshot);
}

const SlWeightsView *
sl_snapshot_weights (const SlSnapshot *snapshot, int layer)
{
  if (layer < 0 || layer >= snapshot->n_layers || !snapshot->weights)
    return NULL;
  const SlWeightsView *view = &snapshot->weights[layer];
  return view->W != NULL ? view : NULL;
}

const SlHistoryRow *
sl_snapshot_last (const SlSnapshot *snapshot)
{
  size_t n = snapshot->history.n;
  return n > 0 ? sl_log_item (&snapshot->history, n - 1) : NULL;
}

gboolean
sl_snapshot_objective (const SlSnapshot *snapshot, SlObjective *objective)
{
  const SlHistoryRow *row = sl_snapshot_last (snapshot);
  *objective = snapshot->objective;
  if (!objective->known && row)
    *objective = (SlObjective){TRUE, row->train_loss, row->lambda, row->penalty};
  return objective->known;
}
