/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lessons/player.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlLessonStepView: what a step says: its text, its question, what is to be done, what
 * was seen and why; and a note for the teacher. What can be clicked are actions of the
 * window: win.lesson-answer, win.lesson-run, win.lesson-look. */
#define SL_TYPE_LESSON_STEP_VIEW (sl_lesson_step_view_get_type ())
G_DECLARE_FINAL_TYPE (SlLessonStepView, sl_lesson_step_view, SL, LESSON_STEP_VIEW, AdwBin)

/** sl_lesson_step_view_show: the present step of @player as far as it is; @note: with the
 * note for the teacher. */
void sl_lesson_step_view_show (SlLessonStepView *self,
                               const SlLessonPlayer *player,
                               SlLessonNumbers *numbers,
                               gboolean note);

/** sl_lesson_step_view_refresh: fills what @numbers know by now into the sentences. */
void sl_lesson_step_view_refresh (SlLessonStepView *self, SlLessonNumbers *numbers);

/** sl_lesson_step_view_news: Returns (transfer none) (nullable) the part that the present
 * phase is about. */
GtkWidget *sl_lesson_step_view_news (SlLessonStepView *self);

G_END_DECLS
