/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/session-private.h"

/* How long quitting waits for a worker in the middle of a minibatch: the window is to be
 * gone within a second. */
#define SHUTDOWN_LIMIT_US (G_USEC_PER_SEC / 2)

static guint signals[SL_SESSION_N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlSession, sl_session, G_TYPE_OBJECT)

void
sl_session_emit (SlSession *self, int signal)
{
  g_signal_emit (self, signals[signal], 0);
}

void
sl_session_emit_config (SlSession *self, const char *setting)
{
  sl_session_follow_compare (self);
  g_signal_emit (self, signals[SL_SESSION_CONFIG_CHANGED], 0, setting);
}

void
sl_session_send (SlSession *self)
{
  if (self->trainer != NULL)
    sl_trainer_send (self->trainer, &self->control);
}

/* A pause with a message is the end by early stopping or at the target score. Only the
 * first picture of it counts: the learner may have gone on since. */
static gboolean
has_finished (const SlSession *self, SlRunState before, int epoch_before)
{
  const SlSnapshot *now = self->snapshot;

  return now->state == SL_RUN_PAUSED && now->message != NULL &&
         (before != SL_RUN_PAUSED || now->epoch != epoch_before);
}

/* A run that ended by itself (diverged, data that cannot be made) does not play on. A
 * second picture of the same end, from before the worker read the settings the learner
 * has changed since, must not stop the run again. */
