/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "core/training/checkpoint.h"
#include "tests/core/training-run.h"

static const char *const text = "dataset iris hidden 8 batch-size 0 optimizer sgd "
                                "learning-rate 0.05";

static int
kept_epoch (const SlCheckpoint *checkpoint)
{
  const SlTraining *copy = sl_checkpoint_training (checkpoint);
  return copy ? sl_training_epoch (copy) : -1;
}

static void
epochs (SlCheckpoint *checkpoint, SlTraining *training, int n)
{
  for (int i = 0; i < n; i++) {
    g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_EPOCH);
    sl_checkpoint_after_epoch (checkpoint, training);
  }
}

static void
set_rate (SlCheckpoint *checkpoint, SlTraining *training, double rate)
{
  SlConfig config = *sl_training_config (training);
  config.learning_rate = rate;
  sl_checkpoint_before_change (checkpoint, training);
  sl_training_apply (training, &config);
}

/* A change that has not borne out is what one goes back behind. */
static void
test_before_change (void)
{
  g_autoptr (SlCheckpoint) checkpoint = sl_checkpoint_new ();
  g_autoptr (SlTraining) training = test_run (text, 3);
  g_assert_null (sl_checkpoint_training (checkpoint));
  set_rate (checkpoint, training, 0.06);
  g_assert_cmpint (kept_epoch (checkpoint), ==, 3);
  /* The changes of a drag are one. */
  set_rate (checkpoint, training, 0.07);
  epochs (checkpoint, training, SL_CHECKPOINT_PROOF - 1);
  g_assert_cmpint (kept_epoch (checkpoint), ==, 3);
  g_assert_cmpfloat (
      sl_training_config (sl_checkpoint_training (checkpoint))->learning_rate, ==, 0.05);
  /* Copies are rationed by time: one comes some time after the proof. */
  while (kept_epoch (checkpoint) == 3)
    epochs (checkpoint, training, 1);
  g_assert_cmpint (kept_epoch (checkpoint), >=, 3 + SL_CHECKPOINT_PROOF);
  g_assert_cmpfloat (
      sl_training_config (sl_checkpoint_training (checkpoint))->learning_rate, ==, 0.07);
}

/* While the objective grows nothing newer is kept, neither in time nor by a change. */
static void
test_rising_is_not_good (void)
{
  g_autoptr (SlCheckpoint) checkpoint = sl_checkpoint_new ();
  g_autoptr (SlTraining) training = test_run (text, 0);
  epochs (checkpoint, training, 60);
  int kept = kept_epoch (checkpoint);
  g_assert_cmpint (kept, >=, SL_CHECKPOINT_PROOF);
  double best = test_history_row (training, -1).objective;
  /* Weights so wrong that the objective is far above what it was. */
  for (int i = 0; i < 8; i++) {
    SlEdit edit = {SL_EDIT_SET, 1, i, 0, 50};
    g_assert_true (sl_training_edit (training, &edit, NULL));
  }
  epochs (checkpoint, training, 1);
  g_assert_cmpfloat (test_history_row (training, -1).objective, >, 3 * best);
  g_assert_cmpint (kept_epoch (checkpoint), ==, kept);
  set_rate (checkpoint, training, 0.06);
  g_assert_cmpint (kept_epoch (checkpoint), ==, kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checkpoint/before-change", test_before_change);
  g_test_add_func ("/checkpoint/rising-is-not-good", test_rising_is_not_good);
  return g_test_run ();
}
