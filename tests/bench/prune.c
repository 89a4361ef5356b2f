/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/pruning.h"
#include "core/training/setting.h"
#include "core/training/training.h"
#include "tests/bench/bench.h"

/* The network of train-digits, a few epochs old, so that its magnitudes are of all sizes.
 */
static SlTraining *
make_training (GError **error)
{
  SlConfig config;
  sl_config_init_default (&config);
  config.hidden = (SlHidden){2, {256, 128}};
  config.lambda = 1e-4;
  SlTraining *training = sl_training_new (&config, NULL, error);
  while (training != NULL && sl_training_epoch (training) < 3)
    sl_training_step (training);
  return training;
}

/* A whole pruning curve: the copy, the sort, and the scores of training and test part at
 * 41 shares. */
gboolean
bench_prune (const char *id, const BenchOptions *options, GError **error)
{
  g_autoptr (SlTraining) training = make_training (error);
  BenchTimes curve = bench_times_new (), cpu = bench_times_new ();
  BenchTimes sort = bench_times_new ();
  double end = bench_now () + 1e3 * options->seconds;
  int points = 0;

  if (training == NULL)
    return FALSE;
  do {
    double start = bench_now (), cpu_start = bench_cpu ();
    g_autoptr (SlPruning) pruning =
        sl_pruning_new (sl_training_network (training), sl_training_problem (training));
    bench_times_add (&sort, bench_now () - start);
    sl_pruning_finish (pruning, NULL);
    bench_times_add (&curve, bench_now () - start);
    bench_times_add (&cpu, bench_cpu () - cpu_start);
    points = sl_pruning_curve (pruning)->n;
  } while (bench_now () < end);
  bench_times_report (&curve, id, "curve");
  bench_times_report (&cpu, id, "curve_cpu");
  bench_times_report (&sort, id, "sort");
  bench_report (id, "points", points, "shares");
  return TRUE;
}
