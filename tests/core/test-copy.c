/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "core/training/state.h"
#include "tests/core/training-run.h"

#include <string.h>

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

/* From a minibatch in the middle of an epoch on, the original and its copy do the same,
 * through settings that change and a schedule that acts. */
static void
goes_on_alike (const SlConfig *config, int minibatches)
{
  g_autoptr (SlTraining) original = sl_training_new (config, NULL, NULL);
  g_assert_nonnull (original);
  step (original, minibatches);
  set (original, "lambda", "0.002");
  g_autoptr (SlTraining) copy = sl_training_copy (original);
  test_assert_same_training (original, copy);
  SlTraining *const both[] = {original, copy};
  for (int i = 0; i < 2; i++) {
    step (both[i], 5);
    set (both[i], "batch-size", "40");
    step (both[i], 30);
  }
  test_assert_same_training (original, copy);
}

static void
test_goes_on_alike (gconstpointer data)
{
  const SlKind *optimizer = data;
  const SlKindTable *rules = sl_rules ();
  SlRng rng;
  sl_rng_init (&rng, 7, SL_STREAM_DATA);
  for (size_t r = 0; r < rules->n; r++) {
    gboolean linear = g_str_equal (optimizer->id, "fista");
    g_autofree char *text = g_strdup_printf (
        "dataset iris hidden %s optimizer %s zeros-by %s lambda 0.001 batch-size 10 "
        "dropout %s learning-rate 0.01 early-stopping 3 reduce-lr 0.5,1",
        linear ? "-" : "9,7", optimizer->id, rules->kinds[r]->id, linear ? "0" : "0.25");
    SlConfig config = test_configure (text);
    if (sl_config_conflict (&config) == NULL)
      goes_on_alike (&config, 3 + (int) sl_rng_below (&rng, 40));
  }
}

/* An earlier copy that catches up is as good as a new one. */
static void
test_catches_up (void)
{
  g_autoptr (SlTraining) training =
      test_run ("dataset iris hidden 8 batch-size 10 lambda 0.001", 3);
  g_autoptr (SlTraining) copy = sl_training_copy (training);
  step (training, 7);
  set (training, "optimizer", "momentum");
  set (training, "zeros-by", "dead-link");
  set (training, "batch-size", "0");
  step (training, 4);
  sl_training_catch_up (copy, training);
  test_assert_same_training (training, copy);
  set (training, "optimizer", "sgd");
  sl_training_catch_up (copy, training);
  step (training, 9);
  step (copy, 9);
  test_assert_same_training (training, copy);
}

/* What one does is nothing to the other. */
static void
test_copy_is_deep (void)
{
  g_autoptr (SlTraining) training = test_run ("dataset iris hidden 8", 2);
  g_autoptr (SlTraining) copy = sl_training_copy (training);
  g_autoptr (SlTraining) untouched = sl_training_copy (training);
  step (copy, 20);
  set (copy, "lambda", "0.5");
  test_assert_same_training (training, untouched);
  g_clear_pointer (&training, sl_training_free);
  step (copy, 3);
}

/* The list is whole: the state of one training written over another of the same settings
 * makes it go on like the first. A part that were missing would stay the other's. */
static void
test_list_is_whole (void)
{
  const char *text = "dataset iris hidden 8 batch-size 10 dropout 0.25 optimizer adam";
  g_autoptr (SlTraining) from = test_run (text, 3), to = test_run (text, 5);
  step (from, 4);
  size_t n;
  g_autofree SlStatePart *source = sl_training_state (from, &n);
  g_autofree SlStatePart *target = sl_training_state (to, &n);
  for (size_t i = 0; i < n; i++)
    if (source[i].values)
      memcpy (target[i].values, source[i].values,
              source[i].n * sl_state_size (source[i].type));
  step (from, 30);
  step (to, 30);
  const SlNetwork *a = sl_training_network (from), *b = sl_training_network (to);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
  SlHistoryRow last = test_history_row (from, -1), other = test_history_row (to, -1);
  g_assert_cmpmem (&last, sizeof last, &other, sizeof other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  const SlKindTable *optimizers = sl_optimizers ();
  for (size_t i = 0; i < optimizers->n; i++) {
    g_autofree char *path =
        g_strdup_printf ("/copy/goes-on-alike/%s", optimizers->kinds[i]->id);
    g_test_add_data_func (path, optimizers->kinds[i], test_goes_on_alike);
  }
  g_test_add_func ("/copy/catches-up", test_catches_up);
  g_test_add_func ("/copy/is-deep", test_copy_is_deep);
  g_test_add_func ("/copy/list-is-whole", test_list_is_whole);
  return g_test_run ();
}
