/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `sparsity-lab train`: its numbers, its history, its JSON; the real program, run without
 * a display. */
#include "core/core.h"
#include "tests/app/command.h"
#include <math.h>
#include <string.h>

#define HEADER                                                                           \
  "epoch,lambda,l1_share,learning_rate,batch_size,train_loss,val_loss,test_loss,"        \
  "penalty,objective,train_score,val_score,test_score,norm_l1,norm_l2,weights,zeros,"    \
  "zeros_unreached,near_zeros"

enum {
  COLUMN_EPOCH,
  COLUMN_LAMBDA,
  COLUMN_L1_SHARE,
  COLUMN_LEARNING_RATE,
  COLUMN_BATCH_SIZE,
  COLUMN_TRAIN_LOSS,
  COLUMN_VAL_LOSS,
  COLUMN_PENALTY = 8,
  COLUMN_OBJECTIVE,
  COLUMN_VAL_SCORE = 11,
  COLUMN_WEIGHTS = 15,
  COLUMN_ZEROS,
  COLUMN_ZEROS_UNREACHED,
  COLUMN_NEAR_ZEROS,
  N_COLUMNS
};

#define SMALL "--dataset circle --hidden 4,3 --optimizer sgd --learning-rate 0.05 "

static const char *const keys[] = {
    "epochs",
    "train_loss",
    "val_loss",
    "test_loss",
    "penalty",
    "objective",
    "train_score",
    "val_score",
    "test_score",
    "norm_l1",
    "norm_l2",
    "weights",
    "zeros",
    "zeros_unreached",
    "near_zeros",
    "diverged",
    "seconds",
    "samples_per_second",
    "optimum_distance",
    "optimum_gap",
};

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
  g_assert_cmpint (g_strv_length (fields), ==, N_COLUMNS);
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

/* What the issue promises about the digits. */
static JsonObject *
digits (const char *more)
{
  g_autofree char *line = g_strconcat (
      "train --dataset digits --lambda 0.001 --hidden 32,16 --optimizer adam "
      "--learning-rate 0.002 --epochs 100 --seed 1 ",
      more, NULL);
  return command_json (line, 0);
}

static void
test_digits_l1 (void)
{
  g_autoptr (JsonObject) json = digits ("--penalty l1");
  double zeros = (double) json_object_get_int_member (json, "zeros");
  double weights = (double) json_object_get_int_member (json, "weights");
  g_assert_cmpfloat (json_object_get_double_member (json, "test_score"), >=, 0.95);
  g_assert_cmpfloat (weights, ==, 64 * 32 + 32 * 16 + 16 * 10);
  g_assert_cmpfloat (zeros / weights, >=, 0.40);
  g_assert_cmpint (json_object_get_int_member (json, "zeros_unreached"), <,
                   (gint64) zeros);
}

static void
test_digits_subgradient (void)
{
  g_autoptr (JsonObject) json = digits ("--penalty l1 --zeros-by subgradient");
  g_assert_cmpint (json_object_get_int_member (json, "zeros"), ==, 0);
}

static void
test_digits_l2 (void)
{
  g_autoptr (JsonObject) json = digits ("--penalty l2");
  g_assert_cmpint (json_object_get_int_member (json, "zeros"), ==,
                   json_object_get_int_member (json, "zeros_unreached"));
}

/* Without hidden layers the run comes as close to the exact optimum as it is trained; it
 * has none that could be found when the penalty takes biases in. */
static void
test_optimum (void)
{
#define LINEAR                                                                           \
  "train --dataset iris --hidden '' --optimizer fista --batch-size 0 --learning-rate "   \
  "0.5 --penalty l1 --lambda 0.02 --epochs "
  g_autoptr (JsonObject) begun = command_json (LINEAR "2", 0);
  g_autoptr (JsonObject) ended = command_json (LINEAR "3000", 0);
  g_autoptr (JsonObject) none = command_json (LINEAR "2 --penalize-bias", 0);
#undef LINEAR
  g_assert_cmpfloat (json_object_get_double_member (begun, "optimum_distance"), >, 0.1);
  g_assert_cmpfloat (json_object_get_double_member (begun, "optimum_gap"), >, 0.01);
  g_assert_cmpfloat (json_object_get_double_member (ended, "optimum_distance"), <, 1e-3);
  g_assert_cmpfloat (json_object_get_double_member (ended, "optimum_gap"), <, 1e-6);
  g_assert_true (json_object_get_null_member (none, "optimum_distance"));
  g_assert_true (json_object_get_null_member (none, "optimum_gap"));
}

