/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/trainer.h"

#include "core/base/error.h"
#include "core/base/monitor.h"
#include "core/training/checkpoint.h"
#include "core/training/distance-watch.h"
#include "core/training/handover.h"
#include "core/training/setting.h"
#include "core/training/study.h"

#include <glib/gi18n-lib.h>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

/* The window stays smooth when its worker yields to it. */
enum { WORKER_NICENESS = 10 };
/* µs: at a set speed the worker works ahead this much before it waits. */
enum { SLICE = 4000, MAX_LAG = 100000 };

struct SlTrainer
{
  struct
  {
    SlTraining *training;                   /* Owned, NULL until prepared */
    SlStudy *study;                         /* Owned, NULL until prepared */
    guint64 serial;                         /* of the weights: minibatches done */
    SlControl control;                      /* as last received */
    guint batch_steps, epoch_steps, refits; /* done, of those asked for */
    SlTrainingResult halt; /* DIVERGED or FINISHED: waits for the learner; else EPOCH */
    gboolean rearmed;      /* … and the learner has played, paused or changed since */
    gboolean dirty;        /* something changed since the last snapshot */
    gint64 due;            /* when the next minibatch may start, at a set speed */
    gint64 next_publish;
    SlCheckpoint *checkpoint;  /* Owned, NULL until prepared */
    SlDistanceWatch *distance; /* Owned, NULL until prepared */
  } worker;
  struct
  {
    SlControl *mailbox;   /* atomic exchange; newest wins */
    SlSnapshot *slot;     /* atomic exchange */
    SlHandoverList asked; /* atomic: for copies of the training */
    gint leaving;         /* atomic: to stop as soon as nobody asks for a copy */
    gint stop, stopped;   /* atomic */
    SlMonitor *monitor;   /* the worker waits here when there is nothing to do */
  } shared;
  /* Plain: written before the worker starts. */
  GThread *thread;
  guint run;
  SlDataset *loaded;  /* Owned, nullable: the worker's from its start */
  SlHandover *origin; /* Owned, nullable: where the training of a fork comes from */
  SlFork fork;
  SlPool *pool; /* Borrowed, nullable; its threads inherit the worker's niceness */
  SlTrainerNotify notify;
  gpointer notify_data;
};

static void
put_snapshot (SlTrainer *self, SlSnapshot *snapshot)
{
  SlSnapshot *unseen = g_atomic_pointer_exchange (&self->shared.slot, snapshot);
  if (unseen)
    sl_snapshot_unref (unseen); /* its notification is still under way */
  else
    self->notify (self->notify_data);
}

static void
wake_worker (SlTrainer *self)
{
  sl_monitor_enter (self->shared.monitor);
  sl_monitor_wake (self->shared.monitor);
  sl_monitor_leave (self->shared.monitor);
}

/* On the follower's thread. */
static void
follower_news (gpointer data)
{
  wake_worker (data);
}

static SlRunState
run_state (const SlTrainer *self)
{
  if (self->worker.halt == SL_TRAINING_DIVERGED)
    return SL_RUN_DIVERGED;
  return self->worker.control.playing && self->worker.halt != SL_TRAINING_FINISHED
             ? SL_RUN_PLAYING
             : SL_RUN_PAUSED;
}

static void
publish (SlTrainer *self)
{
  gint64 begin = g_get_monotonic_time ();
  const SlNeeds *needs = &self->worker.control.needs;
  SlSnapshot *snapshot =
      sl_snapshot_take (self->worker.training, self->run, run_state (self), needs);
  sl_study_fill (self->worker.study, needs, snapshot);
  sl_distance_watch_fill (self->worker.distance, snapshot,
                          sl_training_network (self->worker.training));
  const SlTraining *good = sl_checkpoint_training (self->worker.checkpoint);
  if (snapshot->state == SL_RUN_DIVERGED && good) {
    snapshot->good = g_new (SlGoodState, 1);
    *snapshot->good = (SlGoodState){sl_training_epoch (good), sl_training_batch (good),
                                    *sl_training_config (good)};
  }
  put_snapshot (self, snapshot);
  self->worker.dirty = FALSE;
  self->worker.next_publish = sl_snapshot_due (begin, g_get_monotonic_time ());
}

static gboolean
stop_wanted (SlTrainer *self)
{
  return g_atomic_int_get (&self->shared.stop) ||
         (g_atomic_int_get (&self->shared.leaving) &&
          !g_atomic_pointer_get (&self->shared.asked));
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
  return self->worker.halt == SL_TRAINING_EPOCH &&
         (has_steps (self) || self->worker.control.playing);
}

