/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/study.h"

/* Steps may cost 1/20 of the time. */
enum { STEP_SHARE = 20 };

struct SlStudy
{
  SlPruning *pruning; /* Owned, nullable: the curve in the making */
  guint64 serial;     /* of the weights it is made for */
  int epoch;
  gint64 due; /* µs: when there is time for the next step */
  struct
  {
    gboolean whole; /* there is one */
    guint64 serial;
    int epoch;
    SlPruningCurve curve;
  } newest;
};

SlStudy *
sl_study_new (void)
{
  return g_new0 (SlStudy, 1);
}

void
sl_study_free (SlStudy *self)
{
  g_clear_pointer (&self->pruning, sl_pruning_free);
  g_free (self);
}

gboolean
sl_study_is_stale (const SlStudy *self, const SlNeeds *needs, guint64 serial)
{
  return needs->pruning && (!self->newest.whole || self->newest.serial != serial ||
                            self->newest.curve.asked != needs->prune_at);
}

/* Begins a curve of the present weights, unless one is under way that may go on. */
static void
begin (SlStudy *self,
       SlTraining *training,
       const SlNeeds *needs,
       guint64 serial,
       gboolean idle)
{
  if (self->pruning && ((idle && self->serial != serial) ||
                        sl_pruning_curve (self->pruning)->asked != needs->prune_at))
    g_clear_pointer (&self->pruning, sl_pruning_free);
  if (self->pruning)
    return;
  self->pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  sl_pruning_ask (self->pruning, needs->prune_at);
  self->serial = serial;
  self->epoch = sl_training_epoch (training);
}

gboolean
sl_study_step (SlStudy *self,
               SlTraining *training,
               const SlNeeds *needs,
               guint64 serial,
               gboolean idle)
{
  gint64 start = g_get_monotonic_time ();
  if (!sl_study_is_stale (self, needs, serial) || (!idle && start < self->due))
    return FALSE;
  begin (self, training, needs, serial, idle);
  gboolean whole = !sl_pruning_step (self->pruning);
  if (whole) {
    self->newest.whole = TRUE;
    self->newest.serial = self->serial;
    self->newest.epoch = self->epoch;
    self->newest.curve = *sl_pruning_curve (self->pruning);
    g_clear_pointer (&self->pruning, sl_pruning_free);
  }
  gint64 end = g_get_monotonic_time ();
  self->due = end + (end - start) * STEP_SHARE;
  return whole;
}

void
sl_study_fill (const SlStudy *self, const SlNeeds *needs, SlSnapshot *snapshot)
{
  if (!needs->pruning || !self->newest.whole)
    return;
  snapshot->pruning = g_memdup2 (&self->newest.curve, sizeof self->newest.curve);
  snapshot->pruning_epoch = self->newest.epoch;
}
