/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/trainer.h"

#include "core/base/courier.h"
#include "core/base/error.h"
#include "core/training/runner.h"
#include "core/training/setting.h"
#include "core/training/study.h"

/* µs: nobody reads the distance to one optimum more often. */
enum { ASK_INTERVAL = 100000 };

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
    SlFollower *follower;     /* Owned, NULL until the run has an optimum */
    SlDistanceReport *report; /* Owned, nullable: the newest distance to it */
    SlDistanceReport asked;   /* for which λ, ρ and place the follower was last asked */
    const SlPenaltyType *asked_penalty;
    SlNeeds asked_needs; /* … and with which two weights */
    gint64 next_ask;
  } worker;
  /* Plain: written before the worker starts. */
  SlCourier *courier; /* Owned: of SlControl and SlSnapshot */
  guint run;
  SlDataset *loaded; /* Owned, nullable: the worker's from its start */
  SlPool *pool;      /* Borrowed, nullable; its threads inherit the worker's niceness */
};

/* On the follower's thread. */
static void
follower_news (gpointer data)
{
  SlTrainer *self = data;
  sl_courier_wake (self->courier);
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
                    sl_training_network (self->worker.runner.training), ask.epoch,
                    ask.batch, needs->geometry ? needs->pair : NULL);
}

static gboolean
has_news (gpointer data)
{
  const SlTrainer *self = data;
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
  sl_training_watch (self->worker.runner.training, report->geometry->pair);
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
  report_distance (self, snapshot);
  show_geometry (self, snapshot);
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
  sl_courier_wait (self->courier, due, NULL, NULL);
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
  return sl_study_is_stale (self->worker.study, needs, self->worker.serial);
}

static void
train (SlTrainer *self)
{
  self->worker.study = sl_study_new ();
  publish (self);
  while (!sl_courier_stop_wanted (self->courier)) {
    read_mailbox (self);
    if (!has_work (self)) {
      /* What a pause shows is always the newest. */
      if (self->worker.dirty || has_news (self))
        publish (self);
      if (!study (self, TRUE) && !self->worker.dirty)
        sl_courier_wait (self->courier, 0, has_news, self);
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
  return problem ? sl_training_new_on (config, problem, self->pool, stop, error) : NULL;
}

static void
worker_thread (gpointer data)
{
  SlTrainer *self = data;
  g_autoptr (GError) error = NULL;
  const SlConfig *config = &self->worker.control.config;
  sl_courier_deliver (self->courier,
                      sl_snapshot_take_empty (config, self->run, SL_RUN_PREPARING, NULL));
  self->worker.runner.training = make_training (self, &error);
  if (self->worker.runner.training)
    train (self);
  else if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    sl_courier_deliver (
        self->courier,
        sl_snapshot_take_empty (config, self->run, SL_RUN_FAILED, error->message));
  g_clear_pointer (&self->worker.follower, sl_follower_free);
  g_clear_pointer (&self->worker.report, sl_distance_report_free);
  g_clear_pointer (&self->worker.study, sl_study_free);
  g_clear_pointer (&self->worker.runner.training, sl_training_free);
}

static void
drop_snapshot (gpointer snapshot)
{
  sl_snapshot_unref (snapshot);
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
  self->worker.runner.halt = SL_TRAINING_EPOCH;
  self->courier = sl_courier_new (g_free, drop_snapshot, notify, data);
  self->run = run;
  self->pool = pool;
  self->loaded = loaded != NULL ? sl_dataset_ref (loaded) : NULL;
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
  sl_courier_stop (self->courier);
}

gboolean
sl_trainer_has_stopped (SlTrainer *self)
{
  return sl_courier_has_stopped (self->courier);
}

void
sl_trainer_free (SlTrainer *self)
{
  sl_courier_free (self->courier);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
