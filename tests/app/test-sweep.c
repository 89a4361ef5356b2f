/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sweep over λ, by the real program: what it prints and writes. That the numbers are
 * right is tested on the sweep itself; here they are those of `train`. */
#include "tests/app/command.h"
#include <math.h>
#include <string.h>

#define SMALL "--dataset iris --hidden 4 --learning-rate 0.01 --epochs 20 "
#define GRID  "--lambdas 4 --epochs-per-lambda 5 "
static const char *const header =
    "lambda,nonzeros,zeros,zeros_unreached,train_loss,val_loss,test_loss,train_score,"
    "val_score,test_score,penalty,norm_l1,norm_l2";
enum { LAMBDA, NONZEROS, ZEROS, UNREACHED, TRAIN_LOSS, VAL_LOSS, TEST_LOSS };

/* Runs `sweep LINE --output F`, which must end well. Returns (transfer full) the fields
 * of the CSV file, line by line. */
static GPtrArray *
sweep (const char *line, char **out)
{
  char *folder = scratch_new ();
  g_autofree char *full = g_strdup_printf ("sweep %s --output '%s/s.csv'", line, folder);
  g_auto (Outcome) outcome = command_run (full);
  g_test_message ("%s → %s", full, outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_cmpstr (outcome.err, ==, "");
  g_autofree char *csv = scratch_read (folder, "s.csv", NULL);
  g_assert_true (g_str_has_suffix (csv, "\n"));
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpstr (lines[0], ==, header);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (int i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_ptr_array_add (rows, g_strsplit (lines[i], ",", -1));
    g_assert_cmpint (g_strv_length (g_ptr_array_index (rows, i - 1)), ==, 13);
  }
  scratch_free (folder);
  if (out)
    *out = g_strdup (outcome.out);
  return rows;
}

static const char *
field (GPtrArray *rows, int row, int column)
{
  return ((char **) g_ptr_array_index (rows, row))[column];
}

static double
number (GPtrArray *rows, int row, int column)
{
  char *end;
  double value = g_ascii_strtod (field (rows, row, column), &end);
  g_assert_true (*end == '\0');
  return value;
}

/* Rows in the order of training, in equal steps of log λ; one line of the table for each,
 * and the best λ named. */
static void
test_table (void)
{
  g_autofree char *out = NULL;
  g_autoptr (GPtrArray) rows =
      sweep (SMALL GRID "--lambda-max 0.5 --lambda-min-ratio 0.008", &out);
  int best = 0;
  g_assert_cmpuint (rows->len, ==, 4);
  for (int i = 0; i < 4; i++) {
    g_assert_cmpfloat_with_epsilon (number (rows, i, LAMBDA), 0.5 * pow (0.2, 3 - i),
                                    1e-12);
    g_assert_cmpfloat (number (rows, i, NONZEROS) + number (rows, i, ZEROS), ==, 28);
    if (number (rows, i, VAL_LOSS) < number (rows, best, VAL_LOSS))
      best = i;
  }
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  g_assert_nonnull (strstr (lines[1], "λ"));
  for (int i = 0; i < 4; i++) {
    g_auto (GStrv) words = g_strsplit (g_strstrip (lines[2 + i]), " ", 2);
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (words[0], NULL),
                                    number (rows, i, LAMBDA),
                                    0.01 * number (rows, i, LAMBDA));
  }
  g_assert_true (g_str_has_prefix (lines[6], "Best λ: "));
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (lines[6] + strlen ("Best λ: "), NULL),
                                  number (rows, best, LAMBDA),
                                  0.01 * number (rows, best, LAMBDA));
  g_assert_true (g_str_has_prefix (lines[7], "Sparsest within one standard error"));
}

