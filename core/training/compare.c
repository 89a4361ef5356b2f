/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/compare.h"

#include "core/base/courier.h"
#include "core/base/error.h"
#include "core/training/runner.h"

/* What is sent to the worker. */
typedef struct
{
  SlControl control;
  guint serial;
} Mail;

/* One of the runs. */
typedef struct
{
  SlRunner runner;
  SlControl followed; /* with this run's own config; the last that made sense */
  char *reason;       /* Owned, nullable: why it cannot be trained as things are */
  gboolean stepped;   /* in the batch step that is under way */
} Run;

struct SlCompare
{
  struct
  {
    Run runs[SL_MAX_COMPARED];
    Mail mail;                      /* as last received */
    guint batch_steps, epoch_steps; /* done, of those asked for */
    int goal;  /* epochs that end the epoch step; -1 = none is under way */
    int round; /* epochs the runs had when the batch step began; -1 = none is under way */
    gboolean dirty; /* something changed since the last set */
    SlPace pace;
    gint64 next_publish;
  } worker;
  /* Plain: written before the worker starts. */
  SlCourier *courier; /* Owned: of Mail and SlComparedSet */
  SlComparison comparison;
  guint run;
  SlDataset *loaded; /* Owned, nullable: the worker's from its start */
  SlPool *pool;      /* Borrowed, nullable */
  /* Of the main thread. */
  guint sent;
};

/* Counted by g_atomic_int, as snapshots are. */
SlComparedSet *
sl_compared_set_ref (SlComparedSet *set)
{
  g_atomic_int_inc (&set->refs);
  return set;
}

void
sl_compared_set_unref (SlComparedSet *set)
{
  if (!g_atomic_int_dec_and_test (&set->refs))
    return;
  sl_earlier_runs_unref (set->runs);
  g_free (set);
}

static gboolean
goes_on (const SlSnapshot *snapshot)
{
  return snapshot->n_layers > 0 && snapshot->message == NULL;
}

int
sl_compared_set_epoch (const SlComparedSet *set)
{
  int going = -1, any = -1;
  for (int i = 0; i < set->n; i++) {
    const SlSnapshot *snapshot = set->runs->pinned[i];
    if (goes_on (snapshot) && (going < 0 || snapshot->epoch < going))
      going = snapshot->epoch;
    if (snapshot->n_layers > 0 && (any < 0 || snapshot->epoch < any))
      any = snapshot->epoch;
  }
  return MAX (going >= 0 ? going : any, 0);
}

static gboolean
run_goes (const Run *run)
{
  return run->reason == NULL && sl_runner_goes (&run->runner);
}

/* Finished epochs of the runs that go on: of the one furthest behind, and of the one
 * furthest ahead. Returns FALSE when none goes on. */
static gboolean
find_epochs (const SlCompare *self, int *lowest, int *highest)
{
  *lowest = *highest = -1;
  for (int i = 0; i < self->comparison.n; i++) {
    const Run *run = &self->worker.runs[i];
    if (run_goes (run)) {
      int epoch = sl_training_epoch (run->runner.training);
      *lowest = *lowest < 0 ? epoch : MIN (*lowest, epoch);
      *highest = MAX (*highest, epoch);
    }
  }
  return *lowest >= 0;
}

/* -1 when none goes on. */
static int
lowest_epoch (const SlCompare *self)
{
  int lowest, highest;
  find_epochs (self, &lowest, &highest);
  return lowest;
}

static SlSnapshot *
take_snapshot (const SlCompare *self, const Run *run, gboolean preparing)
{
  const SlControl *control = &self->worker.mail.control;
  if (run->runner.training == NULL)
    return sl_snapshot_take_empty (&run->followed.config, self->run,
                                   preparing ? SL_RUN_PREPARING : SL_RUN_FAILED,
                                   run->reason);
  SlRunState state = run->reason != NULL
                         ? SL_RUN_FAILED
                         : sl_runner_state (&run->runner, control->playing);
  SlSnapshot *snapshot =
      sl_snapshot_take (run->runner.training, self->run, state, &control->needs);
  if (run->reason != NULL)
    snapshot->message = g_strdup (run->reason);
  return snapshot;
}

static void
publish (SlCompare *self, gboolean preparing)
{
  gint64 begin = g_get_monotonic_time ();
  SlComparedSet *set = g_new0 (SlComparedSet, 1);
  g_atomic_int_set (&set->refs, 1);
  set->serial = self->worker.mail.serial;
  set->ended = !preparing && lowest_epoch (self) < 0;
  set->n = self->comparison.n;
  set->runs = sl_earlier_runs_new ();
  for (int i = 0; i < set->n; i++)
    set->runs->pinned[i] = take_snapshot (self, &self->worker.runs[i], preparing);
  sl_courier_deliver (self->courier, set);
  self->worker.dirty = FALSE;
  self->worker.next_publish = sl_snapshot_due (begin, g_get_monotonic_time ());
}

