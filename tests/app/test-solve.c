/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fit and path, by the real program: the files they write, read back. That the numbers
 * are right is tested on the solver itself. */
#include "core/core.h"
#include "tests/app/command.h"
#include <math.h>
#include <string.h>

static char *folder;

/* Runs @line with the folder for its %s; it must end well. Returns stdout. */
G_GNUC_PRINTF (1, 2)
static char *
run (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_auto (Outcome) outcome = command_run (line);
  g_test_message ("%s → %s", line, outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_cmpstr (outcome.err, ==, "");
  return g_strdup (outcome.out);
}

/* The number behind @name on a line of its own in @text. */
static double
said (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name) && lines[i][strlen (name)] == ' ')
      return g_ascii_strtod (lines[i] + strlen (name), NULL);
  g_test_message ("%s is not in: %s", name, text);
  g_assert_not_reached ();
}

/* The fields of a file of the folder, line by line. */
static GPtrArray *
read_csv (const char *name)
{
  g_autofree char *text = scratch_read (folder, name, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (int i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));
  return rows;
}

static const char *
field (GPtrArray *rows, int row, int column)
{
  char **fields = g_ptr_array_index (rows, row);
  g_assert_cmpint (g_strv_length (fields), >, (guint) column);
  return fields[column];
}

static double
number (GPtrArray *rows, int row, int column)
{
  char *end;
  const char *text = field (rows, row, column);
  double value = g_ascii_strtod (text, &end);
  g_assert_true (*text != '\0' && *end == '\0');
  return value;
}

static void
assert_header (GPtrArray *rows, const char *header)
{
  g_autofree char *joined = g_strjoinv (",", g_ptr_array_index (rows, 0));
  g_assert_cmpstr (joined, ==, header);
}

/* Regression: a row for each input and the intercept, no class; both scales give the same
 * mean output, which least squares of the intercept makes the mean target. */
static void
test_fit_regression (void)
{
  g_autofree char *out =
      run ("fit --dataset diabetes --penalty l1 --lambda 2 --output %s/c.csv", folder);
  g_autoptr (GPtrArray) rows = read_csv ("c.csv");
  int nonzeros = 0;
  assert_header (rows, "class,feature,standardized,original");
  g_assert_cmpint (rows->len, ==, 1 + 11);
  for (int i = 1; i <= 11; i++) {
    g_assert_cmpstr (field (rows, i, 0), ==, "");
    g_assert_true ((number (rows, i, 2) == 0) == (number (rows, i, 3) == 0));
    nonzeros += i <= 10 && number (rows, i, 2) != 0;
  }
  g_assert_cmpstr (field (rows, 1, 1), ==, "age");
  g_assert_cmpstr (field (rows, 11, 1), ==, "(intercept)");
  g_assert_cmpfloat (fabs (number (rows, 11, 2) - 67243.0 / 442), <, 1e-9);
  g_assert_cmpfloat (said (out, "n"), ==, 442);
  g_assert_cmpfloat (said (out, "nonzeros"), ==, nonzeros);
  g_assert_cmpfloat (said (out, "kkt_residual"), <=, 2e-6);
  g_assert_cmpfloat (fabs (said (out, "lambda_max") - 45.16003), <, 1e-5);
}

/* Two classes have one block, named after the second; three have one each. */
static void
test_fit_classes (void)
{
  g_free (run ("fit --dataset breast-cancer --lambda 0.01 --output %s/b.csv", folder));
  g_free (run ("fit --dataset iris --lambda 0.01 --output %s/i.csv", folder));
  g_autoptr (GPtrArray) two = read_csv ("b.csv");
  g_autoptr (GPtrArray) three = read_csv ("i.csv");
  const char *const species[] = {"setosa", "versicolor", "virginica"};
  double sums[2] = {0, 0};
  g_assert_cmpint (two->len, ==, 1 + 31);
  for (int i = 1; i <= 31; i++)
    g_assert_cmpstr (field (two, i, 0), ==, "malignant");
  g_assert_cmpint (three->len, ==, 1 + 15);
  for (int i = 0; i < 15; i++)
    g_assert_cmpstr (field (three, 1 + i, 0), ==, species[i / 5]);
  for (int k = 0; k < 3; k++) {
    g_assert_cmpstr (field (three, 5 + 5 * k, 1), ==, "(intercept)");
    sums[0] += number (three, 5 + 5 * k, 2);
    sums[1] += number (three, 5 + 5 * k, 3);
  }
  g_assert_cmpfloat (fabs (sums[0]) + fabs (sums[1]), <, 1e-9);
}

/* Without a file the weights are printed; constant inputs are named; a test part is
 * measured. */
static void
test_fit_printed (void)
{
  g_autofree char *out = run ("fit --dataset diabetes --lambda 2 --test-fraction 0.25");
  g_autofree char *digits = run ("fit --lambda 0.02");
  g_assert_nonnull (strstr (out, "bmi"));
  g_assert_null (strstr (out, "(intercept)"));
  g_assert_cmpfloat (said (out, "n"), ==, 331);
  g_assert_cmpfloat (said (out, "test_loss"), >, 1000);
  g_assert_cmpfloat (said (out, "duality_gap"), <, 1e-6);
  g_assert_nonnull (strstr (digits, "Constant inputs, whose weight is 0: 3 (r0c0, "));
}

