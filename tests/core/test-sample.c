/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large parts are evaluated on a sample where the window waits for it. */
#include "core/training/sample.h"

#include "core/training/state.h"
#include "tests/core/trainer-fixture.h"
#include "tests/core/training-run.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* 45 000 training, 15 000 test rows. */
#define LARGE "dataset circle hidden 3 batch-size 5000 learning-rate 0.02 lambda 0.001 "

static SlConfig
large (const char *more)
{
  g_autofree char *text = g_strconcat (LARGE, more, NULL);
  SlConfig config = test_configure (text);
  config.data_options[SL_DATA_SAMPLES] = 60000;
  return config;
}

static SlTraining *
train (const SlConfig *config, gboolean sampled)
{
  g_autoptr (SlProblem) problem = sl_training_make_problem (config, NULL);
  SlTraining *training = sampled
                             ? sl_training_new_sampled (config, problem, NULL, NULL, NULL)
                             : sl_training_new_on (config, problem, NULL, NULL, NULL);
  g_assert_nonnull (training);
  while (sl_training_epoch (training) < 2)
    sl_training_step (training);
  return training;
}

static void
test_draw (void)
{
  g_autofree int *rows = sl_sample_draw (20001, 7, SL_PART_TRAIN);
  g_autofree int *again = sl_sample_draw (20001, 7, SL_PART_TRAIN);
  g_autofree int *other = sl_sample_draw (20001, 8, SL_PART_TRAIN);
  g_autofree int *test = sl_sample_draw (20001, 7, SL_PART_TEST);
  size_t size = SL_SAMPLE_ROWS * sizeof (int);
  double mean = 0;
  for (int i = 0; i < SL_SAMPLE_ROWS; i++) {
    g_assert_cmpint (rows[i], >, i > 0 ? rows[i - 1] : -1);
    mean += (double) rows[i] / SL_SAMPLE_ROWS;
  }
  g_assert_cmpint (rows[SL_SAMPLE_ROWS - 1], <, 20001);
  /* Six standard deviations of a mean of so many, without replacement. */
  g_assert_cmpfloat (fabs (mean - 10000), <, 6 * 71);
  g_assert_cmpmem (rows, size, again, size);
  g_assert_cmpint (memcmp (rows, other, size), !=, 0);
  g_assert_cmpint (memcmp (rows, test, size), !=, 0);
  g_assert_null (sl_sample_draw (20000, 7, SL_PART_TRAIN));
  g_assert_cmpint (sl_sample_size (20000), ==, 0);
}

/* Losses and scores are those of the sample, by another route; the weights go the same
 * way, and parts that are not large are whole. */
static void
test_losses (void)
{
  SlConfig config = large ("");
  g_autoptr (SlTraining) whole = train (&config, FALSE);
  g_autoptr (SlTraining) sampled = train (&config, TRUE);
  const SlNetwork *network = sl_training_network (sampled);
  const SlPart *part = &sl_training_problem (sampled)->train;
  g_autofree int *rows = sl_sample_draw (part->n, config.seed, SL_PART_TRAIN);
  SlHistoryRow a = test_history_row (whole, -1), b = test_history_row (sampled, -1);
  SlPass *pass = sl_pass_new (network, 1);
  double loss = 0;
  int right = 0;
  for (int i = 0; i < SL_SAMPLE_ROWS; i++) {
    float x[2];
    sl_part_gather (part, &rows[i], 1, x);
    const float *out = sl_pass_forward (pass, network, 1, x);
    loss += network->loss->measure (1, network->layers[network->n_layers - 1].outputs,
                                    out, NULL, &part->label[rows[i]], &right);
  }
  sl_pass_free (pass);
  g_assert_cmpfloat_with_epsilon (b.train_loss, loss / SL_SAMPLE_ROWS, 1e-6);
  g_assert_cmpfloat_with_epsilon (b.train_score, (double) right / SL_SAMPLE_ROWS, 1e-3);
  g_assert_cmpfloat (a.train_loss, !=, b.train_loss);
  g_assert_cmpfloat_with_epsilon (a.train_loss, b.train_loss, 0.05);
  g_assert_cmpfloat (a.test_loss, ==, b.test_loss);
  g_assert_cmpmem (sl_training_network (whole)->params,
                   network->n_params * sizeof (float), network->params,
                   network->n_params * sizeof (float));
  g_assert_cmpint (sl_training_sampled (sampled, SL_PART_TRAIN), ==, SL_SAMPLE_ROWS);
  g_assert_cmpint (sl_training_sampled (sampled, SL_PART_TEST), ==, 0);
  g_assert_cmpint (sl_training_sampled (whole, SL_PART_TRAIN), ==, 0);
}

