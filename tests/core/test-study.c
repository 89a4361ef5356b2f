/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What snapshots carry of confusion, norms by layer and pruning: only what is asked for,
 * of the right weights. */
#include "core/training/study.h"

#include <string.h>

static SlTraining *
new_training (void)
{
  SlConfig config;
  g_autoptr (GError) error = NULL;
  sl_config_init_default (&config);
  config.dataset = (const SlDatasetType *) sl_kind_find (sl_datasets (), "iris", NULL);
  config.hidden = (SlHidden){1, {6}};
  config.lambda = 0.01;
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  return training;
}

static void
train_epoch (SlTraining *training)
{
  while (sl_training_step (training) != SL_TRAINING_EPOCH)
    continue;
}

static SlPruningCurve
curve_now (SlTraining *training)
{
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  g_assert_true (sl_pruning_finish (pruning, NULL));
  return *sl_pruning_curve (pruning);
}

/* The snapshot that @study fills. */
static SlSnapshot *
take (SlTraining *training, const SlStudy *study, const SlNeeds *needs)
{
  SlSnapshot *snapshot = sl_snapshot_take (training, 1, SL_RUN_PAUSED, needs);
  sl_study_fill (study, needs, snapshot);
  return snapshot;
}

static void
assert_curve (SlTraining *training,
              const SlStudy *study,
              const SlPruningCurve *curve,
              int epoch)
{
  const SlNeeds needs = {.pruning = TRUE};
  g_autoptr (SlSnapshot) snapshot = take (training, study, &needs);
  g_assert_nonnull (snapshot->pruning);
  g_assert_cmpmem (snapshot->pruning, sizeof *curve, curve, sizeof *curve);
  g_assert_cmpint (snapshot->pruning_epoch, ==, epoch);
}

static void
test_only_what_is_asked_for (void)
{
  const SlNeeds none = {0}, norms = {.layer_norms = TRUE},
                confusion = {.confusion = TRUE};
  g_autoptr (SlTraining) training = new_training ();
  g_autoptr (SlStudy) study = sl_study_new ();
  SlLayerNorms wanted[2];
  train_epoch (training);
  sl_layer_norms_fill (wanted, sl_training_network (training));
  g_autoptr (SlSnapshot) plain = take (training, study, &none);
  g_autoptr (SlSnapshot) first = take (training, study, &norms);
  g_autoptr (SlSnapshot) second = take (training, study, &confusion);
  g_assert_true (!plain->confusion && !plain->layer_norms && !plain->pruning);
  g_assert_true (!first->confusion && !second->layer_norms);
  g_assert_cmpmem (first->layer_norms, sizeof wanted, wanted, sizeof wanted);
  const SlConfusion *matrix = sl_training_confusion (training);
  size_t size = 9 * sizeof *matrix->counts;
  g_assert_cmpint (second->confusion->k, ==, 3);
  g_assert_cmpmem (second->confusion->counts, size, matrix->counts, size);
  /* The copy stays what it was. */
  g_autoptr (SlConfusion) before = sl_confusion_copy (matrix);
  for (int i = 0; i < 30; i++)
    train_epoch (training);
  g_assert_cmpmem (second->confusion->counts, size, before->counts, size);
}

static void
test_whole (void)
{
  const SlNeeds none = {0}, needs = {.pruning = TRUE};
  g_autoptr (SlTraining) training = new_training ();
  g_autoptr (SlStudy) study = sl_study_new ();
  SlPruningCurve wanted = curve_now (training);
  g_assert_false (sl_study_is_stale (study, &none, 0));
  g_assert_false (sl_study_step (study, training, &none, 0, TRUE));
  g_assert_true (sl_study_is_stale (study, &needs, 0));
  g_autoptr (SlSnapshot) early = take (training, study, &needs);
  g_assert_null (early->pruning);
  while (!sl_study_step (study, training, &needs, 0, TRUE))
    g_assert_true (sl_study_is_stale (study, &needs, 0));
  g_assert_false (sl_study_is_stale (study, &needs, 0));
  g_assert_true (sl_study_is_stale (study, &needs, 1));
  g_assert_false (sl_study_is_stale (study, &none, 1));
  assert_curve (training, study, &wanted, 0);
  g_autoptr (SlSnapshot) unasked = take (training, study, &none);
  g_assert_null (unasked->pruning);
}

/* A pause shows the weights it stands on, whatever was begun before. */
static void
test_idle_begins_anew (void)
{
  const SlNeeds needs = {.pruning = TRUE};
  g_autoptr (SlTraining) training = new_training ();
  g_autoptr (SlStudy) study = sl_study_new ();
  for (int i = 0; i < 5; i++)
    g_assert_false (sl_study_step (study, training, &needs, 0, TRUE));
  train_epoch (training);
  SlPruningCurve wanted = curve_now (training);
  while (!sl_study_step (study, training, &needs, 1, TRUE))
    continue;
  assert_curve (training, study, &wanted, 1);
}

/* While training goes on, a curve stays that of the weights it was begun with. */
static void
test_busy_goes_on (void)
{
  const SlNeeds needs = {.pruning = TRUE};
  g_autoptr (SlTraining) training = new_training ();
  g_autoptr (SlStudy) study = sl_study_new ();
  SlPruningCurve wanted = curve_now (training);
  g_assert_false (sl_study_step (study, training, &needs, 0, TRUE));
  guint64 serial = 0;
  do
    train_epoch (training);
  while (!sl_study_step (study, training, &needs, ++serial, FALSE));
  assert_curve (training, study, &wanted, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/only-what-is-asked-for", test_only_what_is_asked_for);
  g_test_add_func ("/study/whole", test_whole);
  g_test_add_func ("/study/idle-begins-anew", test_idle_begins_anew);
  g_test_add_func ("/study/busy-goes-on", test_busy_goes_on);
  return g_test_run ();
}
