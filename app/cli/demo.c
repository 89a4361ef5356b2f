/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sparsity-lab --demo LESSON`: all that can be wrong with it is said before there is a
 * window. */
#include "app/cli/cli.h"
#include "ui/figures/lesson-places.h"
#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
sl_cli_is_demo (const char *word)
{
  return g_str_equal (word, "--demo") || g_str_has_prefix (word, "--demo=");
}

/* Returns (transfer none) (nullable) the lesson's name on the command line. */
static const char *
name_of (int argc, char **argv, GError **error)
{
  const char *equals = strchr (argv[1], '=');
  int n = equals != NULL ? 2 : 3;
  if (argc < n || (equals != NULL && equals[1] == '\0'))
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--demo: give the id of a lesson ('sparsity-lab lesson list'), or a "
                    "file"));
  else if (argc > n)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--demo takes one lesson; leave out '%s'"), argv[n]);
  else
    return equals != NULL ? equals + 1 : argv[2];
  return NULL;
}

gboolean
sl_cli_take_demo (int argc, char **argv, char **lesson)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLesson) found = NULL;
  const char *name = name_of (argc, argv, &error);
  gboolean is_file = name != NULL && g_str_has_suffix (name, SL_LESSON_ENDING);
  if (is_file)
    found = sl_lesson_read (name, sl_lesson_places (), &error);
  else if (name != NULL)
    found = sl_lesson_built_in (name, &error);
  if (found == NULL) {
    sl_cli_complain (error->message);
    return FALSE;
  }
  *lesson = is_file ? g_canonicalize_filename (name, NULL) : g_strdup (name);
  return TRUE;
}