/* Gives everyone who asked a copy of the training; nothing when there is none. */
static void
serve (SlTrainer *self)
{
  const SlTraining *training = self->worker.training;
  SlHandover *handover, *next;
  if (!g_atomic_pointer_get (&self->shared.asked))
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
  if (!g_atomic_pointer_get (&self->shared.mailbox))
    return;
  SlControl *control = g_atomic_pointer_exchange (&self->shared.mailbox, NULL);
  if (!control)
    return;
  gboolean changed = !sl_config_equal (&control->config, &self->worker.control.config);
  gboolean starts = control->playing && !self->worker.control.playing;
  gboolean pressed = control->starts != self->worker.control.starts;
  /* What the hand did not touch stays, a learning rate that was reduced among it. */
  SlConfig config = *sl_training_config (self->worker.training);
  sl_config_take_changes (&config, &self->worker.control.config, &control->config);
  self->worker.control = *control;
  g_free (control);
  if (changed) {
    sl_checkpoint_before_change (self->worker.checkpoint, self->worker.training);
    sl_training_apply (self->worker.training, &config);
  }
  if (self->worker.refits != self->worker.control.refits)
    sl_training_refit (self->worker.training);
  self->worker.refits = self->worker.control.refits;
  if (self->worker.halt != SL_TRAINING_EPOCH) {
    self->worker.rearmed |= changed || pressed || !self->worker.control.playing;
    if (has_steps (self) || (self->worker.rearmed && self->worker.control.playing))
      self->worker.halt = SL_TRAINING_EPOCH;
  }
  if (starts)
    self->worker.due = 0;
  self->worker.dirty = TRUE;
}

/* Waits until there is mail, a wish to stop, or @time (µs; 0 = for ever, and for news of
 * the follower, too). */
static void
wait_for_mail (SlTrainer *self, gint64 time)
{
  gboolean in_time = TRUE;
  sl_monitor_enter (self->shared.monitor);
  while (in_time && !g_atomic_pointer_get (&self->shared.mailbox) &&
         !g_atomic_pointer_get (&self->shared.asked) && !stop_wanted (self) &&
         !(time == 0 && sl_distance_watch_has_news (self->worker.distance))) {
    if (time == 0)
      sl_monitor_wait (self->shared.monitor);
    else
      in_time = sl_monitor_wait_until (self->shared.monitor, time);
  }
  sl_monitor_leave (self->shared.monitor);
}

/* At a set speed: waits while the worker is ahead. Returns FALSE when it woke for mail.
 */
static gboolean
keep_pace (SlTrainer *self)
{
  if (has_steps (self) || self->worker.control.speed >= SL_SPEED_MAX)
    return TRUE;
  gint64 now = g_get_monotonic_time ();
  if (self->worker.due < now - MAX_LAG)
    self->worker.due = now;
  if (self->worker.due <= now + SLICE)
    return TRUE;
  if (self->worker.dirty && now >= self->worker.next_publish)
    publish (self);
  wait_for_mail (self, self->worker.due);
  return FALSE;
}

static void
work (SlTrainer *self)
{
  int rows = sl_training_rows_left (self->worker.training);
  SlTrainingResult result = sl_training_step (self->worker.training);
  self->worker.dirty = TRUE;
  self->worker.serial++;
  if (result == SL_TRAINING_STOPPED)
    return;
  if (result == SL_TRAINING_EPOCH)
    sl_checkpoint_after_epoch (self->worker.checkpoint, self->worker.training);
  if (result == SL_TRAINING_DIVERGED || result == SL_TRAINING_FINISHED) {
    self->worker.halt = result;
    self->worker.rearmed = FALSE;
    self->worker.batch_steps = self->worker.control.batch_steps;
    self->worker.epoch_steps = self->worker.control.epoch_steps;
    return;
  }
  if (self->worker.batch_steps != self->worker.control.batch_steps)
    self->worker.batch_steps++;
  else if (self->worker.epoch_steps != self->worker.control.epoch_steps)
    self->worker.epoch_steps += result == SL_TRAINING_EPOCH;
  int n = sl_training_problem (self->worker.training)->train.n;
  int done = result == SL_TRAINING_EPOCH
                 ? rows
                 : rows - sl_training_rows_left (self->worker.training);
  self->worker.due +=
      (gint64) (G_USEC_PER_SEC * (double) done / n / self->worker.control.speed);
}

/* A step towards what takes longer; @idle: while there is nothing else to do. Returns
 * whether there is more of it. */
static gboolean
study (SlTrainer *self, gboolean idle)
{
  const SlNeeds *needs = &self->worker.control.needs;
  if (sl_study_step (self->worker.study, self->worker.training, needs,
                     self->worker.serial, idle))
    self->worker.dirty = TRUE;
  return sl_study_is_stale (self->worker.study, needs, self->worker.serial);
}

static void
train (SlTrainer *self)
{
  self->worker.study = sl_study_new ();
  self->worker.distance = sl_distance_watch_new (follower_news, self);
  publish (self);
  while (!stop_wanted (self)) {
    /* Who asks for a copy has sent the pause before: it is read at once, too, so that
     * this run stays at the place of the copy. */
    serve (self);
    read_mailbox (self);
    if (!has_work (self)) {
      /* What a pause shows is always the newest. */
      if (self->worker.dirty || sl_distance_watch_has_news (self->worker.distance))
        publish (self);
      if (!study (self, TRUE) && !self->worker.dirty)
        wait_for_mail (self, 0);
    } else if (keep_pace (self)) {
      work (self);
      study (self, FALSE);
      if (g_get_monotonic_time () >= self->worker.next_publish)
        publish (self);
    }
  }
}

