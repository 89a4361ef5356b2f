/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "core/store/archive.h"
#include "core/store/session-private.h"
#include "core/training/state.h"
#include "tests/core/session-damage.h"
#include "tests/core/training-run.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>

typedef SessionFixture Fixture;

static void
write_session (SlTraining *training, const char *path)
{
  SlSessionFile file = {.training = training};
  g_autoptr (GError) error = NULL;

  sl_session_file_write (&file, path, &error);
  g_assert_no_error (error);
}

static SlTraining *
read_session (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSessionFile) file = sl_session_file_read (path, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&file->training);
}

static void
step (SlTraining *training, int minibatches)
{
  for (int i = 0; i < minibatches; i++)
    g_assert_cmpint (sl_training_step (training), !=, SL_TRAINING_DIVERGED);
}

static void
set (SlTraining *training, const char *id, const char *value)
{
  SlConfig config = *sl_training_config (training);

  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), &config, value, NULL));
  sl_training_apply (training, &config);
}

/* What was saved in the middle of an epoch is what comes back, and goes on to the same
 * bits through changes of settings; and so it does when it is repeated from its events.
 */
static void
check_round_trip (Fixture *f, const SlConfig *config, int minibatches)
{
  g_autoptr (SlTraining) training = sl_training_new (config, NULL, NULL);
  const SlEdit prune = {.kind = SL_EDIT_PRUNE, .value = 0.02};
  g_autoptr (SlTraining) back = NULL;
  g_autoptr (SlReplay) replay = NULL;
  g_autofree char *difference = NULL;

  g_assert_nonnull (training);
  step (training, minibatches);
  set (training, "lambda", "0.002");
  step (training, 7);
  g_assert_true (sl_training_edit (training, &prune, NULL));
  step (training, 3);
  write_session (training, f->path);
  back = read_session (f->path);
  test_assert_same_training (training, back);
  set (training, "batch-size", "40");
  set (back, "batch-size", "40");
  step (training, 30);
  step (back, 30);
  test_assert_same_training (training, back);
  replay = sl_replay_new (back, NULL, NULL, NULL);
  while (sl_replay_step (replay))
    ;
  difference = sl_replay_difference (replay);
  g_assert_cmpstr (difference, ==, NULL);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  const SlKind *optimizer = data;
  const SlKindTable *rules = sl_rules ();

  for (size_t r = 0; r < rules->n; r++) {
    gboolean linear = g_str_equal (optimizer->id, "fista");
    g_autofree char *text = g_strdup_printf (
        "dataset iris hidden %s optimizer %s zeros-by %s lambda 0.001 batch-size 10 "
        "dropout %s learning-rate 0.01 early-stopping 3 reduce-lr 0.5,1",
        linear ? "-" : "9,7", optimizer->id, rules->kinds[r]->id, linear ? "0" : "0.25");
    SlConfig config = test_configure (text);

    if (sl_config_conflict (&config) == NULL)
      check_round_trip (f, &config, 17 + 5 * (int) r);
  }
}

/* Saving what was opened gives the same file. */
static void
test_same_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run ("dataset circle hidden 5,3 seed 3", 4);
  g_autofree char *other = g_strconcat (f->path, "2", NULL);
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (SlTraining) back = NULL;
  gsize lengths[2];

  write_session (training, f->path);
  back = read_session (f->path);
  write_session (back, other);
  g_assert_true (g_file_get_contents (f->path, &first, &lengths[0], NULL));
  g_assert_true (g_file_get_contents (other, &second, &lengths[1], NULL));
  g_assert_cmpmem (first, lengths[0], second, lengths[1]);
  g_unlink (other);
}

/* Numbers of the issue: the net the window opens with, after 150 epochs. */
static void
test_size (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run ("penalty l1 lambda 0.001", 150);
  GStatBuf facts;

  write_session (training, f->path);
  g_assert_cmpint (g_stat (f->path, &facts), ==, 0);
  g_test_message ("150 epochs of the default net: %d bytes", (int) facts.st_size);
  g_assert_cmpint (facts.st_size, <=, 200 * 1000);
}

/* The window's own parts come back as they were. */
static void
test_extras (Fixture *f, gconstpointer data)
{
  g_autoptr (SlSessionFile) file =
      sl_session_file_new (test_run ("dataset circle hidden 3", 1));
  g_autoptr (SlSessionFile) back = NULL;
  g_autoptr (GError) error = NULL;

  file->window = g_bytes_new_static ("{}", 2);
  file->thumbnail = g_bytes_new_static ("PNG", 3);
  g_assert_true (sl_session_file_write (file, f->path, NULL));
  back = sl_session_file_read (f->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (file->window, back->window));
  g_assert_true (g_bytes_equal (file->thumbnail, back->thumbnail));
}