/* The data of another run when they are the same, else made for this one. */
static SlProblem *
get_problem (SlCompare *self, const SlConfig *config, GError **error)
{
  const SlInputWatch watch = {.stop = sl_courier_stop_flag (self->courier)};
  for (int i = 0; i < self->comparison.n; i++) {
    const Run *other = &self->worker.runs[i];
    if (other->runner.training != NULL &&
        sl_config_same_run (&other->followed.config, config))
      return sl_problem_ref (sl_training_problem (other->runner.training));
  }
  SlProblem *problem = sl_training_read_problem (config, self->loaded, &watch, error);
  if (problem != NULL && config->file.path != NULL) {
    g_clear_pointer (&self->loaded, sl_dataset_unref);
    self->loaded = sl_dataset_ref (problem->source);
  }
  return problem;
}

static void
prepare (SlCompare *self, Run *run)
{
  const SlConfig *config = &run->followed.config;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem = get_problem (self, config, &error);
  run->runner.halt = SL_TRAINING_EPOCH;
  if (problem != NULL)
    run->runner.training = sl_training_new_sampled (
        config, problem, self->pool, sl_courier_stop_flag (self->courier), &error);
  if (run->runner.training == NULL)
    run->reason = g_strdup (error->message);
}

static gboolean
has_steps (const SlCompare *self)
{
  return self->worker.batch_steps != self->worker.mail.control.batch_steps ||
         self->worker.epoch_steps != self->worker.mail.control.epoch_steps;
}

/* Settings that make no sense for this run leave it where it is. Those that do at last
 * begin it, and being furthest behind it has all turns until it is abreast. */
static void
follow (SlCompare *self, int i)
{
  Run *run = &self->worker.runs[i];
  SlControl now = self->worker.mail.control;
  g_autoptr (GError) error = NULL;
  sl_comparison_config (&self->comparison, i, &self->worker.mail.control.config,
                        &now.config);
  gboolean retry =
      run->runner.training == NULL &&
      (run->reason == NULL || !sl_config_equal (&now.config, &run->followed.config));
  if (run->runner.training == NULL && !retry)
    return;
  g_clear_pointer (&run->reason, g_free);
  if (!sl_config_validate (&now.config, &error)) {
    run->reason = g_strdup (error->message);
    if (run->runner.training == NULL)
      run->followed = now;
    return;
  }
  if (run->runner.training != NULL)
    sl_runner_follow (&run->runner, &run->followed, &now, has_steps (self));
  run->followed = now;
  if (run->runner.training == NULL)
    prepare (self, run);
}

static void
read_mail (SlCompare *self)
{
  Mail *mail = sl_courier_receive (self->courier);
  if (!mail)
    return;
  gboolean played = self->worker.mail.control.playing;
  self->worker.mail = *mail;
  g_free (mail);
  for (int i = 0; i < self->comparison.n; i++)
    follow (self, i);
  if (self->worker.mail.control.playing && !played)
    self->worker.pace.due = 0;
  self->worker.dirty = TRUE;
}

/* The run whose turn it is in the batch step that is under way: each has one minibatch in
 * the same epoch. NULL when all have had theirs. */
static Run *
next_in_step (SlCompare *self)
{
  for (int i = 0; i < self->comparison.n; i++) {
    Run *run = &self->worker.runs[i];
    if (run_goes (run) && !run->stepped &&
        sl_training_epoch (run->runner.training) == self->worker.round)
      return run;
  }
  return NULL;
}

/* The first of those that are furthest behind: it keeps its turn to the end of its epoch.
 */
static Run *
next_in_turn (SlCompare *self)
{
  int lowest = lowest_epoch (self);
  for (int i = 0; i < self->comparison.n; i++) {
    Run *run = &self->worker.runs[i];
    if (run_goes (run) && sl_training_epoch (run->runner.training) == lowest)
      return run;
  }
  return NULL;
}

static SlTrainingResult
step (SlCompare *self, Run *run)
{
  double epochs;
  int going = 0;
  for (int i = 0; i < self->comparison.n; i++)
    going += run_goes (&self->worker.runs[i]);
  SlTrainingResult result = sl_runner_step (&run->runner, &epochs);
  self->worker.dirty = TRUE;
  sl_pace_add (&self->worker.pace, epochs / going, self->worker.mail.control.speed);
  return result;
}

static void
begin_batch_step (SlCompare *self)
{
  self->worker.round = lowest_epoch (self);
  for (int i = 0; i < self->comparison.n; i++)
    self->worker.runs[i].stepped = FALSE;
}

