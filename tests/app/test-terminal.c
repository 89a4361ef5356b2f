/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs a terminal or a signal, and what happens without a display. */
#include "tests/app/command.h"
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Reads from @fd until @word has come by; the progress bar says nothing else. */
static void
wait_for (int fd, const char *word)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  char bytes[256];
  while (strstr (seen->str, word) == NULL) {
    ssize_t n = read (fd, bytes, sizeof bytes);
    g_assert_cmpint (n, >, 0);
    g_string_append_len (seen, bytes, n);
  }
}

/* Takes the rest, so that the program is never kept from writing, until it has ended. */
static char *
read_rest (int fd)
{
  GString *rest = g_string_new (NULL);
  char bytes[256];
  ssize_t n;
  /* The end of a terminal is the error EIO. */
  while ((n = read (fd, bytes, sizeof bytes)) > 0)
    g_string_append_len (rest, bytes, n);
  return g_string_free (rest, FALSE);
}

/* Starts @line with the other end of a terminal as its stderr. */
static GSubprocess *
start_on_terminal (const char *line, int *terminal)
{
  g_autoptr (GError) error = NULL;
  int program_end;
  g_assert_cmpint (openpty (terminal, &program_end, NULL, NULL, NULL), ==, 0);
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_take_stderr_fd (launcher, program_end);
  g_auto (GStrv) argv = command_argv (line);
  GSubprocess *process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);
  return process;
}

/* Sends the signal; the program must end with status 1. @rest: (out) what it still said.
 * Returns (transfer full) the object on its stdout. */
static JsonNode *
interrupt (GSubprocess *process, int signal_number, int terminal, char **rest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_subprocess_send_signal (process, signal_number);
  *rest = read_rest (terminal);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  close (terminal);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  JsonNode *json = json_from_string (out, &error);
  g_assert_no_error (error);
  return json;
}

/* A bar is drawn on a terminal; Ctrl-C ends an endless run with what there is. */
static void
test_interrupt (gconstpointer data)
{
  int terminal;
  char *folder = scratch_new ();
  g_autofree char *rest = NULL;
  g_autofree char *line =
      g_strdup_printf ("train --dataset circle --hidden 3 --epochs 1000000000 --json "
                       "--history '%s/h.csv'",
                       folder);
  g_autoptr (GSubprocess) process = start_on_terminal (line, &terminal);
  wait_for (terminal, "[....");
  wait_for (terminal, "train loss");
  g_autoptr (JsonNode) json =
      interrupt (process, GPOINTER_TO_INT (data), terminal, &rest);
  g_assert_nonnull (strstr (rest, "sparsity-lab: Stopped"));
  gint64 epochs = json_object_get_int_member (json_node_get_object (json), "epochs");
  g_assert_cmpint (epochs, >, 0);
  g_autofree char *csv = scratch_read (folder, "h.csv", NULL);
  g_autofree char *last = g_strdup_printf ("\n%" G_GINT64_FORMAT ",", epochs);
  g_assert_nonnull (strstr (csv, last));
  g_assert_true (g_str_has_suffix (csv, "\n"));
  scratch_free (folder);
}

/* The same of a sweep: the λ that are done stand. */
static void
test_interrupt_sweep (void)
{
  int terminal;
  char *folder = scratch_new ();
  g_autofree char *rest = NULL;
  g_autofree char *line =
      g_strdup_printf ("sweep --dataset circle --hidden 3 --epochs 1 --lambdas 10000 "
                       "--epochs-per-lambda 50 --json --output '%s/s.csv'",
                       folder);
  g_autoptr (GSubprocess) process = start_on_terminal (line, &terminal);
  wait_for (terminal, "[....");
  wait_for (terminal, "0 %");
  g_autoptr (JsonNode) json = interrupt (process, SIGINT, terminal, &rest);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (json), "rows");
  guint n = json_array_get_length (rows);
  g_autofree char *done = g_strdup_printf ("; %u of 10000 values are done", n);
  g_assert_nonnull (strstr (rest, "sparsity-lab: Stopped on request at λ = "));
  g_assert_nonnull (strstr (rest, done));
  g_assert_cmpuint (n, >, 0);
  g_autofree char *csv = scratch_read (folder, "s.csv", NULL);
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  scratch_free (folder);
}

