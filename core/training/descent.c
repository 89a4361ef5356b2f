/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/descent.h"

#include "core/base/flush-zero.h"

#include <math.h>
#include <string.h>

/* Beyond this the way is no use to look at. */
#define FAR_AWAY 1e6F

typedef struct
{
  const SlConfig *config;
  const SlSlice *slice;
  SlPull pull;
  float shrink; /* what AdamW multiplies weights by before its step; 1 without */
  float state[2][2];
  guint8 flags[2];
  float w[2];
} Descent;

static void
descent_init (Descent *self, const SlConfig *config, const SlSlice *slice)
{
  *self = (Descent){.config = config,
                    .slice = slice,
                    .pull = {.penalty = config->penalty,
                             .lambda = (float) sl_config_lambda (config),
                             .rho = (float) sl_config_share (config),
                             .eta = (float) config->learning_rate},
                    .shrink = 1};
  if (!config->optimizer->decays_weights)
    return;
  self->shrink = 1 - self->pull.eta * self->pull.lambda * (1 - self->pull.rho);
  self->pull.lambda *= self->pull.rho;
  self->pull.rho = 1;
}

/* y = w + inertia·(w − w⁻) for those that look ahead, with w kept beside it. */
static void
look_ahead (Descent *self, const SlStep *step)
{
  const SlOptimizerType *optimizer = self->config->optimizer;
  if (!optimizer->inertia)
    return;
  float inertia = step->k > 1 ? optimizer->inertia (step) : 0;
  for (int i = 0; i < 2; i++) {
    self->state[1][i] = self->w[i];
    self->w[i] += inertia * (self->w[i] - self->state[0][i]);
  }
}

static void
update (Descent *self, SlStep *step)
{
  const SlConfig *config = self->config;
  const SlGroupPenalty *group = config->penalty->group;
  const SlPull *pull = &self->pull;
  gboolean by_input = config->grouping != NULL && config->grouping->by_input;
  gboolean pulls = pull->lambda > 0 && !config->optimizer->owns_penalty;
  float *slots[2] = {self->state[0], self->state[1]}, t[2], g[2];
  double slope[2];
  look_ahead (self, step);
  const double here[2] = {(double) self->w[0], (double) self->w[1]};
  sl_slice_loss (self->slice, here, slope, NULL);
  for (int i = 0; i < 2; i++) {
    g[i] = (float) slope[i];
    self->w[i] *= self->shrink;
  }
  if (pulls && group && config->rule->before)
    group->add_subgradient (2, 1, self->w, g, pull->lambda, by_input);
  else if (pulls && config->rule->before)
    config->rule->before (pull, 2, self->w, g);
  config->optimizer->step (step, 2, self->w, g, slots, t);
  if (pulls && group && config->rule->after)
    group->prox (2, 1, self->w, t, pull->lambda, by_input);
  else if (config->rule->after && (pulls || config->rule->remembers))
    config->rule->after (pull, 2, self->w, t, self->flags);
}

void
sl_descent_run (const SlConfig *config,
                const SlSlice *slice,
                const double start[2],
                int steps,
                SlTrail *trail)
{
  Descent self;
  SlFlushZero before = sl_flush_zero_enter ();
  descent_init (&self, config, slice);
  self.w[0] = (float) start[0];
  self.w[1] = (float) start[1];
  sl_trail_init (trail, (const int[2]){-1, -1});
  sl_trail_add (trail, self.w[0], self.w[1]);
  for (int k = 1; k <= steps; k++) {
    SlStep step = {.eta = (float) config->learning_rate,
                   .momentum = (float) config->momentum,
                   .epsilon = (float) config->epsilon,
                   .k = k,
                   .lambda = self.pull.lambda,
                   .rho = self.pull.rho};
    if (config->optimizer->begin)
      config->optimizer->begin (&step);
    update (&self, &step);
    if (!(fabsf (self.w[0]) + fabsf (self.w[1]) < FAR_AWAY))
      break;
    sl_trail_add (trail, self.w[0], self.w[1]);
  }
  sl_flush_zero_leave (before);
}
