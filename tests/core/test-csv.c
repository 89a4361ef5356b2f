/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/csv/assemble.h"
#include "core/data/problem.h"
#include "tests/core/csv-reading.h"

#include <math.h>
#include <string.h>

/* The same small table in every spelling. */
static void
test_dialects (void)
{
  static const char *const texts[] = {
      "age,weight,pet\n1,2.5,dog\n3,-40,cat\n5,6,dog\n",
      "age,weight,pet\r\n1,2.5,dog\r\n3,-4e1, cat \r\n5,6,dog",
      "\xef\xbb\xbf"
      "age;weight;pet\n1;2,5;dog\n3;-40;cat\n5;6;dog\n\n\n",
      "age\tweight\tpet\n1\t2,5\tdog\n3\t-40,0\tcat\n5\t6\tdog\n",
      "age|weight|pet\n1|2.5|dog\n\n3|-40|cat\n5|6|dog\n",
      "age,weight,pet\r1,2.5,dog\r3,-40,cat\r5,6,dog\r",
      "\"age\",\"weight\",\"pet\"\n\"1\",\"2.5\",\"dog\"\n3,-40,\"cat\" \n5,6,dog\n",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (SlDataset) set =
        csv_must_read (texts[i], csv_wants (NULL, NULL, NULL, NULL));
    g_autofree char *text = csv_describe (set);

    g_test_message ("dialect %d", (int) i);
    g_assert_cmpstr (text, ==, "3 age weight -> pet [cat] [dog]");
    g_assert_true (set->X[1] == 2.5f && set->X[3] == -40.0f && set->X[4] == 5.0f);
    g_assert_true (set->label[0] == 1 && set->label[1] == 0 && set->label[2] == 1);
  }
}

static void
test_header (void)
{
  g_autoptr (SlDataset) none =
      csv_must_read ("1,2,3.5\n4,5,6\n7,8,1\n", csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) classes =
      csv_must_read ("1,2,dog\n4,5,cat\n1,1,cat\n", csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) mixed = csv_must_read ("2001,b,y\n4,5,6.5\n7,8,1\n2,2,2\n",
                                               csv_wants (NULL, NULL, NULL, NULL));
  g_autofree char *a = csv_describe (none), *b = csv_describe (classes),
                  *c = csv_describe (mixed);

  g_assert_cmpstr (a, ==, "3 column 1 column 2 -> column 3");
  g_assert_cmpstr (b, ==, "3 column 1 column 2 -> column 3 [cat] [dog]");
  g_assert_cmpstr (c, ==, "3 2001 b -> y");
}

