/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/save-run.h"
#include "ui/figures/figure.h"
#include "ui/pages/page-stack.h"
#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlWindow: places sidebar, pages and transport bar around one session; nothing more.
 * Signal: "lesson-changed" (another lesson, step or phase, or the list is there). */
#define SL_TYPE_WINDOW (sl_window_get_type ())
G_DECLARE_FINAL_TYPE (SlWindow, sl_window, SL, WINDOW, AdwApplicationWindow)

/** sl_window_new: @session: shut down when the window closes. */
SlWindow *sl_window_new (GtkApplication *application, SlSession *session);

/** sl_window_session: Returns (transfer none) the session. */
SlSession *sl_window_session (SlWindow *self);

/** sl_window_pages: Returns (transfer none) its pages. */
SlPageStack *sl_window_pages (SlWindow *self);

/** sl_window_toast: shows @text for a few seconds. */
void sl_window_toast (SlWindow *self, const char *text);

gboolean sl_window_sidebar_visible (SlWindow *self);
void sl_window_set_sidebar_visible (SlWindow *self, gboolean visible);

#define SL_TEXT_SCALE_MIN 0.5
#define SL_TEXT_SCALE_MAX 3.0

/** sl_window_set_text_scale: all text is @scale times as large as the system has it, that
 * of figures too; a presentation comes on top. What does not fit then scrolls. Errors:
 * SL_ERROR_ARGUMENT beyond the limits. */
gboolean sl_window_set_text_scale (SlWindow *self, double scale, GError **error);
double sl_window_text_scale (SlWindow *self);

/** sl_window_set_first_steps: tells a newcomer, on the first page, what to do first
 * (first-steps.h). At first it does not. */
void sl_window_set_first_steps (SlWindow *self, gboolean wanted);
gboolean sl_window_first_steps (SlWindow *self);

/** sl_window_open_lesson:
 * @lesson: a reference is taken; @is_own: read from a file
 * Plays @lesson beside the page, where the learner was in it; their own experiment is set
 * aside. On error (SL_ERROR_ARGUMENT) nothing changes. */
gboolean
sl_window_open_lesson (SlWindow *self, SlLesson *lesson, gboolean is_own, GError **error);

/** sl_window_start_lesson: the same with the built-in lesson @id; "" leaves the present
 * one. SL_ERROR_ARGUMENT names the lessons there are. */
gboolean sl_window_start_lesson (SlWindow *self, const char *id, GError **error);

/** sl_window_leave_lesson: the learner's own experiment is there again: run, settings,
 * page and cards. */
void sl_window_leave_lesson (SlWindow *self);

/** sl_window_lesson: Returns (transfer none) the id of the lesson that is on; "" when
 * there is none. sl_window_lesson_step: Returns its present step, from 1; 0 = none. */
const char *sl_window_lesson (SlWindow *self);
int sl_window_lesson_step (SlWindow *self);

/** sl_window_lesson_go: goes to @step, from 1, if there is one. _next, _back: one step;
 * before a class, next first runs and tells what the present step has to show. */
void sl_window_lesson_go (SlWindow *self, int step);
void sl_window_lesson_next (SlWindow *self);
void sl_window_lesson_back (SlWindow *self);

/** sl_window_lesson_answer: answers the present question: @answer: the place of a choice,
 * from 0, or an estimate. */
void sl_window_lesson_answer (SlWindow *self, double answer);

/** sl_window_lesson_run: does what the program is to do in this step. */
void sl_window_lesson_run (SlWindow *self);

/** sl_window_lesson_look: points at thing @which of the step, those of its why last. */
void sl_window_lesson_look (SlWindow *self, int which);

/** sl_window_lesson_note: shows the teacher's note, or puts it away. */
void sl_window_lesson_note (SlWindow *self);

/** sl_window_toggle_lessons: shows the list of lessons, leaving the present one, or puts
 * it away. */
void sl_window_toggle_lessons (SlWindow *self);

/** sl_window_show_data: opens the window that tells about the data, or brings it to the
 * front. */
void sl_window_show_data (SlWindow *self);

/** sl_window_show_export: opens the window that exports what is on screen, the figure
 * that has the focus first. */
void sl_window_show_export (SlWindow *self);

/** sl_window_copy_figure: puts the figure that has the focus, or the first, on the
 * clipboard. */
void sl_window_copy_figure (SlWindow *self);

