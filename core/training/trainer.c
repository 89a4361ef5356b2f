/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/trainer.h"

#include "core/base/courier.h"
#include "core/base/error.h"
#include "core/training/checkpoint.h"
#include "core/training/distance-watch.h"
#include "core/training/handover.h"
#include "core/training/runner.h"
#include "core/training/setting.h"
#include "core/training/study.h"

#include <glib/gi18n-lib.h>

/* µs: a fork may take this long over what its first picture is to show. */
enum { FIRST_PICTURE = 150000 };

struct SlTrainer
{
  struct
  {
    SlRunner runner;
    SlStudy *study;                 /* Owned, NULL until prepared */
    guint64 serial;                 /* of the weights: minibatches done */
    SlControl control;              /* as last received */
    guint batch_steps, epoch_steps; /* done, of those asked for */
    gboolean dirty;                 /* something changed since the last snapshot */
    SlPace pace;
    gint64 next_publish;
    SlCheckpoint *checkpoint;  /* Owned, NULL until the worker starts */
    SlDistanceWatch *distance; /* Owned, NULL until prepared */
  } worker;
  struct
  {
    SlHandoverList asked; /* atomic: for copies of the training */
    gint leaving, ended;  /* atomic: told to stop; gives no copies any more */
  } shared;
  /* Plain: written before the worker starts. */
  SlCourier *courier; /* Owned: of SlControl and SlSnapshot */
  guint run;
  SlDataset *loaded;  /* Owned, nullable: the worker's from its start */
  SlHandover *origin; /* Owned, nullable: where the training of a fork comes from */
  SlFork fork;
  SlPool *pool; /* Borrowed, nullable; its threads inherit the worker's niceness */
};

/* On the follower's thread. */
static void
follower_news (gpointer data)
{
  SlTrainer *self = data;
  sl_courier_wake (self->courier);
}

static gboolean
is_asked (SlTrainer *self)
{
  return g_atomic_pointer_get (&self->shared.asked) != NULL;
}

/* Who is told to leave first gives what was asked for. */
static gboolean
stop_wanted (SlTrainer *self)
{
  return sl_courier_stop_wanted (self->courier) ||
         (g_atomic_int_get (&self->shared.leaving) && !is_asked (self));
}

static gboolean
has_news (SlTrainer *self)
{
  return sl_distance_watch_has_news (self->worker.distance);
}

/* Whether somebody wants something that does not come by mail. */
static gboolean
is_wanted (gpointer data)
{
  return is_asked (data) || stop_wanted (data);
}

static gboolean
has_reason (gpointer data)
{
  return is_wanted (data) || has_news (data);
}

static void
publish (SlTrainer *self)
{
  gint64 begin = g_get_monotonic_time ();
  const SlRunner *runner = &self->worker.runner;
  const SlNeeds *needs = &self->worker.control.needs;
  SlSnapshot *snapshot =
      sl_snapshot_take (runner->training, self->run,
                        sl_runner_state (runner, self->worker.control.playing), needs);
  sl_study_fill (self->worker.study, needs, snapshot);
  sl_distance_watch_fill (self->worker.distance, snapshot, runner->training, needs);
  const SlTraining *good = sl_checkpoint_training (self->worker.checkpoint);
  if (snapshot->state == SL_RUN_DIVERGED && good) {
    snapshot->good = g_new (SlGoodState, 1);
    *snapshot->good = (SlGoodState){sl_training_epoch (good), sl_training_batch (good),
                                    *sl_training_config (good)};
  }
  sl_courier_deliver (self->courier, snapshot);
  self->worker.dirty = FALSE;
  self->worker.next_publish = sl_snapshot_due (begin, g_get_monotonic_time ());
}

static gboolean
has_steps (const SlTrainer *self)
{
  return self->worker.batch_steps != self->worker.control.batch_steps ||
         self->worker.epoch_steps != self->worker.control.epoch_steps;
}

/* Whether there is a minibatch to do. */
static gboolean
has_work (const SlTrainer *self)
{
  return sl_runner_goes (&self->worker.runner) &&
         (has_steps (self) || self->worker.control.playing);
}

/* Gives everyone who asked a copy of the training; nothing when there is none. */
static void
serve (SlTrainer *self)
{
  const SlTraining *training = self->worker.runner.training;
  SlHandover *handover, *next;
  if (!is_asked (self))
    return;
  for (handover = sl_handover_list_take (&self->shared.asked); handover;
       handover = next) {
    const SlTraining *source = sl_handover_wants_good (handover) && training
                                   ? sl_checkpoint_training (self->worker.checkpoint)
                                   : training;
    next = sl_handover_next (handover);
    sl_handover_give (handover, source ? sl_training_copy (source) : NULL,
                      &self->worker.control.config);
    sl_handover_unref (handover);
  }
}

