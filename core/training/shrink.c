/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/shrink.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { BLOCK = 256, BISECTIONS = 60 };

const char *
sl_shrink_misfit (const SlConfig *config)
{
  if (config->penalty->group)
    return N_ ("the penalty acts on groups of weights");
  if (config->optimizer->owns_penalty)
    return N_ ("this optimiser decides by all gradients so far");
  return NULL;
}

/* One block of at most BLOCK weights. */
static void
shrink_block (const SlPull *pull,
              const SlRuleType *rule,
              float decay,
              size_t n,
              const float *t,
              float *w)
{
  float slope[BLOCK] = {0}, steps[BLOCK];
  guint8 flags[BLOCK] = {0};
  memcpy (steps, t, n * sizeof *steps);
  for (size_t i = 0; i < n; i++)
    w[i] *= decay;
  if (rule->before)
    rule->before (pull, n, w, slope);
  for (size_t i = 0; i < n; i++)
    w[i] -= t[i] * slope[i];
  if (rule->after)
    rule->after (pull, n, w, steps, flags);
}

void
sl_shrink (const SlConfig *config,
           const SlRuleType *rule,
           size_t n,
           const float *t,
           float *w)
{
  SlPull pull = {.penalty = config->penalty,
                 .lambda = (float) sl_config_lambda (config),
                 .rho = (float) sl_config_share (config),
                 .eta = (float) config->learning_rate};
  float decay = 1;
  if (!(pull.lambda > 0) || sl_shrink_misfit (config))
    return;
  if (config->optimizer->decays_weights) {
    decay = 1 - pull.eta * pull.lambda * (1 - pull.rho);
    pull.lambda *= pull.rho;
    pull.rho = 1;
  }
  for (size_t i = 0; i < n; i += BLOCK)
    shrink_block (&pull, rule, decay, MIN ((size_t) BLOCK, n - i), t + i, w + i);
}

static gboolean
dies (const SlConfig *config, const SlRuleType *rule, float t, float w)
{
  sl_shrink (config, rule, 1, &t, &w);
  return w == 0;
}

float
sl_shrink_dead_zone (const SlConfig *config, const SlRuleType *rule, float t, float limit)
{
  float dead = 0, alive = limit;
  if (!(limit > 0) || dies (config, rule, t, limit))
    return limit > 0 ? limit : 0;
  for (int i = 0; i < BISECTIONS; i++) {
    float middle = dead + (alive - dead) / 2;
    if (middle > 0 && dies (config, rule, t, middle))
      dead = middle;
    else
      alive = middle;
  }
  return dead;
}
