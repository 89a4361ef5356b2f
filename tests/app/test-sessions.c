/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `train --save`, `replay` and `figure --session`. */
#include "core/core.h"
#include "tests/app/command.h"

#include <signal.h>
#include <string.h>

#define LINE                                                                             \
  "train --dataset iris --hidden 6,4 --lambda 0.01 --epochs 12 --batch-size 10 "         \
  "--dropout 0.1 --reduce-lr 0.5,2 --at 3:lambda=0.02 --at 5+4:optimizer=momentum "

/* Ten times as many with -m thorough. */
enum { KILLS = 20, MORE = 10 };

typedef struct
{
  char *folder, *path; /* Owned */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_new ();
  f->path = g_build_filename (f->folder, "run.sparsity", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  scratch_free (f->folder);
  g_free (f->path);
}

static void
save (Fixture *f)
{
  g_autofree char *line = g_strdup_printf (LINE "--save '%s'", f->path);
  g_auto (Outcome) outcome = command_run (line);

  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
}

static Outcome
run_on (Fixture *f, const char *format)
{
  g_autofree char *quoted = g_shell_quote (f->path);
  g_autoptr (GString) line = g_string_new (format);

  g_string_replace (line, "FILE", quoted, 0);
  return command_run (line->str);
}

/* A saved run, repeated from its events, is the same; whatever the threads. */
static void
test_replay (Fixture *f, gconstpointer data)
{
  save (f);
  for (int threads = 1; threads <= 2; threads++) {
    g_autofree char *line = g_strdup_printf ("replay FILE --threads %d", threads);
    g_auto (Outcome) outcome = run_on (f, line);

    g_test_message ("%s%s", outcome.out, outcome.err);
    g_assert_cmpint (outcome.status, ==, 0);
    g_assert_nonnull (strstr (outcome.out, "12"));
  }
}

/* With its data in it a session is whole where the file is not. */
static void
test_with_data (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = g_build_filename (f->folder, "own.csv", NULL);
  g_autofree char *line = g_strdup_printf (
      "train --data '%s' --hidden 3 --epochs 2 --save-with-data '%s'", csv, f->path);
  g_autofree char *home = g_build_filename (f->folder, "home", NULL);
  g_autoptr (GString) rows = g_string_new ("a,y\n");

  for (int i = 0; i < 30; i++)
    g_string_append_printf (rows, "%d,%s\n", i, i % 2 ? "no" : "yes");
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  {
    g_auto (Outcome) saved = command_run (line);

    g_assert_cmpint (saved.status, ==, 0);
    unlink (csv);
    g_auto (Outcome) replayed = run_on (f, "replay FILE");

    g_test_message ("%s%s", replayed.out, replayed.err);
    g_assert_cmpint (replayed.status, ==, 0);
  }
  g_unsetenv ("XDG_DATA_HOME");
}

/* One weight that is not what training made of it is found. */
static void
test_replay_differs (Fixture *f, gconstpointer data)
{
  g_autoptr (SlSessionFile) file = NULL;
  g_auto (Outcome) outcome = {0};

  save (f);
  file = sl_session_file_read (f->path, NULL, NULL);
  g_assert_nonnull (file);
  ((SlNetwork *) sl_training_network (file->training))->params[5] += 0.5f;
  g_assert_true (sl_session_file_write (file, f->path, NULL));
  outcome = run_on (f, "replay FILE");
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_nonnull (strstr (outcome.err, "run.sparsity"));
}

/* The picture of a saved run is the picture of the run. */
static void
test_figure (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {"loss", "histogram", "weights", "zeros"};

  save (f);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *of_run = g_strdup_printf ("%s/run.svg", f->folder);
    g_autofree char *of_file = g_strdup_printf ("%s/file.svg", f->folder);
    g_autofree char *train = g_strdup_printf (LINE "--figure %s='%s'", names[i], of_run);
    g_autofree char *line =
        g_strdup_printf ("figure %s --session FILE --output '%s'", names[i], of_file);
    g_auto (Outcome) first = command_run (train);
    g_auto (Outcome) second = run_on (f, line);
    g_autofree char *a = NULL, *b = NULL;
    gsize lengths[2];

    g_test_message ("%s%s", first.err, second.err);
    g_assert_cmpint (first.status, ==, 0);
    g_assert_cmpint (second.status, ==, 0);
    a = scratch_read (f->folder, "run.svg", &lengths[0]);
    b = scratch_read (f->folder, "file.svg", &lengths[1]);
    g_assert_cmpmem (a, lengths[0], b, lengths[1]);
  }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *line, *says;
  } bad[] = {
      {"replay", "session"},
      {"replay FILE FILE", "session"},
      {"replay FILE --lambda 1", "lambda"},
      {"replay /nowhere.sparsity", "/nowhere.sparsity"},
      {"replay /proc/self/exe", "/proc/self/exe"},
      {"figure loss --session /nowhere.sparsity --output /tmp/x.svg",
       "/nowhere.sparsity"},
      {"figure loss --session FILE --lambda 1 --output /tmp/x.svg", "--session"},
      {"figure loss --session FILE --preset digits-wide --output /tmp/x.svg",
       "--session"},
      {"figure loss --session FILE --at 1:lambda=2 --output /tmp/x.svg", "--session"},
  };

  save (f);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_auto (Outcome) outcome = run_on (f, bad[i].line);

    g_test_message ("%s → %s", bad[i].line, outcome.err);
    g_assert_cmpint (outcome.status, ==, 2);
    g_assert_nonnull (strstr (outcome.err, bad[i].says));
  }
}

