/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/exact-run.h"
#include "tests/core/training-run.h"

#include <math.h>

enum { FEATURES = 20, TRUE_WEIGHTS = 5, SEEDS = 8, EPOCHS = 150 };

/* 15 of 20 standardised inputs are noise; minibatches of 10, λ = 0.2, and a target with
 * noise of its own, which each minibatch shows otherwise. */
static SlConfig
noisy (const char *optimizer, int seed)
{
  g_autofree char *text = g_strdup_printf ("dataset sparse-linear hidden - batch-size 10 "
                                           "lambda 0.2 standardize-target false seed %d "
                                           "optimizer %s",
                                           seed, optimizer);
  SlConfig config = test_configure (text);
  config.data_options[SL_DATA_FEATURES] = FEATURES;
  config.data_options[SL_DATA_TRUE_WEIGHTS] = TRUE_WEIGHTS;
  config.data_options[SL_DATA_SAMPLES] = 400;
  config.data_options[SL_DATA_NOISE] = 1;
  return config;
}

static SlTraining *
run_noisy (const char *optimizer, int seed)
{
  SlConfig config = noisy (optimizer, seed);
  SlTraining *training = sl_training_new (&config, NULL, NULL);
  while (sl_training_epoch (training) < EPOCHS)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return training;
}

/* Returns how many of the noise weights are exactly 0. */
static int
noise_zeros (const SlTraining *training)
{
  const float *truth = sl_training_problem (training)->dataset->true_weights;
  int noise = 0, zeros = 0;
  for (int i = 0; i < FEATURES; i++)
    if (truth[i] == 0) {
      noise++;
      zeros += sl_training_network (training)->params[i] == 0;
    }
  g_assert_cmpint (noise, ==, FEATURES - TRUE_WEIGHTS);
  return zeros;
}

/* Small batches blur the zeros of proximal SGD; FTRL decides by the sum of all gradients,
 * and ends close to the exact solution. */
static void
test_keeps_noise_at_zero (void)
{
  double sgd = 0, ftrl = 0, furthest = 0;
  for (int seed = 1; seed <= SEEDS; seed++) {
    g_autoptr (SlTraining) a = run_noisy ("sgd learning-rate 0.05", seed);
    g_autoptr (SlTraining) b = run_noisy ("ftrl learning-rate 0.1", seed);
    g_autoptr (SlFit) fit = test_fit (b);
    SlTestDistance found = test_distance (b, fit);
    g_test_message ("seed %d: SGD %d, FTRL %d of 15 at zero; FTRL %g from exact", seed,
                    noise_zeros (a), noise_zeros (b), found.distance);
    sgd += noise_zeros (a) / 15.0 / SEEDS;
    ftrl += noise_zeros (b) / 15.0 / SEEDS;
    furthest = fmax (furthest, found.distance);
  }
  g_test_message ("noise weights at zero: proximal SGD %.3f, FTRL %.3f; FTRL %g from the "
                  "exact solution at most",
                  sgd, ftrl, furthest);
  g_assert_cmpfloat (ftrl, >=, 0.9);
  g_assert_cmpfloat (sgd, <, 0.5);
  g_assert_cmpfloat (furthest, <=, 0.02);
}

/* The sums belong to one learning rate: with another they start anew from the weights as
 * they are, which must not jump. */
static void
test_new_rate (void)
{
  SlConfig config = noisy ("ftrl learning-rate 0.1", 1), slower = config;
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  const float *w = sl_training_network (training)->params;
  float before[FEATURES];
  while (sl_training_epoch (training) < 20)
    sl_training_step (training);
  for (int i = 0; i < FEATURES; i++)
    before[i] = w[i];
  slower.learning_rate = 0.001;
  sl_training_apply (training, &slower);
  sl_training_step (training);
  for (int i = 0; i < FEATURES; i++)
    g_assert_cmpfloat (fabsf (w[i] - before[i]), <, 0.005f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ftrl/keeps-noise-at-zero", test_keeps_noise_at_zero);
  g_test_add_func ("/ftrl/new-rate", test_new_rate);
  return g_test_run ();
}
