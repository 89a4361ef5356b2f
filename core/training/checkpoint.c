/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/checkpoint.h"

#include <math.h>

/* Copies that nobody's hand asks for may cost 1/20 of the time. */
enum { COPY_SHARE = 20 };

/* How far above its smallest an objective may be, and this much of the first one. */
static const double MOST_RISE = 2, SLACK = 1e-3;

struct SlCheckpoint
{
  SlTraining *copy;  /* Owned, nullable */
  gint64 due;        /* µs: when there is time for the next copy */
  int changed_epoch; /* finished epochs at the last change */
  double smallest;   /* objective of the epochs since */
};

SlCheckpoint *
sl_checkpoint_new (void)
{
  SlCheckpoint *self = g_new0 (SlCheckpoint, 1);
  self->smallest = INFINITY;
  return self;
}

void
sl_checkpoint_free (SlCheckpoint *self)
{
  g_clear_pointer (&self->copy, sl_training_free);
  g_free (self);
}

static void
take (SlCheckpoint *self, const SlTraining *training)
{
  gint64 begin = g_get_monotonic_time ();
  if (sl_training_network (training)->n_params > SL_CHECKPOINT_PARAMS)
    return;
  if (self->copy)
    sl_training_catch_up (self->copy, training);
  else
    self->copy = sl_training_copy (training);
  gint64 end = g_get_monotonic_time ();
  self->due = end + (end - begin) * COPY_SHARE;
}

/* Objectives of the first and the last epoch. */
static void
objectives (const SlTraining *training, double *first, double *last)
{
  SlLogView history = sl_training_history (training);
  *first = ((const SlHistoryRow *) sl_log_item (&history, 0))->objective;
  *last = ((const SlHistoryRow *) sl_log_item (&history, history.n - 1))->objective;
  sl_log_view_clear (&history);
}

static gboolean
is_good (const SlCheckpoint *self, const SlTraining *training)
{
  double first, last;
  objectives (training, &first, &last);
  /* Written so that NaN fails. */
  return last <= MOST_RISE * self->smallest + SLACK * first;
}

void
sl_checkpoint_before_change (SlCheckpoint *self, const SlTraining *training)
{
  int epoch = sl_training_epoch (training);
  /* The changes of one drag are one, unless there was time to see what they do. A copy is
   * little beside the epoch that has passed since, and a hand is slow. */
  if (!self->copy || (epoch > self->changed_epoch && is_good (self, training)))
    take (self, training);
  self->changed_epoch = epoch;
  self->smallest = INFINITY;
}

void
sl_checkpoint_after_epoch (SlCheckpoint *self, const SlTraining *training)
{
  double first, last;
  objectives (training, &first, &last);
  self->smallest = fmin (self->smallest, last);
  if (sl_training_epoch (training) - self->changed_epoch >= SL_CHECKPOINT_PROOF &&
      g_get_monotonic_time () >= self->due && is_good (self, training))
    take (self, training);
}

const SlTraining *
sl_checkpoint_training (const SlCheckpoint *self)
{
  return self->copy;
}
