/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One weight that is watched: what goes into its updates, and how it goes. */
#include "core/base/flush-zero.h"
#include "core/training/training-private.h"

#include <math.h>

struct SlWatch
{
  SlWeightPlace place;
  size_t index;        /* in the network's parameters */
  SlWeightStep last;   /* update made */
  SlWeightStep next;   /* as rehearsed; known until something changes */
  SlWeightStep *being; /* Borrowed: &last, or &next in a rehearsal */
  float traced;        /* the newest of values */
  SlTrace values, epochs;
};

size_t
sl_watch_index (const SlWatch *watch)
{
  return watch ? watch->index : G_MAXSIZE / 2;
}

static double
epochs_done (const SlTraining *self)
{
  return self->epoch + (double) self->position / self->problem->train.n;
}

static float
value_now (const SlTraining *self)
{
  return self->network->params[self->watch->index];
}

void
sl_watch_note (SlTraining *self)
{
  SlWatch *watch = self->watch;
  if (!watch)
    return;
  watch->traced = value_now (self);
  sl_trace_add (&watch->values, (double) watch->traced);
  sl_trace_add (&watch->epochs, epochs_done (self));
}

void
sl_watch_forget_next (SlTraining *self)
{
  if (self->watch)
    self->watch->next.known = FALSE;
}

void
sl_training_follow_weight (SlTraining *self, const SlWeightPlace *place)
{
  if (self->watch && sl_weight_place_equal (&self->watch->place, place))
    return;
  g_clear_pointer (&self->watch, g_free);
  if (!sl_weight_place_within (place, self->network))
    return;
  const SlLayer *layer = &self->network->layers[place->layer];
  self->watch = g_new0 (SlWatch, 1);
  self->watch->place = *place;
  self->watch->index =
      layer->W + (size_t) place->input * layer->outputs + (size_t) place->output;
  self->watch->being = &self->watch->last;
  sl_trace_init (&self->watch->values);
  sl_trace_init (&self->watch->epochs);
  sl_watch_note (self);
}

void
sl_watch_catch_up (SlTraining *self, const SlTraining *training)
{
  g_clear_pointer (&self->watch, g_free);
  if (!training->watch)
    return;
  self->watch = g_memdup2 (training->watch, sizeof *self->watch);
  self->watch->being = &self->watch->last;
}

/* ‖w/t‖₂ of the group of the weight watched; @t: (d, m) (nullable) = 1. */
static double
group_norm (const SlTraining *self, const float *t)
{
  const SlWeightPlace *place = &self->watch->place;
  const SlLayer *layer = &self->network->layers[place->layer];
  gboolean by_input = self->config.grouping->by_input;
  size_t m = (size_t) layer->outputs, n = by_input ? m : (size_t) layer->inputs;
  size_t first = by_input ? (size_t) place->input * m : (size_t) place->output;
  const float *W = self->network->params + layer->W;
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    size_t k = first + i * (by_input ? 1 : m);
    double x = (double) W[k] / (t ? (double) t[k] : 1);
    sum += x * x;
  }
  return sqrt (sum);
}

void
sl_watch_begin (SlTraining *self, const SlStep *step, float g, gboolean in_group)
{
  const SlConfig *config = &self->config;
  SlWatch *watch = self->watch;
  const SlLayer *layer = &self->network->layers[watch->place.layer];
  float now = value_now (self);
  SlWeightStep *being = watch->being;
  *being = (SlWeightStep){.epoch = self->epoch,
                          .batch = self->batch,
                          .optimizer = config->optimizer,
                          .rule = config->rule,
                          .penalty = config->penalty,
                          .step = *step,
                          .w = now,
                          .at = now,
                          .g = g};
  being->is_scaled = sl_config_layer_factor (config, watch->place.layer) != 1;
  for (int i = 0; i < config->optimizer->n_slots; i++)
    being->slots[i] = self->slots[i][watch->index];
  /* Its place is taken by where the optimiser looks ahead. */
  if (config->optimizer->inertia)
    being->w = being->slots[1];
  being->dead = self->rule_flags && self->rule_flags[watch->index];
  being->held = self->pinned && self->pinned[watch->index];
  if (!in_group)
    return;
  being->group.n = config->grouping->by_input ? layer->outputs : layer->inputs;
  being->group.before = group_norm (self, NULL);
}

void
sl_watch_step (SlTraining *self, const float *t)
{
  SlWeightStep *being = self->watch->being;
  const SlLayer *layer = &self->network->layers[self->watch->place.layer];
  being->group.u = value_now (self);
  being->group.t = t[self->watch->index - layer->W];
  being->group.reach = group_norm (self, t);
}

void
sl_watch_end (SlTraining *self)
{
  SlWatch *watch = self->watch;
  if (!watch)
    return;
  watch->being->after = value_now (self);
  if (watch->being->group.n > 0)
    watch->being->group.after = group_norm (self, NULL);
  watch->being->known = TRUE;
}

gboolean
sl_training_rehearse (SlTraining *self)
{
  SlWatch *watch = self->watch;
  int n;
  if (!watch || watch->next.known)
    return FALSE;
  SlFlushZero before = sl_flush_zero_enter ();
  SlRng dropout = self->dropout;
  double loss = sl_training_try_minibatch (self, &n);
  watch->being = &watch->next;
  if (sl_training_loss_is_sane (self, loss) && sl_training_update_is_finite (self))
    sl_training_rehearse_update (self, &watch->place);
  else
    watch->next = (SlWeightStep){.known = TRUE,
                                 .refused = TRUE,
                                 .epoch = self->epoch,
                                 .batch = self->batch,
                                 .w = value_now (self),
                                 .after = value_now (self)};
  watch->being = &watch->last;
  sl_training_look_back (self);
  self->dropout = dropout;
  sl_flush_zero_leave (before);
  return TRUE;
}

SlWeightLife *
sl_training_life (SlTraining *self)
{
  SlWatch *watch = self->watch;
  if (!watch)
    return NULL;
  /* It was set by hand, or the best epoch came back. */
  if (value_now (self) != watch->traced)
    sl_watch_note (self);
  SlWeightLife *life = g_new (SlWeightLife, 1);
  life->place = watch->place;
  life->value = value_now (self);
  life->unreached = life->value == 0 && self->unreached[watch->index];
  life->last = watch->last;
  life->next = watch->next;
  sl_trace_copy (&life->values, &watch->values);
  sl_trace_copy (&life->epochs, &watch->epochs);
  return life;
}
