/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lesson in the window: the panel beside the page, the learner's own experiment set
 * aside, and what is pointed at. */
#include "ui/lessons/known.h"
#include "ui/lessons/locks.h"
#include "ui/lessons/panel.h"
#include "ui/lessons/pointer.h"
#include "ui/lessons/progress.h"
#include "ui/lessons/runner.h"
#include "ui/pages/train.h"
#include "ui/widgets/throttle.h"
#include "ui/window-private.h"
#include "ui/window-state.h"

#include <glib/gi18n-lib.h>

/* A label is read out when it changes: four times a second is the most. */
#define REFRESH_INTERVAL_MS 250

struct SlLessonStage
{
  SlWindow *window; /* Borrowed */

  /* Owned */
  SlLessonPlayer *player;
  SlLessonKnown *known;
  SlLessonRunner *runner; /* nullable: while the program makes its runs */
  SlLessonLocks *locks;
  SlPointer *pointer;
  GBytes *state;   /* of the window before */
  gboolean is_own; /* a file, not one that comes with the program */
  gboolean had_sidebar;

  gulong snapshot_handler, page_handler; /* of the session, of the pages */
  SlThrottle refresh;
};

static void show (SlLessonStage *stage);

static void
emit_changed (SlWindow *self)
{
  g_signal_emit_by_name (self, "lesson-changed");
}

/* ---- what is looked at ---- */

/* The settings are in sight while something is to be done with them; what the learner has
 * moved stays under the hand. */
static gboolean
needs_settings (const SlLessonPlayer *player, gboolean presenting)
{
  const SlLessonStep *step = sl_lesson_player_step (player);
  SlLessonPhase phase = sl_lesson_player_phase (player);
  gboolean needs = step->action != NULL && step->action->by_learner;

  /* The class is to see all answers. */
  if (presenting && phase == SL_LESSON_ASKS)
    return FALSE;

  if (step->action != NULL && !step->action->by_learner &&
      (phase == SL_LESSON_RUNS || phase == SL_LESSON_TELLS))
    return FALSE;
  for (int i = 0; i < step->n_looks; i++)
    needs |= step->looks[i].kind == SL_LESSON_LOOK_CONTROL;
  return needs;
}

static void
look (SlLessonStage *stage)
{
  const SlLessonStep *step = sl_lesson_player_step (stage->player);

  if (sl_lesson_player_phase (stage->player) == SL_LESSON_TELLS && step->n_why_looks > 0)
    sl_window_look_at (stage->window, stage->pointer, step->n_why_looks, step->why_looks);
  else
    sl_window_look_at (stage->window, stage->pointer, step->n_looks, step->looks);
}

/* ---- what is on screen ---- */

static void
keep_progress (SlLessonStage *stage)
{
  const SlLesson *lesson = sl_lesson_player_lesson (stage->player);
  SlLessonProgress progress = sl_lesson_progress_load (lesson->id);

  if (stage->is_own)
    return;
  progress.step = sl_lesson_player_place (stage->player);
  progress.done |= sl_lesson_player_is_complete (stage->player);
  sl_lesson_progress_save (lesson->id, &progress);
}

static void
show (SlLessonStage *stage)
{
  SlWindow *window = stage->window;
  SlLessonNumbers *numbers = sl_lesson_known_numbers (stage->known);

  gtk_widget_set_visible (GTK_WIDGET (window->sidebar),
                          needs_settings (stage->player, window->presenting));
  sl_lesson_locks_follow (stage->locks, stage->player);
  sl_lesson_panel_show_step (window->lessons, stage->player, numbers, window->presenting);
  sl_lesson_panel_refresh (window->lessons, numbers, 0.0, NULL);
  keep_progress (stage);
  emit_changed (window);
}

/* The settings of the step before may still be on their way to the run. */
static gboolean
runs_as_set (const SlLessonStage *stage)
{
  SlSession *session = stage->window->session;
  const SlSnapshot *now = sl_session_snapshot (session);

  return now != NULL && sl_config_equal (&now->config, sl_session_config (session));
}

static void
check_until (SlLessonStage *stage)
{
  const SlLessonAction *action = sl_lesson_player_step (stage->player)->action;

  if (sl_lesson_player_phase (stage->player) != SL_LESSON_WAITS || !action->by_learner ||
      action->until == NULL || !runs_as_set (stage) ||
      !sl_lesson_expression_holds (action->until, sl_lesson_known_numbers (stage->known)))
    return;
  sl_lesson_player_finish (stage->player);
  show (stage);
  look (stage);
}

/* Compared runs take all steps: the lesson's are to be made anew, when the learner asks.
 */
static void
check_compared (SlLessonStage *stage)
{
  if (stage->runner == NULL || !sl_session_comparing (stage->window->session))
    return;
  g_clear_pointer (&stage->runner, sl_lesson_runner_free);
  sl_lesson_player_go (stage->player, sl_lesson_player_place (stage->player));
  show (stage);
}

