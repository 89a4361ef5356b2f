/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BenchOptions: what the command line of bench asks for. */
typedef struct
{
  int threads;    /* --threads: how many the workload may use, 1 or more */
  double seconds; /* --seconds: how long to repeat it, above 0 */
} BenchOptions;

/** BenchWorkload: one line of the table in bench.c, one function in a file beside it. */
typedef struct
{
  const char *id;      /* "path-diabetes" */
  const char *summary; /* one line for --help */
  /** run: measures and prints by bench_report(). FALSE with an error when it cannot. */
  gboolean (*run) (const char *id, const BenchOptions *options, GError **error);
} BenchWorkload;

/** bench_report: prints one line `workload,metric,value,unit`. */
void bench_report (const char *id, const char *metric, double value, const char *unit);

/** BenchTimes: durations of the repetitions of one piece of work, in ms. */
typedef struct
{
  GArray *list; /* Owned, of double */
} BenchTimes;

BenchTimes bench_times_new (void);
void bench_times_add (BenchTimes *times, double ms);

/** bench_times_report: prints the best and the median as `METRIC_best` and
 * `METRIC_median` (nothing without repetitions), which on a busy machine say what it can
 * do and what it did; frees
 * @times. */
void bench_times_report (BenchTimes *times, const char *id, const char *metric);

/** bench_now: Returns a clock in ms. */
double bench_now (void);

/** bench_cpu: Returns the processor time of this thread in ms: what the work costs when
 * others do not take the processor away. */
double bench_cpu (void);

gboolean
bench_path_diabetes (const char *id, const BenchOptions *options, GError **error);
gboolean bench_path_wide (const char *id, const BenchOptions *options, GError **error);
gboolean bench_path_tall (const char *id, const BenchOptions *options, GError **error);
gboolean bench_train (const char *id, const BenchOptions *options, GError **error);
gboolean bench_gemm (const char *id, const BenchOptions *options, GError **error);
gboolean bench_publish (const char *id, const BenchOptions *options, GError **error);
gboolean bench_prune (const char *id, const BenchOptions *options, GError **error);
gboolean bench_load_csv (const char *id, const BenchOptions *options, GError **error);
gboolean
bench_load_csv_short (const char *id, const BenchOptions *options, GError **error);
gboolean bench_load_idx (const char *id, const BenchOptions *options, GError **error);

G_END_DECLS