/* What drives the training is evaluated whole. */
static void
test_driving (void)
{
  static const struct
  {
    const char *settings;
    int sampled[SL_N_PARTS];
  } cases[] = {
      {"validation-fraction 0.5", {5000, 5000, 0}},
      {"validation-fraction 0.5 early-stopping 9", {5000, 0, 0}},
      {"validation-fraction 0.5 reduce-lr 0.5,3", {5000, 0, 0}},
      {"validation-fraction 0.5 stop-at 1", {5000, 0, 0}},
      {"stop-at 1", {0, 0, 0}},
      {"test-fraction 0.5", {5000, 0, 5000}},
      {"test-fraction 0.5 validate-on-test true early-stopping 9", {5000, 0, 0}},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlConfig config = large (cases[i].settings);
    g_autoptr (SlTraining) whole = train (&config, FALSE);
    g_autoptr (SlTraining) sampled = train (&config, TRUE);
    SlHistoryRow a = test_history_row (whole, -1), b = test_history_row (sampled, -1);
    const double losses[][2] = {{a.train_loss, b.train_loss},
                                {a.val_loss, b.val_loss},
                                {a.test_loss, b.test_loss}};
    g_test_message ("%s", cases[i].settings);
    for (int k = 0; k < SL_N_PARTS; k++) {
      gboolean same = losses[k][0] == losses[k][1] || isnan (losses[k][0]);
      g_assert_cmpint (sl_training_sampled (sampled, k), ==, cases[i].sampled[k]);
      g_assert_true (same == (cases[i].sampled[k] == 0));
    }
  }
}

/* A session keeps the rows that were evaluated, replay takes those, and a file in which
 * they make no sense is refused. */
static void
test_session (void)
{
  SlConfig config = large ("test-fraction 0.4");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("sample-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.sparsity", NULL);
  SlTraining *training = train (&config, TRUE);
  SlSessionFile *file = sl_session_file_new (training), *read;
  size_t n;
  /* Others than would be drawn. */
  g_autofree SlStatePart *parts = sl_training_state (training, &n);
  int *rows = NULL;
  for (size_t i = 0; i < n; i++)
    if (g_str_equal (parts[i].id, "evaluated-train"))
      rows = parts[i].values;
  g_assert_nonnull (rows);
  rows[0] = rows[0] > 0 ? rows[0] - 1 : rows[0];
  g_assert_true (sl_session_file_write (file, path, &error));
  g_assert_no_error (error);
  read = sl_session_file_read (path, NULL, &error);
  g_assert_no_error (error);
  test_assert_same_training (training, read->training);
  g_autoptr (SlReplay) replay = sl_replay_new (read->training, NULL, NULL, NULL);
  for (int i = 0; i < 3; i++)
    g_assert_true (sl_replay_step (replay));
  g_assert_cmpint (sl_training_sampled (sl_replay_training (replay), SL_PART_TEST), ==,
                   SL_SAMPLE_ROWS);
  sl_session_file_free (read);
  rows[1] = rows[0];
  g_assert_true (sl_session_file_write (file, path, NULL));
  g_assert_null (sl_session_file_read (path, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "evaluated-train"));
  sl_session_file_free (file);
  g_unlink (path);
  g_rmdir (folder);
}

/* Every number of a whole run comes again. */
static void
test_replay (void)
{
  SlConfig config = large ("");
  g_autoptr (SlTraining) training = train (&config, TRUE);
  g_autoptr (SlReplay) replay = sl_replay_new (training, NULL, NULL, NULL);
  while (sl_replay_step (replay))
    ;
  g_assert_null (sl_replay_difference (replay));
}

/* The window's worker takes a sample, and says so. */
static void
test_worker (TrainerFixture *f, gconstpointer data)
{
  f->control.config = large ("");
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) first = trainer_fixture_wait_for (f, trainer_is_paused_at, 0);
  g_assert_cmpint (first->sampled[SL_PART_TRAIN], ==, SL_SAMPLE_ROWS);
  g_assert_cmpint (first->sampled[SL_PART_TEST], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/draw", test_draw);
  g_test_add_func ("/sample/losses", test_losses);
  g_test_add_func ("/sample/driving", test_driving);
  g_test_add_func ("/sample/session", test_session);
  g_test_add_func ("/sample/replay", test_replay);
  g_test_add ("/sample/worker", TrainerFixture, NULL, trainer_fixture_set_up, test_worker,
              trainer_fixture_tear_down);
  return g_test_run ();
}