static void
test_json_keys (void)
{
  g_autoptr (JsonObject) json = command_json ("train " SMALL "--epochs 3", 0);
  g_autoptr (GList) members = json_object_get_members (json);
  guint i = 0;
  for (GList *l = members; l != NULL; l = l->next, i++) {
    g_assert_cmpuint (i, <, G_N_ELEMENTS (keys));
    g_assert_cmpstr (l->data, ==, keys[i]);
    /* The optimum: not with hidden layers. */
    gboolean absent =
        g_str_has_prefix (keys[i], "val_") || g_str_has_prefix (keys[i], "optimum_");
    g_assert_true (json_object_get_null_member (json, keys[i]) == absent);
  }
  g_assert_cmpuint (i, ==, G_N_ELEMENTS (keys));
  g_assert_cmpint (json_object_get_int_member (json, "epochs"), ==, 3);
  g_assert_false (json_object_get_boolean_member (json, "diverged"));
  g_assert_cmpfloat (json_object_get_double_member (json, "samples_per_second"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (json, "seconds"), >, 0);
}

/* The JSON is the last row of the history, to the bit. */
static void
test_json_is_last_row (void)
{
  g_autofree char *csv = history (SMALL "--epochs 2 --lambda 0.01");
  g_autoptr (JsonObject) json =
      command_json ("train " SMALL "--epochs 2 --lambda 0.01", 0);
  g_auto (GStrv) names = g_strsplit (HEADER, ",", -1);
  for (int j = COLUMN_TRAIN_LOSS; j < N_COLUMNS; j++)
    if (!isnan (field (csv, 2, j)))
      g_assert_cmpfloat (json_object_get_double_member (json, names[j]), ==,
                         field (csv, 2, j));
}

/* Speed only: the same bytes, with work large enough to be split. */
static void
test_threads (void)
{
  const char *large = "--dataset circle --samples 200 --hidden 800,640 --batch-size 120 "
                      "--lambda 0.001 --epochs 1";
  g_autofree char *one = g_strdup_printf ("%s --threads 1", large);
  g_autofree char *two = g_strdup_printf ("%s --threads 2", large);
  g_autofree char *of_one = history (one), *of_two = history (two);
  g_assert_cmpint (n_rows (of_one), ==, 2);
  g_assert_cmpstr (of_one, ==, of_two);
}

static void
test_no_epochs (void)
{
  g_autofree char *csv = history (SMALL "--epochs 0");
  g_assert_cmpint (n_rows (csv), ==, 1);
  g_autoptr (JsonObject) json = command_json ("train " SMALL "--epochs 0", 0);
  g_assert_cmpint (json_object_get_int_member (json, "epochs"), ==, 0);
  g_assert_true (json_object_get_null_member (json, "samples_per_second"));
}

static void
test_table (void)
{
  g_auto (Outcome) outcome = command_run ("train " SMALL "--epochs 2");
  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_cmpstr (outcome.err, ==, ""); /* no bar: stderr is no terminal here */
  const char *const words[] = {"Epochs", "Loss", "Accuracy", "test", "Exactly zero"};
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (outcome.out, words[i]));
  g_auto (Outcome) regression =
      command_run ("train --dataset sparse-linear --hidden '' --epochs 1");
  g_assert_cmpint (regression.status, ==, 0);
  g_assert_nonnull (strstr (regression.out, "R²"));
}

