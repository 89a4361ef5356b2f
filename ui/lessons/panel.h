/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lessons/player.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlLessonPanel: the list of lessons, or the present step of one. All that can be
 * clicked are actions of the window: win.lesson, win.lesson-next and so on. */
#define SL_TYPE_LESSON_PANEL (sl_lesson_panel_get_type ())
G_DECLARE_FINAL_TYPE (SlLessonPanel, sl_lesson_panel, SL, LESSON_PANEL, AdwBin)

/** sl_lesson_panel_show_list: the lessons that come with the program, with the progress
 * made. */
void sl_lesson_panel_show_list (SlLessonPanel *self);

/** sl_lesson_panel_show_step: the present step of @player, as far as it is; @numbers:
 * what is known; @demo: for a class. */
void sl_lesson_panel_show_step (SlLessonPanel *self,
                                const SlLessonPlayer *player,
                                SlLessonNumbers *numbers,
                                gboolean demo);

/** sl_lesson_panel_forget_step: its player is about to go; the step stays on screen until
 * another, or the list, takes its place. */
void sl_lesson_panel_forget_step (SlLessonPanel *self);

/** sl_lesson_panel_read_on: scrolls to what of the step is below the edge. Returns
 * whether there was anything. */
gboolean sl_lesson_panel_read_on (SlLessonPanel *self);

/** sl_lesson_panel_refresh: fills what @numbers know by now into the sentences; @share:
 * of the runs that the program makes, 0 to 1; @run: (nullable) name of the present one.
 */
void sl_lesson_panel_refresh (SlLessonPanel *self,
                              SlLessonNumbers *numbers,
                              double share,
                              const char *run);

/** sl_lesson_panel_toggle_note: the teacher's note is shown, or put away, from the next
 * sl_lesson_panel_show_step() on. */
void sl_lesson_panel_toggle_note (SlLessonPanel *self);

G_END_DECLS
