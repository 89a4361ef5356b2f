/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures want to know of a training, beside its history. */
#include "core/training/training-private.h"

#include <stdlib.h>

static int
compare_floats (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;
  return (x > y) - (x < y);
}

/* Where sample @i stands among all weights. */
static size_t
place_of (const SlTraining *self, int i, int n)
{
  return (size_t) i * self->network->n_weights / (size_t) n;
}

/* The optimiser makes its step on copies, so that its state stays as it is. Zeros are
 * left out of the median: nothing moves those behind a dead unit, so that Adam would give
 * them steps of up to η/ε, which say nothing of the weights that are there. */
void
sl_training_steps (const SlTraining *self, SlStepSample *sample)
{
  const SlOptimizerType *optimizer = self->config.optimizer;
  SlStep step = sl_training_next_step (self);
  float w[SL_STEP_SAMPLES], g[SL_STEP_SAMPLES] = {0}, sorted[SL_STEP_SAMPLES];
  float state[2][SL_STEP_SAMPLES] = {{0}};
  float *slots[2] = {state[0], state[1]};
  int n = (int) MIN ((size_t) SL_STEP_SAMPLES, self->network->n_weights);
  *sample = (SlStepSample){.n = n, .median = step.eta};
  for (int i = 0; i < n; i++) {
    size_t place = place_of (self, i, n);
    sample->w[i] = w[i] = self->network->params[place];
    sample->t[i] = step.eta;
    for (int s = 0; s < optimizer->n_slots; s++)
      state[s][i] = self->slots[s][place];
  }
  if (step.k == 1 || n == 0 || optimizer->owns_penalty)
    return;
  if (optimizer->begin)
    optimizer->begin (&step);
  optimizer->step (&step, (size_t) n, w, g, slots, sample->t);
  int live = 0;
  for (int i = 0; i < n; i++)
    if (sample->w[i] != 0)
      sorted[live++] = sample->t[i];
  if (live == 0)
    return;
  qsort (sorted, (size_t) live, sizeof *sorted, compare_floats);
  sample->median = sorted[live / 2];
}

SlGraph *
sl_training_graph (const SlTraining *self)
{
  return sl_graph_new (self->network, self->silent);
}

const SlZeroTraces *
sl_training_layer_zeros (const SlTraining *self)
{
  return self->layer_zeros;
}

void
sl_training_follow_trail (SlTraining *self)
{
  const float *W = self->network->params + self->network->layers[0].W;
  if (self->trail != NULL)
    sl_trail_add (self->trail, W[self->trail->pair[0]], W[self->trail->pair[1]]);
}

void
sl_training_watch (SlTraining *self, const int pair[2])
{
  const SlLayer *layer = &self->network->layers[0];
  int weights = layer->inputs * layer->outputs;
  g_return_if_fail (pair[0] >= 0 && pair[0] < weights);
  g_return_if_fail (pair[1] >= 0 && pair[1] < weights);
  if (self->trail != NULL && self->trail->pair[0] == pair[0] &&
      self->trail->pair[1] == pair[1])
    return;
  self->trail = g_renew (SlTrail, self->trail, 1);
  sl_trail_init (self->trail, pair);
  sl_training_follow_trail (self);
}

const SlTrail *
sl_training_trail (const SlTraining *self)
{
  return self->trail;
}

void
sl_training_refit (SlTraining *self)
{
  const SlNetwork *network = self->network;
  /* The settings that decide about it have not changed since it was first made. */
  g_autoptr (SlNetwork) start =
      sl_training_make_network (&self->config, self->problem, NULL);
  self->histogram_end = sl_histogram_end (network->n_weights, network->params);
  self->start = (SlWeightMeasure){0};
  self->peak = 0;
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    SlWeightMeasure *measure = &self->start_layers[l];
    self->peaks[l] = 0;
    sl_weight_measure_fill (measure, (size_t) layer->inputs * layer->outputs,
                            start->params + layer->W, NULL, self->config.near_zero,
                            self->histogram_end);
    measure->peak = sl_weight_measure_top (measure);
    sl_weight_measure_add (&self->start, measure);
  }
  self->start.peak = sl_weight_measure_top (&self->start);
}
