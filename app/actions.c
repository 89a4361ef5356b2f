/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/actions.h"
#include "app/setting-actions.h"
#include "ui/widgets/lambda-slider.h"
#include <glib/gi18n-lib.h>
#include <math.h>

enum { MAX_KEYS = 5 };

/* One command of the window. */
typedef struct
{
  const char *name;
  void (*activate) (SlWindow *window);
  const char *accels[1];      /* with Ctrl or an F number: hold everywhere */
  const char *keys[MAX_KEYS]; /* dead while a text field has the focus */
} Command;

static void
toggle_playing (SlWindow *window)
{
  SlSession *session = sl_window_session (window);

  sl_session_set_playing (session, !sl_session_playing (session));
}

static void
step_batch (SlWindow *window)
{
  sl_session_step_batch (sl_window_session (window));
}

static void
step_epoch (SlWindow *window)
{
  sl_session_step_epoch (sl_window_session (window));
}

static void
reset (SlWindow *window)
{
  sl_session_reset (sl_window_session (window));
}

static void
step_lambda (SlWindow *window, int direction)
{
  SlSession *session = sl_window_session (window);
  double lambda = sl_lambda_step (sl_session_config (session)->lambda, direction);
  g_autofree char *text = sl_number_exact (lambda);

  sl_session_set (session, sl_setting_find ("lambda", NULL), text, NULL);
}

static void
lambda_down (SlWindow *window)
{
  step_lambda (window, -1);
}

static void
lambda_up (SlWindow *window)
{
  step_lambda (window, +1);
}

static void
pin (SlWindow *window)
{
  g_autoptr (GError) error = NULL;

  if (!sl_session_pin (sl_window_session (window), &error))
    sl_window_toast (window, error->message);
}

/* All of them, and the ghost. */
static void
unpin (SlWindow *window)
{
  for (int place = -1; place < SL_MAX_PINNED; place++)
    sl_session_unpin (sl_window_session (window), place);
}

static void
undo (SlWindow *window)
{
  sl_session_undo (sl_window_session (window), FALSE);
}

static void
redo (SlWindow *window)
{
  sl_session_undo (sl_window_session (window), TRUE);
}

static void
refit (SlWindow *window)
{
  sl_session_refit (sl_window_session (window));
}

static void
show_data (SlWindow *window)
{
  sl_window_show_data (window);
}

static void
show_export (SlWindow *window)
{
  sl_window_show_export (window);
}

static void
copy_figure (SlWindow *window)
{
  sl_window_copy_figure (window);
}

/* All cards again, or else out of the presentation. */
static void
restore (SlWindow *window)
{
  if (!sl_window_restore (window) && sl_window_presenting (window))
    g_action_group_change_action_state (G_ACTION_GROUP (window), "present",
                                        g_variant_new_boolean (FALSE));
}

static void
close_window (SlWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
}

static void
choose_file (SlWindow *window)
{
  sl_window_choose_file (window);
}

static void
save_session (SlWindow *window)
{
  sl_window_save (window, NULL);
}

static void
save_session_as (SlWindow *window)
{
  sl_window_save_as (window);
}

static const Command commands[] = {
    {"play-pause", toggle_playing, {"<Control>space"}, {"space"}},
    {"step-batch", step_batch, {NULL}, {"period", "KP_Decimal"}},
    {"step-epoch", step_epoch, {NULL}, {"<Shift>period", "greater"}},
    {"reset", reset, {NULL}, {"r"}},
    {"lambda-down", lambda_down, {NULL}, {"minus", "KP_Subtract"}},
    {"lambda-up", lambda_up, {NULL}, {"plus", "<Shift>plus", "equal", "KP_Add"}},
    {"pin", pin, {NULL}, {"p"}},
    {"unpin", unpin, {NULL}, {"<Shift>p"}},
    {"undo", undo, {NULL}, {"<Control>z"}},
    {"redo", redo, {NULL}, {"<Control><Shift>z"}},
    {"refit", refit, {NULL}, {"f"}},
    {"about-data", show_data, {"<Control>i"}, {NULL}},
    {"show-export", show_export, {NULL}, {"e"}},
    {"copy-figure", copy_figure, {NULL}, {"<Control>c"}},
    {"restore", restore, {NULL}, {"Escape"}},
    {"choose-file", choose_file, {"<Control>o"}, {NULL}},
    {"save-session", save_session, {"<Control>s"}, {NULL}},
    {"save-session-as", save_session_as, {"<Control><Shift>s"}, {NULL}},
    {"close", close_window, {"<Control>w"}, {NULL}},
};