static void
follow_state (SlSession *self, SlRunState before, int epoch_before)
{
  SlRunState now = self->snapshot->state;
  gboolean ended = now == SL_RUN_DIVERGED || now == SL_RUN_FAILED;
  gboolean stale =
      now == before && !sl_config_equal (&self->snapshot->config, &self->control.config);

  if (((ended && !stale) || has_finished (self, before, epoch_before)) &&
      self->control.playing) {
    self->control.playing = FALSE;
    sl_session_send (self);
  } else if (now == before) {
    return;
  }
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

/* The next run need not read the file of this one again. A run that is still preparing
 * has no rows yet, and those of the one before stay until it has. */
static void
keep_loaded (SlSession *self)
{
  const SlProblem *problem = self->snapshot->problem;

  if (problem == NULL || problem->source == self->loaded)
    return;
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  if (problem->source->file.path != NULL)
    self->loaded = sl_dataset_ref (problem->source);
}

static void
deliver (SlSession *self)
{
  SlSnapshot *snapshot = self->trainer != NULL ? sl_trainer_take (self->trainer) : NULL;
  SlRunState before = SL_RUN_PREPARING;
  int epoch_before = 0;

  if (snapshot == NULL)
    return;
  if (snapshot->run != self->run) {
    sl_snapshot_unref (snapshot);
    return;
  }
  if (self->snapshot != NULL && self->snapshot->run == self->run) {
    before = self->snapshot->state;
    epoch_before = self->snapshot->epoch;
  }
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  self->snapshot = snapshot;
  keep_loaded (self);
  sl_session_complete_pins (self);
  follow_state (self, before, epoch_before);
  sl_session_emit (self, SL_SESSION_SNAPSHOT_CHANGED);
}

/* Main thread. The bell is silenced before the slot is emptied: a snapshot that arrives
 * in between costs one call for nothing, never a lost picture. */
static gboolean
bell_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  SlSession *self = g_object_ref (data);

  g_source_set_ready_time (source, -1);
  deliver (self);
  sl_session_deliver_path (self);
  sl_session_deliver_compared (self);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
never_called_cb (gpointer data)
{
  g_assert_not_reached ();
}

/* One source for the whole life of the session, made here on the main thread: the worker
 * neither allocates nor attaches anything, and there is never more than one call pending.
 */
static GSource *
bell_new (SlSession *self)
{
  static GSourceFuncs bell_funcs = {.dispatch = bell_dispatch};
  GSource *bell = g_source_new (&bell_funcs, sizeof (GSource));

  g_source_set_priority (bell, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (bell, never_called_cb, self, NULL);
  g_source_attach (bell, self->context);
  return bell;
}

/* The worker's thread. Not g_main_context_invoke(): with no loop running it would call
 * back right here. */
void
sl_session_ring (gpointer data)
{
  SlSession *self = data;

  g_source_set_ready_time (self->bell, 0);
}

/* Counters of what the worker is to do are of one worker. */
static void
begin_run (SlSession *self, gboolean playing)
{
  self->run = ++self->runs;
  self->begun.epoch = self->begun.batch = 0;
  self->control.playing = playing;
  self->control.batch_steps = 0;
  self->control.epoch_steps = 0;
  self->control.refits = 0;
}

void
sl_session_start_run (SlSession *self, gboolean playing)
{
  begin_run (self, playing);
  self->trainer = sl_trainer_new (&self->control, self->run, self->pool, self->loaded,
                                  sl_session_ring, self);
}

void
sl_session_start_fork (SlSession *self,
                       SlTrainer *parent,
                       const SlFork *fork,
                       gboolean playing)
{
  begin_run (self, playing);
  self->trainer = sl_trainer_new_fork (parent, fork, &self->control, self->run,
                                       self->pool, sl_session_ring, self);
}

void
sl_session_start_from (SlSession *self, SlTraining *training)
{
  begin_run (self, FALSE);
  self->begun.epoch = sl_training_epoch (training);
  self->begun.batch = sl_training_batch (training);
  self->trainer = sl_trainer_new_from (training, &self->control, self->run, self->pool,
                                       sl_session_ring, self);
}

static void
sl_session_dispose (GObject *object)
{
  /* The program is about to end and will not wait for a minibatch of many seconds. That
   * worker may still ring, so the session is left to it. */
  if (!sl_session_shutdown (SL_SESSION (object)))
    g_object_ref (object);
  G_OBJECT_CLASS (sl_session_parent_class)->dispose (object);
}

static void
sl_session_finalize (GObject *object)
{
  SlSession *self = SL_SESSION (object);

  g_clear_pointer (&self->retired, sl_retired_free);
  g_clear_pointer (&self->earlier, sl_earlier_runs_unref);
  g_clear_pointer (&self->path, sl_path_result_unref);
  g_clear_pointer (&self->path_news, sl_path_result_unref);
  g_clear_pointer (&self->pool, sl_pool_free);
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_clear_pointer (&self->bell, g_source_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (sl_session_parent_class)->finalize (object);
}

static void
sl_session_class_init (SlSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sl_session_dispose;
  object_class->finalize = sl_session_finalize;
  signals[SL_SESSION_CONFIG_CHANGED] =
      g_signal_new ("config-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SL_SESSION_SNAPSHOT_CHANGED] = g_signal_new (
      "snapshot-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_EARLIER_CHANGED] = g_signal_new (
      "earlier-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_UNDO_CHANGED] = g_signal_new (
      "undo-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_PATH_CHANGED] = g_signal_new (
      "path-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_COMPARED_CHANGED] = g_signal_new (
      "compared-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_COMPARISON_CHANGED] = g_signal_new (
      "comparison-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SL_SESSION_STATE_CHANGED] = g_signal_new (
      "state-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_session_init (SlSession *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->bell = bell_new (self);
  self->retired = sl_retired_new (self->context);
  self->undo = sl_undo_new (self->retired);
  self->earlier = sl_earlier_runs_new ();
  self->pool = sl_pool_new (sl_cores_beside_window ());
  sl_config_init_default (&self->control.config);
  self->control.speed = SL_SESSION_SPEED_DEFAULT;
  self->compare.control.speed = SL_SESSION_SPEED_DEFAULT;
  if (!sl_comparison_parse (&self->compare.comparison, sl_comparisons ()->kinds[0]->id,
                            NULL))
    g_assert_not_reached ();
}

SlSession *
sl_session_new (void)
{
  SlSession *self = g_object_new (SL_TYPE_SESSION, NULL);

  sl_session_start_run (self, FALSE);
  return self;
}

SlSnapshot *
sl_session_snapshot (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return self->snapshot;
}

gboolean
sl_session_playing (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  return sl_session_driven (self)->playing;
}

void
sl_session_set_playing (SlSession *self, gboolean playing)
{
  SlControl *control;

  g_return_if_fail (SL_IS_SESSION (self));

  control = sl_session_driven (self);
  playing = playing != FALSE;
  if (control == &self->control && self->snapshot != NULL &&
      self->snapshot->run == self->run && self->snapshot->state == SL_RUN_FAILED)
    playing = FALSE; /* there is nothing to train on */
  if (playing == control->playing)
    return;
  control->playing = playing;
  control->starts += playing != FALSE;
  sl_session_send_driven (self);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

double
sl_session_speed (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), 0.0);
  return self->control.speed;
}

void
sl_session_set_speed (SlSession *self, double speed)
{
  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (speed > 0.0);

  speed = MIN (speed, SL_SPEED_MAX);
  if (speed == self->control.speed)
    return;
  self->control.speed = speed;
  self->compare.control.speed = speed;
  sl_session_send_driven (self);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

/* A step in the middle of playing first stops: the learner wants to look. */
static void
step (SlSession *self, guint *counter)
{
  SlControl *control = sl_session_driven (self);
  gboolean played = control->playing;

  (*counter)++;
  control->playing = FALSE;
  sl_session_send_driven (self);
  if (played)
    sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

void
sl_session_step_batch (SlSession *self)
{
  g_return_if_fail (SL_IS_SESSION (self));
  step (self, &sl_session_driven (self)->batch_steps);
}

void
sl_session_step_epoch (SlSession *self)
{
  g_return_if_fail (SL_IS_SESSION (self));
  step (self, &sl_session_driven (self)->epoch_steps);
}

void
sl_session_reset (SlSession *self)
{
  g_return_if_fail (SL_IS_SESSION (self));

  if (self->trainer == NULL)
    return;
  if (self->compare.shown)
    sl_session_restart_compare (self, FALSE);
  else
    sl_session_replace_run (self, &self->control.config, FALSE);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

void
sl_session_refit (SlSession *self)
{
  g_return_if_fail (SL_IS_SESSION (self));

  sl_session_driven (self)->refits++;
  sl_session_send_driven (self);
}

void
sl_session_set_needs (SlSession *self, const SlNeeds *needs)
{
  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (needs != NULL);

  sl_session_driven (self)->needs = *needs;
  /* Sentences of a lesson speak of what may not be on screen. */
  if (self->aside != NULL)
    sl_lesson_numbers_needs (&sl_session_driven (self)->needs);
  sl_session_send_driven (self);
}

gboolean
sl_session_shutdown (SlSession *self)
{
  gint64 limit = g_get_monotonic_time () + SHUTDOWN_LIMIT_US;

  g_return_val_if_fail (SL_IS_SESSION (self), TRUE);

  if (g_source_is_destroyed (self->bell))
    limit = 0;
  g_source_destroy (self->bell);
  if (self->trainer != NULL)
    sl_retired_add (self->retired, g_steal_pointer (&self->trainer));
  sl_session_drop_aside (self);
  sl_session_clear_path (self);
  sl_session_end_compare (self);
  g_clear_pointer (&self->undo, sl_undo_free);
  return sl_retired_wait (self->retired, limit);
}