/* A run on a file of the learner's own is about that file, as it was. */
static void
test_own_data (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = g_strconcat (f->path, ".csv", NULL);
  g_autoptr (GString) rows = g_string_new ("a,b,y\n");
  g_autoptr (SlTraining) training = NULL, back = NULL;
  g_autoptr (GError) changed = NULL, gone = NULL;
  g_autofree char *text = g_strdup_printf ("data %s hidden 3 loss auto", csv);

  for (int i = 0; i < 40; i++)
    g_string_append_printf (rows, "%d,%d.5,%s\n", i % 7, i % 5, i % 2 ? "yes" : "no");
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  training = test_run (text, 2);
  write_session (training, f->path);
  back = read_session (f->path);
  test_assert_same_training (training, back);
  g_string_append (rows, "1,1,yes\n");
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  g_assert_null (sl_session_file_read (f->path, NULL, &changed));
  g_assert_error (changed, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (changed->message, csv));
  g_unlink (csv);
  g_assert_null (sl_session_file_read (f->path, NULL, &gone));
  g_assert_error (gone, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (gone->message, csv));
}

/* ---- files that are not right ---- */

static const SessionDamage damages[] = {
    {"newer", "settings.json", "\"version\" : 1", "\"version\" : 7", NULL, "newer"},
    {"foreign", "settings.json", "sparsity-lab", "another-tool", NULL, "settings.json"},
    {"unknown setting", "settings.json", "\"momentum\"", "\"momentun\"", NULL,
     "settings"},
    {"impossible setting", "settings.json", "\"activation\" : \"relu\"",
     "\"activation\" : \"rule\"", NULL, "rule"},
    {"other layers", "settings.json", "\"hidden\" : \"5,3\"", "\"hidden\" : \"5,4\"",
     NULL, "number"},
    {"no JSON", "settings.json", "{", "}", NULL, "JSON"},
    {"without settings", "settings.json", NULL, NULL, NULL, "settings.json"},
    {"without weights", "W2.npy", NULL, NULL, NULL, "W2.npy"},
    {"without history", "history.csv", NULL, NULL, NULL, "history.csv"},
    {"without state", "state/order.npy", NULL, NULL, NULL, "state/order.npy"},
    {"columns", "history.csv", "epoch,lambda", "epoch,lamdba", NULL, "history.csv"},
    {"another epoch", "history.csv", "\n2,", "\n3,", NULL, "epoch 3"},
    {"no number", "history.csv", "\n1,0,", "\n1,x,", NULL, "'x'"},
    {"unknown event", "events.csv", ",lambda,", ",lamdba,", NULL, "lamdba"},
    {"event to come", "events.csv", "\n2,0,", "\n9,0,", NULL, "events"},
    {"more", NULL, NULL, NULL, "state/more.npy", "state/more.npy"},
    {"climbs out", NULL, NULL, NULL, "../out", "../out"},
};

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *good = g_strconcat (f->path, "2", NULL);
  g_autoptr (SlTraining) training = test_run ("dataset circle hidden 5,3", 2);

  set (training, "lambda", "0.01");
  step (training, 3);
  write_session (training, good);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlSessionFile) file = NULL;

    session_damage (good, f->path, &damages[i]);
    file = sl_session_file_read (f->path, NULL, &error);
    g_test_message ("%s: %s", damages[i].name, error != NULL ? error->message : "read");
    g_assert_null (file);
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_true (g_str_has_prefix (error->message, f->path));
    g_assert_nonnull (strstr (error->message, damages[i].says));
  }
  g_unlink (good);
}

/* Most that the program has held so far, in MB. */
static glong
peak_memory (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_maxrss / 1024;
}

/* ThreadSanitizer keeps notes of every byte that is looked at, twice as long as the byte;
 * one that is held would add itself three times. */
#ifdef __SANITIZE_THREAD__
enum { TIMES = 3 };
#else
enum { TIMES = 1 };
#endif

