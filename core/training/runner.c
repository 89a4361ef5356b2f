/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/runner.h"

#include "core/training/setting.h"

/* µs: at a set speed the worker works ahead this much before it waits. */
enum { SLICE = 4000, MAX_LAG = 100000 };

void
sl_runner_follow (SlRunner *self,
                  const SlControl *before,
                  const SlControl *now,
                  gboolean steps)
{
  gboolean changed = !sl_config_equal (&now->config, &before->config);
  /* What the hand did not touch stays, a learning rate that was reduced among it. */
  SlConfig config = *sl_training_config (self->training);
  sl_config_take_changes (&config, &before->config, &now->config);
  if (changed)
    sl_training_apply (self->training, &config);
  if (now->refits != before->refits)
    sl_training_refit (self->training);
  if (self->halt != SL_TRAINING_EPOCH) {
    self->rearmed |= changed || now->starts != before->starts || !now->playing;
    if (steps || (self->rearmed && now->playing))
      self->halt = SL_TRAINING_EPOCH;
  }
}

SlTrainingResult
sl_runner_step (SlRunner *self, double *epochs)
{
  int rows = sl_training_rows_left (self->training);
  SlTrainingResult result = sl_training_step (self->training);
  if (result != SL_TRAINING_EPOCH)
    rows -= sl_training_rows_left (self->training);
  *epochs = (double) rows / sl_training_problem (self->training)->train.n;
  if (result == SL_TRAINING_DIVERGED || result == SL_TRAINING_FINISHED) {
    self->halt = result;
    self->rearmed = FALSE;
  }
  return result;
}

gboolean
sl_runner_goes (const SlRunner *self)
{
  return self->training != NULL && self->halt == SL_TRAINING_EPOCH;
}

SlRunState
sl_runner_state (const SlRunner *self, gboolean playing)
{
  if (self->halt == SL_TRAINING_DIVERGED)
    return SL_RUN_DIVERGED;
  return playing && self->halt != SL_TRAINING_FINISHED ? SL_RUN_PLAYING : SL_RUN_PAUSED;
}

gint64
sl_pace_wait (SlPace *self, double speed)
{
  if (speed >= SL_SPEED_MAX)
    return 0;
  gint64 now = g_get_monotonic_time ();
  if (self->due < now - MAX_LAG)
    self->due = now;
  return self->due <= now + SLICE ? 0 : self->due;
}

void
sl_pace_add (SlPace *self, double epochs, double speed)
{
  self->due += (gint64) (G_USEC_PER_SEC * epochs / speed);
}