static void
command_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      commands[i].activate (data);
}

static void
add_commands (SlWindow *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new (commands[i].name, NULL);

    g_signal_connect (action, "activate", G_CALLBACK (command_cb), window);
    g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  }
}

/* ---- actions with a state or a value ---- */

static void
playing_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  sl_session_set_playing (sl_window_session (data), g_variant_get_boolean (state));
}

static void
speed_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  double speed = g_variant_get_double (state);

  if (isfinite (speed) && speed > 0.0)
    sl_session_set_speed (sl_window_session (data), speed);
  else
    sl_window_toast (data, _ ("speed: epochs per second must be above 0"));
}

static void
sidebar_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  sl_window_set_sidebar_visible (data, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
present_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  GActionMap *map = data;

  sl_window_set_presenting (data, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sidebar")),
      g_variant_new_boolean (sl_window_sidebar_visible (data)));
}

static void
undo_changed_cb (SlSession *session, SlWindow *window)
{
  static const char *const names[] = {"undo", "redo"};

  for (int i = 0; i < 2; i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), names[i])),
        sl_session_can_undo (session, i));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *figure, *path;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &figure, &path);
  if (!sl_window_export (data, figure, path, &error))
    sl_window_toast (data, error->message);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_open (data, g_variant_get_string (parameter, NULL));
}

static void
copy_command_line_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_copy_command_line (data, g_variant_get_string (parameter, NULL));
}

static void
page_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!sl_page_stack_show (sl_window_pages (data), g_variant_get_string (state, NULL),
                           &error))
    sl_window_toast (data, error->message);
}

static void
page_changed_cb (SlPageStack *pages, SlWindow *window)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "page");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (sl_page_stack_shown (pages)->kind.id));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *path = g_variant_get_string (parameter, NULL);

  if (g_path_is_absolute (path))
    sl_window_save (data, path);
  else
    sl_window_toast (data, _ ("save: give the whole path of the file"));
}

static void
figure_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *figure;
  gint32 card;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(i&s)", &card, &figure);
  if (!sl_window_set_figure (data, card, figure, &error))
    sl_window_toast (data, error->message);
}

static void
state_changed_cb (SlSession *session, SlWindow *window)
{
  GActionMap *map = G_ACTION_MAP (window);

  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (map, "playing")),
      g_variant_new_boolean (sl_session_playing (session)));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "speed")),
                             g_variant_new_double (sl_session_speed (session)));
}

static void
add_stateful (SlWindow *window,
              const char *name,
              GVariant *state,
              gboolean with_parameter,
              void (*change) (GSimpleAction *, GVariant *, gpointer))
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      name, with_parameter ? g_variant_get_type (state) : NULL, state);

  g_signal_connect (action, "change-state", G_CALLBACK (change), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
}

/* ---- keys ---- */

/* A text field takes its keys before they come here; an open menu or list is not to be
 * left for them either. */
