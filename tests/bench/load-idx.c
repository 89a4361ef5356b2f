/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in the number and size of MNIST's, from two IDX files to a network that was
 * evaluated on all of them: how fast they load, and what memory all of it takes. */
#include "core/core.h"
#include "core/data/file.h"
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 60000, SIDE = 28, CLASSES = 10 };

/* The folder with both files. */
typedef struct
{
  char *path, *pictures, *labels; /* Owned */
} Folder;

static void
folder_clear (Folder *self)
{
  if (self->path != NULL) {
    g_remove (self->pictures);
    g_remove (self->labels);
    g_rmdir (self->path);
  }
  g_free (self->path);
  g_free (self->pictures);
  g_free (self->labels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

static gboolean
write_idx (const char *path, const guint32 *shape, int n, guint modulus, GError **error)
{
  size_t size = 4 + 4 * (size_t) n, at = size;
  g_autofree guint8 *bytes = NULL;

  for (int k = 0, items = 1; k < n; k++) {
    items *= (int) shape[k];
    size = at + (size_t) items;
  }
  bytes = g_malloc0 (size);
  bytes[2] = 8;
  bytes[3] = (guint8) n;
  for (int k = 0; k < n; k++) {
    guint32 big = GUINT32_TO_BE (shape[k]);

    memcpy (bytes + 4 + 4 * k, &big, sizeof big);
  }
  for (guint32 state = 1; at < size; at++) {
    state = state * 1664525u + 1013904223u;
    bytes[at] = (guint8) ((state >> 24) % modulus);
  }
  return g_file_set_contents (path, (const char *) bytes, (gssize) size, error);
}

static gboolean
folder_init (Folder *self, GError **error)
{
  static const guint32 shape[] = {ROWS, SIDE, SIDE};

  self->path = g_dir_make_tmp ("sl-bench-idx-XXXXXX", error);
  if (self->path == NULL)
    return FALSE;
  self->pictures = g_build_filename (self->path, "train-images-idx3-ubyte", NULL);
  self->labels = g_build_filename (self->path, "train-labels-idx1-ubyte", NULL);
  return write_idx (self->pictures, shape, 3, 256, error) &&
         write_idx (self->labels, shape, 1, CLASSES, error);
}

/* The line of /proc/self/status that begins with @name, in MB; NaN where there is none.
 */
static double
read_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return NAN;
  line = strstr (text, name);
  return line != NULL ? g_ascii_strtod (line + strlen (name), NULL) / 1024 : NAN;
}

/* Lets the peak begin anew at what is in use now. */
static void
forget_peak (void)
{
  int file = open ("/proc/self/clear_refs", O_WRONLY);

  if (file < 0)
    return;
  if (write (file, "5", 1) != 1)
    g_warning ("the peak of memory is that of the whole program");
  close (file);
}

static SlDataset *
load (const Folder *folder, GError **error)
{
  const SlFileOptions options = {
      .path = folder->pictures,
      .missing = (const SlMissingType *) sl_missing_types ()->kinds[0]};

  return sl_data_file_read (&options, NULL, error);
}

/* What the data and a network of the window's size that has seen all of it take. */
static gboolean
report_memory (const char *id, const Folder *folder, GError **error)
{
  const SlProblemOptions options = {.test_fraction = 0.25, .standardize = TRUE};
  double before = read_memory ("VmRSS:"), size = (double) ROWS * SIDE * SIDE / (1 << 20);
  g_autoptr (SlDataset) set = NULL;
  g_autoptr (SlProblem) problem = NULL;
  SlConfig config;
  SlRng rng;

  forget_peak ();
  set = load (folder, error);
  problem = set != NULL ? sl_problem_new (set, &options, error) : NULL;
  if (problem == NULL)
    return FALSE;
  double data = read_memory ("VmHWM:") - before;
  sl_config_init_default (&config);
  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  g_autoptr (SlNetwork) network = sl_network_new (
      set->d, config.hidden.n, config.hidden.units, set->n_classes, config.activation,
      sl_loss_for_task (set->task), sl_initializer_for (config.activation), &rng, error);
  if (network == NULL)
    return FALSE;
  enum { CHUNK = 512 };
  g_autoptr (SlPass) pass = sl_pass_new (network, CHUNK);
  g_autofree float *scratch = g_new (float, (size_t) CHUNK * set->d);
  for (int i = 0; i < problem->train.n; i += CHUNK) {
    int n = MIN (CHUNK, problem->train.n - i);

    sl_pass_forward (pass, network, n, sl_part_rows (&problem->train, i, n, scratch));
  }
  bench_report (id, "bytes", size, "MB");
  bench_report (id, "peak_data", data, "MB");
  bench_report (id, "peak_data_per_byte", data / size, "ratio");
  bench_report (id, "peak_with_network", read_memory ("VmHWM:") - before, "MB");
  return TRUE;
}

gboolean
bench_load_idx (const char *id, const BenchOptions *options, GError **error)
{
  g_auto (Folder) folder = {0};
  BenchTimes times = bench_times_new ();
  double end = bench_now () + options->seconds * 1e3, best = INFINITY;

  if (!folder_init (&folder, error) || !report_memory (id, &folder, error)) {
    g_clear_pointer (&times.list, g_array_unref);
    return FALSE;
  }
  while (bench_now () < end) {
    double begin = bench_now ();
    g_autoptr (SlDataset) set = load (&folder, error);
    double took = bench_now () - begin;

    if (set == NULL)
      break;
    best = MIN (best, took);
    bench_times_add (&times, took);
  }
  bench_times_report (&times, id, "load");
  bench_report (id, "speed", (double) ROWS * SIDE * SIDE / 1e3 / best, "MB/s");
  return TRUE;
}