static void
work_on_batch_step (SlCompare *self)
{
  Run *run = next_in_step (self);
  if (run == NULL) {
    begin_batch_step (self);
    run = next_in_step (self);
  }
  if (step (self, run) == SL_TRAINING_STOPPED)
    return;
  run->stepped = TRUE;
  if (next_in_step (self) == NULL) {
    self->worker.batch_steps++;
    self->worker.round = -1;
  }
}

/* The rest of an epoch; runs that are behind come abreast first. */
static void
work_on_epoch_step (SlCompare *self)
{
  int lowest, highest;
  if (self->worker.goal < 0 && find_epochs (self, &lowest, &highest))
    self->worker.goal = MAX (lowest + 1, highest);
  step (self, next_in_turn (self));
  if (lowest_epoch (self) < self->worker.goal)
    return;
  self->worker.epoch_steps++;
  self->worker.goal = -1;
}

static void
work (SlCompare *self)
{
  const SlControl *control = &self->worker.mail.control;
  if (self->worker.batch_steps != control->batch_steps)
    work_on_batch_step (self);
  else if (self->worker.epoch_steps != control->epoch_steps)
    work_on_epoch_step (self);
  else
    step (self, next_in_turn (self));
  if (lowest_epoch (self) < 0) {
    self->worker.batch_steps = control->batch_steps;
    self->worker.epoch_steps = control->epoch_steps;
    self->worker.goal = -1;
  }
}

/* At a set speed: waits while the worker is ahead. Returns FALSE when it woke for mail.
 */
static gboolean
keep_pace (SlCompare *self)
{
  gint64 due = has_steps (self)
                   ? 0
                   : sl_pace_wait (&self->worker.pace, self->worker.mail.control.speed);
  if (due == 0)
    return TRUE;
  if (self->worker.dirty && g_get_monotonic_time () >= self->worker.next_publish)
    publish (self, FALSE);
  sl_courier_wait (self->courier, due, NULL, NULL);
  return FALSE;
}

static void
train (SlCompare *self)
{
  while (!sl_courier_stop_wanted (self->courier)) {
    read_mail (self);
    if (lowest_epoch (self) < 0 ||
        !(has_steps (self) || self->worker.mail.control.playing)) {
      if (self->worker.dirty)
        publish (self, FALSE);
      sl_courier_wait (self->courier, 0, NULL, NULL);
    } else if (keep_pace (self)) {
      work (self);
      if (g_get_monotonic_time () >= self->worker.next_publish)
        publish (self, FALSE);
    }
  }
}

static void
worker_thread (gpointer data)
{
  SlCompare *self = data;
  for (int i = 0; i < self->comparison.n; i++)
    sl_comparison_config (&self->comparison, i, &self->worker.mail.control.config,
                          &self->worker.runs[i].followed.config);
  publish (self, TRUE);
  for (int i = 0; i < self->comparison.n; i++)
    if (!sl_courier_stop_wanted (self->courier))
      follow (self, i);
  self->worker.dirty = TRUE;
  train (self);
  for (int i = 0; i < self->comparison.n; i++) {
    g_clear_pointer (&self->worker.runs[i].runner.training, sl_training_free);
    g_clear_pointer (&self->worker.runs[i].reason, g_free);
  }
}

static void
drop_set (gpointer set)
{
  sl_compared_set_unref (set);
}

SlCompare *
sl_compare_new (const SlControl *control,
                const SlComparison *comparison,
                guint run,
                SlPool *pool,
                SlDataset *loaded,
                SlTrainerNotify notify,
                gpointer data)
{
  SlCompare *self = g_new0 (SlCompare, 1);
  self->worker.mail.control = *control;
  self->worker.goal = -1;
  self->worker.round = -1;
  self->courier = sl_courier_new (g_free, drop_set, notify, data);
  self->comparison = *comparison;
  self->run = run;
  self->pool = pool;
  self->loaded = loaded != NULL ? sl_dataset_ref (loaded) : NULL;
  sl_courier_start (self->courier, "compare", worker_thread, self);
  return self;
}

void
sl_compare_send (SlCompare *self, const SlControl *control)
{
  Mail mail = {.control = *control, .serial = ++self->sent};
  sl_courier_send (self->courier, g_memdup2 (&mail, sizeof mail));
}

SlComparedSet *
sl_compare_take (SlCompare *self)
{
  return sl_courier_take (self->courier);
}

gboolean
sl_compare_is_current (const SlCompare *self, const SlComparedSet *set)
{
  return set->serial == self->sent;
}

void
sl_compare_stop (SlCompare *self)
{
  sl_courier_stop (self->courier);
}

gboolean
sl_compare_has_stopped (SlCompare *self)
{
  return sl_courier_has_stopped (self->courier);
}

void
sl_compare_free (SlCompare *self)
{
  sl_courier_free (self->courier);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
