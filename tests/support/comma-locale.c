/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/comma-locale.h"

#include <glib/gstdio.h>
#include <locale.h>

static const char definition[] = "comment_char %\n"
                                 "escape_char /\n"
                                 "LC_NUMERIC\n"
                                 "decimal_point \",\"\n"
                                 "thousands_sep \".\"\n"
                                 "grouping 3;3\n"
                                 "END LC_NUMERIC\n";

/* localedef needs a list of characters, and a plain system has none installed. */
static char *
character_map (void)
{
  GString *map = g_string_new ("<code_set_name> ANSI_X3.4-1968\n"
                               "<comment_char> %\n"
                               "<escape_char> /\n"
                               "<mb_cur_min> 1\n"
                               "<mb_cur_max> 1\n"
                               "CHARMAP\n");

  for (int c = 0; c < 128; c++)
    g_string_append_printf (map, "<U%04X> /x%02x\n", c, c);
  g_string_append (map, "END CHARMAP\n");
  return g_string_free (map, FALSE);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

/* Compiles the locale "comma" in @folder. */
static void
compile_locale (const char *folder)
{
  g_autofree char *source = g_build_filename (folder, "comma.source", NULL);
  g_autofree char *map = g_build_filename (folder, "ascii.map", NULL);
  g_autofree char *target = g_build_filename (folder, "comma", NULL);
  g_autofree char *characters = character_map ();
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = {"localedef", "--quiet", "-c",   "-f", map,
                        "-i",        source,    target, NULL};

  g_file_set_contents (source, definition, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (map, characters, -1, &error);
  g_assert_no_error (error);
  /* Its status is 1 for mere warnings (the other categories are left out), so the check
   * is whether the locale can be used. */
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                &messages, NULL, &error);
  g_assert_no_error (error);
}

void
test_comma_locale_enter (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("comma-locale-XXXXXX", &error);
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  compile_locale (folder);
  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_cmpstr (setlocale (LC_NUMERIC, "comma"), ==, "comma");
  remove_folder (folder);
  g_unsetenv ("LOCPATH");

  shown = g_strdup_printf ("%g", 1.5);
  g_assert_cmpstr (shown, ==, "1,5");
}

void
test_comma_locale_leave (void)
{
  g_assert_cmpstr (setlocale (LC_NUMERIC, "C"), ==, "C");
}