/** sl_window_export:
 * @figure: id; @path: the ending decides on the format
 * Writes a figure as its card shows it, without asking; a toast tells the result. The
 * ending .csv writes its numbers.
 * Errors: SL_ERROR_ARGUMENT for an unknown figure, or one without anything to show yet.
 */
gboolean
sl_window_export (SlWindow *self, const char *figure, const char *path, GError **error);

/** sl_window_export_film: writes the run from its start to now as a film of @figure, a
 * picture every @every epochs, without asking (save-film.h). Errors: SL_ERROR_ARGUMENT
 * for an unknown figure, an ending that is neither .gif nor .png, too many pictures. */
gboolean sl_window_export_film (SlWindow *self,
                                const char *figure,
                                int every,
                                const char *path,
                                GError **error);

/** sl_window_export_all: writes every figure of the page on screen, and the numbers
 * behind each, without asking (save-all.h). @ending: "svg", "pdf" or "png". Errors:
 * SL_ERROR_ARGUMENT for a path that is not whole, or nothing to show yet. */
gboolean sl_window_export_all (SlWindow *self,
                               const char *ending,
                               const char *folder,
                               GError **error);

/** sl_window_show_numbers: opens a window with the numbers of a figure as its card shows
 * them. @figure: id. Errors: SL_ERROR_ARGUMENT for an unknown figure, or one without
 * numbers yet. */
gboolean sl_window_show_numbers (SlWindow *self, const char *figure, GError **error);

/** sl_window_set_figure: @card: 1 … 4 of the Train page; @figure: id. Errors:
 * SL_ERROR_ARGUMENT when there is no such card or figure. */
gboolean
sl_window_set_figure (SlWindow *self, int card, const char *figure, GError **error);

/** sl_window_figures: Returns (transfer full) the ids of what the cards show. */
char **sl_window_figures (SlWindow *self);

/** sl_window_set_presenting: the whole screen, larger text, and of the settings the
 * penalty alone. */
void sl_window_set_presenting (SlWindow *self, gboolean presenting);
gboolean sl_window_presenting (SlWindow *self);

/** sl_window_restore: shows all cards again when one is enlarged. Returns whether. */
gboolean sl_window_restore (SlWindow *self);

/** sl_window_copy_command_line: copies the command that gives the present run
 * (copy-command-line.h). @path: of a file to write it to, "" for the clipboard. */
void sl_window_copy_command_line (SlWindow *self, const char *path);

/** sl_window_show_code: opens a window with the run as scripts of other libraries. */
void sl_window_show_code (SlWindow *self);

/** sl_window_export_code: writes the run as a script, and its data beside it
 * (core/code/code.h), without asking; a toast tells the result. @library: id. */
void sl_window_export_code (SlWindow *self, const char *library, const char *path);

/** sl_window_save_run: writes what other tools can have of the run (save-run.h). @path:
 * "" asks where to. */
void sl_window_save_run (SlWindow *self, SlRunFile file, const char *path);

/** sl_window_open: reads a learner's own data file (open-bar.h) and trains on it, or goes
 * on with a saved session. @path: in the file system's encoding. */
void sl_window_open (SlWindow *self, const char *path);

/** sl_window_change_file:
 * @setting: sl_setting_is_of_file(); @text: as for sl_session_set()
 * Reads the file that is open again, with something else wanted of it (open-bar.h). */
void sl_window_change_file (SlWindow *self, const SlSetting *setting, const char *text);

/** sl_window_keep: from now on the run is saved by itself, every @seconds when it has
 * changed and when the window closes, and one that a crash has left is offered. Once. */
void sl_window_keep (SlWindow *self, guint seconds);

/** sl_window_open_last: goes on with the run of the window that was closed last. */
void sl_window_open_last (SlWindow *self);

/** sl_window_save: saves the run, and how the window shows it, as a session. @path:
 * (nullable) NULL: where it was saved last or came from, or else asks. A toast tells the
 * result. */
void sl_window_save (SlWindow *self, const char *path);

/** sl_window_save_with_data: the same with the learner's own data files in it, now and
 * when it is saved there again. */
void sl_window_save_with_data (SlWindow *self, const char *path);

/** sl_window_save_as: asks where to. */
void sl_window_save_as (SlWindow *self);

/** sl_window_choose_file: asks which file to open. */
void sl_window_choose_file (SlWindow *self);

G_END_DECLS