static void
test_history_columns (void)
{
  g_autofree char *csv = history (SMALL "--epochs 4 --lambda 0.003 --batch-size 16");
  g_assert_true (g_str_has_prefix (csv, HEADER "\n"));
  g_assert_cmpint (n_rows (csv), ==, 5);
  for (int i = 0; i < 5; i++) {
    g_assert_cmpfloat (field (csv, i, COLUMN_EPOCH), ==, i);
    g_assert_cmpfloat (field (csv, i, COLUMN_LAMBDA), ==, 0.003);
    g_assert_cmpfloat (field (csv, i, COLUMN_LEARNING_RATE), ==, 0.05);
    g_assert_cmpfloat (field (csv, i, COLUMN_BATCH_SIZE), ==, 16);
    g_assert_cmpfloat (field (csv, i, COLUMN_WEIGHTS), ==, 2 * 4 + 4 * 3 + 3);
    g_assert_true (isnan (field (csv, i, COLUMN_VAL_LOSS)));
    g_assert_true (isnan (field (csv, i, COLUMN_VAL_SCORE)));
    g_assert_cmpfloat_with_epsilon (
        field (csv, i, COLUMN_OBJECTIVE),
        field (csv, i, COLUMN_TRAIN_LOSS) + field (csv, i, COLUMN_PENALTY), 1e-12);
  }
}

/* One seed, one history, to the byte; another seed, another. */
static void
test_reproducible (void)
{
  g_autofree char *first = history ("--epochs 5 --lambda 0.001");
  g_autofree char *second = history ("--epochs 5 --lambda 0.001");
  g_autofree char *other = history ("--epochs 5 --lambda 0.001 --seed 2");
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
}

/* Makes a locale with a decimal comma in @folder, since few systems have one, and a
 * launcher of the program under it. */
static GSubprocessLauncher *
comma_launcher (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  g_autoptr (GSubprocess) localedef =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "localedef", "-i",
                        "de_DE", "-f", "UTF-8", target, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (localedef, NULL, &error));
  GSubprocessLauncher *launcher = command_launcher ();
  g_subprocess_launcher_setenv (launcher, "LOCPATH", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "de_DE.UTF-8", TRUE);
  /* Without the comma the test would prove nothing. */
  g_autofree char *point = NULL;
  g_autoptr (GSubprocess) locale =
      g_subprocess_launcher_spawn (launcher, &error, "locale", "decimal_point", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (locale, NULL, NULL, &point, NULL, NULL));
  g_assert_cmpstr (point, ==, ",\n");
  return launcher;
}

/* All that `train` says and writes, but for the times, which no two runs share. */
static char *
everything (GSubprocessLauncher *launcher, const char *folder, const char *lambda)
{
  g_autofree char *line =
      g_strdup_printf ("train --epochs 3 --lambda %s --json --history '%s/h.csv' "
                       "--figure 'loss=%s/loss.svg'",
                       lambda, folder, folder);
  g_auto (Outcome) outcome = command_run_with (launcher, line);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  g_autoptr (JsonNode) json = json_from_string (outcome.out, NULL);
  g_assert_nonnull (json);
  char *times = strstr (outcome.out, "\"seconds\"");
  g_assert_nonnull (times);
  *times = '\0';
  g_autofree char *csv = scratch_read (folder, "h.csv", NULL);
  g_autofree char *svg = scratch_read (folder, "loss.svg", NULL);
  return g_strconcat (outcome.out, csv, svg, NULL);
}

static void
test_decimal_comma (void)
{
  char *folder = scratch_new ();
  g_autoptr (GSubprocessLauncher) plain = command_launcher ();
  g_autoptr (GSubprocessLauncher) german = comma_launcher (folder);
  g_autofree char *point = everything (plain, folder, "0.0015");
  g_autofree char *same = everything (german, folder, "0.0015");
  g_autofree char *typed = everything (german, folder, "0,0015");
  g_assert_cmpstr (point, ==, same);
  g_assert_cmpstr (point, ==, typed);

  g_auto (Outcome) table = command_run_with (german, "train " SMALL "--epochs 1");
  g_assert_cmpint (table.status, ==, 0);
  g_assert_false (g_regex_match_simple ("[0-9],[0-9]", table.out, 0, 0));
  g_assert_true (g_regex_match_simple ("[0-9]\\.[0-9]", table.out, 0, 0));
  scratch_free (folder);
}

