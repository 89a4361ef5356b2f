/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/training-private.h"

#include "core/base/clones.h"

#include <math.h>
#include <string.h>

/* Returns the largest |g|, or NaN when any g is not finite. */
SL_CLONES static float
largest_or_nan (size_t n, const float *g)
{
  float largest = 0, poison = 0;
#pragma omp simd reduction(max : largest) reduction(+ : poison)
  for (size_t i = 0; i < n; i++) {
    float size = fabsf (g[i]);
    largest = size > largest ? size : largest;
    poison += g[i] * 0.0f; /* 0 for every finite number, NaN else */
  }
  return largest + poison;
}

/* The state of parameters @i and on. */
static void
slots_at (const SlTraining *self, size_t i, float *slots[2])
{
  for (int s = 0; s < 2; s++)
    slots[s] = self->slots[s] ? self->slots[s] + i : NULL;
}

SL_CLONES static void
scale (size_t n, float *restrict w, float factor)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    w[i] *= factor;
}

/* The penalty as it acts on weights into layer @l, or on its biases. */
static SlPull
pull_on (const SlConfig *config, int l, gboolean weights)
{
  gboolean penalised = weights || config->penalize_bias;
  double lambda = sl_config_lambda (config) * sl_config_layer_factor (config, l);
  return (SlPull){.penalty = config->penalty,
                  .lambda = penalised ? (float) lambda : 0,
                  .rho = (float) sl_config_share (config),
                  .eta = (float) config->learning_rate};
}

/* AdamW: takes the L2 part out of @pull. Returns the factor by which it shrinks weights.
 */
static float
take_decay (SlPull *pull)
{
  float shrink = 1 - pull->eta * pull->lambda * (1 - pull->rho);
  pull->lambda *= pull->rho;
  pull->rho = 1;
  return shrink;
}

/* One step of optimiser and rule on parameters @first to @end, block by block.
 * @flags: (nullable) what the rule remembers of them; @t_stride: 1 keeps all step sizes,
 * 0 uses one block's room again and again. */
static void
update_range (SlTraining *self,
              SlStep *step,
              const SlPull *pull,
              float shrink,
              size_t first,
              size_t end,
              guint8 *flags,
              size_t t_stride)
{
  const SlOptimizerType *optimizer = self->config.optimizer;
  const SlRuleType *rule = self->config.rule;
  gboolean pulls = pull->lambda > 0 && !optimizer->owns_penalty && t_stride == 0;
  for (size_t i = first; i < end; i += SL_UPDATE_BLOCK) {
    size_t n = MIN (SL_UPDATE_BLOCK, end - i);
    float *w = self->network->params + i, *g = self->gradient + i, *slots[2];
    float *t = self->t + (i - first) * t_stride;
    slots_at (self, i, slots);
    if (shrink != 1)
      scale (n, w, shrink);
    if (pulls && rule->before)
      rule->before (pull, n, w, g);
    optimizer->step (step, n, w, g, slots, t);
    /* A rule with a memory acts without a penalty too: what is dead stays dead. */
    if (rule->after && (pulls || flags))
      rule->after (pull, n, w, t, flags ? flags + i : NULL);
  }
}

/* The weights of one layer under a penalty on groups: the groups need the whole layer. */
static void
update_groups (SlTraining *self, SlStep *step, const SlPull *pull, const SlLayer *layer)
{
  const SlConfig *config = &self->config;
  const SlGroupPenalty *group = config->penalty->group;
  int d = layer->inputs, m = layer->outputs;
  float *W = self->network->params + layer->W;
  gboolean by_input = config->grouping->by_input;
  if (config->rule->before)
    group->add_subgradient (d, m, W, self->gradient + layer->W, pull->lambda, by_input);
  update_range (self, step, pull, 1, layer->W, layer->W + (size_t) d * m, NULL, 1);
  if (config->rule->after)
    group->prox (d, m, W, self->t, pull->lambda, by_input);
}

/* Returns the layer behind @l up to which all have the factor of @l: they go in one
 * range.
 */
static int
end_of_factor (const SlTraining *self, int l)
{
  double factor = sl_config_layer_factor (&self->config, l);
  int end = l + 1;
  while (end < self->network->n_layers &&
         sl_config_layer_factor (&self->config, end) == factor)
    end++;
  return end;
}

/* The weights of layers @l to @end, or their biases, under the same λ. */
static void
update_layers (SlTraining *self, SlStep *step, int l, int end, gboolean weights)
{
  const SlNetwork *network = self->network;
  const SlLayer *layers = network->layers;
  SlPull pull = pull_on (&self->config, l, weights);
  step->lambda = pull.lambda;
  step->rho = pull.rho;
  if (weights && self->config.penalty->group && pull.lambda > 0) {
    for (; l < end; l++)
      update_groups (self, step, &pull, &layers[l]);
    return;
  }
  gboolean last = end == network->n_layers;
  size_t first = weights ? layers[l].W : layers[l].b,
         behind = weights ? (last ? network->n_weights : layers[end].W)
                          : (last ? network->n_params : layers[end].b);
  float shrink = self->config.optimizer->decays_weights ? take_decay (&pull) : 1;
  update_range (self, step, &pull, shrink, first, behind, self->rule_flags, 0);
}

SlStep
sl_training_next_step (const SlTraining *self)
{
  return (SlStep){.eta = (float) self->config.learning_rate,
                  .momentum = (float) self->config.momentum,
                  .epsilon = (float) self->config.epsilon,
                  .k = self->k + 1};
}

gboolean
sl_training_update (SlTraining *self)
{
  const SlConfig *config = &self->config;
  float largest = largest_or_nan (self->network->n_params, self->gradient);
  /* A step this long would overflow within a few more; written so that NaN fails too. */
  if (!((double) largest * config->learning_rate < 1e30))
    return FALSE;
  SlStep step = sl_training_next_step (self);
  self->k = step.k;
  if (config->optimizer->begin)
    config->optimizer->begin (&step);
  for (int kind = 0; kind < 2; kind++)
    for (int l = 0, end; l < self->network->n_layers; l = end) {
      end = end_of_factor (self, l);
      update_layers (self, &step, l, end, kind == 0);
    }
  return TRUE;
}

/* now ← w, w ← w + inertia·(w − before). */
SL_CLONES static void
look_ahead (size_t n,
            float *restrict w,
            const float *restrict before,
            float *restrict now,
            float inertia)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++) {
    now[i] = w[i];
    w[i] += inertia * (w[i] - before[i]);
  }
}

void
sl_training_look_ahead (SlTraining *self)
{
  const SlOptimizerType *optimizer = self->config.optimizer;
  if (!optimizer->inertia)
    return;
  SlStep step = sl_training_next_step (self);
  float inertia = step.k > 1 ? optimizer->inertia (&step) : 0;
  look_ahead (self->network->n_params, self->network->params, self->slots[0],
              self->slots[1], inertia);
}

void
sl_training_look_back (SlTraining *self)
{
  if (self->config.optimizer->inertia)
    memcpy (self->network->params, self->slots[1],
            self->network->n_params * sizeof (float));
}

void
sl_training_clear_optimizer_state (SlTraining *self)
{
  self->k = 0;
  for (int i = 0; i < 2; i++) {
    g_clear_pointer (&self->slots[i], g_free);
    if (i < self->config.optimizer->n_slots)
      self->slots[i] = g_new0 (float, self->network->n_params);
  }
}

void
sl_training_clear_rule_state (SlTraining *self)
{
  g_clear_pointer (&self->rule_flags, g_free);
  if (self->config.rule->remembers)
    self->rule_flags = g_new0 (guint8, self->network->n_params);
}
