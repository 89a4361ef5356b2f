/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next minibatch, from its rows to the slopes of its loss. */
#include "core/training/training-private.h"

int
sl_training_rows_per_batch (const SlTraining *self)
{
  int n = self->problem->train.n;
  return self->config.batch_size == 0 ? n : MIN (self->config.batch_size, n);
}

/* Copies the rows of the next minibatch to one place. Returns how many. */
static int
gather (SlTraining *self)
{
  const SlPart *train = &self->problem->train;
  int n = MIN (sl_training_rows_per_batch (self), train->n - self->position);
  sl_part_gather (train, self->order + self->position, n, self->minibatch.X);
  for (int i = 0; i < n; i++) {
    int row = self->order[self->position + i];
    if (train->y)
      self->minibatch.y[i] = train->y[row];
    else
      self->minibatch.label[i] = train->label[row];
  }
  return n;
}

/* The @n rows gathered go forward, with dropout when it is on. */
static void
forward (SlTraining *self, int n)
{
  double shares[SL_MAX_HIDDEN + 1];
  for (int l = 0; l < self->network->n_layers; l++)
    shares[l] = sl_config_dropout (&self->config, l);
  sl_pass_forward_dropping (self->pass, self->network, n, self->minibatch.X, shares,
                            &self->dropout);
}

double
sl_training_try_minibatch (SlTraining *self, int *n)
{
  if (!self->shuffled)
    sl_rng_shuffle (&self->shuffle, self->order, self->problem->train.n);
  self->shuffled = TRUE;
  *n = gather (self);
  sl_training_look_ahead (self);
  forward (self, *n);
  return sl_pass_deltas (self->pass, self->network, self->minibatch.y,
                         self->minibatch.label) /
         *n;
}