/* Takes over what the main thread wants now, if it said anything new. */
static void
read_mailbox (SlTrainer *self)
{
  SlControl *control = sl_courier_receive (self->courier);
  if (!control)
    return;
  SlControl before = self->worker.control;
  self->worker.control = *control;
  g_free (control);
  if (!sl_config_equal (&before.config, &self->worker.control.config))
    sl_checkpoint_before_change (self->worker.checkpoint, self->worker.runner.training);
  sl_runner_follow (&self->worker.runner, &before, &self->worker.control,
                    has_steps (self));
  if (self->worker.control.playing && !before.playing)
    self->worker.pace.due = 0;
  self->worker.dirty = TRUE;
}

/* At a set speed: waits while the worker is ahead. Returns FALSE when it woke for mail.
 */
static gboolean
keep_pace (SlTrainer *self)
{
  gint64 due = has_steps (self)
                   ? 0
                   : sl_pace_wait (&self->worker.pace, self->worker.control.speed);
  if (due == 0)
    return TRUE;
  if (self->worker.dirty && g_get_monotonic_time () >= self->worker.next_publish)
    publish (self);
  sl_courier_wait (self->courier, due, is_wanted, self);
  return FALSE;
}

static void
work (SlTrainer *self)
{
  double epochs;
  SlTrainingResult result = sl_runner_step (&self->worker.runner, &epochs);
  self->worker.dirty = TRUE;
  self->worker.serial++;
  if (result == SL_TRAINING_STOPPED)
    return;
  if (result == SL_TRAINING_EPOCH)
    sl_checkpoint_after_epoch (self->worker.checkpoint, self->worker.runner.training);
  if (!sl_runner_goes (&self->worker.runner)) {
    self->worker.batch_steps = self->worker.control.batch_steps;
    self->worker.epoch_steps = self->worker.control.epoch_steps;
    return;
  }
  if (self->worker.batch_steps != self->worker.control.batch_steps)
    self->worker.batch_steps++;
  else if (self->worker.epoch_steps != self->worker.control.epoch_steps)
    self->worker.epoch_steps += result == SL_TRAINING_EPOCH;
  sl_pace_add (&self->worker.pace, epochs, self->worker.control.speed);
}

/* A step towards what takes longer; @idle: while there is nothing else to do. Returns
 * whether there is more of it. */
static gboolean
study (SlTrainer *self, gboolean idle)
{
  const SlNeeds *needs = &self->worker.control.needs;
  if (sl_study_step (self->worker.study, self->worker.runner.training, needs,
                     self->worker.serial, idle))
    self->worker.dirty = TRUE;
  /* In mid-epoch, or after an edit, no row of the history tells of these weights. */
  if (idle && sl_training_find_loss (self->worker.runner.training))
    self->worker.dirty = TRUE;
  if (idle && needs->watch.set && sl_training_rehearse (self->worker.runner.training))
    self->worker.dirty = TRUE;
  return sl_study_is_stale (self->worker.study, needs, self->worker.serial);
}

/* A fork's first picture takes the place of one that has all its curves: a moment is well
 * spent on having them, too. */
static void
prepare_first_picture (SlTrainer *self)
{
  gint64 end = g_get_monotonic_time () + FIRST_PICTURE;
  while (!stop_wanted (self) && study (self, TRUE) && g_get_monotonic_time () < end)
    continue;
}

static void
train (SlTrainer *self)
{
  self->worker.study = sl_study_new ();
  self->worker.distance = sl_distance_watch_new (follower_news, self);
  if (self->origin)
    prepare_first_picture (self);
  publish (self);
  while (!stop_wanted (self)) {
    /* Who asks for a copy has sent the pause before: it is read at once, too, so that
     * this run stays at the place of the copy. */
    serve (self);
    read_mailbox (self);
    if (!has_work (self)) {
      /* What a pause shows is always the newest. */
      if (self->worker.dirty || has_news (self))
        publish (self);
      if (!study (self, TRUE) && !self->worker.dirty)
        sl_courier_wait (self->courier, 0, has_reason, self);
    } else if (keep_pace (self)) {
      work (self);
      study (self, FALSE);
      if (g_get_monotonic_time () >= self->worker.next_publish)
        publish (self);
    }
  }
}

static SlTraining *
make_training (SlTrainer *self, GError **error)
{
  const SlConfig *config = &self->worker.control.config;
  const gint *stop = sl_courier_stop_flag (self->courier);
  const SlInputWatch watch = {.stop = stop};
  if (!sl_config_validate (config, error))
    return NULL;
  g_autoptr (SlProblem) problem =
      sl_training_read_problem (config, self->loaded, &watch, error);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  return problem ? sl_training_new_sampled (config, problem, self->pool, stop, error)
                 : NULL;
}

/* Goes on from another's training, under the settings of now, with the edit made. */
static SlTraining *
take_over (SlTrainer *self, GError **error)
{
  SlConfig wanted, config;
  const gint *stop = sl_courier_stop_flag (self->courier);
  g_autoptr (SlTraining) training = sl_handover_wait (self->origin, stop, &wanted);
  if (!training) {
    g_set_error (error, SL_ERROR,
                 stop_wanted (self) ? SL_ERROR_CANCELLED : SL_ERROR_ARGUMENT,
                 _ ("The run that this one goes on from has ended before it began"));
    return NULL;
  }
  sl_training_work_with (training, self->pool, stop);
  sl_checkpoint_before_change (self->worker.checkpoint, training);
  config = *sl_training_config (training);
  sl_config_take_changes (&config, self->fork.from_good ? &config : &wanted,
                          &self->worker.control.config);
  sl_training_apply (training, &config);
  if (self->fork.edits && !sl_training_edit (training, &self->fork.edit, error))
    return NULL;
  return g_steal_pointer (&training);
}

