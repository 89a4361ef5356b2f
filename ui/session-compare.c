/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/session-private.h"

SlControl *
sl_session_driven (SlSession *self)
{
  return self->compare.shown ? &self->compare.control : &self->control;
}

void
sl_session_send_driven (SlSession *self)
{
  if (!self->compare.shown)
    sl_session_send (self);
  else if (self->compare.worker != NULL)
    sl_compare_send (self->compare.worker, &self->compare.control);
}

void
sl_session_end_compare (SlSession *self)
{
  if (self->compare.worker != NULL)
    sl_retired_add_compare (self->retired, g_steal_pointer (&self->compare.worker));
  g_clear_pointer (&self->compare.set, sl_compared_set_unref);
}

void
sl_session_restart_compare (SlSession *self, gboolean playing)
{
  SlControl *control = &self->compare.control;

  sl_session_end_compare (self);
  control->config = self->control.config;
  control->playing = playing;
  control->batch_steps = 0;
  control->epoch_steps = 0;
  control->refits = 0;
  control->speed = self->control.speed;
  self->compare.worker =
      sl_compare_new (control, &self->compare.comparison, ++self->compare.runs,
                      self->pool, self->loaded, sl_session_ring, self);
  sl_session_emit (self, SL_SESSION_COMPARED_CHANGED);
}

/* Runs out of sight wait with the settings they have; what has changed by the time they
 * are seen again is made up for then. */
void
sl_session_follow_compare (SlSession *self)
{
  SlControl *control = &self->compare.control;
  const SlConfig *wanted = &self->control.config;

  if (!self->compare.shown || self->trainer == NULL)
    return;
  if (self->compare.worker == NULL || !sl_config_same_run (wanted, &control->config)) {
    sl_session_restart_compare (self, control->playing);
  } else if (!sl_config_equal (wanted, &control->config)) {
    control->config = *wanted;
    sl_session_send_driven (self);
  }
}

void
sl_session_deliver_compared (SlSession *self)
{
  SlCompare *worker = self->compare.worker;
  SlComparedSet *set = worker != NULL ? sl_compare_take (worker) : NULL;
  SlControl *control = &self->compare.control;

  if (set == NULL)
    return;
  g_clear_pointer (&self->compare.set, sl_compared_set_unref);
  self->compare.set = set;
  if (set->ended && control->playing && sl_compare_is_current (worker, set)) {
    control->playing = FALSE;
    sl_compare_send (worker, control);
    sl_session_emit (self, SL_SESSION_STATE_CHANGED);
  }
  sl_session_emit (self, SL_SESSION_COMPARED_CHANGED);
}

void
sl_session_set_comparing (SlSession *self, gboolean comparing)
{
  g_return_if_fail (SL_IS_SESSION (self));

  comparing = comparing != FALSE;
  if (comparing == self->compare.shown)
    return;
  /* Who leaves the screen pauses where it is. */
  sl_session_driven (self)->playing = FALSE;
  sl_session_driven (self)->needs = (SlNeeds){0};
  sl_session_send_driven (self);
  self->compare.shown = comparing;
  sl_session_follow_compare (self);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

gboolean
sl_session_comparing (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  return self->compare.shown;
}

void
sl_session_compare (SlSession *self, const SlComparison *comparison)
{
  g_autofree char *before = NULL, *now = NULL;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (comparison != NULL && comparison->n >= 2);

  before = sl_comparison_format (&self->compare.comparison);
  now = sl_comparison_format (comparison);
  if (g_str_equal (before, now))
    return;
  self->compare.comparison = *comparison;
  sl_session_end_compare (self);
  sl_session_follow_compare (self);
  sl_session_emit (self, SL_SESSION_COMPARISON_CHANGED);
}

const SlComparison *
sl_session_comparison (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return &self->compare.comparison;
}

SlComparedSet *
sl_session_compared (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return self->compare.set;
}
