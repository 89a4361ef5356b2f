/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/undo.h"

/* A drag of the slider is one step. */
#define MERGE_US (G_USEC_PER_SEC)

enum { MAX_STEPS = 200 };

struct SlUndo
{
  SlRetired *retired; /* Borrowed */
  /* Owned, of SlUndoStep; the head is the next step. By direction: back, forward. */
  GQueue steps[2];
};

static void
step_free (SlUndo *self, SlUndoStep *step)
{
  if (step->is_run) {
    sl_retired_add (self->retired, step->run.trainer);
    g_clear_pointer (&step->run.snapshot, sl_snapshot_unref);
    g_clear_pointer (&step->run.earlier, sl_earlier_runs_unref);
  }
  g_free (step);
}

static void
clear (SlUndo *self, gboolean forward)
{
  SlUndoStep *step;

  while ((step = g_queue_pop_head (&self->steps[forward != FALSE])) != NULL)
    step_free (self, step);
}

SlUndo *
sl_undo_new (SlRetired *retired)
{
  SlUndo *self = g_new0 (SlUndo, 1);

  self->retired = retired;
  g_queue_init (&self->steps[0]);
  g_queue_init (&self->steps[1]);
  return self;
}

void
sl_undo_free (SlUndo *self)
{
  clear (self, FALSE);
  clear (self, TRUE);
  g_free (self);
}

/* Drops what is too much, the furthest in the past first. The newest step stays. */
static void
trim (SlUndo *self)
{
  GQueue *back = &self->steps[0];
  gint64 weights = 0;
  int runs = 0;
  guint kept = 0;

  for (GList *l = back->head; l != NULL; l = l->next, kept++) {
    const SlUndoStep *step = l->data;
    if (step->is_run) {
      runs++;
      weights += step->run.snapshot != NULL ? step->run.snapshot->total.weights : 0;
    }
    if (kept > 0 &&
        (runs > SL_UNDO_RUNS || weights > SL_UNDO_WEIGHTS || kept >= MAX_STEPS))
      break;
  }
  while (back->length > kept)
    step_free (self, g_queue_pop_tail (back));
}

static void
add (SlUndo *self, SlUndoStep *step)
{
  clear (self, TRUE);
  g_queue_push_head (&self->steps[0], step);
  trim (self);
}

void
sl_undo_add_settings (SlUndo *self, const SlConfig *config, const char *setting)
{
  SlUndoStep *last = g_queue_peek_head (&self->steps[0]), *step;
  gint64 now = g_get_monotonic_time ();

  if (last != NULL && !last->is_run && setting != NULL && last->setting == setting &&
      now - last->time < MERGE_US && self->steps[1].length == 0) {
    last->time = now;
    return;
  }
  step = g_new0 (SlUndoStep, 1);
  step->config = *config;
  step->setting = setting;
  step->time = now;
  add (self, step);
}

void
sl_undo_add_run (SlUndo *self, const SlParkedRun *run)
{
  SlUndoStep *step = g_new0 (SlUndoStep, 1);

  step->is_run = TRUE;
  step->run = *run;
  add (self, step);
}

SlUndoStep *
sl_undo_take (SlUndo *self, gboolean forward)
{
  return g_queue_pop_head (&self->steps[forward != FALSE]);
}

void
sl_undo_put (SlUndo *self, SlUndoStep *step, gboolean forward)
{
  step->time = 0; /* what follows is a step of its own */
  g_queue_push_head (&self->steps[forward != FALSE], step);
}

gboolean
sl_undo_can (SlUndo *self, gboolean forward)
{
  return self->steps[forward != FALSE].length > 0;
}
