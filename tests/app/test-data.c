/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data list, describe and export by the real program. */
#include "core/core.h"
#include "core/data/file.h"
#include "tests/app/command.h"
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static char *folder;

static char *
run (const char *line)
{
  g_auto (Outcome) outcome = command_run (line);
  g_test_message ("%s → %s", line, outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_cmpstr (outcome.err, ==, "");
  return g_strdup (outcome.out);
}

static SlDataset *
make (const SlKind *kind)
{
  g_autoptr (GError) error = NULL;
  double options[SL_N_DATA_OPTIONS];
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options[i] = NAN;
  SlDataset *set = sl_dataset_make ((const SlDatasetType *) kind, options, 1, &error);
  g_assert_no_error (error);
  return set;
}

/* A line a set, which begins with its id, rows, inputs and task. */
static void
test_list (void)
{
  g_autofree char *out = run ("data list");
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  const SlKindTable *table = sl_datasets ();
  g_assert_cmpint (g_strv_length (lines), ==, table->n + 2);
  for (size_t i = 0; i < table->n; i++) {
    g_autoptr (SlDataset) set = make (table->kinds[i]);
    char id[32], task[32];
    int n, d;
    g_assert_cmpint (sscanf (lines[i + 1], "%31s %d %d %31s", id, &n, &d, task), ==, 4);
    g_assert_cmpstr (id, ==, table->kinds[i]->id);
    g_assert_cmpint (n, ==, set->n);
    g_assert_cmpint (d, ==, set->d);
    g_assert_cmpstr (task, ==,
                     set->task == SL_TASK_REGRESSION ? "regression" : "classification");
    g_assert_nonnull (strstr (lines[i + 1], table->kinds[i]->summary));
  }
}

/* The text behind @name at the start of a line of @text, blanks made one. */
static char *
row_of (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name) && lines[i][strlen (name)] == ' ') {
      g_auto (GStrv) words = g_strsplit (lines[i] + strlen (name), " ", -1);
      GString *row = g_string_new (NULL);
      for (int k = 0; words[k] != NULL; k++)
        if (*words[k] != '\0')
          g_string_append_printf (row, "%s%s", row->len > 0 ? " " : "", words[k]);
      return g_string_free (row, FALSE);
    }
  g_test_message ("%s is not in: %s", name, text);
  g_assert_not_reached ();
}

static void
assert_row (const char *text, const char *name, const char *row)
{
  g_autofree char *found = row_of (text, name);
  g_assert_cmpstr (found, ==, row);
}

/* Numbers known from elsewhere: Fisher's flowers. */
static void
test_describe (void)
{
  g_autofree char *iris = run ("data describe iris");
  assert_row (iris, "rows", "150");
  assert_row (iris, "inputs", "4");
  assert_row (iris, "sepal_length", "4.3 7.9 5.84333 0.825301");
  assert_row (iris, "petal_width", "0.1 2.5 1.19933 0.759693");
  assert_row (iris, "virginica", "50 33.3 %");
  g_assert_nonnull (strstr (iris, "CC BY 4.0"));
  g_assert_null (strstr (iris, "true weight"));
  g_assert_null (strstr (iris, "--samples"));

  g_autofree char *digits = run ("data describe digits");
  assert_row (digits, "pictures", "8 × 8 pixels");
  assert_row (digits, "r0c0", "0 0 0 0");

  g_autofree char *plane =
      run ("data describe plane --derived-inputs 1 --samples 20 --noise 0");
  assert_row (plane, "rows", "20");
  g_autofree char *y = row_of (plane, "y"), *square = row_of (plane, "y²");
  g_assert_true (g_str_has_suffix (y, " 0.5"));
  g_assert_true (g_str_has_suffix (square, " 0"));
  assert_row (plane, "--samples", "10 to 1000000; default 500 How many rows are made");
}

/* Every set, with all that its table says, in every option's presence: no crash, and
 * no line without words. */
static void
test_describe_all (void)
{
  const SlKindTable *table = sl_datasets ();
  for (size_t i = 0; i < table->n; i++) {
    const SlDatasetType *type = (const SlDatasetType *) table->kinds[i];
    g_autofree char *line = g_strdup_printf ("data describe %s", type->kind.id);
    g_autofree char *out = run (line);
    g_autoptr (SlDataset) set = make (table->kinds[i]);
    g_assert_nonnull (strstr (out, type->source));
    for (int k = 0; k < SL_N_DATA_OPTIONS; k++) {
      g_autofree char *option = g_strdup_printf ("\n--%s ", sl_data_options[k].id);
      g_assert_true ((strstr (out, option) != NULL) == type->options[k].has);
    }
    for (int j = 0; j < set->d; j++)
      g_free (row_of (out, set->features[j]));
    g_assert_true ((strstr (out, "true weight") != NULL) == (set->true_weights != NULL));
  }
}

