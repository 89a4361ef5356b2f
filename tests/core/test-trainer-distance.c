/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker says of the distance to the exact optimum. */
#include "tests/core/trainer-fixture.h"

#include <math.h>

static gboolean
has_distance (const SlSnapshot *snapshot, int unused)
{
  return snapshot->optimum != NULL;
}

/* Of λ: in thousandths. Whatever is said is said for the λ that acts. */
static gboolean
has_distance_at (const SlSnapshot *snapshot, int lambda)
{
  const SlDistanceReport *report = snapshot->optimum;
  if (report != NULL && report->reason == NULL)
    g_assert_cmpfloat (report->lambda, ==, sl_config_lambda (&snapshot->config));
  return report != NULL && round (report->lambda * 1000) == lambda &&
         (snapshot->state == SL_RUN_PLAYING || report->epoch == snapshot->epoch);
}

/* What sl_distance_now() says of a run before its first step. */
static SlDistance
distance_of_start (const SlConfig *config)
{
  g_autoptr (SlTraining) training = sl_training_new (config, NULL, NULL);
  g_autoptr (SlDistanceReport) report = sl_distance_now (
      config, sl_training_problem (training), sl_training_network (training), NULL, NULL);
  g_assert_null (report->reason);
  return report->distance;
}

static void
set_linear (TrainerFixture *f)
{
  trainer_fixture_set (f, "dataset", "iris");
  trainer_fixture_set (f, "hidden", "");
  trainer_fixture_set (f, "lambda", "0.01");
}

/* The distance is that to the exact solution, before a new λ and after it, in each run.
 */
static void
test_distance (TrainerFixture *f, gconstpointer data)
{
  set_linear (f);
  for (int run = 0; run < 2; run++) {
    trainer_fixture_set (f, "lambda", "0.01");
    trainer_fixture_set (f, "seed", run == 0 ? "1" : "2");
    trainer_fixture_start (f);
    for (int lambda = 10; lambda <= 40; lambda *= 2) {
      g_autofree char *text = g_strdup_printf ("%g", lambda / 1000.0);
      trainer_fixture_set (f, "lambda", text);
      trainer_fixture_send (f);
      g_autoptr (SlSnapshot) snapshot =
          trainer_fixture_wait_for (f, has_distance_at, lambda);
      SlDistance expected = distance_of_start (&f->control.config);
      const SlDistance *found = &snapshot->optimum->distance;
      g_assert_cmpfloat_with_epsilon (found->optimum, expected.optimum, 1e-8);
      g_assert_cmpfloat_with_epsilon (found->largest, expected.largest, 1e-4);
      g_assert_cmpint (found->mismatches, ==, expected.mismatches);
    }
    g_clear_pointer (&f->trainer, sl_trainer_free);
  }
}

/* While it trains λ is dragged to and fro; where the hand stops, the distance arrives. */
static void
test_distance_dragged (TrainerFixture *f, gconstpointer data)
{
  set_linear (f);
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  for (int i = 0; i < 60; i++) {
    g_autofree char *text = g_strdup_printf ("%g", (1 + i * 7 % 50) / 1000.0);
    trainer_fixture_set (f, "lambda", text);
    trainer_fixture_send (f);
    g_autoptr (SlSnapshot) snapshot = trainer_fixture_next_snapshot (f);
    has_distance_at (snapshot, 0);
  }
  trainer_fixture_set (f, "lambda", "0.077");
  trainer_fixture_send (f);
  sl_snapshot_unref (trainer_fixture_wait_for (f, has_distance_at, 77));
  f->control.playing = FALSE;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) snapshot =
      trainer_fixture_wait_for (f, trainer_has_state, SL_RUN_PAUSED);
  if (!has_distance_at (snapshot, 77))
    sl_snapshot_unref (
        trainer_fixture_wait_for (f, has_distance_at, 77)); /* of the last weights */
}

static void
test_distance_reason (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "dataset", "iris");
  trainer_fixture_set (f, "hidden", "3");
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) snapshot = trainer_fixture_wait_for (f, has_distance, 0);
  g_assert_cmpstr (snapshot->optimum->reason, ==,
                   sl_config_no_optimum (&f->control.config));
  g_assert_nonnull (snapshot->optimum->reason);
}

/* Being followed changes no bit of a run: it is as one without a thread. */
static void
test_distance_changes_nothing (TrainerFixture *f, gconstpointer data)
{
  enum { EPOCHS = 40 };
  set_linear (f);
  trainer_fixture_start (f);
  f->control.epoch_steps = EPOCHS;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) snapshot =
      trainer_fixture_wait_for (f, trainer_is_paused_at, EPOCHS);
  g_autoptr (SlTraining) alone = sl_training_new (&f->control.config, NULL, NULL);
  while (sl_training_epoch (alone) < EPOCHS)
    g_assert_cmpint (sl_training_step (alone), <=, SL_TRAINING_EPOCH);
  SlLogView rows = sl_training_history (alone);
  g_assert_cmpuint (rows.n, ==, snapshot->history.n);
  for (size_t i = 0; i < rows.n; i++) {
    const SlHistoryRow *a = sl_log_item (&rows, i);
    const SlHistoryRow *b = sl_log_item (&snapshot->history, i);
    g_assert_cmpfloat (a->objective, ==, b->objective);
    g_assert_cmpfloat (a->norm_l1, ==, b->norm_l1);
    g_assert_cmpfloat (a->norm_l2, ==, b->norm_l2);
  }
  sl_log_view_clear (&rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                              \
  g_test_add ("/trainer-distance/" path, TrainerFixture, NULL, trainer_fixture_set_up,   \
              function, trainer_fixture_tear_down)
  ADD ("each-lambda", test_distance);
  ADD ("dragged", test_distance_dragged);
  ADD ("reason", test_distance_reason);
  ADD ("changes-nothing", test_distance_changes_nothing);
#undef ADD
  return g_test_run ();
}