/* Killed at any moment while it saves, a session is the old one or the new one, whole. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *line = g_strdup_printf (
      "train --dataset iris --hidden 200,200 --epochs 1 --save '%s'", f->path);
  int before_end = 0, kills = g_test_thorough () ? MORE * KILLS : KILLS;

  save (f);
  for (int i = 0; i < kills; i++) {
    g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
    g_auto (GStrv) argv = command_argv (line);
    g_autoptr (GSubprocess) program =
        g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, NULL);
    g_autoptr (SlSessionFile) file = NULL;
    g_autoptr (GError) error = NULL;

    g_usleep ((gulong) g_rand_int_range (random, 1000, 60000));
    g_subprocess_send_signal (program, SIGKILL);
    g_assert_true (g_subprocess_wait (program, NULL, NULL));
    before_end += g_subprocess_get_if_signaled (program);
    file = sl_session_file_read (f->path, NULL, &error);
    g_assert_no_error (error);
  }
  g_test_message ("%d of %d were killed before their end", before_end, kills);
  g_assert_cmpint (before_end, >, 0);
}

/* A disk that is full, and a folder that is gone, leave the old file as it was. */
static void
test_no_room (Fixture *f, gconstpointer data)
{
  g_autofree char *line = g_strdup_printf (
      "train --dataset iris --hidden 200,200 --epochs 1 --save '%s'", f->path);
  g_auto (GStrv) argv = command_argv (line);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  g_autoptr (GSubprocess) program = NULL;
  g_autofree char *before = NULL, *after = NULL, *says = NULL;
  gsize lengths[2];

  save (f);
  before = scratch_read (f->folder, "run.sparsity", &lengths[0]);
  /* No file may be longer than 20 blocks, as if the disk had no more. */
  g_strv_builder_add_many (builder, "sh", "-c",
                           "trap '' XFSZ; ulimit -f 20; exec \"$0\" \"$@\"", NULL);
  g_strv_builder_addv (builder, (const char **) argv);
  g_auto (GStrv) limited = g_strv_builder_end (builder);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  program = g_subprocess_launcher_spawnv (launcher, (const char *const *) limited, NULL);
  g_assert_true (g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &says, NULL));
  g_test_message ("%s", says);
  g_assert_cmpint (g_subprocess_get_exit_status (program), ==, 1);
  g_assert_nonnull (strstr (says, "run.sparsity"));
  after = scratch_read (f->folder, "run.sparsity", &lengths[1]);
  g_assert_cmpmem (before, lengths[0], after, lengths[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sessions/replay", test_replay);
  ADD ("/sessions/replay-differs", test_replay_differs);
  ADD ("/sessions/with-data", test_with_data);
  ADD ("/sessions/figure", test_figure);
  ADD ("/sessions/refused", test_refused);
  ADD ("/sessions/killed", test_killed);
  ADD ("/sessions/no-room", test_no_room);
#undef ADD
  return g_test_run ();
}
