/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** SlLessonKnown: the numbers of a lesson's sentences: its runs are made on a thread of
 * their own, to the same bits as in the window, and "now" is the run in the window.
 * Signal "changed": more is known. Main thread. */
#define SL_TYPE_LESSON_KNOWN (sl_lesson_known_get_type ())
G_DECLARE_FINAL_TYPE (SlLessonKnown, sl_lesson_known, SL, LESSON_KNOWN, GObject)

/** sl_lesson_known_new: @lesson: a reference is taken. Returns (transfer full) numbers
 * that begin to be found. */
SlLessonKnown *sl_lesson_known_new (SlLesson *lesson);

/** sl_lesson_known_numbers: Returns (transfer none) what is known so far. */
SlLessonNumbers *sl_lesson_known_numbers (SlLessonKnown *self);

/** sl_lesson_known_now: @snapshot: (nullable) of the run in the window; @page: in view.
 */
void sl_lesson_known_now (SlLessonKnown *self, SlSnapshot *snapshot, const char *page);

/** sl_lesson_known_stop: nothing further is found. */
void sl_lesson_known_stop (SlLessonKnown *self);

G_END_DECLS
