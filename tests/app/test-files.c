/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learner's own file in the commands: the same numbers as a set by name, what is wanted
 * of it, and what is wrong with it. */
#include "core/core.h"
#include "tests/app/command.h"
#include <string.h>

static char *folder;

static const char pets[] = "id,age,colour,weight,pet\n"
                           "1,1.5,red,3,dog\n2,2,blue,4,cat\n3,7.5,red,5,dog\n"
                           "4,4,blue,,cat\n5,5,red,7,dog\n6,6.5,blue,8,cat\n"
                           "7,2.5,red,3,dog\n8,3,blue,4,cat\n";

static void
write_file (const char *name, const char *text, gssize n)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, n, NULL));
}

static char *run (const char *format, ...) G_GNUC_PRINTF (1, 2);

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
  return g_strdup (outcome.out);
}

/* A set by name and the same set out of a file train alike, to the byte. */
static void
test_same_numbers (gconstpointer data)
{
  const char *name = data;
  g_autofree char *export = run ("data export %s '%s/set.csv'", name, folder);
  g_autofree char *a = run (
      "train --dataset %s --epochs 3 --lambda 0.01 --history '%s/a.csv'", name, folder);
  g_autofree char *b =
      run ("train --data '%s/set.csv' --epochs 3 --lambda 0.01 --history '%s/b.csv'",
           folder, folder);
  g_autofree char *first = scratch_read (folder, "a.csv", NULL);
  g_autofree char *second = scratch_read (folder, "b.csv", NULL);
  g_assert_cmpstr (first, ==, second);

  g_autofree char *fit =
      run ("fit --dataset %s --lambda 0.05 --output '%s/a.csv'", name, folder);
  g_autofree char *own =
      run ("fit --data '%s/set.csv' --lambda 0.05 --output '%s/b.csv'", folder, folder);
  g_autofree char *c = scratch_read (folder, "a.csv", NULL);
  g_autofree char *d = scratch_read (folder, "b.csv", NULL);
  g_assert_cmpstr (fit, ==, own);
  g_assert_cmpstr (c, ==, d);
}

static void
test_wanted (void)
{
  write_file ("my pets.csv", pets, -1);
  g_autofree char *all = run ("data describe '%s/my pets.csv'", folder);
  g_assert_nonnull (strstr (all, "my pets.csv"));
  g_assert_nonnull (strstr (all, "1 of 8 rows is left out"));
  g_assert_nonnull (strstr (all, "they only name the rows: id."));
  g_assert_nonnull (strstr (all, "colour=blue"));

  g_autofree char *said =
      g_strdup_printf ("train --data '%s/my pets.csv' --epochs 1", folder);
  g_auto (Outcome) outcome = command_run (said);
  g_assert_nonnull (strstr (outcome.err, "sparsity-lab: 1 of 8 rows is left out"));
  g_autofree char *filled =
      run ("fit --data '%s/my pets.csv' --missing impute --lambda 0.1", folder);
  g_assert_nonnull (strstr (filled, "n               8\n"));
  g_autofree char *target =
      run ("fit --data '%s/my pets.csv' --target age --columns weight,colour "
           "--lambda 0.1 --output '%s/a.csv'",
           folder, folder);
  g_autofree char *csv = scratch_read (folder, "a.csv", NULL);
  g_assert_true (g_str_has_prefix (csv, "class,feature,standardized,original\n"
                                        ",colour=blue,"));
  g_assert_nonnull (strstr (csv, "\n,colour=red,"));
  g_assert_nonnull (strstr (csv, "\n,weight,"));
  g_assert_null (strstr (csv, "pet"));
  g_autofree char *path =
      run ("path --data '%s/my pets.csv' --target age --cv 2 --test-fraction 0", folder);
  g_assert_nonnull (strstr (path, "lambda_1se"));
  g_autofree char *figure =
      run ("figure loss --data '%s/my pets.csv' --task classification --epochs 2 "
           "--output '%s/a.svg'",
           folder, folder);
  g_autofree char *svg = scratch_read (folder, "a.svg", NULL);
  g_assert_nonnull (strstr (svg, "my pets.csv"));
}

/* What is known of column @name of the file: kind, use and rows without a value. */
static void
assert_column (const char *text,
               const char *name,
               const char *kind,
               const char *use,
               const char *missing)
{
  g_autofree char *pattern =
      g_strdup_printf ("^%s +%s +%s +%s$", name, kind, use, missing);
  g_test_message ("'%s' in: %s", pattern, text);
  g_assert_true (g_regex_match_simple (pattern, text, G_REGEX_MULTILINE, 0));
}

