/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/training-private.h"

#include "core/base/clones.h"

#include <math.h>
#include <string.h>

/* Weights out of a few inputs, whose gradient is used while it is still in a cache. */
enum { TILE_ROWS = 32, TILE_FLOATS = 8192 };
/* Weights that are worth a part of their own: some 0.2 ms. */
static const double LEAST_PART = 250e3;

/* One step of optimiser and rule on parameters under one λ. */
typedef struct
{
  SlTraining *self;
  SlStep step;
  SlPull pull;
  float shrink; /* what AdamW multiplies weights by before its step; 1 without */
} Update;

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

SL_CLONES void
sl_training_hold (size_t n, float *restrict w, const guint8 *restrict pinned)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    w[i] = pinned[i] ? 0.0f : w[i];
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

/* @weights: into layer @l, or its biases. */
static Update
update_under (SlTraining *self, const SlStep *step, int l, gboolean weights)
{
  Update update = {self, *step, pull_on (&self->config, l, weights), 1};
  update.step.lambda = update.pull.lambda;
  update.step.rho = update.pull.rho;
  if (self->config.optimizer->decays_weights)
    update.shrink = take_decay (&update.pull);
  return update;
}

/* Parameters @first and @n − 1 more, block by block. @g: (n) their gradient; @all_t:
 * (nullable) (n) keeps the step sizes, for who applies the penalty afterwards. */
static void
update_range (const Update *update, size_t first, size_t n, float *g, float *all_t)
{
  SlTraining *self = update->self;
  const SlOptimizerType *optimizer = self->config.optimizer;
  const SlRuleType *rule = self->config.rule;
  const SlPull *pull = &update->pull;
  gboolean pulls = pull->lambda > 0 && !optimizer->owns_penalty && !all_t;
  const guint8 *pinned = first < self->network->n_weights ? self->pinned : NULL;
  float block_t[SL_UPDATE_BLOCK];
  for (size_t i = 0; i < n; i += SL_UPDATE_BLOCK) {
    size_t some = MIN (SL_UPDATE_BLOCK, n - i);
    float *w = self->network->params + first + i, *slots[2];
    float *t = all_t ? all_t + i : block_t;
    guint8 *flags = self->rule_flags ? self->rule_flags + first + i : NULL;
    slots_at (self, first + i, slots);
    if (update->shrink != 1)
      scale (some, w, update->shrink);
    if (pulls && rule->before)
      rule->before (pull, some, w, g + i);
    optimizer->step (&update->step, some, w, g + i, slots, t);
    /* Before the penalty: a group is then as long as its weights that may live. */
    if (pinned)
      sl_training_hold (some, w, pinned + first + i);
    /* A rule with a memory acts without a penalty too: what is dead stays dead. */
    if (rule->after && (pulls || flags) && !all_t)
      rule->after (pull, some, w, t, flags);
  }
}

/* The weights of one layer under a penalty on groups: the groups need the whole layer. */
static void
update_groups (const Update *update, int l)
{
  SlTraining *self = update->self;
  const SlConfig *config = &self->config;
  const SlGroupPenalty *group = config->penalty->group;
  const SlLayer *layer = &self->network->layers[l];
  int d = layer->inputs, m = layer->outputs;
  float *W = self->network->params + layer->W, lambda = update->pull.lambda;
  gboolean by_input = config->grouping->by_input;
  sl_pass_weight_gradient (self->pass, self->network, l, 0, d, self->gradient);
  if (config->rule->before)
    group->add_subgradient (d, m, W, self->gradient, lambda, by_input);
  update_range (update, layer->W, (size_t) d * m, self->gradient, self->t);
  if (config->rule->after)
    group->prox (d, m, W, self->t, lambda, by_input);
}

/* How the weights of a layer are shared out. */
typedef struct
{
  const Update *update;
  int l, parts, rows; /* of a tile */
} Split;

static Split
split_layer (const SlTraining *self, int l)
{
  int d = self->network->layers[l].inputs, m = self->network->layers[l].outputs;
  int parts = self->pool ? sl_split_count ((double) d * m, LEAST_PART) : 1;
  return (Split){
      .l = l, .parts = parts, .rows = MIN (d, MAX (TILE_ROWS, TILE_FLOATS / m / 8 * 8))};
}

/* Tile by tile: the gradient, and at once the step. */
static void
update_part (gpointer data, int task)
{
  const Split *split = data;
  SlTraining *self = split->update->self;
  const SlLayer *layer = &self->network->layers[split->l];
  size_t m = (size_t) layer->outputs, rows = (size_t) split->rows;
  SlRange range = sl_split_range ((size_t) layer->inputs, split->parts, task, TILE_ROWS);
  float *g = self->gradient + (size_t) task * rows * m;
  for (size_t i = range.first, end; i < range.end; i = end) {
    end = MIN (i + rows, range.end);
    sl_pass_weight_gradient (self->pass, self->network, split->l, (int) i, (int) end, g);
    update_range (split->update, layer->W + i * m, (end - i) * m, g, NULL);
  }
}

static void
update_weights (SlTraining *self, const SlStep *step, int l)
{
  Update update = update_under (self, step, l, TRUE);
  if (self->config.penalty->group && update.pull.lambda > 0) {
    update_groups (&update, l);
    return;
  }
  Split split = split_layer (self, l);
  split.update = &update;
  sl_pool_run (self->pool, split.parts, update_part, &split);
}

static void
update_biases (SlTraining *self, const SlStep *step, int l)
{
  const SlLayer *layer = &self->network->layers[l];
  Update update = update_under (self, step, l, FALSE);
  sl_pass_bias_gradient (self->pass, self->network, l, self->gradient);
  update_range (&update, layer->b, (size_t) layer->outputs, self->gradient, NULL);
}

void
sl_training_fit_update (SlTraining *self)
{
  size_t tiles = 0, whole = 0;
  for (int l = 0; l < self->network->n_layers; l++) {
    const SlLayer *layer = &self->network->layers[l];
    Split split = split_layer (self, l);
    size_t rows = (size_t) split.parts * split.rows;
    tiles = MAX (tiles, rows * layer->outputs);
    whole = MAX (whole, (size_t) layer->inputs * layer->outputs);
  }
  gboolean groups = self->config.penalty->group != NULL;
  self->gradient = g_renew (float, self->gradient, groups ? MAX (tiles, whole) : tiles);
  self->t = groups ? g_renew (float, self->t, whole) : self->t;
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
  double largest = sl_pass_gradient_bound (self->pass, self->network);
  /* A step this long would overflow within a few more; written so that NaN fails too. */
  if (!(largest * config->learning_rate < 1e30))
    return FALSE;
  SlStep step = sl_training_next_step (self);
  self->k = step.k;
  if (config->optimizer->begin)
    config->optimizer->begin (&step);
  for (int l = 0; l < self->network->n_layers; l++) {
    update_weights (self, &step, l);
    update_biases (self, &step, l);
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
sl_training_rest (SlTraining *self, int l, size_t first, size_t n)
{
  const SlOptimizerType *optimizer = self->config.optimizer;
  SlStep step = sl_training_next_step (self);
  float *slots[2];
  /* Before its first update an optimiser remembers nothing. */
  if (!optimizer->rest || self->k == 0)
    return;
  step.k = self->k;
  step = update_under (self, &step, l, TRUE).step;
  slots_at (self, first, slots);
  optimizer->rest (&step, n, self->network->params + first, slots);
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