/* Order does not matter, the last of several wins, and both spellings of a value do. */
static void
test_spellings (void)
{
  const char *const same[] = {
      "--penalty elastic-net --lambda 0.01 --l1-share 0.3",
      "--l1-share=0.3 --lambda=1e-2 --penalty=elastic-net",
      "--penalty none --lambda 7 --l1-share 0.3 --lambda 0.01 --penalty elastic-net",
      "--no-standardize --penalty elastic-net --lambda 0.01 --l1-share .3 --standardize",
  };
  g_autofree char *first = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *line = g_strconcat (SMALL "--epochs 2 ", same[i], NULL);
    g_autofree char *csv = history (line);
    if (first == NULL)
      first = g_steal_pointer (&csv);
    else
      g_assert_cmpstr (csv, ==, first);
  }
  g_autofree char *raw = history (SMALL "--epochs 2 --penalty elastic-net --lambda 0.01 "
                                        "--l1-share 0.3 --no-standardize");
  g_assert_cmpstr (raw, !=, first);
}

static void
test_lambda_alone_is_l1 (void)
{
  g_autofree char *alone = history (SMALL "--epochs 2 --lambda 0.01");
  g_autofree char *named = history (SMALL "--epochs 2 --lambda 0.01 --penalty l1");
  g_autofree char *none = history (SMALL "--epochs 2 --lambda 0.01 --penalty none");
  g_assert_cmpstr (alone, ==, named);
  g_assert_cmpstr (alone, !=, none);
}

/* Options of a generator reach it. */
static void
test_data_options (void)
{
  g_autofree char *few = history ("--dataset sparse-linear --hidden '' --features 12 "
                                  "--true-weights 3 --samples 50 --epochs 1");
  g_assert_cmpfloat (field (few, 0, COLUMN_WEIGHTS), ==, 12);
}

/* A change holds from the place it names, and not before. */
static void
test_at (void)
{
  g_autofree char *plain = history (SMALL "--epochs 4");
  g_autofree char *changed =
      history (SMALL "--epochs 4 --at 2:lambda=0.01 --at 1+1:learning-rate=0.2");
  const double lambda[] = {0, 0, 0, 0.01, 0.01};
  const double rate[] = {0.05, 0.05, 0.2, 0.2, 0.2};
  for (int i = 0; i <= 4; i++) {
    g_assert_cmpfloat (field (changed, i, COLUMN_LAMBDA), ==, lambda[i]);
    g_assert_cmpfloat (field (changed, i, COLUMN_LEARNING_RATE), ==, rate[i]);
    gboolean same_loss =
        field (changed, i, COLUMN_TRAIN_LOSS) == field (plain, i, COLUMN_TRAIN_LOSS);
    g_assert_true (same_loss == (i < 2));
  }
}

/* From a minibatch on is something else than from the start of its epoch on. */
static void
test_at_batch (void)
{
  g_autofree char *start = history (SMALL "--epochs 2 --at 1:learning-rate=0.2");
  g_autofree char *zero = history (SMALL "--epochs 2 --at 1+0:learning-rate=0.2");
  g_autofree char *later = history (SMALL "--epochs 2 --at 1+2:learning-rate=0.2");
  g_assert_cmpstr (start, ==, zero);
  g_assert_cmpstr (start, !=, later);
  g_assert_cmpfloat (field (later, 2, COLUMN_LEARNING_RATE), ==, 0.2);
}

/* Batch sizes that change decide about the places behind them: with the full batch there
 * is one minibatch. */
static void
test_at_batch_size (void)
{
  g_autofree char *csv = history (SMALL "--epochs 3 --at 1:batch-size=0 --at 2:lambda=1");
  g_assert_cmpfloat (field (csv, 3, COLUMN_LAMBDA), ==, 1);
  g_auto (Outcome) outcome =
      command_run ("train " SMALL "--epochs 3 --at 1:batch-size=0 --at 2+1:lambda=1");
  g_assert_cmpint (outcome.status, ==, 2);
  g_assert_nonnull (strstr (outcome.err, "2+1:lambda=1"));
}

