/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>

SlEarlierRuns *
sl_session_exchange_earlier (SlSession *self, SlEarlierRuns *earlier)
{
  SlEarlierRuns *before = self->earlier;

  self->earlier = earlier;
  sl_session_emit (self, SL_SESSION_EARLIER_CHANGED);
  return before;
}

static void
set_earlier (SlSession *self, SlEarlierRuns *earlier)
{
  sl_earlier_runs_unref (sl_session_exchange_earlier (self, earlier));
}

/* Whether something was trained that is worth being looked back at. */
static gboolean
has_trained (const SlSession *self)
{
  const SlSnapshot *snapshot = self->snapshot;

  return snapshot != NULL && snapshot->run == self->run && snapshot->n_layers > 0 &&
         (snapshot->epoch > 0 || snapshot->batch > 0);
}

SlParkedRun
sl_session_park (SlSession *self)
{
  SlParkedRun parked = {.trainer = g_steal_pointer (&self->trainer),
                        .control = self->control,
                        .number = self->run};

  if (self->snapshot != NULL && self->snapshot->run == self->run)
    parked.snapshot = sl_snapshot_ref (self->snapshot);
  parked.control.playing = FALSE;
  parked.control.needs = (SlNeeds){0};
  sl_trainer_send (parked.trainer, &parked.control);
  return parked;
}

/* The same, and its curves stay in sight. */
static SlParkedRun
leave (SlSession *self)
{
  SlParkedRun parked = sl_session_park (self);

  if (has_trained (self))
    set_earlier (self, sl_earlier_runs_with_ghost (self->earlier, self->snapshot));
  return parked;
}

void
sl_session_replace_run (SlSession *self, const SlConfig *before, gboolean playing)
{
  SlParkedRun parked = leave (self);

  parked.control.config = *before;
  sl_undo_add_run (self->undo, &parked);
  sl_session_start_run (self, playing);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
}

SlEarlierRuns *
sl_session_earlier (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return self->earlier;
}

gboolean
sl_session_pin (SlSession *self, GError **error)
{
  int place;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);

  place = sl_earlier_runs_free_place (self->earlier);
  if (place < 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%d runs are pinned already; take one off first"), SL_MAX_PINNED);
    return FALSE;
  }
  if (!has_trained (self)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("There is nothing to pin yet; train a little first"));
    return FALSE;
  }
  set_earlier (self, sl_earlier_runs_with_pin (self->earlier, place, self->snapshot));
  return TRUE;
}

/* Whether @now, of the same moment as the pinned @then, has a newer pruning curve. */
static gboolean
tells_more (const SlSnapshot *now, const SlSnapshot *then)
{
  return then != NULL && now->run == then->run && now->epoch == then->epoch &&
         now->batch == then->batch && now->pruning != NULL &&
         (then->pruning == NULL || now->pruning_epoch > then->pruning_epoch);
}

void
sl_session_complete_pins (SlSession *self)
{
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (tells_more (self->snapshot, self->earlier->pinned[i]))
      set_earlier (self, sl_earlier_runs_with_pin (self->earlier, i, self->snapshot));
}

void
sl_session_unpin (SlSession *self, int place)
{
  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (place < SL_MAX_PINNED);

  if (place >= 0)
    set_earlier (self, sl_earlier_runs_with_pin (self->earlier, place, NULL));
  else
    set_earlier (self, sl_earlier_runs_with_ghost (self->earlier, NULL));
}

/* The present run for the one in @other, and the other way round. It comes back paused:
 * the learner wants to look at it. */
static void
exchange_runs (SlSession *self, SlParkedRun *other)
{
  SlParkedRun left = leave (self);
  double speed = self->control.speed;
  SlNeeds needs = self->control.needs;

  self->trainer = other->trainer;
  self->run = other->number;
  self->control = other->control;
  self->control.speed = speed;
  self->control.needs = needs;
  if (other->snapshot != NULL) {
    g_clear_pointer (&self->snapshot, sl_snapshot_unref);
    self->snapshot = g_steal_pointer (&other->snapshot);
  }
  if (other->earlier != NULL)
    left.earlier = sl_session_exchange_earlier (self, g_steal_pointer (&other->earlier));
  *other = left;
  sl_session_send (self);
  /* Its worker may have rung while nobody listened. */
  g_source_set_ready_time (self->bell, 0);
}

gboolean
sl_session_undo (SlSession *self, gboolean forward)
{
  SlConfig before;
  SlUndoStep *step;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);

  before = self->control.config;
  step = self->undo != NULL ? sl_undo_take (self->undo, forward) : NULL;
  if (step == NULL)
    return FALSE;
  if (step->is_run) {
    exchange_runs (self, &step->run);
  } else {
    self->control.config = step->config;
    step->config = before;
    sl_session_send (self);
  }
  sl_undo_put (self->undo, step, !forward);
  sl_session_announce (self, &before);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
  if (self->snapshot != NULL)
    sl_session_emit (self, SL_SESSION_SNAPSHOT_CHANGED);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
  return TRUE;
}

gboolean
sl_session_can_undo (SlSession *self, gboolean forward)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  return self->undo != NULL && sl_undo_can (self->undo, forward);
}
