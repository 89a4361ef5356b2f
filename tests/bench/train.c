/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/snapshot.h"
#include "tests/bench/nets.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* ms: training and bare products take turns of this length, so that what else the machine
 * does meets both. */
static const double TURN = 40;

/* Bytes that are allocated now, or 0 where nobody knows. */
static double
allocated (void)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + (double) info.hblkhd;
#else
  return 0;
#endif
}

/* The bare products on some number of threads. */
typedef struct
{
  int threads;
  double ms, runs;
} Limit;

static void
take_turn (BenchProducts *products, Limit *limit)
{
  double start = bench_now ();

  do {
    bench_products_run (products, limit->threads);
    limit->runs++;
  } while (bench_now () - start < TURN);
  limit->ms += bench_now () - start;
}

/* Small products are faster on one thread: the limit is the better of both. Returns its
 * index. */
static int
best (const Limit limits[2])
{
  return limits[1].runs > 0 &&
         limits[1].runs / limits[1].ms > limits[0].runs / limits[0].ms;
}

static void
take_turns (BenchProducts *products, Limit limits[2])
{
  take_turn (products, &limits[0]);
  if (limits[1].threads > 1)
    take_turn (products, &limits[1]);
}

/* Returns FALSE when the run diverged. */
static gboolean
train_for (SlTraining *training, double ms)
{
  double end = bench_now () + ms;

  do
    if (sl_training_step (training) == SL_TRAINING_DIVERGED)
      return FALSE;
  while (bench_now () < end);
  return TRUE;
}

static gboolean
fail (const SlTraining *training, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                       sl_training_divergence (training));
  return FALSE;
}

static void
report_memory (const char *id, const SlTraining *training, double before)
{
  SlProblem *problem = sl_training_problem (training);
  double params = (double) sl_training_network (training)->n_params;
  double data = (double) problem->dataset->n * problem->dataset->d * sizeof (float);
  double bytes = allocated () - before;

  if (bytes <= 0)
    return;
  /* The set and, scaled, its parts. */
  bench_report (id, "memory", bytes / 1e6, "MB");
  bench_report (id, "memory_beside_data", (bytes - 2 * data) / (4 * params),
                "parameters");
}

/* Samples per second, evaluation not counted, and what share they are of what bare
 * products of the same shapes reach in the same seconds with the same threads. */
gboolean
bench_train (const char *id, const BenchOptions *options, GError **error)
{
  const BenchNet *net = bench_net_find (id);
  SlConfig config = bench_net_config (net);
  g_autoptr (SlPool) pool = sl_pool_new (options->threads);
  double before = allocated ();
  g_autoptr (SlTraining) training =
      sl_training_new_with_pool (&config, pool, NULL, error);
  Limit limits[2] = {{1}, {options->threads}};
  gint64 rows;

  if (training == NULL)
    return FALSE;
  if (!train_for (training, TURN))
    return fail (training, error);
  report_memory (id, training, before);
  g_autoptr (BenchProducts) products = bench_products_new (net);
  gint64 rows_before;
  double seconds_before = sl_training_seconds (training, &rows_before);
  double end = bench_now () + 1e3 * options->seconds;
  do {
    if (!train_for (training, TURN))
      return fail (training, error);
    take_turns (products, limits);
  } while (bench_now () < end);
  double seconds = sl_training_seconds (training, &rows) - seconds_before;
  double speed = (double) (rows - rows_before) / seconds;
  const Limit *limit = &limits[best (limits)];
  double bound = net->batch_size * limit->runs / (limit->ms * 1e-3);
  bench_report (id, "speed", speed, "samples/s");
  bench_report (id, "gemm_limit", bound, "samples/s");
  bench_report (id, "share_of_gemm", 100 * speed / bound, "%");
  return TRUE;
}

/* The same products alone. */
gboolean
bench_gemm (const char *id, const BenchOptions *options, GError **error)
{
  size_t n;
  const BenchNet *nets = bench_nets (&n);

  for (size_t i = 0; i < n; i++) {
    g_autoptr (BenchProducts) products = bench_products_new (&nets[i]);
    Limit limits[2] = {{1}, {options->threads}};
    double end = bench_now () + 1e3 * options->seconds / (double) n;

    do
      take_turns (products, limits);
    while (bench_now () < end);
    const Limit *limit = &limits[best (limits)];
    double a_second = limit->runs / (limit->ms * 1e-3);
    g_autofree char *speed = g_strconcat (nets[i].id, "_speed", NULL);
    g_autofree char *work = g_strconcat (nets[i].id, "_operations", NULL);
    g_autofree char *threads = g_strconcat (nets[i].id, "_threads", NULL);
    bench_report (id, speed, nets[i].batch_size * a_second, "samples/s");
    bench_report (id, work, bench_products_operations (products) * a_second * 1e-9,
                  "GFLOP/s");
    bench_report (id, threads, limit->threads, "threads");
  }
  return TRUE;
}

/* A net trains and publishes as often as the worker beside a window does. */
static gboolean
publish (const char *id, const BenchNet *net, const BenchOptions *options, GError **error)
{
  SlConfig config = bench_net_config (net);
  g_autoptr (SlPool) pool = sl_pool_new (options->threads);
  g_autoptr (SlTraining) training =
      sl_training_new_with_pool (&config, pool, NULL, error);
  const SlNeeds needs = {.weights = TRUE};
  double training_us = 0, publishing_us = 0, snapshots = 0;
  gint64 due = 0, end = g_get_monotonic_time () + (gint64) (5e5 * options->seconds);

  if (training == NULL)
    return FALSE;
  for (gint64 now = g_get_monotonic_time (); now < end;) {
    if (sl_training_step (training) == SL_TRAINING_DIVERGED)
      return fail (training, error);
    gint64 begin = g_get_monotonic_time ();
    training_us += (double) (begin - now);
    now = begin;
    if (begin < due)
      continue;
    sl_snapshot_unref (sl_snapshot_take (training, 1, SL_RUN_PLAYING, &needs));
    now = g_get_monotonic_time ();
    publishing_us += (double) (now - begin);
    due = sl_snapshot_due (begin, now);
    snapshots++;
  }
  g_autofree char *cost = g_strconcat (net->id, "_snapshot", NULL);
  g_autofree char *share = g_strconcat (net->id, "_share", NULL);
  g_autofree char *rate = g_strconcat (net->id, "_rate", NULL);
  bench_report (id, cost, publishing_us * 1e-3 / snapshots, "ms");
  bench_report (id, share, 100 * publishing_us / training_us, "%");
  bench_report (id, rate, snapshots / (training_us + publishing_us) * 1e6, "1/s");
  return TRUE;
}

gboolean
bench_publish (const char *id, const BenchOptions *options, GError **error)
{
  return publish (id, bench_net_find ("digits"), options, error) &&
         publish (id, bench_net_find ("chapter"), options, error);
}
