/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/rng.h"
#include "core/data/file.h"
#include "tests/bench/bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 21, BYTES = 100000000 };

/* A value of /proc/self/status in bytes; 0 where there is none. */
static double
status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, key);
  return line != NULL ? 1024 * g_ascii_strtod (line + strlen (key), NULL) : 0;
}

/* Rows of normal numbers with @digits digits until they are 100 MB. */
static gint64
write_rows (FILE *file, int digits)
{
  char format[8], number[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 n = 0;
  SlRng rng;

  sl_rng_init (&rng, 1, SL_STREAM_DATA);
  g_snprintf (format, sizeof format, "%%.%dg", digits);
  for (int j = 0; j < COLUMNS; j++)
    n += fprintf (file, "x%d%s", j, j < COLUMNS - 1 ? "," : "\n");
  while (n < BYTES)
    for (int j = 0; j < COLUMNS; j++) {
      g_ascii_formatd (number, sizeof number, format, sl_rng_normal (&rng));
      n += fprintf (file, "%s%s", number, j < COLUMNS - 1 ? "," : "\n");
    }
  return n;
}

static gboolean
load (const char *id, const char *path, gint64 n, double seconds, GError **error)
{
  const SlFileOptions options = {.path = g_intern_string (path)};
  double end = bench_now () + 1e3 * seconds, best = G_MAXDOUBLE, before, peak = 0;

  do {
    double start = bench_now ();

    before = status ("VmRSS:");
    g_autoptr (SlDataset) set = sl_data_file_read (&options, NULL, error);
    if (set == NULL)
      return FALSE;
    best = MIN (best, bench_now () - start);
    peak = peak > 0 ? peak : status ("VmHWM:") - before;
  } while (bench_now () < end);
  bench_report (id, "speed_best", (double) n / 1e3 / best, "MB/s");
  bench_report (id, "peak_memory_by_file", peak / (double) n, "1");
  return TRUE;
}

static gboolean
write_and_load (const char *id, int digits, const BenchOptions *options, GError **error)
{
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("sl-load-XXXXXX.csv", &path, error);
  FILE *file = descriptor >= 0 ? fdopen (descriptor, "w") : NULL;

  if (file == NULL)
    return FALSE;
  gint64 n = write_rows (file, digits);
  gboolean done = fclose (file) == 0 && load (id, path, n, options->seconds, error);
  g_remove (path);
  return done;
}

gboolean
bench_load_csv (const char *id, const BenchOptions *options, GError **error)
{
  return write_and_load (id, 17, options, error);
}

gboolean
bench_load_csv_short (const char *id, const BenchOptions *options, GError **error)
{
  return write_and_load (id, 4, options, error);
}
