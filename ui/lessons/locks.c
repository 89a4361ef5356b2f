/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/locks.h"

#include "ui/lessons/pointer.h"
#include "ui/widgets/focus.h"

struct SlLessonLocks
{
  GtkApplicationWindow *window; /* Borrowed */
  /* Owned */
  GPtrArray *hidden;   /* of GtkWidget */
  GPtrArray *held;     /* of GtkWidget */
  GPtrArray *disabled; /* of GSimpleAction */
};

/* Other actions that set the same. */
static const char *const lambda_actions[] = {"lambda-up", "lambda-down", NULL};
/* They would save the lesson's run in place of the learner's own. */
static const char *const save_actions[] = {"save", "save-with-data", "save-session",
                                           "save-session-as", NULL};
/* What makes or moves a run; the first three have buttons. */
static const char *const run_actions[] = {"play-pause", "step-batch", "step-epoch",
                                          "reset",      "playing",    NULL};

SlLessonLocks *
sl_lesson_locks_new (GtkApplicationWindow *window)
{
  SlLessonLocks *self = g_new0 (SlLessonLocks, 1);

  self->window = window;
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->disabled = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static void
free_all (SlLessonLocks *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (self->hidden->pdata[i], TRUE);
  for (guint i = 0; i < self->held->len; i++)
    gtk_widget_set_sensitive (self->held->pdata[i], TRUE);
  for (guint i = 0; i < self->disabled->len; i++)
    g_simple_action_set_enabled (self->disabled->pdata[i], TRUE);
  g_ptr_array_set_size (self->hidden, 0);
  g_ptr_array_set_size (self->held, 0);
  g_ptr_array_set_size (self->disabled, 0);
}

void
sl_lesson_locks_free (SlLessonLocks *self)
{
  if (self == NULL)
    return;
  free_all (self);
  g_ptr_array_unref (self->hidden);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->disabled);
  g_free (self);
}

static void
disable (SlLessonLocks *self, const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), name);

  if (!G_IS_SIMPLE_ACTION (action) || !g_action_get_enabled (action))
    return;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
  g_ptr_array_add (self->disabled, g_object_ref (action));
}

static void
hold (SlLessonLocks *self, SlLessonLookKind kind, const char *id)
{
  GtkWidget *widget = sl_pointer_find (GTK_WIDGET (self->window), kind, id);

  if (widget == NULL || !gtk_widget_get_sensitive (widget))
    return;
  sl_focus_leave (widget);
  gtk_widget_set_sensitive (widget, FALSE);
  g_ptr_array_add (self->held, g_object_ref (widget));
}

static void
hide (SlLessonLocks *self, const char *setting)
{
  GtkWidget *widget =
      sl_pointer_find (GTK_WIDGET (self->window), SL_LESSON_LOOK_CONTROL, setting);

  disable (self, setting);
  if (widget == NULL || !gtk_widget_get_visible (widget))
    return;
  sl_focus_leave (widget);
  gtk_widget_set_visible (widget, FALSE);
  g_ptr_array_add (self->hidden, g_object_ref (widget));
}

/* A preset would set it, too. */
static void
lock (SlLessonLocks *self, const char *setting)
{
  hold (self, SL_LESSON_LOOK_CONTROL, setting);
  disable (self, setting);
  disable (self, "preset");
  for (int i = 0; g_str_equal (setting, "lambda") && lambda_actions[i] != NULL; i++)
    disable (self, lambda_actions[i]);
}

static void
lock_runs (SlLessonLocks *self)
{
  for (int i = 0; run_actions[i] != NULL; i++) {
    hold (self, SL_LESSON_LOOK_ACTION, run_actions[i]);
    disable (self, run_actions[i]);
  }
}

void
sl_lesson_locks_follow (SlLessonLocks *self, const SlLessonPlayer *player)
{
  const SlLesson *lesson;
  SlLessonPhase phase;

  g_return_if_fail (self != NULL && player != NULL);

  lesson = sl_lesson_player_lesson (player);
  phase = sl_lesson_player_phase (player);
  free_all (self);
  for (int i = 0; save_actions[i] != NULL; i++)
    disable (self, save_actions[i]);
  for (int i = 0; i < lesson->n_hidden; i++)
    hide (self, lesson->hidden[i]);
  for (int i = 0; i < lesson->n_locked; i++)
    lock (self, lesson->locked[i]);
  if (lesson->has_seed)
    lock (self, "seed");
  if (sl_lesson_player_lock (player) != NULL)
    lock (self, sl_lesson_player_lock (player));
  if (phase == SL_LESSON_ASKS || phase == SL_LESSON_RUNS)
    lock_runs (self);
}
