/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** SlLessonPhase: how far a step is. */
typedef enum {
  SL_LESSON_ASKS,  /* its question waits for an answer, and the run for that */
  SL_LESSON_WAITS, /* something is to be done: by the learner, or by a click */
  SL_LESSON_RUNS,  /* the program does it */
  SL_LESSON_TELLS, /* what was seen, and why */
} SlLessonPhase;

/** SlLessonPlayer: where somebody is in a lesson, what they answered and what was done:
 * no display, no run. Back and forth at will; a step that was done stays so. */
typedef struct SlLessonPlayer SlLessonPlayer;

/** sl_lesson_player_new: @lesson: a reference is taken. Returns (transfer full) the
 * player, at the first step. */
SlLessonPlayer *sl_lesson_player_new (SlLesson *lesson);
void sl_lesson_player_free (SlLessonPlayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLessonPlayer, sl_lesson_player_free)

/** sl_lesson_player_lesson: Returns (transfer none) the lesson. */
const SlLesson *sl_lesson_player_lesson (const SlLessonPlayer *self);

/** sl_lesson_player_step: Returns (transfer none) the present step; _place: its place,
 * from 0. */
const SlLessonStep *sl_lesson_player_step (const SlLessonPlayer *self);
int sl_lesson_player_place (const SlLessonPlayer *self);

/** sl_lesson_player_go: goes to the step at @place; a run of the one that is left is
 * given up. Returns FALSE when there is no such step. */
gboolean sl_lesson_player_go (SlLessonPlayer *self, int place);

/** sl_lesson_player_phase: Returns how far the present step is. */
SlLessonPhase sl_lesson_player_phase (const SlLessonPlayer *self);

/** sl_lesson_player_answer: @answer: the place of a choice, or an estimate. Returns FALSE
 * when nothing is asked, or there is no such answer. */
gboolean sl_lesson_player_answer (SlLessonPlayer *self, double answer);

/** sl_lesson_player_pass: the question is left open: a class has answered aloud. */
void sl_lesson_player_pass (SlLessonPlayer *self);

/** sl_lesson_player_answered: @answer: (out) (optional). Returns whether there is one. */
gboolean sl_lesson_player_answered (const SlLessonPlayer *self, double *answer);

/** sl_lesson_player_begin: the program begins with what it is to do. */
void sl_lesson_player_begin (SlLessonPlayer *self);

/** sl_lesson_player_finish: what was to be done is done. */
void sl_lesson_player_finish (SlLessonPlayer *self);

/** sl_lesson_player_is_auto: Returns whether what is to be done is done by the program.
 */
gboolean sl_lesson_player_is_auto (const SlLessonPlayer *self);

/** sl_lesson_player_lock: Returns (transfer none) (nullable) the setting that waits for
 * the answer. */
const char *sl_lesson_player_lock (const SlLessonPlayer *self);

/** sl_lesson_player_is_complete: Returns whether every step was seen to its end. */
gboolean sl_lesson_player_is_complete (const SlLessonPlayer *self);

G_END_DECLS
