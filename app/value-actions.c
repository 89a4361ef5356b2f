/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of the window with a state or a value. */
#include "app/value-actions.h"
#include "ui/dialogs/glossary-window.h"
#include "ui/pages/train.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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

/* Asked for elsewhere, they are shown where they hold. */
static void
first_steps_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  gboolean wanted = g_variant_get_boolean (state);

  if (wanted)
    sl_page_stack_show (sl_window_pages (data), sl_page_train.kind.id, NULL);
  sl_window_set_first_steps (data, wanted);
  g_simple_action_set_state (action, state);
}

static void
text_scale_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (sl_window_set_text_scale (data, g_variant_get_double (state), &error))
    g_simple_action_set_state (action, state);
  else
    sl_window_toast (data, error->message);
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
export_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *folder, *ending;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &ending, &folder);
  if (!sl_window_export_all (data, ending, folder, &error))
    sl_window_toast (data, error->message);
}

static void
export_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *library, *path;

  g_variant_get (parameter, "(&s&s)", &library, &path);
  sl_window_export_code (data, library, path);
}

static void
export_film_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *figure, *path;
  gint32 every;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&si&s)", &figure, &every, &path);
  if (!sl_window_export_film (data, figure, every, path, &error))
    sl_window_toast (data, error->message);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_open (data, g_variant_get_string (parameter, NULL));
}

static void
show_numbers_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!sl_window_show_numbers (data, g_variant_get_string (parameter, NULL), &error))
    sl_window_toast (data, error->message);
}

static void
glossary_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_glossary_window_present (GTK_WIDGET (data), sl_window_session (data),
                              g_variant_get_string (parameter, NULL));
}

static void
copy_command_line_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_copy_command_line (data, g_variant_get_string (parameter, NULL));
}

static void
export_weights_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_save_run (data, SL_RUN_FILE_WEIGHTS, g_variant_get_string (parameter, NULL));
}

static void
export_history_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_window_save_run (data, SL_RUN_FILE_HISTORY, g_variant_get_string (parameter, NULL));
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

  if (!g_path_is_absolute (path))
    sl_window_toast (data, _ ("save: give the whole path of the file"));
  else if (g_str_equal (g_action_get_name (G_ACTION (action)), "save"))
    sl_window_save (data, path);
  else
    sl_window_save_with_data (data, path);
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

/* Commands that take a value. */
static void
add_valued (SlWindow *window)
{
  static const struct
  {
    const char *name, *type;
    void (*activate) (GSimpleAction *action, GVariant *parameter, gpointer data);
  } valued[] = {
      {"export", "(ss)", export_cb},
      {"export-all", "(ss)", export_all_cb},
      {"export-code", "(ss)", export_code_cb},
      {"export-film", "(sis)", export_film_cb},
      {"export-weights", "s", export_weights_cb},
      {"export-history", "s", export_history_cb},
      {"save", "s", save_cb},
      {"save-with-data", "s", save_cb},
      {"open", "s", open_cb},
      {"show-numbers", "s", show_numbers_cb},
      {"copy-command-line", "s", copy_command_line_cb},
      {"glossary", "s", glossary_cb},
      {"figure", "(is)", figure_cb},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (valued); i++) {
    g_autoptr (GVariantType) type = g_variant_type_new (valued[i].type);
    g_autoptr (GSimpleAction) action = g_simple_action_new (valued[i].name, type);

    g_signal_connect (action, "activate", G_CALLBACK (valued[i].activate), window);
    g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  }
}

void
sl_value_actions_install (SlWindow *window)
{
  SlSession *session = sl_window_session (window);

  g_return_if_fail (SL_IS_WINDOW (window));

  add_stateful (window, "playing", g_variant_new_boolean (sl_session_playing (session)),
                TRUE, playing_cb);
  add_stateful (window, "speed", g_variant_new_double (sl_session_speed (session)), TRUE,
                speed_cb);
  add_stateful (window, "sidebar",
                g_variant_new_boolean (sl_window_sidebar_visible (window)), FALSE,
                sidebar_cb);
  add_stateful (window, "text-scale",
                g_variant_new_double (sl_window_text_scale (window)), TRUE,
                text_scale_cb);
  add_stateful (window, "first-steps",
                g_variant_new_boolean (sl_window_first_steps (window)), FALSE,
                first_steps_cb);
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
  add_valued (window);
  g_signal_connect_object (session, "state-changed", G_CALLBACK (state_changed_cb),
                           window, 0);
}