static void
test_path (void)
{
  g_autofree char *out = run ("path --dataset diabetes --cv 5 --lambdas 20 --output "
                              "%s/p.csv --coefficients %s/pc.csv",
                              folder, folder);
  g_autoptr (GPtrArray) rows = read_csv ("p.csv");
  g_autoptr (GPtrArray) weights = read_csv ("pc.csv");
  int min = 1, one_se = 0;
  assert_header (rows, "lambda,nonzeros,train_loss,cv_mean,cv_se");
  assert_header (weights, "lambda,class,feature,standardized");
  g_assert_cmpint (rows->len, ==, 21);
  g_assert_cmpint (weights->len, ==, 1 + 20 * 11);
  g_assert_cmpfloat (fabs (number (rows, 20, 0) / number (rows, 1, 0) - 1e-3), <, 1e-12);
  for (int i = 1; i <= 20; i++) {
    int nonzeros = 0;
    for (int j = 0; j < 11; j++) {
      int row = 1 + 11 * (i - 1) + j;
      g_assert_cmpstr (field (weights, row, 0), ==, field (rows, i, 0));
      nonzeros += j < 10 && number (weights, row, 3) != 0;
    }
    g_assert_cmpfloat (number (rows, i, 1), ==, nonzeros);
    if (i > 1)
      g_assert_cmpfloat (number (rows, i, 2), <, number (rows, i - 1, 2));
    if (number (rows, i, 3) < number (rows, min, 3))
      min = i;
  }
  for (int i = 20; i > 0; i--)
    if (number (rows, i, 3) <= number (rows, min, 3) + number (rows, min, 4))
      one_se = i;
  g_assert_cmpfloat (said (out, "lambda_max"), ==, number (rows, 1, 0));
  g_assert_cmpfloat (said (out, "lambda_min"), ==, number (rows, min, 0));
  g_assert_cmpfloat (said (out, "lambda_1se"), ==, number (rows, one_se, 0));
}

/* A point of a path and a fit at its λ. */
static void
test_agreement (void)
{
  g_free (run ("path --dataset iris --cv 0 --lambdas 4 --lambda-min-ratio 0.01 --output "
               "%s/q.csv --coefficients %s/qc.csv",
               folder, folder));
  g_autoptr (GPtrArray) path = read_csv ("q.csv");
  g_autoptr (GPtrArray) weights = read_csv ("qc.csv");
  g_assert_cmpstr (field (path, 1, 3), ==, "");
  g_assert_cmpstr (field (path, 1, 4), ==, "");
  g_free (run ("fit --dataset iris --lambda %s --output %s/f.csv", field (path, 3, 0),
               folder));
  g_autoptr (GPtrArray) fit = read_csv ("f.csv");
  for (int i = 0; i < 15; i++) {
    g_assert_cmpstr (field (fit, 1 + i, 1), ==, field (weights, 31 + i, 2));
    g_assert_cmpfloat (fabs (number (fit, 1 + i, 2) - number (weights, 31 + i, 3)), <,
                       1e-5);
  }
}

#define THREADS_LINE                                                                     \
  "path --dataset sparse-linear --samples 3000 --features 500 --cv 0 --lambdas 5 "       \
  "--threads %d --output %s/t%d.csv"

/* How many threads work shows in no byte, and a number of them that is none is said. */
static void
test_threads (void)
{
  const char *const bad[] = {"0", "-1", "1.5", "x", "257"};
  gsize lengths[2];
  g_autofree char *out_one = run (THREADS_LINE, 1, folder, 1);
  g_autofree char *out_two = run (THREADS_LINE, 2, folder, 2);
  g_autofree char *one = scratch_read (folder, "t1.csv", &lengths[0]);
  g_autofree char *two = scratch_read (folder, "t2.csv", &lengths[1]);
  g_assert_cmpmem (one, lengths[0], two, lengths[1]);
  g_assert_cmpstr (out_one, ==, out_two);
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *arguments = g_strdup_printf ("fit --threads %s", bad[i]);
    g_auto (Outcome) outcome = command_run (arguments);
    g_assert_cmpint (outcome.status, ==, 2);
    g_assert_nonnull (strstr (outcome.err, "--threads: '"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = scratch_new ();
  g_test_add_func ("/solve/fit/regression", test_fit_regression);
  g_test_add_func ("/solve/fit/classes", test_fit_classes);
  g_test_add_func ("/solve/fit/printed", test_fit_printed);
  g_test_add_func ("/solve/path", test_path);
  g_test_add_func ("/solve/agreement", test_agreement);
  g_test_add_func ("/solve/threads", test_threads);
  int status = g_test_run ();
  scratch_free (folder);
  return status;
}