/* A packed table of some 400 MB: one piece of rows, many times over. */
static char *
write_large_table (const char *folder)
{
  char *path = g_build_filename (folder, "large.csv.gz", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GZlibCompressor) zlib =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (int i = 0; i < 200000; i++)
    g_string_append_printf (rows, "%d.125,%d.5,%d\n", i, 7 * i % 1000, i % 2);
  g_assert_true (
      g_output_stream_write_all (stream, rows->str, rows->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_autoptr (GBytes) piece =
      g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  for (int i = 0; i < 120; i++)
    g_byte_array_append (all, g_bytes_get_data (piece, NULL),
                         (guint) g_bytes_get_size (piece));
  g_assert_true (g_file_set_contents (path, (const char *) all->data, all->len, NULL));
  return path;
}

/* A bar while a file is read, too, and Ctrl-C ends that: nothing was done. */
static void
test_interrupt_reading (gconstpointer data)
{
  int terminal;
  char *folder = scratch_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_large_table (folder), *rest = NULL, *out = NULL;
  g_autofree char *line = g_strdup_printf (data, path);
  g_autoptr (GSubprocess) process = start_on_terminal (line, &terminal);
  wait_for (terminal, "[");
  wait_for (terminal, " %");
  g_subprocess_send_signal (process, SIGINT);
  rest = read_rest (terminal);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  close (terminal);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (rest, "sparsity-lab: Stopped"));
  g_assert_cmpstr (out, ==, "");
  scratch_free (folder);
}

/* A full disk behind stdout is no success. */
static void
test_full_disk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  g_auto (GStrv) argv = command_argv ("train --dataset circle --epochs 1 --json");
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_autofree char *err = NULL;
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (err, "standard output"));
}

/* Without a display the window cannot open; that is said, and what to do instead. */
static void
test_no_display (void)
{
  g_auto (Outcome) outcome = command_run ("");
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_cmpstr (outcome.out, ==, "");
  g_assert_true (g_str_has_prefix (outcome.err, "sparsity-lab: "));
  g_assert_nonnull (strstr (outcome.err, "sparsity-lab train"));
  g_assert_true (strchr (outcome.err, '\n') == outcome.err + strlen (outcome.err) - 1);
}

/* A display that is named but not there is no display either. */
static void
test_display_gone (void)
{
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  g_subprocess_launcher_setenv (launcher, "DISPLAY", ":987", TRUE);
  g_auto (Outcome) outcome = command_run_with (launcher, "");
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_nonnull (strstr (outcome.err, "sparsity-lab train"));
  g_auto (Outcome) version = command_run_with (launcher, "--version");
  g_assert_cmpint (version.status, ==, 0);
  g_assert_cmpstr (version.err, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/terminal/ctrl-c", GINT_TO_POINTER (SIGINT), test_interrupt);
  g_test_add_data_func ("/terminal/terminate", GINT_TO_POINTER (SIGTERM), test_interrupt);
  g_test_add_func ("/terminal/ctrl-c/sweep", test_interrupt_sweep);
  g_test_add_data_func ("/terminal/ctrl-c/reading/train", "train --data '%s'",
                        test_interrupt_reading);
  g_test_add_data_func ("/terminal/ctrl-c/reading/describe", "data describe '%s'",
                        test_interrupt_reading);
  g_test_add_func ("/terminal/full-disk", test_full_disk);
  g_test_add_func ("/terminal/no-display", test_no_display);
  g_test_add_func ("/terminal/display-gone", test_display_gone);
  return g_test_run ();
}
