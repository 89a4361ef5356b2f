/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences.h"
#include <string.h>

#define GROUP "window"

static const char *const appearance_ids[] = {"system", "light", "dark"};

static char *
preferences_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "sparsity-lab", "window.ini", NULL);
}

const char *
sl_appearance_id (SlAppearance appearance)
{
  g_return_val_if_fail (appearance < G_N_ELEMENTS (appearance_ids), NULL);
  return appearance_ids[appearance];
}

gboolean
sl_appearance_from_id (const char *id, SlAppearance *appearance)
{
  for (guint i = 0; i < G_N_ELEMENTS (appearance_ids); i++)
    if (g_strcmp0 (appearance_ids[i], id) == 0) {
      *appearance = i;
      return TRUE;
    }
  return FALSE;
}

static void
load_boolean (GKeyFile *file, const char *key, gboolean *value)
{
  g_autoptr (GError) error = NULL;
  gboolean read = g_key_file_get_boolean (file, GROUP, key, &error);

  if (error == NULL)
    *value = read;
}

static void
load_cards (SlPreferences *preferences, GKeyFile *file)
{
  g_auto (GStrv) ids = g_key_file_get_string_list (file, GROUP, "cards", NULL, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL && i < SL_PREFERENCES_CARDS; i++)
    if (strlen (ids[i]) < sizeof preferences->cards[i])
      g_strlcpy (preferences->cards[i], ids[i], sizeof preferences->cards[i]);
}

SlPreferences
sl_preferences_load (void)
{
  SlPreferences preferences = {
      .appearance = SL_APPEARANCE_SYSTEM, .sidebar = TRUE, .first_steps = TRUE};
  g_autofree char *path = preferences_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *appearance = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return preferences;
  appearance = g_key_file_get_string (file, GROUP, "appearance", NULL);
  sl_appearance_from_id (appearance, &preferences.appearance);
  load_boolean (file, "sidebar", &preferences.sidebar);
  load_boolean (file, "first-steps", &preferences.first_steps);
  load_cards (&preferences, file);
  return preferences;
}

void
sl_preferences_save (const SlPreferences *preferences)
{
  g_autofree char *path = preferences_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  const char *cards[SL_PREFERENCES_CARDS];

  g_key_file_set_string (file, GROUP, "appearance",
                         sl_appearance_id (preferences->appearance));
  g_key_file_set_boolean (file, GROUP, "sidebar", preferences->sidebar);
  g_key_file_set_boolean (file, GROUP, "first-steps", preferences->first_steps);
  for (int i = 0; i < SL_PREFERENCES_CARDS; i++)
    cards[i] = preferences->cards[i];
  g_key_file_set_string_list (file, GROUP, "cards", cards, SL_PREFERENCES_CARDS);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("Preferences were not saved: %s", error->message);
}
