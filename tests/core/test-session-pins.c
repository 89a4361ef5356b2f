/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinned runs go into a session and come back as figures show them. */
#include "core/core.h"
#include "tests/core/session-damage.h"
#include "tests/core/training-run.h"

#include <glib/gstdio.h>
#include <string.h>

typedef SessionFixture Fixture;

/* A run as it is pinned. @curve: with its pruning curve. */
static SlSnapshot *
take_run (const char *settings, int epochs, gboolean curve)
{
  g_autoptr (SlTraining) training = test_run (settings, epochs);
  const SlNeeds needs = {.graph = TRUE};
  SlSnapshot *run = sl_snapshot_take (training, 7, SL_RUN_PAUSED, &needs);

  if (curve) {
    g_autoptr (SlPruning) pruning =
        sl_pruning_new (sl_training_network (training), sl_training_problem (training));

    sl_pruning_ask (pruning, 0.1);
    g_assert_true (sl_pruning_finish (pruning, NULL));
    run->pruning = g_memdup2 (sl_pruning_curve (pruning), sizeof *run->pruning);
    run->pruning_epoch = run->epoch;
  }
  return run;
}

static void
pin (SlEarlierRuns **runs, int place, SlSnapshot *run)
{
  SlEarlierRuns *more = sl_earlier_runs_with_pin (*runs, place, run);

  sl_earlier_runs_unref (*runs);
  sl_snapshot_unref (run);
  *runs = more;
}

/* Runs of other data, other layers and another task than the one that is trained. */
static SlEarlierRuns *
make_runs (void)
{
  SlEarlierRuns *runs = sl_earlier_runs_new ();

  pin (&runs, 0,
       take_run ("dataset circle hidden 5,3 lambda 0.01 penalty l1", 700, TRUE));
  pin (&runs, 1, take_run ("dataset circle hidden 5,3", 2, FALSE));
  pin (&runs, 3, take_run ("dataset diabetes loss auto hidden -", 3, TRUE));
  return runs;
}

static SlSessionFile *
write_session (const char *path)
{
  SlSessionFile *file = sl_session_file_new (test_run ("dataset circle hidden 5,3", 2));
  g_autoptr (GError) error = NULL;

  file->runs = make_runs ();
  sl_session_file_write (file, path, &error);
  g_assert_no_error (error);
  return file;
}

