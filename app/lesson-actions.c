/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of the window that play lessons. */
#include "app/lesson-actions.h"

static void
lesson_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!sl_window_start_lesson (data, g_variant_get_string (state, NULL), &error))
    sl_window_toast (data, error->message);
}

static void
step_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  sl_window_lesson_go (data, g_variant_get_int32 (state));
}

/* A lesson before a class, from its beginning: one of the program's, or a file. */
static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *lesson = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (lesson, SL_LESSON_ENDING)) {
    sl_window_open (data, lesson);
  } else if (sl_window_start_lesson (data, lesson, &error)) {
    sl_window_lesson_go (data, 1);
  } else {
    sl_window_toast (data, error->message);
    return;
  }
  g_action_group_change_action_state (data, "present", g_variant_new_boolean (TRUE));
}

static void
answer_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_answer (data, g_variant_get_double (parameter));
}

static void
look_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_look (data, g_variant_get_int32 (parameter));
}

static void
lessons_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_toggle_lessons (data);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_next (data);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_back (data);
}

static void
run_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_run (data);
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_lesson_note (data);
}

static const GActionEntry entries[] = {
    {"lesson", NULL, "s", "''", lesson_cb},
    {"lesson-step", NULL, "i", "0", step_cb},
    {"demo", demo_cb, "s", NULL, NULL},
    {"lesson-answer", answer_cb, "d", NULL, NULL},
    {"lesson-look", look_cb, "i", NULL, NULL},
    {"lessons", lessons_cb, NULL, NULL, NULL},
    {"lesson-next", next_cb, NULL, NULL, NULL},
    {"lesson-back", back_cb, NULL, NULL, NULL},
    {"lesson-run", run_cb, NULL, NULL, NULL},
    {"lesson-note", note_cb, NULL, NULL, NULL},
};

static void
set_state (SlWindow *window, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
lesson_changed_cb (SlWindow *window, gpointer data)
{
  GAction *sidebar = g_action_map_lookup_action (G_ACTION_MAP (window), "sidebar");

  set_state (window, "lesson", g_variant_new_string (sl_window_lesson (window)));
  set_state (window, "lesson-step", g_variant_new_int32 (sl_window_lesson_step (window)));
  if (sidebar != NULL)
    g_simple_action_set_state (
        G_SIMPLE_ACTION (sidebar),
        g_variant_new_boolean (sl_window_sidebar_visible (window)));
}

/* A clicker has these keys, and the teacher's hand is not on the mouse. A field keeps
 * its own, and so does a slider. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SlWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  gboolean forward = key == GDK_KEY_Page_Down || key == GDK_KEY_Right;

  if (!sl_window_presenting (window) || *sl_window_lesson (window) == '\0' ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_RANGE (focus))))
    return FALSE;
  if (!forward && key != GDK_KEY_Page_Up && key != GDK_KEY_Left)
    return FALSE;
  if (forward)
    sl_window_lesson_next (window);
  else
    sl_window_lesson_back (window);
  return TRUE;
}

void
sl_lesson_actions_install (SlWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (SL_IS_WINDOW (window));

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries),
                                   window);
  g_signal_connect (window, "lesson-changed", G_CALLBACK (lesson_changed_cb), NULL);
  /* Before a list or a scrolled text takes them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

void
sl_lesson_actions_set_accels (GtkApplication *application)
{
  static const char *const lessons[] = {"<Control>l", NULL};
  static const char *const next[] = {"<Alt>Right", NULL};
  static const char *const back[] = {"<Alt>Left", NULL};

  gtk_application_set_accels_for_action (application, "win.lessons", lessons);
  gtk_application_set_accels_for_action (application, "win.lesson-next", next);
  gtk_application_set_accels_for_action (application, "win.lesson-back", back);
}