static gboolean
key_cb (GtkWidget *widget, GVariant *target, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if (focus != NULL && (GTK_IS_EDITABLE (focus) ||
                        gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return FALSE;
  return gtk_widget_activate_action_variant (widget, data, target);
}

static void
add_key (GtkEventController *keys, const char *key, const char *action, GVariant *target)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (key);
  GtkShortcut *shortcut = gtk_shortcut_new (
      trigger, gtk_callback_action_new (key_cb, g_strdup (action), g_free));

  g_assert (trigger != NULL);
  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* 0 to 9 choose the penalties, in the order of their table. */
static void
add_penalty_keys (GtkEventController *keys)
{
  const SlKindTable *penalties = sl_penalties ();

  for (size_t i = 0; i < MIN (penalties->n, 10); i++) {
    g_autofree char *key = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
    g_autofree char *keypad = g_strdup_printf ("KP_%" G_GSIZE_FORMAT, i);

    add_key (keys, key, "win.penalty", g_variant_new_string (penalties->kinds[i]->id));
    add_key (keys, keypad, "win.penalty", g_variant_new_string (penalties->kinds[i]->id));
  }
}

static void
add_keys (SlWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_BUBBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *action = g_strdup_printf ("win.%s", commands[i].name);

    for (int k = 0; k < MAX_KEYS && commands[i].keys[k] != NULL; k++)
      add_key (keys, commands[i].keys[k], action, NULL);
  }
  add_penalty_keys (keys);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

void
sl_actions_install (SlWindow *window)
{
  SlSession *session = sl_window_session (window);
  g_autoptr (GSimpleAction) export =
      g_simple_action_new ("export", G_VARIANT_TYPE ("(ss)"));
  g_autoptr (GSimpleAction) open = g_simple_action_new ("open", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) save = g_simple_action_new ("save", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) words =
      g_simple_action_new ("copy-command-line", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) figure =
      g_simple_action_new ("figure", G_VARIANT_TYPE ("(is)"));

  g_return_if_fail (SL_IS_WINDOW (window));

  sl_setting_actions_install (window);
  add_commands (window);
  add_stateful (window, "playing", g_variant_new_boolean (sl_session_playing (session)),
                TRUE, playing_cb);
  add_stateful (window, "speed", g_variant_new_double (sl_session_speed (session)), TRUE,
                speed_cb);
  add_stateful (window, "sidebar",
                g_variant_new_boolean (sl_window_sidebar_visible (window)), FALSE,
                sidebar_cb);
  add_stateful (
      window, "page",
      g_variant_new_string (sl_page_stack_shown (sl_window_pages (window))->kind.id),
      TRUE, page_cb);
  g_signal_connect_object (sl_window_pages (window), "page-changed",
                           G_CALLBACK (page_changed_cb), window, 0);
  add_stateful (window, "present", g_variant_new_boolean (FALSE), FALSE, present_cb);
  g_signal_connect_object (session, "undo-changed", G_CALLBACK (undo_changed_cb), window,
                           0);
  undo_changed_cb (session, window);
  g_signal_connect (export, "activate", G_CALLBACK (export_cb), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (export));
  g_signal_connect (save, "activate", G_CALLBACK (save_cb), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (save));
  g_signal_connect (open, "activate", G_CALLBACK (open_cb), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (open));
  g_signal_connect (words, "activate", G_CALLBACK (copy_command_line_cb), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (words));
  g_signal_connect (figure, "activate", G_CALLBACK (figure_cb), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (figure));
  g_signal_connect_object (session, "state-changed", G_CALLBACK (state_changed_cb),
                           window, 0);
  add_keys (window);
}

/* Ctrl+1 and so on, in the order of the switcher. */
static void
set_page_accels (GtkApplication *application)
{
  const SlKindTable *pages = sl_pages ();

  for (size_t i = 0; i < MIN (pages->n, 9); i++) {
    g_autofree char *action = g_strdup_printf ("win.page::%s", pages->kinds[i]->id);
    g_autofree char *key = g_strdup_printf ("<Control>%d", (int) i + 1);
    const char *accels[] = {key, NULL};

    gtk_application_set_accels_for_action (application, action, accels);
  }
}

void
sl_actions_set_accels (GtkApplication *application)
{
  static const char *const sidebar_keys[] = {"F9", NULL};
  static const char *const present_keys[] = {"F11", NULL};
  static const char *const words_keys[] = {"<Control><Shift>c", NULL};
  static const char *const help_keys[] = {"<Control>question", NULL};

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *action = g_strdup_printf ("win.%s", commands[i].name);
    const char *accels[] = {commands[i].accels[0], NULL};

    if (accels[0] != NULL)
      gtk_application_set_accels_for_action (application, action, accels);
  }
  set_page_accels (application);
  gtk_application_set_accels_for_action (application, "win.sidebar", sidebar_keys);
  gtk_application_set_accels_for_action (application, "win.present", present_keys);
  gtk_application_set_accels_for_action (application, "win.copy-command-line('')",
                                         words_keys);
  gtk_application_set_accels_for_action (application, "win.show-help-overlay", help_keys);
}
