/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/actions.h"
#include "app/lesson-actions.h"
#include "app/setting-actions.h"
#include "app/value-actions.h"
#include "ui/widgets/help.h"
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
compute_path (SlWindow *window)
{
  SlPathWish wish = sl_path_wish_default ();

  sl_session_find_path (sl_window_session (window), &wish);
}

static void
cancel_path (SlWindow *window)
{
  sl_session_stop_path (sl_window_session (window));
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
show_code (SlWindow *window)
{
  sl_window_show_code (window);
}

static void
copy_figure (SlWindow *window)
{
  sl_window_copy_figure (window);
}

/* What is under the hand, in words; nothing is: how to get there. */
static void
explain (SlWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  if (focus == NULL || !sl_help_show (focus))
    sl_window_toast (window, _ ("Go to a control with Tab, then press F1"));
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

static void
open_last (SlWindow *window)
{
  sl_window_open_last (window);
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
    {"compute-path", compute_path, {NULL}, {NULL}},
    {"cancel-path", cancel_path, {NULL}, {NULL}},
    {"about-data", show_data, {"<Control>i"}, {NULL}},
    {"show-export", show_export, {NULL}, {"e"}},
    {"show-code", show_code, {NULL}, {NULL}},
    {"copy-figure", copy_figure, {NULL}, {"<Control>c"}},
    {"restore", restore, {NULL}, {"Escape"}},
    {"explain", explain, {"F1"}, {NULL}},
    {"choose-file", choose_file, {"<Control>o"}, {NULL}},
    {"open-last", open_last, {NULL}, {NULL}},
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
  add_key (keys, "n", "win.lesson-note", NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

void
sl_actions_install (SlWindow *window)
{
  g_return_if_fail (SL_IS_WINDOW (window));

  sl_setting_actions_install (window);
  add_commands (window);
  sl_value_actions_install (window);
  sl_lesson_actions_install (window);
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
  sl_lesson_actions_set_accels (application);
  gtk_application_set_accels_for_action (application, "win.sidebar", sidebar_keys);
  gtk_application_set_accels_for_action (application, "win.present", present_keys);
  gtk_application_set_accels_for_action (application, "win.copy-command-line('')",
                                         words_keys);
  gtk_application_set_accels_for_action (application, "win.show-help-overlay", help_keys);
}