static SlSessionFile *
read_session (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlSessionFile *file = sl_session_file_read (path, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_same_curve (const SlPruningCurve *a, const SlPruningCurve *b)
{
  gsize n = a != NULL ? (gsize) a->n : 0;

  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  g_assert_cmpint (a->n, ==, b->n);
  g_assert_cmpint (a->weights, ==, b->weights);
  g_assert_cmpint (a->zeros, ==, b->zeros);
  g_assert_cmpfloat (a->asked, ==, b->asked);
  g_assert_cmpint (a->train_rows, ==, b->train_rows);
  g_assert_cmpint (a->test_rows, ==, b->test_rows);
  g_assert_cmpint (a->all_train_rows, ==, b->all_train_rows);
  g_assert_cmpint (a->all_test_rows, ==, b->all_test_rows);
  g_assert_cmpmem (a->removed, n * sizeof *a->removed, b->removed,
                   n * sizeof *b->removed);
  g_assert_cmpmem (a->size, n * sizeof *a->size, b->size, n * sizeof *b->size);
  g_assert_cmpmem (a->train_score, n * sizeof *a->train_score, b->train_score,
                   n * sizeof *b->train_score);
  g_assert_cmpmem (a->test_score, n * sizeof *a->test_score, b->test_score,
                   n * sizeof *b->test_score);
}

/* All that is drawn of a run behind the present one. */
static void
assert_same_run (const SlSnapshot *a, const SlSnapshot *b)
{
  gsize layers = (gsize) a->n_layers * sizeof *a->layers;
  g_autoptr (GString) csv = sl_history_csv (&a->history);
  g_autoptr (GString) other = sl_history_csv (&b->history);

  g_assert_true (sl_config_equal (&a->config, &b->config));
  g_assert_cmpint (a->epoch, ==, b->epoch);
  g_assert_cmpint (a->batch, ==, b->batch);
  g_assert_cmpint (a->task, ==, b->task);
  g_assert_cmpint (a->n_layers, ==, b->n_layers);
  g_assert_cmpmem (a->layers, layers, b->layers, layers);
  g_assert_cmpmem (a->start_layers, layers, b->start_layers, layers);
  g_assert_cmpmem (&a->total, sizeof a->total, &b->total, sizeof b->total);
  g_assert_cmpmem (&a->start, sizeof a->start, &b->start, sizeof b->start);
  g_assert_cmpstr (csv->str, ==, other->str);
  g_assert_cmpuint (a->events.n, ==, b->events.n);
  for (int i = 0; i < SL_N_TRACES; i++) {
    const SlTrace *x = &a->traces[i], *y = &b->traces[i];

    g_assert_cmpint (x->n, ==, y->n);
    g_assert_cmpint (x->stride, ==, y->stride);
    g_assert_cmpmem (x->buckets, (gsize) x->used * sizeof *x->buckets, y->buckets,
                     (gsize) y->used * sizeof *y->buckets);
  }
  assert_same_curve (a->pruning, b->pruning);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (SlSessionFile) file = write_session (f->path);
  g_autoptr (SlSessionFile) back = read_session (f->path);

  for (int i = 0; i < SL_MAX_PINNED; i++) {
    g_assert_true ((file->runs->pinned[i] == NULL) == (back->runs->pinned[i] == NULL));
    if (file->runs->pinned[i] != NULL)
      assert_same_run (file->runs->pinned[i], back->runs->pinned[i]);
  }
  test_assert_same_training (file->training, back->training);
}

/* What was opened and is saved again is the same file. */
static void
test_same_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (SlSessionFile) file = write_session (f->path);
  g_autoptr (SlSessionFile) back = read_session (f->path);
  g_autofree char *other = g_strconcat (f->path, "2", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize lengths[2];

  g_assert_true (sl_session_file_write (back, other, NULL));
  g_assert_true (g_file_get_contents (f->path, &first, &lengths[0], NULL));
  g_assert_true (g_file_get_contents (other, &second, &lengths[1], NULL));
  g_assert_cmpmem (first, lengths[0], second, lengths[1]);
  g_unlink (other);
}

/* A pinned run is looked at, never trained on: its data file may be gone. */
static void
test_data_are_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = g_strconcat (f->path, ".csv", NULL);
  g_autofree char *settings = g_strdup_printf ("data %s hidden - loss auto", csv);
  g_autoptr (GString) rows = g_string_new ("a,b,y\n");
  g_autoptr (SlSessionFile) file = NULL, back = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (rows, "%d,%d.5,%s\n", i % 7, i % 5, i % 2 ? "yes" : "no");
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  file = sl_session_file_new (test_run ("dataset circle hidden 3", 1));
  file->runs = sl_earlier_runs_new ();
  pin (&file->runs, 2, take_run (settings, 2, FALSE));
  g_unlink (csv);
  g_assert_true (sl_session_file_write (file, f->path, NULL));
  back = read_session (f->path);
  assert_same_run (file->runs->pinned[2], back->runs->pinned[2]);
}

static const SessionDamage damages[] = {
    {"foreign", "pins/A/settings.json", "sparsity-lab", "another-tool", NULL,
     "pins/A/settings.json"},
    {"other layers", "pins/A/settings.json", "\"hidden\" : \"5,3\"",
     "\"hidden\" : \"5,4\"", NULL, "pins/A/measures.npy"},
    {"fewer layers", "pins/A/settings.json", "\"hidden\" : \"5,3\"",
     "\"hidden\" : \"573\"", NULL, "pins/A/measures.npy"},
    {"without settings", "pins/B/settings.json", NULL, NULL, NULL, "pins/B/"},
    {"without history", "pins/B/history.csv", NULL, NULL, NULL, "pins/B/history.csv"},
    {"without measures", "pins/D/measures.npy", NULL, NULL, NULL, "pins/D/measures.npy"},
    {"another epoch", "pins/B/history.csv", "\n2,", "\n3,", NULL, "epoch 3"},
    {"moment", "pins/B/moment.npy", "\n\2\0\0\0", "\n\3\0\0\0", NULL, "history.csv"},
    {"unknown event", "pins/A/events.csv", "epoch,batch", "epoch,botch", NULL,
     "pins/A/events.csv"},
    {"no such place", NULL, NULL, NULL, "pins/E/moment.npy", "pins/E/moment.npy"},
    {"more", NULL, NULL, NULL, "pins/A/more.npy", "pins/A/more.npy"},
    {"nobody's", NULL, NULL, NULL, "pins/C/moment.npy", "pins/C/moment.npy"},
};

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *good = g_strconcat (f->path, "2", NULL);
  g_autoptr (SlSessionFile) whole = write_session (good);

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

/* A curve that no network has: each refused, none drawn. */
static void
test_bad_curve (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 5; i++) {
    g_autoptr (SlSessionFile) file =
        sl_session_file_new (test_run ("dataset circle hidden 3", 1));
    g_autoptr (GError) error = NULL;
    SlSnapshot *run = take_run ("dataset circle hidden 3", 1, TRUE);

    if (i == 0)
      run->pruning->removed[2] = run->pruning->weights + 1;
    else if (i == 1)
      run->pruning->removed[2] = -1;
    else if (i == 2)
      run->pruning->test_score[1] = -G_MAXDOUBLE * 2;
    else if (i == 3)
      run->pruning->size[3] = -1;
    else
      run->pruning_epoch = 9;
    file->runs = sl_earlier_runs_new ();
    pin (&file->runs, 0, run);
    g_assert_true (sl_session_file_write (file, f->path, NULL));
    g_assert_null (sl_session_file_read (f->path, NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_nonnull (strstr (error->message, "pins/A/pruning.npy"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                              \
  g_test_add (path, Fixture, NULL, session_set_up, function, session_tear_down)
  ADD ("/session-pins/round-trip", test_round_trip);
  ADD ("/session-pins/same-bytes", test_same_bytes);
  ADD ("/session-pins/data-are-gone", test_data_are_gone);
  ADD ("/session-pins/damaged", test_damaged);
  ADD ("/session-pins/bad-curve", test_bad_curve);
#undef ADD
  return g_test_run ();
}
