/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that trains as fast as it goes needs no more memory the longer it runs. One
 * argument: for how many minutes it looks; without it, for as many epochs as a slower run
 * has in a minute. */
#include "tests/core/trainer-fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Warm: the buffers, the pool and the curves have their size, and a history in memory
 * would have grown to 4 MB. A history kept in memory, and in the checkpoint's copy, would
 * then grow by 36 MB. */
enum { WARM_EPOCHS = 30000, MORE_EPOCHS = 120000, MOST_GROWTH = 8 << 20 };

static gint64 minutes;

/* Bytes of this process that are in memory and belong to no file. */
static gint64
anonymous_bytes (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "RssAnon:");
  g_assert_nonnull (line);
  return g_ascii_strtoll (line + strlen ("RssAnon:"), NULL, 10) * 1024;
}

static gboolean
has_epoch (const SlSnapshot *snapshot, int epoch)
{
  return snapshot->epoch >= epoch;
}

/* A hand that looks at everything. A small network has in seconds the epochs of a slower
 * one; but half an hour of it would fill the disk, so that is for the one that the window
 * opens with. */
static void
begin (TrainerFixture *f)
{
  static const char *const settings[][2] = {
      {"dataset", "xor"}, {"samples", "40"}, {"hidden", "2"}, {"batch-size", "0"}};

  for (size_t i = 0; minutes == 0 && i < G_N_ELEMENTS (settings); i++)
    trainer_fixture_set (f, settings[i][0], settings[i][1]);
  trainer_fixture_set (f, "lambda", "0.001");
  f->control.playing = TRUE;
  f->control.speed = SL_SPEED_MAX;
  f->control.needs = (SlNeeds){.weights = 3,
                               .zeros = 3,
                               .graph = TRUE,
                               .steps = TRUE,
                               .confusion = TRUE,
                               .layer_norms = TRUE,
                               .surface = TRUE,
                               .pruning = TRUE};
  trainer_fixture_start (f);
}

static void
test_memory (TrainerFixture *f, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + minutes * 60 * G_USEC_PER_SEC;
  gint64 warm, now;
  int epoch = WARM_EPOCHS;

  begin (f);
  sl_snapshot_unref (trainer_fixture_wait_for (f, has_epoch, epoch));
  warm = anonymous_bytes ();
  do {
    epoch += MORE_EPOCHS;
    sl_snapshot_unref (trainer_fixture_wait_for (f, has_epoch, epoch));
    now = anonymous_bytes ();
    g_test_message ("epoch %d: %+.1f MB", epoch, (double) (now - warm) / 1048576);
    g_assert_cmpint (now - warm, <, MOST_GROWTH);
  } while (g_get_monotonic_time () < end);
}

/* The rows are those of a run whose history never left memory: to the bit. */
static void
test_rows (TrainerFixture *f, gconstpointer data)
{
  enum { EPOCHS = 20000 };
  g_autoptr (SlTraining) training = NULL;
  SlHistoryRow *kept = g_new (SlHistoryRow, EPOCHS + 1);
  SlLogView history;

  trainer_fixture_set (f, "dataset", "xor");
  trainer_fixture_set (f, "samples", "40");
  trainer_fixture_set (f, "hidden", "2");
  trainer_fixture_set (f, "batch-size", "0");
  training = sl_training_new (&f->control.config, NULL, NULL);
  for (int i = 0;; i++) {
    history = sl_training_history (training);
    kept[i] = *(const SlHistoryRow *) sl_log_item (&history, (size_t) i);
    if (i == EPOCHS)
      break;
    sl_log_view_clear (&history);
    g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_EPOCH);
  }
  g_assert_cmpuint (history.n, ==, EPOCHS + 1);
  for (int i = 0; i <= EPOCHS; i++)
    g_assert_cmpmem (sl_log_item (&history, (size_t) i), sizeof *kept, &kept[i],
                     sizeof *kept);
  sl_log_view_clear (&history);
  g_free (kept);
}

/* No file can grow: the run ends with a sentence before memory does. */
static void
test_no_disk (TrainerFixture *f, gconstpointer data)
{
  const struct rlimit none = {0, 0};
  g_autoptr (SlTraining) training = NULL;
  SlTrainingResult result = SL_TRAINING_EPOCH;
  gint64 before;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  trainer_fixture_set (f, "dataset", "xor");
  trainer_fixture_set (f, "samples", "10");
  trainer_fixture_set (f, "hidden", "");
  trainer_fixture_set (f, "batch-size", "0");
  training = sl_training_new (&f->control.config, NULL, NULL);
  before = anonymous_bytes ();
  while (result == SL_TRAINING_EPOCH)
    result = sl_training_step (training);
  g_assert_cmpint (result, ==, SL_TRAINING_FINISHED);
  g_assert_nonnull (strstr (sl_training_ending (training), "no room"));
  g_assert_cmpint (anonymous_bytes () - before, <, 400 << 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  minutes = argc > 1 ? strtol (argv[1], NULL, 10) : 0;
  g_test_add ("/long-run/memory", TrainerFixture, NULL, trainer_fixture_set_up,
              test_memory, trainer_fixture_tear_down);
  g_test_add ("/long-run/rows", TrainerFixture, NULL, trainer_fixture_set_up, test_rows,
              trainer_fixture_tear_down);
  g_test_add ("/long-run/no-disk", TrainerFixture, NULL, trainer_fixture_set_up,
              test_no_disk, trainer_fixture_tear_down);
  return g_test_run ();
}