static void
yield_to_the_window (void)
{
#ifdef __linux__
  /* On Linux niceness belongs to the thread. Failing only costs smoothness. */
  (void) setpriority (PRIO_PROCESS, (id_t) gettid (), WORKER_NICENESS);
#endif
}

static SlTraining *
make_training (SlTrainer *self, GError **error)
{
  const SlConfig *config = &self->worker.control.config;
  const SlInputWatch watch = {.stop = &self->shared.stop};
  if (!sl_config_validate (config, error))
    return NULL;
  g_autoptr (SlProblem) problem =
      sl_training_read_problem (config, self->loaded, &watch, error);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  return problem
             ? sl_training_new_on (config, problem, self->pool, &self->shared.stop, error)
             : NULL;
}

/* Goes on from another's training, under the settings of now, with the edit made. */
static SlTraining *
take_over (SlTrainer *self, GError **error)
{
  SlConfig wanted, config;
  g_autoptr (SlTraining) training =
      sl_handover_wait (self->origin, &self->shared.stop, &wanted);
  if (!training) {
    g_set_error (error, SL_ERROR,
                 stop_wanted (self) ? SL_ERROR_CANCELLED : SL_ERROR_ARGUMENT,
                 _ ("The run that this one goes on from has ended before it began"));
    return NULL;
  }
  sl_training_work_with (training, self->pool, &self->shared.stop);
  sl_checkpoint_before_change (self->worker.checkpoint, training);
  config = *sl_training_config (training);
  sl_config_take_changes (&config, self->fork.from_good ? &config : &wanted,
                          &self->worker.control.config);
  sl_training_apply (training, &config);
  if (self->fork.edits && !sl_training_edit (training, &self->fork.edit, error))
    return NULL;
  return g_steal_pointer (&training);
}

static gpointer
worker_thread (gpointer data)
{
  SlTrainer *self = data;
  g_autoptr (GError) error = NULL;
  const SlConfig *config = &self->worker.control.config;
  yield_to_the_window ();
  self->worker.checkpoint = sl_checkpoint_new ();
  if (!self->origin)
    put_snapshot (self,
                  sl_snapshot_take_empty (config, self->run, SL_RUN_PREPARING, NULL));
  self->worker.training =
      self->origin ? take_over (self, &error) : make_training (self, &error);
  if (self->worker.training)
    train (self);
  else if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    put_snapshot (
        self, sl_snapshot_take_empty (config, self->run, SL_RUN_FAILED, error->message));
  g_clear_pointer (&self->worker.distance, sl_distance_watch_free);
  g_clear_pointer (&self->worker.study, sl_study_free);
  g_clear_pointer (&self->worker.training, sl_training_free);
  g_clear_pointer (&self->worker.checkpoint, sl_checkpoint_free);
  g_atomic_int_set (&self->shared.stopped, TRUE);
  /* Who asked too late must not wait; who asks from now on sees that it has stopped. */
  serve (self);
  return NULL;
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
  self->worker.halt = SL_TRAINING_EPOCH;
  self->shared.monitor = sl_monitor_new ();
  self->run = run;
  self->pool = pool;
  self->notify = notify;
  self->notify_data = data;
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
  self->thread = g_thread_new ("trainer", worker_thread, self);
  return self;
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
  self->origin = sl_handover_new (fork->from_good);
  sl_handover_list_add (&parent->shared.asked, sl_handover_ref (self->origin));
  if (sl_trainer_has_stopped (parent))
    serve (parent);
  else
    wake_worker (parent);
  self->thread = g_thread_new ("trainer", worker_thread, self);
  return self;
}

void
sl_trainer_send (SlTrainer *self, const SlControl *control)
{
  g_free (g_atomic_pointer_exchange (&self->shared.mailbox,
                                     g_memdup2 (control, sizeof *control)));
  wake_worker (self);
}

SlSnapshot *
sl_trainer_take (SlTrainer *self)
{
  return g_atomic_pointer_exchange (&self->shared.slot, NULL);
}

void
sl_trainer_stop (SlTrainer *self)
{
  /* A copy that is asked for cannot be made of an evaluation given up. */
  g_atomic_int_set (&self->shared.leaving, TRUE);
  if (!g_atomic_pointer_get (&self->shared.asked))
    g_atomic_int_set (&self->shared.stop, TRUE);
  wake_worker (self);
  if (self->origin)
    sl_handover_wake (self->origin);
}

gboolean
sl_trainer_has_stopped (SlTrainer *self)
{
  return g_atomic_int_get (&self->shared.stopped);
}

void
sl_trainer_free (SlTrainer *self)
{
  sl_trainer_stop (self);
  g_thread_join (self->thread);
  g_free (g_atomic_pointer_exchange (&self->shared.mailbox, NULL));
  g_clear_pointer (&self->shared.slot, sl_snapshot_unref);
  sl_monitor_free (self->shared.monitor);
  g_clear_pointer (&self->origin, sl_handover_unref);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
