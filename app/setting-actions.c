/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/setting-actions.h"

/* How a value of each type goes over the bus, and comes back as the text that the
 * settings table reads. In the order of SlSettingType. */
typedef struct
{
  GVariant *(*to_variant) (const char *text);
  char *(*to_text) (GVariant *value);
} Wire;

static GVariant *
double_to_variant (const char *text)
{
  return g_variant_new_double (g_ascii_strtod (text, NULL));
}

static char *
double_to_text (GVariant *value)
{
  /* As typed in the window: what is shown is what is used. */
  return sl_number_text (g_variant_get_double (value), SL_NUMBER_SHOWN_DIGITS);
}

static GVariant *
int_to_variant (const char *text)
{
  return g_variant_new_int32 (
      (gint32) CLAMP (g_ascii_strtoll (text, NULL, 10), G_MININT32, G_MAXINT32));
}

static char *
int_to_text (GVariant *value)
{
  return g_strdup_printf ("%d", g_variant_get_int32 (value));
}

static GVariant *
switch_to_variant (const char *text)
{
  return g_variant_new_boolean (g_str_equal (text, "true"));
}

static char *
switch_to_text (GVariant *value)
{
  return g_strdup (g_variant_get_boolean (value) ? "true" : "false");
}

static char *
string_to_text (GVariant *value)
{
  return g_variant_dup_string (value, NULL);
}

static const Wire wires[] = {
    [SL_SETTING_CHOICE] = {g_variant_new_string, string_to_text},
    [SL_SETTING_NUMBER] = {double_to_variant, double_to_text},
    [SL_SETTING_INTEGER] = {int_to_variant, int_to_text},
    [SL_SETTING_SWITCH] = {switch_to_variant, switch_to_text},
    [SL_SETTING_LAYERS] = {g_variant_new_string, string_to_text},
    [SL_SETTING_SHARES] = {g_variant_new_string, string_to_text},
    [SL_SETTING_FACTORS] = {g_variant_new_string, string_to_text},
    [SL_SETTING_REDUCTION] = {g_variant_new_string, string_to_text},
    [SL_SETTING_TEXT] = {g_variant_new_string, string_to_text},
};

/* A number that may be "auto" travels as text. */
static const Wire *
wire_of (const SlSetting *setting)
{
  return &wires[setting->has_auto ? SL_SETTING_CHOICE : setting->type];
}

static GVariant *
state_of (const SlSetting *setting, SlSession *session)
{
  g_autofree char *text = sl_setting_format (setting, sl_session_config (session));

  return wire_of (setting)->to_variant (text);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SlWindow *window = data;
  const SlSetting *setting =
      sl_setting_find (g_action_get_name (G_ACTION (action)), NULL);
  g_autofree char *text = wire_of (setting)->to_text (value);
  SlSession *session = sl_window_session (window);
  g_autoptr (GError) error = NULL;

  /* A file is read first: one that cannot be used leaves the run as it is. */
  if (g_str_equal (setting->id, "data") && *text != '\0')
    sl_window_open (window, text);
  else if (sl_setting_is_of_file (setting) &&
           sl_session_config (session)->file.path != NULL)
    sl_window_change_file (window, setting, text);
  else if (!sl_session_set (session, setting, text, &error))
    sl_window_toast (window, error->message);
}

/* "" when the settings are those of no preset. */
static GVariant *
preset_state (SlSession *session)
{
  const SlPresetType *preset = sl_session_preset (session);

  return g_variant_new_string (preset != NULL ? preset->kind.id : "");
}

static void
preset_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  SlWindow *window = data;
  g_autoptr (GError) error = NULL;
  const SlKind *kind =
      sl_kind_find (sl_presets (), g_variant_get_string (value, NULL), &error);

  if (kind == NULL || !sl_session_choose_preset (sl_window_session (window),
                                                 (const SlPresetType *) kind, &error))
    sl_window_toast (window, error->message);
}

static void
config_changed_cb (SlSession *session, const char *id, SlWindow *window)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), id);

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             state_of (sl_setting_find (id, NULL), session));
  action = g_action_map_lookup_action (G_ACTION_MAP (window), "preset");
  g_simple_action_set_state (G_SIMPLE_ACTION (action), preset_state (session));
}

static void
add_action (SlWindow *window,
            const char *name,
            GVariant *state,
            void (*change) (GSimpleAction *, GVariant *, gpointer))
{
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, g_variant_get_type (state), state);

  g_signal_connect (action, "change-state", G_CALLBACK (change), window);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
}

void
sl_setting_actions_install (SlWindow *window)
{
  SlSession *session = sl_window_session (window);
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++)
    add_action (window, settings[i].id, state_of (&settings[i], session),
                change_state_cb);
  add_action (window, "preset", preset_state (session), preset_cb);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           window, 0);
}
