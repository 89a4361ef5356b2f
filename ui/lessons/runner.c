/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/runner.h"

#include "ui/figures/difference.h"
#include <math.h>
#include <stdlib.h>

/* s: how long a run of the program takes at the usual speed at most, however many epochs
 * it has. */
#define LONGEST 4.0

/* How often further epochs are asked for. */
#define TICK_MS 33

/* How long the end of a run waits for its pruning curve. */
enum { PATIENCE = 1500 / TICK_MS };

struct SlLessonRunner
{
  /* Owned */
  SlSession *session;
  guint ticks; /* source */

  const SlLessonAction *action; /* Borrowed */
  SlLessonRunnerDone done;
  gpointer data;

  int i;        /* of the present run */
  guint before; /* number of the run before it began */
  guint run;    /* number of the run once it is there; 0 = not yet */
  int base;     /* epochs it had at its beginning */
  int asked;    /* epochs asked for beyond them */
  int changes;  /* of its changes: made */
  gint64 last;  /* µs: when epochs were asked for; 0 = not yet */
  double due;   /* epochs to have been asked for by then */
  int waited;   /* ticks, for the curve of the run at its end */
};

static const SlLessonRun *
present_run (const SlLessonRunner *self)
{
  return self->action->n_runs > 0 ? self->action->runs[self->i] : NULL;
}

static int
epochs_of (const SlLessonRunner *self)
{
  const SlLessonRun *run = present_run (self);

  return run != NULL ? run->epochs : self->action->epochs;
}

/* A run that is solved, not trained, shows the settings it is for. */
static gboolean
begin_run (SlLessonRunner *self)
{
  const SlLessonRun *run = present_run (self);
  const SlSnapshot *now = sl_session_snapshot (self->session);

  self->before = now != NULL ? now->run : 0;
  self->asked = self->changes = self->base = self->waited = 0;
  self->run = 0;
  self->last = 0;
  if (run == NULL) {
    self->base = now != NULL ? now->epoch : 0;
    self->before = 0;
    sl_session_set_playing (self->session, FALSE);
    return TRUE;
  }
  if (!sl_session_begin (self->session, &run->config, NULL))
    return FALSE;
  sl_session_unpin (self->session, -1); /* it is pinned, or of no interest */
  return TRUE;
}

static void
end (SlLessonRunner *self)
{
  g_clear_handle_id (&self->ticks, g_source_remove);
  self->done (self->data);
}

/* To be compared with the ones that follow. */
static void
next_run (SlLessonRunner *self)
{
  if (self->i + 1 >= self->action->n_runs) {
    end (self);
    return;
  }
  sl_session_pin (self->session, NULL);
  self->i++;
  if (!begin_run (self))
    end (self);
}

static int
compare_sizes (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* The size of the largest of the @share smallest weights; below 0 when they are not
 * known. */
static double
pruning_threshold (const SlSnapshot *now, double share)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (float));
  guint last;

  for (int l = 0; l < now->n_layers; l++) {
    const SlWeightsView *view = sl_snapshot_weights (now, l);

    for (int k = 0; view != NULL && k < view->rows * view->cols; k++) {
      float size = fabsf (view->W[k]);

      g_array_append_val (sizes, size);
    }
  }
  last = (guint) (share * sizes->len);
  if (last == 0)
    return -1.0;
  qsort (sizes->data, sizes->len, sizeof (float), compare_sizes);
  return (double) g_array_index (sizes, float, last - 1);
}

/* The worker makes a copy with each edit, which is another run. */
static void
make_change (SlLessonRunner *self, const SlLessonChange *change, const SlSnapshot *now)
{
  SlEdit edit = {.kind = SL_EDIT_RELEASE};

  self->changes++;
  sl_session_apply (self->session, &change->config, NULL);
  if (change->prune > 0) {
    edit =
        (SlEdit){.kind = SL_EDIT_PRUNE, .value = pruning_threshold (now, change->prune)};
    if (edit.value < 0)
      return;
  } else if (!change->release) {
    return;
  }
  if (sl_session_edit (self->session, &edit, NULL)) {
    self->before = now->run;
    self->run = 0;
  }
}

/* Returns how far the run may be asked to go: to its next change, or its end. */
static int
limit_of (const SlLessonRunner *self)
{
  const SlLessonRun *run = present_run (self);

  return run != NULL && self->changes < run->n_changes
             ? MIN (run->changes[self->changes].epoch, run->epochs)
             : epochs_of (self);
}

