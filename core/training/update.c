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

static void
update_range (SlTraining *self,
              const SlStep *step,
              size_t first,
              size_t end,
              float lambda)
{
  const SlConfig *config = &self->config;
  float rho = (float) sl_config_share (config);
  for (size_t i = first; i < end; i += SL_UPDATE_BLOCK) {
    size_t n = MIN (SL_UPDATE_BLOCK, end - i);
    float *w = self->network->params + i, *g = self->gradient + i;
    float *const slots[2] = {self->slots[0] ? self->slots[0] + i : NULL,
                             self->slots[1] ? self->slots[1] + i : NULL};
    if (lambda > 0 && config->rule->before)
      config->rule->before (config->penalty, n, w, g, lambda, rho);
    config->optimizer->step (step, n, w, g, slots, self->t);
    if (lambda > 0 && config->rule->after)
      config->rule->after (config->penalty, n, w, self->t, lambda, rho);
  }
}

gboolean
sl_training_update (SlTraining *self)
{
  const SlConfig *config = &self->config;
  float largest = largest_or_nan (self->network->n_params, self->gradient);
  /* A step this long would overflow within a few more; written so that NaN fails too. */
  if (!((double) largest * config->learning_rate < 1e30))
    return FALSE;
  SlStep step = {.eta = (float) config->learning_rate,
                 .momentum = (float) config->momentum,
                 .k = ++self->k};
  if (config->optimizer->begin)
    config->optimizer->begin (&step);
  /* Weights stand first in the buffer; biases behind them are never penalised. */
  update_range (self, &step, 0, self->network->n_weights,
                (float) sl_config_lambda (config));
  update_range (self, &step, self->network->n_weights, self->network->n_params, 0);
  return TRUE;
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