/* Every column with its kind and what became of it, by itself and as it was asked for. */
static void
test_describe (void)
{
  write_file ("pets.csv", pets, -1);
  g_autofree char *all = run ("data describe '%s/pets.csv'", folder);
  assert_column (all, "id", "identifier", "left out", "0");
  assert_column (all, "age", "number", "1 input", "0");
  assert_column (all, "colour", "category", "2 inputs", "0");
  assert_column (all, "weight", "number", "1 input", "1");
  assert_column (all, "pet", "category", "target", "0");

  g_autofree char *asked = run ("data describe '%s/pets.csv' --target age "
                                "--task regression --columns colour,weight "
                                "--missing impute",
                                folder);
  assert_column (asked, "age", "number", "target", "0");
  assert_column (asked, "pet", "category", "left out", "0");
  g_assert_nonnull (strstr (asked, "mean of the training rows: 1."));

  g_autofree char *iris = run ("data describe iris");
  g_assert_null (strstr (iris, "in the file"));
}

/* What is asked for is exported: rows with a gap left out, or kept with the gap. */
static void
test_export (void)
{
  write_file ("pets.csv", pets, -1);
  g_autofree char *out =
      run ("data export '%s/pets.csv' '%s/out.csv' --columns age,weight", folder, folder);
  g_autofree char *text = scratch_read (folder, "out.csv", NULL);
  g_assert_cmpstr (text, ==,
                   "age,weight,pet\n1.5,3,dog\n2,4,cat\n7.5,5,dog\n5,7,dog\n6.5,8,cat\n"
                   "2.5,3,dog\n3,4,cat\n");
  g_autofree char *kept = run ("data export '%s/pets.csv' '%s/out.csv' --columns "
                               "colour,weight --target age --missing impute",
                               folder, folder);
  g_autofree char *gap = scratch_read (folder, "out.csv", NULL);
  g_assert_true (g_str_has_prefix (gap, "colour=blue,colour=red,weight,age\n"
                                        "0,1,3,1.5\n"));
  g_assert_nonnull (strstr (gap, "\n1,0,,4\n"));
}

/* More columns than anybody reads are counted. */
static void
test_wide (void)
{
  g_autofree char *made = run ("data export sparse-linear '%s/wide.csv' --samples 10 "
                               "--features 300 --true-weights 1",
                               folder);
  g_autofree char *out = run ("data describe '%s/wide.csv'", folder);
  assert_column (out, "x100", "number", "1 input", "0");
  g_assert_nonnull (strstr (out, "… and 201 columns more"));
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
      {"train --data '%s/none.csv'", "none.csv: there is no such file"},
      {"train --data '%s'", ": this is a folder; choose a file in it"},
      {"train --data ''", "--data needs the name of a file"},
      {"train --data '%s/bad.csv'", "bad.csv:3: column 'age': 'abc' is not a number"},
      {"fit --data '%s/bad.csv'", "bad.csv:3: column 'age': 'abc' is not a number"},
      {"path --data '%s/short.csv.gz'", "short.csv.gz: "},
      {"train --data '%s/pets.csv' --dataset iris", "two sources of data"},
      {"train --dataset iris --data '%s/pets.csv'", "two sources of data"},
      {"train --target x", "target: only a file of your own"},
      {"train --task regression", "task: only a file of your own"},
      {"train --dataset iris --columns x", "columns: only a file of your own"},
      {"train --data '%s/pets.csv' --target paw",
       "there is no column called 'paw'; it has: id, age, colour, weight, pet"},
      {"train --data '%s/pets.csv' --task regression",
       "pets.csv:2: column 'pet': 'dog' is not a number"},
      {"train --data '%s/pets.csv' --loss squared",
       "loss: 'squared' is for numbers, but the target of 'pets.csv' is a class"},
      {"train --data '%s/pets.csv' --noise 1", "has no options"},
      {"data describe '%s/pets.csv' --noise 1", "has no options"},
      {"data describe '%s/none.csv'", "none.csv: there is no such file"},
  };
  write_file ("pets.csv", pets, -1);
  write_file ("bad.csv", "age,pet\n1,dog\nabc,cat\n3,dog\n4,cat\n5,dog\n", -1);
  write_file ("short.csv.gz", "\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) parts = g_strsplit (cases[i][0], "%s", -1);
    g_autofree char *line = g_strjoinv (folder, parts);
    g_auto (Outcome) outcome = command_run (line);
    g_test_message ("%s → %s", line, outcome.err);
    g_assert_cmpint (outcome.status, ==, 2);
    g_assert_cmpstr (outcome.out, ==, "");
    g_assert_true (g_str_has_prefix (outcome.err, "sparsity-lab: "));
    g_assert_nonnull (strstr (outcome.err, cases[i][1]));
    g_assert_true (strchr (outcome.err, '\n') == strrchr (outcome.err, '\n'));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = scratch_new ();
  g_test_add_data_func ("/files/same-numbers/iris", "iris", test_same_numbers);
  g_test_add_data_func ("/files/same-numbers/diabetes", "diabetes", test_same_numbers);
  g_test_add_func ("/files/wanted", test_wanted);
  g_test_add_func ("/files/describe", test_describe);
  g_test_add_func ("/files/describe/wide", test_wide);
  g_test_add_func ("/files/export", test_export);
  g_test_add_func ("/files/refused", test_refused);
  int status = g_test_run ();
  scratch_free (folder);
  return status;
}
