/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench WORKLOAD [--threads N] [--seconds S]: measures one piece of work and prints
 * `workload,metric,value,unit` lines. It asserts nothing: a busy machine is no defect. */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* One line a workload. */
static const BenchWorkload workloads[] = {
    {"load-csv", "100 MB of numbers with all their digits, as a CSV file",
     bench_load_csv},
    {"load-csv-short", "the same with 4 digits", bench_load_csv_short},
    {"load-idx", "60 000 pictures of 28 × 28 from IDX files: speed and memory",
     bench_load_idx},
    {"train-toy", "2-8-8-8-1 tanh, batch 10, SGD, L1, beside its bare products",
     bench_train},
    {"train-digits", "64-256-128-10 ReLU, batch 32, Adam, L1", bench_train},
    {"train-chapter", "3072-3072-…-12-10 ReLU, batch 128, Adam, L2", bench_train},
    {"gemm", "the products of these nets in bare cblas_sgemm", bench_gemm},
    {"publish", "snapshots of digits and chapter as a share of training", bench_publish},
    {"path-diabetes", "lasso path on the diabetes data, 100 values of λ",
     bench_path_diabetes},
    {"path-wide", "lasso path, 200 rows of 2000 inputs, 100 values of λ",
     bench_path_wide},
    {"path-tall", "lasso path, 5000 rows of 500 inputs, 100 values of λ",
     bench_path_tall},
    {"prune", "pruning curve of the digits network, 41 shares", bench_prune},
};

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

double
bench_now (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
bench_cpu (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

void
bench_report (const char *id, const char *metric, double value, const char *unit)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  printf ("%s,%s,%s,%s\n", id, metric, g_ascii_formatd (text, sizeof text, "%.6g", value),
          unit);
}

BenchTimes
bench_times_new (void)
{
  return (BenchTimes){g_array_new (FALSE, FALSE, sizeof (double))};
}

void
bench_times_add (BenchTimes *times, double ms)
{
  g_array_append_val (times->list, ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_times_report (BenchTimes *times, const char *id, const char *metric)
{
  g_autofree char *best = g_strconcat (metric, "_best", NULL);
  g_autofree char *median = g_strconcat (metric, "_median", NULL);

  g_array_sort (times->list, compare_doubles);
  if (times->list->len > 0) {
    bench_report (id, best, g_array_index (times->list, double, 0), "ms");
    bench_report (id, median, g_array_index (times->list, double, times->list->len / 2),
                  "ms");
  }
  g_clear_pointer (&times->list, g_array_unref);
}

static const BenchWorkload *
find (const char *id)
{
  for (size_t i = 0; i < G_N_ELEMENTS (workloads); i++)
    if (id != NULL && strcmp (workloads[i].id, id) == 0)
      return &workloads[i];
  return NULL;
}

int
main (int argc, char **argv)
{
  BenchOptions options = {.threads = (int) g_get_num_processors (), .seconds = 2};
  const GOptionEntry entries[] = {
      {"threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Threads to use", "N"},
      {"seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, "How long to repeat", "S"},
      {NULL}};
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) summary = g_string_new ("Workloads:");
  GOptionContext *context = g_option_context_new ("WORKLOAD");

  for (size_t i = 0; i < G_N_ELEMENTS (workloads); i++)
    g_string_append_printf (summary, "\n  %-16s %s", workloads[i].id,
                            workloads[i].summary);
  g_option_context_set_summary (context, summary->str);
  g_option_context_add_main_entries (context, entries, NULL);
  gboolean parsed = g_option_context_parse (context, &argc, &argv, &error);
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  g_option_context_free (context);
  const BenchWorkload *workload = argc == 2 ? find (argv[1]) : NULL;
  if (!parsed || workload == NULL || options.threads < 1 || !(options.seconds > 0)) {
    fprintf (stderr, "%s%s%s", parsed ? "" : error->message, parsed ? "" : "\n\n", help);
    return 2;
  }
  if (workload->run (workload->id, &options, &error))
    return 0;
  fprintf (stderr, "bench: %s\n", error->message);
  return 1;
}
