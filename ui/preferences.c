/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences.h"
#include <string.h>

#define GROUP "window"

enum { AUTOSAVE_SECONDS = 60, AUTOSAVE_LONGEST = 3600 };

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

/* Lengths no display has stay what they are. */
static void
load_length (GKeyFile *file, const char *key, int *value)
{
  int read = g_key_file_get_integer (file, GROUP, key, NULL);

  if (read > 0 && read <= 16384)
    *value = read;
}

static void
load_double (GKeyFile *file, const char *key, double *value)
{
  g_autoptr (GError) error = NULL;
  double read = g_key_file_get_double (file, GROUP, key, &error);

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
  SlPreferences preferences = {.appearance = SL_APPEARANCE_SYSTEM,
                               .sidebar = TRUE,
                               .first_steps = TRUE,
                               .text_scale = 1,
                               .autosave = AUTOSAVE_SECONDS};
  g_autofree char *path = preferences_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *appearance = NULL;
  int autosave;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return preferences;
  appearance = g_key_file_get_string (file, GROUP, "appearance", NULL);
  sl_appearance_from_id (appearance, &preferences.appearance);
  load_boolean (file, "sidebar", &preferences.sidebar);
  load_boolean (file, "first-steps", &preferences.first_steps);
  load_boolean (file, "maximized", &preferences.maximized);
  load_length (file, "width", &preferences.width);
  load_length (file, "height", &preferences.height);
  load_double (file, "text-scale", &preferences.text_scale);
  autosave = g_key_file_get_integer (file, GROUP, "autosave", NULL);
  if (autosave > 0 && autosave <= AUTOSAVE_LONGEST)
    preferences.autosave = (guint) autosave;
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
  g_key_file_set_integer (file, GROUP, "autosave", (int) preferences->autosave);
  g_key_file_set_boolean (file, GROUP, "first-steps", preferences->first_steps);
  g_key_file_set_boolean (file, GROUP, "maximized", preferences->maximized);
  g_key_file_set_integer (file, GROUP, "width", preferences->width);
  g_key_file_set_integer (file, GROUP, "height", preferences->height);
  g_key_file_set_double (file, GROUP, "text-scale", preferences->text_scale);
  for (int i = 0; i < SL_PREFERENCES_CARDS; i++)
    cards[i] = preferences->cards[i];
  g_key_file_set_string_list (file, GROUP, "cards", cards, SL_PREFERENCES_CARDS);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("Preferences were not saved: %s", error->message);
}
