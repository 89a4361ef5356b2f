/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lessons/player.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlLessonLocks: what a lesson keeps from the hand: settings it fixes or hides, the one
 * that waits for an answer, and the run until then. */
typedef struct SlLessonLocks SlLessonLocks;

/** sl_lesson_locks_new: @window: whose controls and actions are meant; it outlives the
 * locks. */
SlLessonLocks *sl_lesson_locks_new (GtkApplicationWindow *window);

/** sl_lesson_locks_free: (nullable) everything can be moved again. */
void sl_lesson_locks_free (SlLessonLocks *self);

/** sl_lesson_locks_follow: locks what the present phase of @player asks for, and frees
 * what it does not. */
void sl_lesson_locks_follow (SlLessonLocks *self, const SlLessonPlayer *player);

G_END_DECLS