/* Returns the epochs per second. */
static double
pace (const SlLessonRunner *self)
{
  double speed = sl_session_speed (self->session);

  return speed * MAX (epochs_of (self) / (SL_SESSION_SPEED_DEFAULT * LONGEST), 1.0);
}

/* Epochs are asked for one by one, so that it ends at the very minibatch. */
static void
ask (SlLessonRunner *self)
{
  gint64 now = g_get_monotonic_time ();
  int wanted = limit_of (self);

  /* Bit by bit, for the speed may have been another before. */
  if (self->last == 0)
    self->due = self->asked + 1.0;
  else
    self->due += pace (self) * (double) (now - self->last) / G_USEC_PER_SEC;
  self->last = now;
  if (sl_session_speed (self->session) < SL_SPEED_MAX)
    wanted = (int) MIN (wanted, self->due);
  for (; self->asked < wanted; self->asked++)
    sl_session_step_epoch (self->session);
}

/* It is pinned with the curve that it has then. */
static gboolean
lacks_curve (SlLessonRunner *self, const SlSnapshot *now)
{
  return now->pruning != NULL && now->pruning_epoch != now->epoch &&
         self->waited++ < PATIENCE;
}

static gboolean
has_ended (const SlSnapshot *now)
{
  return now->state == SL_RUN_DIVERGED || now->state == SL_RUN_FAILED;
}

static void
look (SlLessonRunner *self)
{
  const SlSnapshot *now = sl_session_snapshot (self->session);
  const SlLessonRun *run = present_run (self);
  int done;

  if (now == NULL || now->run == self->before || now->state == SL_RUN_PREPARING)
    return;
  /* Somebody began another: it is theirs. */
  if (self->run != 0 && now->run != self->run) {
    end (self);
    return;
  }
  self->run = now->run;
  done = now->epoch - self->base;
  if (has_ended (now)) {
    next_run (self);
    return;
  }
  if (done >= limit_of (self) && run != NULL && self->changes < run->n_changes &&
      run->changes[self->changes].epoch < run->epochs) {
    self->asked = done;
    self->last = 0;
    make_change (self, &run->changes[self->changes], now);
    return;
  }
  if (done < epochs_of (self) || now->state == SL_RUN_PLAYING)
    ask (self);
  else if (!lacks_curve (self, now))
    next_run (self);
}

static gboolean
tick_cb (gpointer data)
{
  look (data);
  return G_SOURCE_CONTINUE;
}

SlLessonRunner *
sl_lesson_runner_new (SlSession *session,
                      const SlLessonAction *action,
                      SlLessonRunnerDone done,
                      gpointer data)
{
  SlLessonRunner *self = g_new0 (SlLessonRunner, 1);

  self->session = g_object_ref (session);
  self->action = action;
  self->done = done;
  self->data = data;
  for (int place = -1; action->n_runs > 0 && place < SL_MAX_PINNED; place++)
    sl_session_unpin (session, place);
  begin_run (self);
  self->ticks = g_timeout_add (TICK_MS, tick_cb, self);
  return self;
}

void
sl_lesson_runner_free (SlLessonRunner *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->ticks, g_source_remove);
  g_object_unref (self->session);
  g_free (self);
}

char *
sl_lesson_runner_name (const SlLessonRunner *self)
{
  g_autofree const SlConfig **all = g_new (const SlConfig *, self->action->n_runs + 1);
  const SlLessonRun *run = present_run (self);

  for (int i = 0; i < self->action->n_runs; i++)
    all[i] = &self->action->runs[i]->config;
  return run != NULL ? sl_difference_name (&run->config, all, self->action->n_runs)
                     : NULL;
}

double
sl_lesson_runner_share (const SlLessonRunner *self)
{
  const SlSnapshot *now = sl_session_snapshot (self->session);
  int all = 0, done = 0;

  for (int i = 0; i < self->action->n_runs; i++)
    all += self->action->runs[i]->epochs;
  if (self->action->n_runs == 0)
    all = self->action->epochs;
  for (int i = 0; i < self->i; i++)
    done += self->action->runs[i]->epochs;
  if (now != NULL && now->run != self->before)
    done += CLAMP (now->epoch - self->base, 0, epochs_of (self));
  return all > 0 ? (double) done / all : 0.0;
}
