/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"

G_BEGIN_DECLS

/** SlLessonRunner: makes a lesson's runs in the session, one after the other, each to its
 * exact epoch, at the session's speed; all but the last stay as pinned outlines. */
typedef struct SlLessonRunner SlLessonRunner;

/** SlLessonRunnerDone: all was made, or a run ended before its time. */
typedef void (*SlLessonRunnerDone) (gpointer data);

/** sl_lesson_runner_new: @action: by the program; it outlives the runner. Returns
 * (transfer full) the runner, at work; @done is called once, unless it is freed before.
 */
SlLessonRunner *sl_lesson_runner_new (SlSession *session,
                                      const SlLessonAction *action,
                                      SlLessonRunnerDone done,
                                      gpointer data);

/** sl_lesson_runner_free: (nullable) no more epochs are asked for. */
void sl_lesson_runner_free (SlLessonRunner *self);

/** sl_lesson_runner_name: Returns (transfer full) (nullable) what run is being made; NULL
 * when it is the one in the window that goes on. */
char *sl_lesson_runner_name (const SlLessonRunner *self);

/** sl_lesson_runner_share: Returns how much of the work is done, 0 to 1. */
double sl_lesson_runner_share (const SlLessonRunner *self);

G_END_DECLS