/* A small file that unpacks to a large one costs time, but no memory beyond a line. */
static void
test_bomb (Fixture *f, gconstpointer data)
{
  enum { MEGABYTES = 200, MOST = 150 * TIMES, SIZE = MEGABYTES << 20 };
  static const char *const members[] = {"state/order.npy", "events.csv", "window.json",
                                        "W1.npy"};
  g_autoptr (SlTraining) training = test_run ("dataset circle hidden 5,3", 1);
  g_autofree char *settings =
      sl_session_settings_text (sl_training_config (training), NULL, NULL);
  g_autofree char *zeros = g_malloc0 (SIZE); /* never touched */

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autoptr (SlArchiveWriter) archive = sl_archive_writer_new (f->path, NULL);
    g_autoptr (GError) error = NULL;
    glong before;

    sl_archive_writer_add (archive, "settings.json", settings, strlen (settings));
    sl_archive_writer_add (archive, members[i], zeros, SIZE);
    g_assert_true (sl_archive_writer_finish (archive, NULL));
    before = peak_memory ();
    g_assert_null (sl_session_file_read (f->path, NULL, &error));
    g_test_message ("%s; %ld MB, then %ld MB", error->message, before, peak_memory ());
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_nonnull (strstr (error->message, members[i]));
    g_assert_cmpint (peak_memory () - before, <, MOST);
  }
}

/* NaN and infinite weights, and numbers that do not fit together. */
static void
test_bad_state (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 4; i++) {
    g_autoptr (SlTraining) training = test_run ("dataset circle hidden 3", 2);
    g_autoptr (GError) error = NULL;
    g_autofree SlStatePart *parts = NULL;
    size_t n;

    step (training, 2);
    parts = sl_training_state (training, &n);
    for (size_t k = 0; k < n; k++)
      if (i == 0 && g_str_equal (parts[k].id, "parameters"))
        ((float *) parts[k].values)[1] = NAN;
      else if (i == 1 && g_str_equal (parts[k].id, "optimizer-1"))
        ((float *) parts[k].values)[0] = INFINITY;
      else if (i == 2 && g_str_equal (parts[k].id, "order"))
        ((int *) parts[k].values)[0] = ((int *) parts[k].values)[1];
      else if (i == 3 && g_str_equal (parts[k].id, "position"))
        *(int *) parts[k].values = -1;
    write_session (training, f->path);
    g_assert_null (sl_session_file_read (f->path, NULL, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  }
}

/* Cut off anywhere, it is refused, or, when only the list of contents behind the members
 * is gone, whole; never read as something else. */
static void
test_truncated (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run ("dataset circle hidden 3", 1);
  g_autofree char *bytes = NULL;
  gsize length, refused = 0, tried = 0;

  write_session (training, f->path);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  for (gsize n = 0; n < length; n += MAX (length / 60, 1), tried++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlSessionFile) file = NULL;

    g_assert_true (g_file_set_contents (f->path, bytes, (gssize) n, NULL));
    file = sl_session_file_read (f->path, NULL, &error);
    if (file != NULL) {
      test_assert_same_training (training, file->training);
      continue;
    }
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    refused++;
  }
  g_assert_cmpuint (2 * refused, >, tried);
}

/* A changed number in the history is found, and named, when the run is repeated. */
static void
test_replay_differs (Fixture *f, gconstpointer data)
{
  g_autoptr (SlTraining) training = test_run ("dataset circle hidden 3", 3);
  g_autoptr (SlReplay) replay = NULL;
  g_autofree char *difference = NULL;

  ((SlNetwork *) sl_training_network (training))->params[2] += 0.25f;
  replay = sl_replay_new (training, NULL, NULL, NULL);
  while (sl_replay_step (replay))
    ;
  difference = sl_replay_difference (replay);
  g_assert_nonnull (difference);
  g_assert_nonnull (strstr (difference, "Weight 3"));
}

int
main (int argc, char **argv)
{
  const SlKindTable *optimizers = sl_optimizers ();

  g_test_init (&argc, &argv, NULL);
#define ADD(path, function, data)                                                        \
  g_test_add (path, Fixture, data, session_set_up, function, session_tear_down)
  for (size_t i = 0; i < optimizers->n; i++) {
    g_autofree char *path =
        g_strdup_printf ("/session-file/round-trip/%s", optimizers->kinds[i]->id);
    ADD (path, test_round_trip, optimizers->kinds[i]);
  }
  ADD ("/session-file/same-bytes", test_same_bytes, NULL);
  ADD ("/session-file/size", test_size, NULL);
  ADD ("/session-file/extras", test_extras, NULL);
  ADD ("/session-file/own-data", test_own_data, NULL);
  ADD ("/session-file/damaged", test_damaged, NULL);
  ADD ("/session-file/bomb", test_bomb, NULL);
  ADD ("/session-file/bad-state", test_bad_state, NULL);
  ADD ("/session-file/truncated", test_truncated, NULL);
  ADD ("/session-file/replay-differs", test_replay_differs, NULL);
#undef ADD
  return g_test_run ();
}
