/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/player.h"

#include <math.h>

/* What has happened in a step. */
typedef struct
{
  gboolean visited;
  gboolean answered, passed;
  double answer; /* of answered */
  gboolean done;
} Record;

struct SlLessonPlayer
{
  SlLesson *lesson; /* Owned */
  Record *records;  /* (n_steps) Owned */
  int place;
  gboolean running;
};

SlLessonPlayer *
sl_lesson_player_new (SlLesson *lesson)
{
  SlLessonPlayer *self = g_new0 (SlLessonPlayer, 1);

  self->lesson = sl_lesson_ref (lesson);
  self->records = g_new0 (Record, lesson->n_steps);
  self->records[0].visited = TRUE;
  return self;
}

void
sl_lesson_player_free (SlLessonPlayer *self)
{
  sl_lesson_unref (self->lesson);
  g_free (self->records);
  g_free (self);
}

const SlLesson *
sl_lesson_player_lesson (const SlLessonPlayer *self)
{
  return self->lesson;
}

const SlLessonStep *
sl_lesson_player_step (const SlLessonPlayer *self)
{
  return self->lesson->steps[self->place];
}

int
sl_lesson_player_place (const SlLessonPlayer *self)
{
  return self->place;
}

gboolean
sl_lesson_player_go (SlLessonPlayer *self, int place)
{
  if (place < 0 || place >= self->lesson->n_steps)
    return FALSE;
  self->place = place;
  self->running = FALSE;
  self->records[place].visited = TRUE;
  return TRUE;
}

static SlLessonPhase
phase_of (const SlLessonStep *step, const Record *record)
{
  if (step->prediction != NULL && !record->answered && !record->passed)
    return SL_LESSON_ASKS;
  if (step->action != NULL && !record->done)
    return SL_LESSON_WAITS;
  return SL_LESSON_TELLS;
}

SlLessonPhase
sl_lesson_player_phase (const SlLessonPlayer *self)
{
  SlLessonPhase phase =
      phase_of (sl_lesson_player_step (self), &self->records[self->place]);

  return phase == SL_LESSON_WAITS && self->running ? SL_LESSON_RUNS : phase;
}

gboolean
sl_lesson_player_answer (SlLessonPlayer *self, double answer)
{
  const SlLessonPrediction *asked = sl_lesson_player_step (self)->prediction;
  Record *record = &self->records[self->place];

  if (sl_lesson_player_phase (self) != SL_LESSON_ASKS || !isfinite (answer))
    return FALSE;
  if (asked->n_choices > 0 &&
      (answer != floor (answer) || answer < 0 || answer >= asked->n_choices))
    return FALSE;
  record->answered = TRUE;
  record->answer = answer;
  return TRUE;
}

void
sl_lesson_player_pass (SlLessonPlayer *self)
{
  if (sl_lesson_player_phase (self) == SL_LESSON_ASKS)
    self->records[self->place].passed = TRUE;
}

gboolean
sl_lesson_player_answered (const SlLessonPlayer *self, double *answer)
{
  const Record *record = &self->records[self->place];

  if (answer != NULL)
    *answer = record->answer;
  return record->answered;
}

void
sl_lesson_player_begin (SlLessonPlayer *self)
{
  if (sl_lesson_player_phase (self) == SL_LESSON_WAITS && sl_lesson_player_is_auto (self))
    self->running = TRUE;
}

void
sl_lesson_player_finish (SlLessonPlayer *self)
{
  SlLessonPhase phase = sl_lesson_player_phase (self);

  if (phase != SL_LESSON_WAITS && phase != SL_LESSON_RUNS)
    return;
  self->running = FALSE;
  self->records[self->place].done = TRUE;
}

gboolean
sl_lesson_player_is_auto (const SlLessonPlayer *self)
{
  const SlLessonAction *action = sl_lesson_player_step (self)->action;

  return action != NULL && !action->by_learner;
}

const char *
sl_lesson_player_lock (const SlLessonPlayer *self)
{
  const SlLessonStep *step = sl_lesson_player_step (self);

  return sl_lesson_player_phase (self) == SL_LESSON_ASKS ? step->prediction->lock : NULL;
}

gboolean
sl_lesson_player_is_complete (const SlLessonPlayer *self)
{
  for (int i = 0; i < self->lesson->n_steps; i++)
    if (!self->records[i].visited ||
        phase_of (self->lesson->steps[i], &self->records[i]) != SL_LESSON_TELLS)
      return FALSE;
  return TRUE;
}