/* The last row is the end of the same training by `train`, with λ changed by hand. */
static void
test_agrees_with_train (void)
{
  g_autoptr (GPtrArray) rows = sweep (SMALL GRID "--lambda-max 0.2", NULL);
  g_autoptr (GString) line = g_string_new ("train " SMALL "--epochs 35 "
                                           "--validation-fraction 0.15 ");
  g_string_append_printf (line, "--lambda %s", field (rows, 0, LAMBDA));
  for (int i = 1; i < 4; i++)
    g_string_append_printf (line, " --at %d:lambda=%s", 15 + 5 * i,
                            field (rows, i, LAMBDA));
  g_autoptr (JsonObject) json = command_json (line->str, 0);
  g_assert_cmpfloat (json_object_get_double_member (json, "train_loss"), ==,
                     number (rows, 3, TRAIN_LOSS));
  g_assert_cmpfloat (json_object_get_double_member (json, "val_loss"), ==,
                     number (rows, 3, VAL_LOSS));
  g_assert_cmpint (json_object_get_int_member (json, "zeros"), ==,
                   (gint64) number (rows, 3, ZEROS));
}

/* The object holds what the file holds, and what each λ needs besides. */
static void
test_json (void)
{
  const char *line = "sweep --dataset diabetes --hidden 6,4 --epochs 10 --penalty "
                     "elastic-net --order down --test-fraction 0 " GRID;
  g_autoptr (JsonObject) json = command_json (line, 0);
  JsonArray *rows = json_object_get_array_member (json, "rows");
  double before = json_object_get_double_member (json, "lambda_max") * 1.001;
  double least = INFINITY, best = NAN;
  g_assert_cmpuint (json_array_get_length (rows), ==, 4);
  for (guint i = 0; i < 4; i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    JsonArray *layers = json_object_get_array_member (row, "layer_nonzeros");
    double lambda = json_object_get_double_member (row, "lambda");
    double loss = json_object_get_double_member (row, "val_loss");
    gint64 sum = 0;
    g_assert_cmpfloat (lambda, <, before);
    before = lambda;
    g_assert_cmpuint (json_array_get_length (layers), ==, 3);
    for (guint l = 0; l < 3; l++)
      sum += json_array_get_int_element (layers, l);
    g_assert_cmpint (sum, ==, json_object_get_int_member (row, "nonzeros"));
    g_assert_true (json_object_get_null_member (row, "test_loss"));
    g_assert_cmpfloat (json_object_get_double_member (row, "val_se"), >, 0);
    best = loss < least ? lambda : best;
    least = fmin (loss, least);
  }
  g_assert_cmpfloat (json_object_get_double_member (json, "lambda_min"), ==, best);
  g_assert_cmpfloat (json_object_get_double_member (json, "lambda_1se"), >, 0);
}

/* Coming down from a λ that leaves nothing is said; a divergence keeps the rows so far.
 */
static void
test_anew_and_diverged (void)
{
  g_autofree char *out = NULL;
  g_autoptr (GPtrArray) rows =
      sweep (SMALL "--lambdas 2 --order down --lambda-max 20 --epochs 60 "
                   "--lambda-min-ratio 1e-4",
             &out);
  g_assert_cmpfloat (number (rows, 0, NONZEROS), ==, 0);
  g_assert_cmpfloat (number (rows, 1, NONZEROS), >, 0);
  g_assert_nonnull (strstr (out, "1 value of λ started from the initial weights"));
  char *folder = scratch_new ();
  g_autofree char *line = g_strdup_printf (
      "sweep --dataset diabetes --optimizer sgd --learning-rate 1e4 --output '%s/d.csv'",
      folder);
  g_auto (Outcome) outcome = command_run (line);
  g_autofree char *csv = scratch_read (folder, "d.csv", NULL);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_nonnull (strstr (outcome.err, "At λ = "));
  g_assert_nonnull (strstr (outcome.err, "learning rate"));
  g_assert_true (g_str_has_prefix (csv, header));
  scratch_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/table", test_table);
  g_test_add_func ("/sweep/agrees-with-train", test_agrees_with_train);
  g_test_add_func ("/sweep/json", test_json);
  g_test_add_func ("/sweep/anew-and-diverged", test_anew_and_diverged);
  return g_test_run ();
}