static void
refresh (gpointer data)
{
  SlLessonStage *stage = data;
  g_autofree char *run = NULL;
  double share = 0.0;

  check_compared (stage);
  if (stage->runner != NULL) {
    share = sl_lesson_runner_share (stage->runner);
    run = sl_lesson_runner_name (stage->runner);
  }
  check_until (stage);
  sl_lesson_panel_refresh (stage->window->lessons, sl_lesson_known_numbers (stage->known),
                           share, run);
}

static void
known_changed_cb (SlLessonKnown *known, SlWindow *window)
{
  sl_throttle_request (&window->stage->refresh, FALSE);
}

static void
follow (SlLessonStage *stage)
{
  SlWindow *window = stage->window;

  sl_lesson_known_now (stage->known, sl_session_snapshot (window->session),
                       sl_page_stack_shown (window->pages)->kind.id);
}

static void
snapshot_changed_cb (SlSession *session, SlWindow *window)
{
  follow (window->stage);
}

static void
page_changed_cb (SlPageStack *pages, SlWindow *window)
{
  follow (window->stage);
}

/* ---- what happens ---- */

static void
ran_cb (gpointer data)
{
  SlLessonStage *stage = data;

  /* The runner has said its last. */
  g_clear_pointer (&stage->runner, sl_lesson_runner_free);
  sl_lesson_player_finish (stage->player);
  show (stage);
  look (stage);
}

/* Compared runs would take the steps for theirs. */
static void
run (SlLessonStage *stage)
{
  sl_lesson_player_begin (stage->player);
  if (sl_lesson_player_phase (stage->player) != SL_LESSON_RUNS || stage->runner != NULL)
    return;
  if (sl_session_comparing (stage->window->session))
    sl_page_stack_show (stage->window->pages, sl_page_train.kind.id, NULL);
  stage->runner =
      sl_lesson_runner_new (stage->window->session,
                            sl_lesson_player_step (stage->player)->action, ran_cb, stage);
  show (stage);
}

static void
go (SlLessonStage *stage, int place)
{
  const SlLessonStep *step;

  g_clear_pointer (&stage->runner, sl_lesson_runner_free);
  if (!sl_lesson_player_go (stage->player, place))
    return;
  step = sl_lesson_player_step (stage->player);
  if (step->has_set)
    sl_session_apply (stage->window->session, &step->set, NULL);
  /* Nothing goes on, out of reach, behind a question. */
  if (sl_lesson_player_phase (stage->player) == SL_LESSON_ASKS)
    sl_session_set_playing (stage->window->session, FALSE);
  sl_window_show_step_page (stage->window, step);
  follow (stage);
  show (stage);
  look (stage);
}

static void
stage_free (SlLessonStage *stage)
{
  sl_throttle_clear (&stage->refresh);
  g_clear_pointer (&stage->runner, sl_lesson_runner_free);
  sl_lesson_locks_free (stage->locks);
  sl_pointer_free (stage->pointer);
  g_signal_handlers_disconnect_by_data (stage->known, stage->window);
  sl_lesson_known_stop (stage->known);
  g_object_unref (stage->known);
  g_bytes_unref (stage->state);
  sl_lesson_player_free (stage->player);
  g_free (stage);
}

/* ---- public ---- */

void
sl_window_leave_lesson (SlWindow *self)
{
  SlLessonStage *stage;

  g_return_if_fail (SL_IS_WINDOW (self));

  stage = g_steal_pointer (&self->stage);
  if (stage == NULL)
    return;
  g_clear_signal_handler (&stage->snapshot_handler, self->session);
  g_clear_signal_handler (&stage->page_handler, self->pages);
  sl_session_take_back (self->session);
  sl_window_turn_geometry_back (self);
  sl_window_take_state (self, stage->state);
  sl_lesson_panel_forget_step (self->lessons);
  gtk_widget_set_visible (GTK_WIDGET (self->lessons), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  gtk_widget_set_visible (self->sidebar_area, stage->had_sidebar);
  stage_free (stage);
  sl_window_refresh_first_steps (self);
  emit_changed (self);
}

/* The list, when it is on screen, has the panel already. */
static gboolean
had_sidebar (SlWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->lessons))
             ? self->had_settings
             : gtk_widget_get_visible (self->sidebar_area);
}