static void
worker_thread (gpointer data)
{
  SlTrainer *self = data;
  g_autoptr (GError) error = NULL;
  const SlConfig *config = &self->worker.control.config;
  self->worker.checkpoint = sl_checkpoint_new ();
  if (!self->origin)
    sl_courier_deliver (self->courier, sl_snapshot_take_empty (config, self->run,
                                                               SL_RUN_PREPARING, NULL));
  self->worker.runner.training =
      self->origin ? take_over (self, &error) : make_training (self, &error);
  if (self->worker.runner.training)
    train (self);
  else if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    sl_courier_deliver (
        self->courier,
        sl_snapshot_take_empty (config, self->run, SL_RUN_FAILED, error->message));
  g_clear_pointer (&self->worker.distance, sl_distance_watch_free);
  g_clear_pointer (&self->worker.study, sl_study_free);
  g_clear_pointer (&self->worker.runner.training, sl_training_free);
  g_clear_pointer (&self->worker.checkpoint, sl_checkpoint_free);
  g_atomic_int_set (&self->shared.ended, TRUE);
  /* Who asked too late must not wait; who asks from now on sees that it has ended. */
  serve (self);
}

static void
drop_snapshot (gpointer snapshot)
{
  sl_snapshot_unref (snapshot);
}

static SlTrainer *
trainer_new (const SlControl *control,
             guint run,
             SlPool *pool,
             SlTrainerNotify notify,
             gpointer data)
{
  SlTrainer *self = g_new0 (SlTrainer, 1);
  self->worker.control = *control;
  self->worker.runner.halt = SL_TRAINING_EPOCH;
  self->courier = sl_courier_new (g_free, drop_snapshot, notify, data);
  self->run = run;
  self->pool = pool;
  return self;
}

SlTrainer *
sl_trainer_new (const SlControl *control,
                guint run,
                SlPool *pool,
                SlDataset *loaded,
                SlTrainerNotify notify,
                gpointer data)
{
  SlTrainer *self = trainer_new (control, run, pool, notify, data);
  self->loaded = loaded != NULL ? sl_dataset_ref (loaded) : NULL;
  sl_courier_start (self->courier, "trainer", worker_thread, self);
  return self;
}

/* @good: of the last good state, not the present one. */
static SlHandover *
ask (SlTrainer *self, gboolean good)
{
  SlHandover *handover = sl_handover_new (good);
  sl_handover_list_add (&self->shared.asked, sl_handover_ref (handover));
  if (g_atomic_int_get (&self->shared.ended))
    serve (self);
  else
    sl_courier_wake (self->courier);
  return handover;
}

SlHandover *
sl_trainer_ask (SlTrainer *self)
{
  return ask (self, FALSE);
}

SlTrainer *
sl_trainer_new_fork (SlTrainer *parent,
                     const SlFork *fork,
                     const SlControl *control,
                     guint run,
                     SlPool *pool,
                     SlTrainerNotify notify,
                     gpointer data)
{
  SlTrainer *self = trainer_new (control, run, pool, notify, data);
  self->fork = *fork;
  self->origin = ask (parent, fork->from_good);
  sl_courier_start (self->courier, "trainer", worker_thread, self);
  return self;
}

SlTrainer *
sl_trainer_new_from (SlTraining *training,
                     const SlControl *control,
                     guint run,
                     SlPool *pool,
                     SlTrainerNotify notify,
                     gpointer data)
{
  SlTrainer *self = trainer_new (control, run, pool, notify, data);
  const SlConfig config = *sl_training_config (training);
  self->origin = sl_handover_new (FALSE);
  sl_handover_give (self->origin, training, &config);
  sl_courier_start (self->courier, "trainer", worker_thread, self);
  return self;
}

void
sl_trainer_send (SlTrainer *self, const SlControl *control)
{
  sl_courier_send (self->courier, g_memdup2 (control, sizeof *control));
}

SlSnapshot *
sl_trainer_take (SlTrainer *self)
{
  return sl_courier_take (self->courier);
}

void
sl_trainer_stop (SlTrainer *self)
{
  /* A copy that is asked for cannot be made of an evaluation given up. */
  g_atomic_int_set (&self->shared.leaving, TRUE);
  if (is_asked (self))
    sl_courier_wake (self->courier);
  else
    sl_courier_stop (self->courier);
  if (self->origin)
    sl_handover_wake (self->origin);
}

gboolean
sl_trainer_has_stopped (SlTrainer *self)
{
  return sl_courier_has_stopped (self->courier);
}

void
sl_trainer_free (SlTrainer *self)
{
  sl_courier_stop (self->courier);
  if (self->origin)
    sl_handover_wake (self->origin);
  sl_courier_free (self->courier);
  g_clear_pointer (&self->origin, sl_handover_unref);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