static void
test_at_file (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = scratch_new ();
  g_autofree char *path = g_build_filename (folder, "at.txt", NULL);
  g_file_set_contents (path, "# a drag\r\n2:lambda=0.01\r\n\n1+1:lambda=0.5", -1, &error);
  g_assert_no_error (error);
  g_autofree char *line = g_strdup_printf (SMALL "--epochs 4 --at '@%s'", path);
  g_autofree char *from_file = history (line);
  g_autofree char *typed =
      history (SMALL "--epochs 4 --at 1+1:lambda=0.5 --at 2:lambda=0.01");
  g_assert_cmpstr (from_file, ==, typed);
  scratch_free (folder);
}

/* Of several at one place the last wins, in the order in which they were given. */
static void
test_at_twice (void)
{
  g_autofree char *csv =
      history (SMALL "--epochs 3 --at 2:lambda=0.2 --at 1:lambda=0.5 --at 1:lambda=0.1");
  g_assert_cmpfloat (field (csv, 2, COLUMN_LAMBDA), ==, 0.1);
  g_assert_cmpfloat (field (csv, 3, COLUMN_LAMBDA), ==, 0.2);
}

/* A run that diverges ends with status 1, says why, and still writes its outputs, in
 * which every number is finite. */
static void
test_diverged (void)
{
  char *folder = scratch_new ();
  g_autofree char *line = g_strdup_printf (
      "train --dataset sparse-linear --hidden '' --optimizer sgd --learning-rate 1000 "
      "--epochs 50 --json --history '%s/h.csv' --figure 'loss=%s/loss.svg'",
      folder, folder);
  g_auto (Outcome) outcome = command_run (line);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_true (g_str_has_prefix (outcome.err, "sparsity-lab: "));
  g_assert_nonnull (strstr (outcome.err, "learning rate"));
  g_assert_nonnull (strstr (outcome.out, "\"diverged\" : true"));
  g_autofree char *csv = scratch_read (folder, "h.csv", NULL);
  g_assert_cmpint (n_rows (csv), >=, 1);
  g_assert_cmpint (n_rows (csv), <, 51);
  for (int i = 0; i < n_rows (csv); i++)
    g_assert_true (isfinite (field (csv, i, COLUMN_TRAIN_LOSS)));
  g_autofree char *svg = scratch_read (folder, "loss.svg", NULL);
  g_assert_nonnull (strstr (svg, "</svg>"));
  scratch_free (folder);
}

/* What cannot be written is told when it could not be known before; the result is not
 * lost. */
static void
test_write_fails (void)
{
  g_auto (Outcome) outcome =
      command_run ("train " SMALL "--epochs 1 --history /proc/sparsity-lab.csv");
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_nonnull (strstr (outcome.err, "/proc"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/digits/l1", test_digits_l1);
  g_test_add_func ("/train/digits/subgradient", test_digits_subgradient);
  g_test_add_func ("/train/digits/l2", test_digits_l2);
  g_test_add_func ("/train/json/keys", test_json_keys);
  g_test_add_func ("/train/json/optimum", test_optimum);
  g_test_add_func ("/train/json/is-last-row", test_json_is_last_row);
  g_test_add_func ("/train/no-epochs", test_no_epochs);
  g_test_add_func ("/train/threads", test_threads);
  g_test_add_func ("/train/table", test_table);
  g_test_add_func ("/train/history/columns", test_history_columns);
  g_test_add_func ("/train/history/reproducible", test_reproducible);
  g_test_add_func ("/train/history/decimal-comma", test_decimal_comma);
  g_test_add_func ("/train/options/spellings", test_spellings);
  g_test_add_func ("/train/options/lambda-alone", test_lambda_alone_is_l1);
  g_test_add_func ("/train/options/data", test_data_options);
  g_test_add_func ("/train/at/epoch", test_at);
  g_test_add_func ("/train/at/batch", test_at_batch);
  g_test_add_func ("/train/at/batch-size", test_at_batch_size);
  g_test_add_func ("/train/at/file", test_at_file);
  g_test_add_func ("/train/at/twice", test_at_twice);
  g_test_add_func ("/train/diverged", test_diverged);
  g_test_add_func ("/train/write-fails", test_write_fails);
  return g_test_run ();
}