gboolean
sl_window_open_lesson (SlWindow *self, SlLesson *lesson, gboolean is_own, GError **error)
{
  SlLessonStage *stage;
  SlLessonProgress progress;
  GBytes *state;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (lesson != NULL, FALSE);

  sl_window_leave_lesson (self);
  state = sl_window_state (self, NULL);
  if (!sl_session_set_aside (self->session, &lesson->start, error)) {
    g_bytes_unref (state);
    return FALSE;
  }
  stage = self->stage = g_new0 (SlLessonStage, 1);
  stage->window = self;
  stage->state = state;
  stage->is_own = is_own;
  stage->had_sidebar = had_sidebar (self);
  stage->player = sl_lesson_player_new (lesson);
  stage->known = sl_lesson_known_new (lesson);
  stage->locks = sl_lesson_locks_new (GTK_APPLICATION_WINDOW (self));
  stage->pointer = sl_pointer_new ();
  sl_throttle_init (&stage->refresh, REFRESH_INTERVAL_MS, refresh, stage);
  g_signal_connect (stage->known, "changed", G_CALLBACK (known_changed_cb), self);
  stage->snapshot_handler = g_signal_connect (self->session, "snapshot-changed",
                                              G_CALLBACK (snapshot_changed_cb), self);
  stage->page_handler =
      g_signal_connect (self->pages, "page-changed", G_CALLBACK (page_changed_cb), self);
  sl_session_set_speed (self->session, SL_SESSION_SPEED_DEFAULT);
  sl_page_stack_show (stage->window->pages, sl_page_train.kind.id, NULL);
  sl_page_restore (sl_window_shown_page (self));
  gtk_widget_set_visible (self->sidebar_area, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->lessons), TRUE);
  sl_window_refresh_first_steps (self);
  progress = is_own ? (SlLessonProgress){0} : sl_lesson_progress_load (lesson->id);
  go (stage, progress.done || progress.step >= lesson->n_steps ? 0 : progress.step);
  return TRUE;
}

gboolean
sl_window_start_lesson (SlWindow *self, const char *id, GError **error)
{
  g_autoptr (SlLesson) lesson = NULL;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  if (*id == '\0') {
    sl_window_leave_lesson (self);
    return TRUE;
  }
  lesson = sl_lesson_built_in (id, error);
  return lesson != NULL && sl_window_open_lesson (self, lesson, FALSE, error);
}

const char *
sl_window_lesson (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);
  return self->stage != NULL ? sl_lesson_player_lesson (self->stage->player)->id : "";
}

int
sl_window_lesson_step (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), 0);
  return self->stage != NULL ? sl_lesson_player_place (self->stage->player) + 1 : 0;
}

void
sl_window_lesson_go (SlWindow *self, int step)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage != NULL)
    go (self->stage, step - 1);
}

/* Before a class, what is hidden in a step comes first: the answer, then the run. */
static gboolean
reveal (SlLessonStage *stage)
{
  SlLessonPhase phase = sl_lesson_player_phase (stage->player);

  if (!stage->window->presenting || phase == SL_LESSON_TELLS)
    return FALSE;
  sl_lesson_player_pass (stage->player);
  if (sl_lesson_player_is_auto (stage->player))
    run (stage);
  else if (phase == SL_LESSON_WAITS)
    return FALSE;
  show (stage);
  return TRUE;
}

/* A clicker has no wheel: what is below the edge comes before the next step. */
static gboolean
read_on (SlWindow *self)
{
  return self->presenting && sl_lesson_panel_read_on (self->lessons);
}

void
sl_window_lesson_next (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage != NULL && !reveal (self->stage) && !read_on (self))
    go (self->stage, sl_lesson_player_place (self->stage->player) + 1);
}

void
sl_window_lesson_back (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage != NULL)
    go (self->stage, sl_lesson_player_place (self->stage->player) - 1);
}

void
sl_window_lesson_answer (SlWindow *self, double answer)
{
  SlLessonStage *stage;

  g_return_if_fail (SL_IS_WINDOW (self));

  stage = self->stage;
  if (stage == NULL || !sl_lesson_player_answer (stage->player, answer))
    return;
  if (sl_lesson_player_is_auto (stage->player))
    run (stage);
  else
    show (stage);
}

void
sl_window_lesson_run (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage != NULL)
    run (self->stage);
}

void
sl_window_lesson_look (SlWindow *self, int which)
{
  const SlLessonStep *step;

  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage == NULL)
    return;
  step = sl_lesson_player_step (self->stage->player);
  if (which >= 0 && which < step->n_looks)
    sl_window_look_at_one (self, self->stage->pointer, step, &step->looks[which]);
  else if (which >= step->n_looks && which < step->n_looks + step->n_why_looks)
    sl_window_look_at_one (self, self->stage->pointer, step,
                           &step->why_looks[which - step->n_looks]);
}

void
sl_window_lesson_note (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->stage == NULL)
    return;
  sl_lesson_panel_toggle_note (self->lessons);
  show (self->stage);
}

void
sl_window_refresh_lesson (SlWindow *self)
{
  if (self->stage != NULL)
    show (self->stage);
}

void
sl_window_toggle_lessons (SlWindow *self)
{
  gboolean shown;

  g_return_if_fail (SL_IS_WINDOW (self));

  shown = gtk_widget_get_visible (GTK_WIDGET (self->lessons)) && self->stage == NULL;
  sl_window_leave_lesson (self);
  if (!shown) {
    self->had_settings = gtk_widget_get_visible (self->sidebar_area);
    sl_lesson_panel_show_list (self->lessons);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->lessons), !shown);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), shown);
  gtk_widget_set_visible (self->sidebar_area, !shown || self->had_settings);
  sl_window_refresh_first_steps (self);
  emit_changed (self);
}