/* Delimiters, line ends and quotes between quotes are text. */
static void
test_quotes (void)
{
  g_autoptr (SlDataset) set = csv_must_read (
      "x,kind\n1,\"a, b\"\n2,\"say \"\"no\"\"\"\n3,\"two\nlines\"\n4,\"a, b\"\n",
      csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (GError) error = NULL;
  const SlFileOptions options = csv_wants (NULL, NULL, "regression", NULL);
  static const char late[] = "\"two\nlines\",y\n1,2\n3,oops\n";

  g_assert_cmpint (set->n, ==, 4);
  g_assert_cmpstr (set->classes[0], ==, "a, b");
  g_assert_cmpstr (set->classes[1], ==, "say \"no\"");
  g_assert_cmpstr (set->classes[2], ==, "two\nlines");
  g_assert_null (csv_read (late, strlen (late), &options, &error));
  g_assert_cmpstr (error->message, ==, "t.csv:4: column 'y': 'oops' is not a number");
}

static void
test_kinds (void)
{
  g_autoptr (GString) text = g_string_new ("id,name,colour,same,word,size,y\n");
  static const char *const colours[] = {"red", "blue", "green"};

  for (int i = 0; i < 60; i++)
    g_string_append_printf (text, "%d,n%d,%s,7,word,%d.5,%d\n", i + 1, i, colours[i % 3],
                            i % 7, i * i);
  g_autoptr (SlDataset) set =
      csv_must_read (text->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autofree char *found = csv_describe (set);
  const SlColumnKind kinds[] = {
      SL_COLUMN_IDENTIFIER, SL_COLUMN_IDENTIFIER, SL_COLUMN_CATEGORY, SL_COLUMN_CONSTANT,
      SL_COLUMN_CONSTANT,   SL_COLUMN_NUMBER,     SL_COLUMN_NUMBER};

  g_assert_cmpstr (found, ==, "60 colour=blue colour=green colour=red same size -> y");
  for (int j = 0; j < 7; j++)
    g_assert_cmpint (set->columns[j].kind, ==, kinds[j]);
  g_assert_cmpint (set->columns[2].n_values, ==, 3);
  g_assert_cmpint (set->columns[2].n_inputs, ==, 3);
  g_assert_cmpfloat (set->columns[5].min, ==, 0.5);
  g_assert_cmpfloat (set->columns[5].max, ==, 6.5);
  g_assert_cmpint (set->columns[5].input, ==, 4);
  g_assert_cmpint (set->columns[6].role, ==, SL_COLUMN_TARGET);
  for (int i = 0; i < 60; i++) {
    const float *x = set->X + 5 * i;

    g_assert_true (x[0] == (i % 3 == 1) && x[1] == (i % 3 == 2) && x[2] == (i % 3 == 0));
    g_assert_cmpfloat (x[3], ==, 7);
    g_assert_cmpfloat (set->y[i], ==, i * i);
  }
  g_assert_cmpint (g_strv_length (set->notes), ==, 4);
  g_assert_cmpstr (set->notes[0], ==,
                   "Left out, because they only name the rows: id, name.");
  g_assert_cmpstr (set->notes[3], ==, "One input for each of their values: colour (3).");
}

static void
test_choices (void)
{
  static const char text[] = "a,\"b,c\",k,y\n1,2,u,3\n4,5,v,6\n7,8,u,1\n9,1,v,5\n";
  g_autoptr (SlDataset) k = csv_must_read (text, csv_wants ("k", NULL, NULL, NULL));
  g_autoptr (SlDataset) few =
      csv_must_read (text, csv_wants ("a", "y,\"b,c\"", NULL, NULL));
  g_autoptr (SlDataset) task =
      csv_must_read (text, csv_wants (NULL, "a", "classification", NULL));
  g_autofree char *x = csv_describe (k), *z = csv_describe (few),
                  *w = csv_describe (task);

  g_assert_cmpstr (x, ==, "4 a b,c y -> k [u] [v]");
  g_assert_cmpstr (z, ==, "4 b,c y -> a");
  g_assert_cmpfloat (few->X[2], ==, 5);
  g_assert_cmpfloat (few->y[1], ==, 4);
  g_assert_cmpstr (w, ==, "4 a -> y [1] [3] [5] [6]");
  g_assert_cmpint (task->label[3], ==, 2);
}

/* Whole numbers that come again are classes; 10 stands behind 9. */
static void
test_task (void)
{
  g_autoptr (GString) grades = g_string_new ("x,y\n"), many = g_string_new ("x,y\n");
  g_autoptr (GString) broken = g_string_new ("x,y\n");

  for (int i = 0; i < 60; i++) {
    g_string_append_printf (grades, "%d.5,%d\n", i, 8 + i % 3);
    g_string_append_printf (many, "%d.5,%d\n", i, i % 21);
    g_string_append_printf (broken, "%d,%d.5\n", i, i % 3);
  }
  g_autoptr (SlDataset) a =
      csv_must_read (grades->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) b = csv_must_read (many->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) c =
      csv_must_read (broken->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) d =
      csv_must_read (grades->str, csv_wants (NULL, NULL, "regression", NULL));
  g_autofree char *text = csv_describe (a);

  g_assert_cmpstr (text, ==, "60 x -> y [8] [9] [10]");
  g_assert_cmpint (b->task, ==, SL_TASK_REGRESSION);
  g_assert_cmpint (c->task, ==, SL_TASK_REGRESSION);
  g_assert_cmpint (d->task, ==, SL_TASK_REGRESSION);
}

/* A value that is not there: the row goes, or the mean of the training rows comes. */
static void
test_missing (void)
{
  static const char text[] = "a,k,y\n1,u,1.5\n,v,2\n3,?,3\nNA,u,4\n5,v,\nn/a,u,6.5\n"
                             "7,null,7\n8,v,8\n";
  g_autoptr (SlDataset) drop = csv_must_read (text, csv_wants (NULL, NULL, NULL, NULL));
  g_autoptr (SlDataset) impute =
      csv_must_read (text, csv_wants (NULL, NULL, NULL, "impute"));
  const SlProblemOptions options = {.test_fraction = 0.4, .seed = 3};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) p = sl_problem_new (impute, &options, &error);
  double sum = 0;
  int n = 0;

  g_assert_no_error (error);
  g_assert_cmpint (drop->n, ==, 2);
  g_assert_cmpstr (drop->notes[0], ==,
                   "6 of 8 rows are left out, because a value is missing in them.");
  g_assert_false (drop->has_gaps);
  g_assert_cmpint (impute->n, ==, 7);
  g_assert_true (impute->has_gaps && isnan (impute->X[3 * 1]));
  g_assert_cmpint (impute->columns[0].n_missing, ==, 3);
  for (int i = 0; i < p->train.n; i++)
    if (!isnan (impute->X[3 * p->train.rows[i]])) {
      sum += (double) impute->X[3 * p->train.rows[i]];
      n++;
    }
  g_assert_cmpint (n, >, 0);
  g_assert_true (p->source == impute);
  for (int i = 0; i < impute->n; i++) {
    float value = isnan (impute->X[3 * i]) ? (float) (sum / n) : impute->X[3 * i];

    g_assert_cmpfloat_with_epsilon (p->dataset->X[3 * i], value, 1e-6);
  }
}

/* One column of texts shows early, another only behind the rows that are looked at first:
 * a third pass. */
static void
test_two_late_texts (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,y\n");

  for (int i = 0; i < 6000; i++)
    g_string_append_printf (text, "%s,%s,%d.5\n", i % 2 == 0 ? "u" : "v",
                            i < 3000     ? "1"
                            : i % 3 == 0 ? "2"
                                         : "more",
                            i % 100);
  g_autoptr (SlDataset) set =
      csv_must_read (text->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autofree char *found = csv_describe (set);

  g_assert_cmpstr (found, ==, "6000 a=u a=v b=1 b=2 b=more -> y");
  g_assert_true (set->X[2] == 1 && set->X[5 * 5999 + 4] == 1);
}

/* A column whose first text stands far behind the first rows is read once more. */
static void
test_late_text (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,y\n");

  for (int i = 0; i < 30000; i++)
    g_string_append_printf (text, "%d,%s,%d.5\n", i % 1000,
                            i < 20000    ? "1"
                            : i % 2 == 0 ? "2"
                                         : "more",
                            i % 100);
  g_autoptr (SlDataset) set =
      csv_must_read (text->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autofree char *found = csv_describe (set);

  g_assert_cmpstr (found, ==, "30000 a b=1 b=2 b=more -> y");
  g_assert_true (set->X[1] == 1 && set->X[4 * 29999 + 3] == 1);
}

/* What is written with 17 digits comes back to the bit, for every set of the table. */
static void
test_round_trip (gconstpointer data)
{
  const SlDatasetType *type = data;
  double options[SL_N_DATA_OPTIONS];
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options[i] = NAN;
  g_autoptr (SlDataset) set = sl_dataset_make (type, options, 1, NULL);
  for (int j = 0; j < set->d; j++)
    g_string_append_printf (text, "\"%s\",", set->features[j]);
  g_string_append_printf (text, "\"%s\"\n", set->target);
  for (int i = 0; i < set->n; i++) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    for (int j = 0; j < set->d; j++)
      g_string_append_printf (
          text, "%s,",
          g_ascii_dtostr (number, sizeof number, sl_dataset_value (set, i, j)));
    if (set->label != NULL)
      g_string_append_printf (text, "\"%s\"\n", set->classes[set->label[i]]);
    else
      g_string_append_printf (
          text, "%s\n",
          g_ascii_dtostr (number, sizeof number,
                          set->y_exact != NULL ? set->y_exact[i] : (double) set->y[i]));
  }
  g_autoptr (SlDataset) again =
      csv_must_read (text->str, csv_wants (NULL, NULL, NULL, NULL));
  g_autofree char *a = csv_describe (set), *b = csv_describe (again);
  size_t n = (size_t) set->n;

  g_assert_cmpstr (a, ==, b);
  for (int i = 0; i < set->n; i++)
    for (int j = 0; j < set->d; j++)
      g_assert_true (sl_dataset_value (set, i, j) == sl_dataset_value (again, i, j));
  if (set->label != NULL)
    g_assert_cmpmem (set->label, n * sizeof (int), again->label, n * sizeof (int));
  if (set->y_exact != NULL)
    g_assert_cmpmem (set->y_exact, n * sizeof (double), again->y_exact,
                     n * sizeof (double));
}

#define MEND "; mend it, name it in missing-marks, or the column in categories"

#define FOREIGN(line, column, cell, point)                                               \
  "t.csv:" #line ": column '" column "': '" cell                                         \
  "' is written in another way than this table's numbers; use '" point                   \
  "' as the decimal sign and nothing else beside the digits, or name the column in "     \
  "categories"

static const struct
{
  const char *text, *target, *columns, *task, *sentence;
} bad[] = {
    {"a,b\n\n", NULL, NULL, NULL,
     "t.csv: there is a line of names, but no row beneath it"},
    {"\n\n", NULL, NULL, NULL, "t.csv: the file has no rows"},
    {"a\n1\n2\n", NULL, NULL, NULL,
     "t.csv:1: there is only one column; a table needs an input and a target, with a "
     "comma, semicolon or tab between"},
    {"age,pet\n1,dog\n2,cat\n3,cat\nabc,dog\n4,dog\n5,cat\n", NULL, NULL, NULL,
     "t.csv:5: column 'age': 'abc' is not a number" MEND},
    {"x,y\n1,2\n2,abc\n", NULL, NULL, "regression",
     "t.csv:3: column 'y': 'abc' is not a number"},
    {"x;y\n1,5;1.000,5\n2,5;2.000,5\n3,5;7\n", NULL, NULL, NULL,
     FOREIGN (2, "y", "1.000,5", ",")},
    {"a,b,y\n1.5,\"0,5\",1\n2.5,\"1,5\",2\n3.5,\"2,5\",4\n", NULL, "b", NULL,
     FOREIGN (2, "b", "0,5", ".")},
    {"a,\"b, c\",y\n1,2,3\n2,3,3.5\n", "d", NULL, NULL,
     "t.csv: there is no column called 'd'; it has: a, \"b, c\", y"},
    {"x,y\n1,2\n2,-Inf\n3,5\n", NULL, NULL, NULL,
     "t.csv:3: column 'y': '-Inf' is not a finite number" MEND},
    /* One word beside few different numbers, but many of them. */
    {"age,pet\n1,a\n2,b\n1,a\n2,b\n1,a\n2,b\n1,a\n2,b\n1,a\nabc,a\n", NULL, NULL, NULL,
     "t.csv:11: column 'age': 'abc' is not a number" MEND},
    {"age,pet\n1,a\nNaN,b\n2,a\nnan,b\n3,a\n", NULL, NULL, NULL,
     "t.csv:3: column 'age': 'NaN' is not a finite number" MEND},
    {"age,y\n1,1\n2,2\nnan,3\n", NULL, NULL, "regression",
     "t.csv:4: column 'age': 'nan' is not a finite number" MEND},
    {"day,y\n2024-03-01,1.5\n2024-03-02,2\nsoon,3\n", NULL, NULL, NULL,
     "t.csv:4: column 'day': 'soon' is not a date" MEND},
    {"day,y\n2024-03-01,1.5\n2024-03-02,2\n7,3\n", NULL, NULL, NULL,
     "t.csv:4: column 'day': '7' is not a date" MEND},
    {"day,y\n1/2/2024,1\n3/2/2024,2\n", "day", NULL, NULL,
     "t.csv: column 'day': day and month of its dates cannot be told apart; write them "
     "as 2024-12-31"},
    {"day,y\n1/2/2024,1.5\n3/2/2024,2\n", NULL, "day", NULL,
     "t.csv: column 'day': day and month of its dates cannot be told apart; write them "
     "as 2024-12-31"},
    {"age,pet\n1e39,dog\n1,cat\n", NULL, NULL, NULL,
     "t.csv:2: column 'age': '1e39' is too large"},
    {"age,pet\n1,dog\n2\n", NULL, NULL, NULL,
     "t.csv:3: this row has 1 columns, but the first line has 2"},
    {"age,pet\n\n1,dog,3\n2,cat\n", NULL, NULL, NULL,
     "t.csv:3: this row has 3 columns, but the first line has 2"},
    {"x,pet\n1,dog\n2,dog\n", NULL, NULL, NULL,
     "t.csv: column 'pet': the target has the same value in all rows; choose another "
     "target"},
    {"x,y\n1,3\n2,3\n", NULL, NULL, "regression",
     "t.csv: column 'y': the target has the same value in all rows; choose another "
     "target"},
    {"x,y\n1,\n2,NA\n", NULL, NULL, NULL,
     "t.csv: column 'y': the target has no value in any row; choose another target"},
    {"x,y\n1,a\n2,b\n3,c\n", NULL, NULL, NULL,
     "t.csv: column 'y': every row has a class of its own; choose another target"},
    {"x,y,x\n1,2,3\n", NULL, NULL, NULL,
     "t.csv:1: two columns are called 'x'; give one of them another name"},
    {"x,y\n1,2\n", "z", NULL, NULL, "t.csv: there is no column called 'z'; it has: x, y"},
    {"x,y\n1,2\n2,2.5\n", NULL, "x,w", NULL,
     "t.csv: there is no column called 'w'; it has: x, y"},
    {"x,y\n1,2\n2,2.5\n", NULL, "\"x", NULL,
     "t.csv: the list of columns '\"x' has a quote too many"},
    {"x,y\nu,2\nu,2.5\n", NULL, NULL, NULL,
     "t.csv: no column is left to learn from; column 'x' has texts such as 'u', which "
     "are neither numbers nor categories"},
    {"x,z,y\n,1,2\n3,,4\n", NULL, NULL, NULL,
     "t.csv: every row lacks a value; choose columns that have them, or have missing "
     "values filled in"},
    {"x,y\n1,\xff\n", NULL, NULL, NULL,
     "t.csv:2: column 2: this is no text in UTF-8; save the table with that encoding"},
    {"\xff\xfex\0,\0y\0", NULL, NULL, NULL,
     "t.csv: this is text in UTF-16; save the table with the encoding UTF-8"},
    {"x,y\n\"1\"2,3\n", NULL, NULL, NULL,
     "t.csv:2: column 1: there is something behind the closing quote"},
    {"x,y\n1,\"3\n2,4\n", NULL, NULL, NULL,
     "t.csv:2: a quote is opened and never closed"},
};

static void
test_bad (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    const SlFileOptions options =
        csv_wants (bad[i].target, bad[i].columns, bad[i].task, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (csv_read (bad[i].text, strlen (bad[i].text), &options, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_cmpstr (error->message, ==, bad[i].sentence);
  }
}

/* A line without end is given up long before it is in memory as a whole. */
static void
test_long_line (void)
{
  size_t n = (size_t) 70 << 20;
  g_autofree char *text = g_malloc (n);
  const SlFileOptions options = {0};
  g_autoptr (GError) error = NULL;

  memset (text, '7', n);
  memcpy (text, "x,y\n1,", 6);
  g_assert_null (csv_read (text, n, &options, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_cmpstr (
      error->message, ==,
      "t.csv:2: this line is longer than 64 MB; is a quote not closed, or is "
      "this no table?");
}

int
main (int argc, char *argv[])
{
  const SlKindTable *sets = sl_datasets ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/dialects", test_dialects);
  g_test_add_func ("/csv/header", test_header);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/kinds", test_kinds);
  g_test_add_func ("/csv/choices", test_choices);
  g_test_add_func ("/csv/task", test_task);
  g_test_add_func ("/csv/missing", test_missing);
  g_test_add_func ("/csv/late-text", test_late_text);
  g_test_add_func ("/csv/two-late-texts", test_two_late_texts);
  for (size_t i = 0; i < sets->n; i++) {
    g_autofree char *path = g_strconcat ("/csv/round-trip/", sets->kinds[i]->id, NULL);

    g_test_add_data_func (path, sets->kinds[i], test_round_trip);
  }
  g_test_add_func ("/csv/bad", test_bad);
  g_test_add_func ("/csv/long-line", test_long_line);
  return g_test_run ();
}
