/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/app/command.h"

#include <glib/gstdio.h>

void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
}

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

GSubprocessLauncher *
command_launcher (void)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  return launcher;
}

char **
command_argv (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, g_getenv ("SL_PROGRAM"));
  if (line[0] != '\0') {
    g_shell_parse_argv (line, NULL, &words, &error);
    g_assert_no_error (error);
    g_strv_builder_addv (builder, (const char **) words);
  }
  return g_strv_builder_end (builder);
}

Outcome
command_run_with (GSubprocessLauncher *launcher, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = command_argv (line);
  Outcome outcome = {.status = -1};
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  outcome.out = text_of (out);
  outcome.err = text_of (err);
  if (g_subprocess_get_if_exited (process))
    outcome.status = g_subprocess_get_exit_status (process);
  return outcome;
}

Outcome
command_run (const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  return command_run_with (launcher, line);
}

JsonObject *
command_json (const char *line, int status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *with_json = g_strconcat (line, " --json", NULL);
  g_auto (Outcome) outcome = command_run (with_json);
  if (outcome.status != status)
    g_error ("%s: status %d, not %d: %s", line, outcome.status, status, outcome.err);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  json_parser_load_from_data (parser, outcome.out, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

char *
scratch_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("sparsity-lab-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

void
scratch_free (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      scratch_free (g_steal_pointer (&path));
    else
      g_unlink (path);
  }
  g_rmdir (folder);
  g_free (folder);
}

char *
scratch_read (const char *folder, const char *name, gsize *length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;
  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  return content;
}
