/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presets, early stopping and its like on the command line; the real program, run without
 * a display. */
#include "tests/app/command.h"
#include <math.h>
#include <string.h>

enum { COLUMN_LEARNING_RATE = 3, COLUMN_VAL_LOSS = 6 };

/* Runs `train LINE --history F` and returns (transfer full) the CSV. */
static char *
history (const char *line)
{
  char *folder = scratch_new ();
  g_autofree char *full = g_strdup_printf ("train %s --history '%s/h.csv'", line, folder);
  g_auto (Outcome) outcome = command_run (full);
  g_test_message ("%s → %s", full, outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  char *csv = scratch_read (folder, "h.csv", NULL);
  scratch_free (folder);
  return csv;
}

/* Field @column of row @row (0 = before training); NaN when empty. */
static double
field (const char *csv, int row, int column)
{
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpint (row + 1, <, g_strv_length (lines) - 1);
  g_auto (GStrv) fields = g_strsplit (lines[row + 1], ",", -1);
  g_assert_cmpint (g_strv_length (fields), ==, 19);
  if (fields[column][0] == '\0')
    return NAN;
  char *end;
  double value = g_ascii_strtod (fields[column], &end);
  g_assert_cmpint (*end, ==, '\0');
  return value;
}

static int
n_rows (const char *csv)
{
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  return (int) g_strv_length (lines) - 2; /* header, and the empty end */
}

/* Options given beside a preset win, wherever they stand; it sets no data. */
static void
test_preset (void)
{
  static const char *const same[] = {
      "train --preset digits-sparse --epochs 2 --batch-size 64 --penalty l1 --seed 3",
      "train --epochs 2 --batch-size 64 --seed 3 --penalty l1 --preset digits-sparse",
      "train --penalty l1 --preset digits-wide --epochs 2 --preset digits-sparse "
      "--seed 3 --batch-size 64",
      "train --epochs 2 --batch-size 64 --penalty l1 --seed 3 --hidden 64,48,32,24,16,12 "
      "--dropout 0.25,0.2222222222222222,0.19753086419753085,0.1755829903978052,"
      "0.15607376924249353,0.1387322393266609 --loss binary-cross-entropy --lambda 2e-4 "
      "--initializer glorot --zeros-by subgradient --epsilon 1e-7 --learning-rate 3e-4 "
      "--reduce-lr 0.1,20 --early-stopping 50",
  };
  double loss = NAN;
  for (size_t i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autoptr (JsonObject) result = command_json (same[i], 0);
    g_assert_cmpint (json_object_get_int_member (result, "epochs"), ==, 2);
    g_assert_cmpint (json_object_get_int_member (result, "weights"), ==, 10168);
    double now = json_object_get_double_member (result, "val_loss");
    g_assert_true (i == 0 || now == loss);
    loss = now;
  }
}

/* The run ends when it has its score, with status 0; table and stderr say why. */
static void
test_stop_at (void)
{
  static const char *const why = "the validation score has reached 0.9";
  const char *line = "train --stop-at 0.9 --validation-fraction 0.2";
  g_auto (Outcome) table = command_run (line);
  g_assert_cmpint (table.status, ==, 0);
  g_assert_cmpstr (table.err, ==, "");
  g_assert_nonnull (strstr (table.out, why));
  g_autofree char *json_line = g_strconcat (line, " --json", NULL);
  g_auto (Outcome) json = command_run (json_line);
  g_assert_cmpint (json.status, ==, 0);
  g_assert_nonnull (strstr (json.err, why));
  g_autoptr (JsonObject) result = command_json (line, 0);
  g_assert_cmpfloat (json_object_get_double_member (result, "val_score"), >=, 0.9);
  g_assert_cmpint (json_object_get_int_member (result, "epochs"), <, 100);
}

/* The result is that of the best weights, and the history says from where on the learning
 * rate was another. */
static void
test_early_stopping (void)
{
  g_autofree char *csv = history ("--early-stopping 6 --reduce-lr 0.5,3 --epochs 500");
  int last = n_rows (csv) - 1, best = last - 6;
  g_assert_cmpint (last, <, 500);
  for (int i = 1; i <= last; i++)
    g_assert_cmpfloat (field (csv, i, COLUMN_VAL_LOSS), >=,
                       field (csv, best, COLUMN_VAL_LOSS));
  g_assert_true (field (csv, last, COLUMN_VAL_LOSS) ==
                 field (csv, best, COLUMN_VAL_LOSS));
  double rate = field (csv, best + 3, COLUMN_LEARNING_RATE);
  g_assert_cmpfloat_with_epsilon (field (csv, best + 4, COLUMN_LEARNING_RATE), rate / 2,
                                  1e-8 * rate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/preset", test_preset);
  g_test_add_func ("/schedule/stop-at", test_stop_at);
  g_test_add_func ("/schedule/early-stopping", test_early_stopping);
  return g_test_run ();
}