/* More inputs than anybody reads are counted. */
static void
test_describe_wide (void)
{
  g_autofree char *out =
      run ("data describe sparse-linear --samples 10 --features 300 --true-weights 1");
  g_assert_nonnull (strstr (out, "\nx100 "));
  g_assert_null (strstr (out, "\nx101 "));
  g_assert_nonnull (strstr (out, "… and 200 inputs more"));
}

/* What was written and read again is the same set. */
static void
test_export (gconstpointer data)
{
  const SlDatasetType *type = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_strdup_printf ("data export %s '%s/x.csv'", type->kind.id, folder);
  g_autoptr (SlDataset) set = make (&type->kind);
  size_t n = (size_t) set->n;
  for (int again = 0; again < 2; again++) { /* the second time over the first */
    g_autofree char *out = run (line);
    g_assert_cmpstr (out, ==, "");
  }
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);
  const char *task = set->task == SL_TASK_REGRESSION ? "regression" : "classification";
  const SlFileOptions options = {
      .path = g_intern_string (path),
      .task = (const SlFileTask *) sl_kind_find (sl_file_tasks (), task, NULL)};
  g_autoptr (SlDataset) read = sl_data_file_read (&options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->n, ==, set->n);
  g_assert_cmpint (read->d, ==, set->d);
  g_assert_true (g_strv_equal ((const char *const *) read->features,
                               (const char *const *) set->features));
  g_assert_cmpstr (read->target, ==, set->target);
  g_assert_cmpint (read->width, ==, set->width);
  g_assert_cmpint (read->height, ==, set->height);
  g_assert_cmpint (read->channels, ==, set->channels);
  g_assert_cmpfloat (read->pixel_range, ==, set->pixel_range);
  g_assert_cmpmem (read->X, n * set->d * sizeof (float), set->X,
                   n * set->d * sizeof (float));
  if (set->X_exact != NULL)
    g_assert_cmpmem (read->X_exact, n * set->d * sizeof (double), set->X_exact,
                     n * set->d * sizeof (double));
  if (set->y != NULL)
    g_assert_cmpmem (read->y, n * sizeof (float), set->y, n * sizeof (float));
  else {
    g_assert_true (g_strv_equal ((const char *const *) read->classes,
                                 (const char *const *) set->classes));
    g_assert_cmpmem (read->label, n * sizeof (int), set->label, n * sizeof (int));
  }
}

/* Options reach the generator, and a comma is no decimal point whatever the locale. */
static void
test_export_options (void)
{
  g_autofree char *line = g_strdup_printf (
      "data export circle '%s/x.csv' --samples 12 --seed 4 --derived-inputs 1", folder);
  g_autofree char *out = run (line);
  g_autofree char *text = scratch_read (folder, "x.csv", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpint (g_strv_length (lines), ==, 14);
  g_assert_cmpstr (lines[0], ==, "x,y,x²,y²,xy,sin x,sin y,class");
  for (int i = 1; i <= 12; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
    g_assert_cmpint (g_strv_length (fields), ==, 8);
    g_assert_cmpstr (fields[7], ==, i % 2 == 1 ? "inside" : "outside");
  }
}

/* A disk that fills up in mid-file: one sentence, and the old file is still there. */
static void
limit_cb (gpointer data)
{
  const struct rlimit limit = {20000, 20000};
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
test_export_full (void)
{
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);
  g_autofree char *line = g_strdup_printf ("data export digits '%s'", path);
  g_autoptr (GSubprocessLauncher) launcher = command_launcher ();
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_subprocess_launcher_set_child_setup (launcher, limit_cb, NULL, NULL);
  g_auto (Outcome) outcome = command_run_with (launcher, line);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_nonnull (strstr (outcome.err, "x.csv"));
  g_autofree char *text = scratch_read (folder, "x.csv", NULL);
  g_assert_cmpstr (text, ==, "old");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "x.csv");
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char **argv)
{
  const SlKindTable *table = sl_datasets ();
  g_test_init (&argc, &argv, NULL);
  folder = scratch_new ();
  g_test_add_func ("/data/list", test_list);
  g_test_add_func ("/data/describe", test_describe);
  g_test_add_func ("/data/describe/all", test_describe_all);
  g_test_add_func ("/data/describe/wide", test_describe_wide);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *path = g_strconcat ("/data/export/", table->kinds[i]->id, NULL);
    g_test_add_data_func (path, table->kinds[i], test_export);
  }
  g_test_add_func ("/data/export/options", test_export_options);
  g_test_add_func ("/data/export/full", test_export_full);
  int status = g_test_run ();
  scratch_free (folder);
  return status;
}
