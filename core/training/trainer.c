/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/trainer.h"

#include "core/base/error.h"
#include "core/base/monitor.h"
#include "core/training/setting.h"
#include "core/training/study.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

/* The window stays smooth when its worker yields to it. */
enum { WORKER_NICENESS = 10 };
/* µs: at a set speed the worker works ahead this much before it waits. */
enum { SLICE = 4000, MAX_LAG = 100000 };
/* µs: nobody reads the distance to one optimum more often. */
enum { ASK_INTERVAL = 100000 };

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
    SlFollower *follower;     /* Owned, NULL until the run has an optimum */
    SlDistanceReport *report; /* Owned, nullable: the newest distance to it */
    SlDistanceReport asked;   /* for which λ, ρ and place the follower was last asked */
    const SlPenaltyType *asked_penalty;
    SlNeeds asked_needs; /* … and with which two weights */
    gint64 next_ask;
  } worker;
  struct
  {
    SlControl *mailbox; /* atomic exchange; newest wins */
    SlSnapshot *slot;   /* atomic exchange */
    gint stop, stopped; /* atomic */
    SlMonitor *monitor; /* the worker waits here when there is nothing to do */
  } shared;
  /* Plain: written before the worker starts. */
  GThread *thread;
  guint run;
  SlDataset *loaded; /* Owned, nullable: the worker's from its start */
  SlPool *pool;      /* Borrowed, nullable; its threads inherit the worker's niceness */
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

/* Whether the geometry that is wanted is the one the follower was asked for. */
static gboolean
asks_the_same (const SlTrainer *self, const SlConfig *config)
{
  const SlNeeds *now = &self->worker.control.needs, *asked = &self->worker.asked_needs;
  return !now->geometry || (asked->geometry && now->pair[0] == asked->pair[0] &&
                            now->pair[1] == asked->pair[1] &&
                            config->penalty == self->worker.asked_penalty);
}

/* Asks for the distance of the weights of now, unless that was asked already; for a new λ
 * at once. */
static void
ask_follower (SlTrainer *self, const SlSnapshot *snapshot)
{
  const SlConfig *config = &snapshot->config;
  const SlDistanceReport ask = {.lambda = sl_config_lambda (config),
                                .share = sl_config_share (config),
                                .epoch = snapshot->epoch,
                                .batch = snapshot->batch};
  const SlDistanceReport *asked = &self->worker.asked;
  const SlNeeds *needs = &self->worker.control.needs;
  gboolean same = ask.lambda == asked->lambda && ask.share == asked->share &&
                  asks_the_same (self, config);
  gint64 now = g_get_monotonic_time ();
  if (self->worker.follower == NULL)
    self->worker.follower = sl_follower_new (snapshot->problem, follower_news, self);
  else if (same && ask.epoch == asked->epoch && ask.batch == asked->batch)
    return;
  else if (same && snapshot->state == SL_RUN_PLAYING && now < self->worker.next_ask)
    return;
  self->worker.asked = ask;
  self->worker.asked_penalty = config->penalty;
  self->worker.asked_needs = *needs;
  self->worker.next_ask = now + ASK_INTERVAL;
  sl_follower_send (self->worker.follower, config,
                    sl_training_network (self->worker.training), ask.epoch, ask.batch,
                    needs->geometry ? needs->pair : NULL);
}

static gboolean
has_news (const SlTrainer *self)
{
  return self->worker.follower != NULL && sl_follower_has_news (self->worker.follower);
}

/* Says in @snapshot how far the run is from its optimum, as far as that is known yet. */
static void
report_distance (SlTrainer *self, SlSnapshot *snapshot)
{
  const char *reason = sl_config_no_optimum (&snapshot->config);
  if (has_news (self)) {
    sl_distance_report_free (self->worker.report);
    self->worker.report = sl_follower_take (self->worker.follower);
  }
  if (reason != NULL) {
    snapshot->optimum = sl_distance_report_new (reason);
    return;
  }
  ask_follower (self, snapshot);
  const SlDistanceReport *report = self->worker.report;
  if (report != NULL && report->lambda == sl_config_lambda (&snapshot->config) &&
      report->share == sl_config_share (&snapshot->config))
    snapshot->optimum = sl_distance_report_copy (report);
}

/* Puts the newest geometry into @snapshot, if it is wanted, and follows its two weights
 * from here on. */
static void
show_geometry (SlTrainer *self, SlSnapshot *snapshot)
{
  const SlDistanceReport *report = self->worker.report;
  if (!self->worker.control.needs.geometry || report == NULL ||
      report->geometry == NULL ||
      (snapshot->optimum != NULL && snapshot->optimum->reason != NULL))
    return;
  snapshot->geometry = sl_geometry_ref (report->geometry);
  sl_training_watch (self->worker.training, report->geometry->pair);
}

static void
publish (SlTrainer *self)
{
  gint64 begin = g_get_monotonic_time ();
  const SlNeeds *needs = &self->worker.control.needs;
  SlSnapshot *snapshot =
      sl_snapshot_take (self->worker.training, self->run, run_state (self), needs);
  sl_study_fill (self->worker.study, needs, snapshot);
  report_distance (self, snapshot);
  show_geometry (self, snapshot);
  put_snapshot (self, snapshot);
  self->worker.dirty = FALSE;
  self->worker.next_publish = sl_snapshot_due (begin, g_get_monotonic_time ());
}

static gboolean
stop_wanted (const SlTrainer *self)
{
  return g_atomic_int_get (&self->shared.stop);
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
  if (changed)
    sl_training_apply (self->worker.training, &config);
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
         !stop_wanted (self) && !(time == 0 && has_news (self))) {
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
  publish (self);
  while (!stop_wanted (self)) {
    read_mailbox (self);
    if (!has_work (self)) {
      /* What a pause shows is always the newest. */
      if (self->worker.dirty || has_news (self))
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

static gpointer
worker_thread (gpointer data)
{
  SlTrainer *self = data;
  g_autoptr (GError) error = NULL;
  const SlConfig *config = &self->worker.control.config;
  yield_to_the_window ();
  put_snapshot (self, sl_snapshot_take_empty (config, self->run, SL_RUN_PREPARING, NULL));
  self->worker.training = make_training (self, &error);
  if (self->worker.training)
    train (self);
  else if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    put_snapshot (
        self, sl_snapshot_take_empty (config, self->run, SL_RUN_FAILED, error->message));
  g_clear_pointer (&self->worker.follower, sl_follower_free);
  g_clear_pointer (&self->worker.report, sl_distance_report_free);
  g_clear_pointer (&self->worker.study, sl_study_free);
  g_clear_pointer (&self->worker.training, sl_training_free);
  g_atomic_int_set (&self->shared.stopped, TRUE);
  return NULL;
}

SlTrainer *
sl_trainer_new (const SlControl *control,
                guint run,
                SlPool *pool,
                SlDataset *loaded,
                SlTrainerNotify notify,
                gpointer data)
{
  SlTrainer *self = g_new0 (SlTrainer, 1);
  self->worker.control = *control;
  self->worker.halt = SL_TRAINING_EPOCH;
  self->shared.monitor = sl_monitor_new ();
  self->run = run;
  self->pool = pool;
  self->loaded = loaded != NULL ? sl_dataset_ref (loaded) : NULL;
  self->notify = notify;
  self->notify_data = data;
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
  g_atomic_int_set (&self->shared.stop, TRUE);
  wake_worker (self);
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
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
