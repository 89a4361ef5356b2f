/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/exact-run.h"

#include "tests/core/training-run.h"

#include <math.h>

SlTraining *
test_run_stages (const char *text, const SlTestStage *stages)
{
  SlConfig config = test_configure (text);
  SlTraining *training = NULL;

  for (int epochs = 0; stages->epochs > 0; stages++) {
    g_autoptr (GError) error = NULL;
    config.learning_rate = stages->learning_rate;
    if (training == NULL)
      training = sl_training_new (&config, NULL, &error);
    else
      sl_training_apply (training, &config);
    g_assert_no_error (error);
    epochs += stages->epochs;
    while (sl_training_epoch (training) < epochs)
      g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  }
  return training;
}

SlFit *
test_fit (const SlTraining *training)
{
  const SlConfig *config = sl_training_config (training);
  g_autoptr (GError) error = NULL;
  SlFit *fit =
      sl_fit_new (sl_training_problem (training), config->penalty,
                  sl_config_lambda (config), sl_config_share (config), NULL, &error);

  g_assert_no_error (error);
  return fit;
}

SlTestDistance
test_distance (const SlTraining *training, const SlFit *fit)
{
  const float *W = sl_training_network (training)->params; /* (d, k) */
  int d = fit->model.d, k = fit->model.k;
  SlTestDistance found = {0};

  g_assert_cmpint (sl_training_network (training)->layers[0].outputs, ==, k);
  for (int i = 0; i < d; i++)
    for (int j = 0; j < k; j++) {
      double w = (double) W[i * k + j], exact = fit->model.w[j * d + i];
      found.largest = fmax (found.largest, fabs (exact));
      found.distance = fmax (found.distance, fabs (w - exact));
      found.support += (w == 0) != (exact == 0);
    }
  return found;
}
