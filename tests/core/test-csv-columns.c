/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the columns of a table: missing marks, categories, dates. */
#include "core/data/csv/date.h"
#include "tests/core/csv-reading.h"

#include <math.h>
#include <string.h>

static SlDataset *
read_with (const char *text, const char *categories, const char *marks, GError **error)
{
  SlFileOptions options = csv_wants (NULL, NULL, NULL, NULL);

  options.categories = g_intern_string (categories);
  options.marks = g_intern_string (marks);
  return csv_read (text, strlen (text), &options, error);
}

/* Marks of the learner's own, numbers among them, in any case of letters. */
static void
test_marks (void)
{
  static const char text[] =
      "a,k,y\n1,u,1.5\n-999,v,2.5\n3,none,3\nNaN,u,4\n5,v,nan\n6,u,6\n";
  g_autoptr (GError) error = NULL, quote = NULL, none = NULL;
  g_autoptr (SlDataset) set = read_with (text, NULL, "-999, nan,\"NONE\"", &error);

  g_assert_no_error (error);
  g_assert_cmpint (set->n, ==, 2);
  g_assert_cmpint (set->columns[0].n_missing, ==, 2);
  g_assert_cmpint (set->columns[1].n_missing, ==, 1);
  g_assert_cmpint (set->columns[2].n_missing, ==, 1);
  g_assert_cmpfloat (set->columns[0].min, ==, 1);
  g_assert_null (read_with (text, NULL, "\"nan", &quote));
  g_assert_cmpstr (quote->message, ==,
                   "t.csv: the list of missing marks '\"nan' has a quote too many");
  g_assert_null (read_with (text, NULL, NULL, &none));
  g_assert_nonnull (strstr (none->message, "t.csv:5: column 'a': 'NaN'"));
}

/* Numbers that are names: one input for each. */
static void
test_categories (void)
{
  g_autoptr (GString) text = g_string_new ("zip,n,y\n");
  g_autoptr (GError) error = NULL, unknown = NULL, many = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (text, "%d,%d,%d\n", 100 - i % 3 * 10, i, i % 2);
  g_autoptr (SlDataset) numbers = read_with (text->str, NULL, NULL, &error);
  g_autoptr (SlDataset) names = read_with (text->str, "zip", NULL, &error);
  g_autofree char *a = csv_describe (numbers), *b = csv_describe (names);

  g_assert_no_error (error);
  g_assert_cmpstr (a, ==, "40 zip n -> y [0] [1]");
  g_assert_cmpstr (b, ==, "40 zip=80 zip=90 zip=100 n -> y [0] [1]");
  g_assert_cmpint (names->columns[0].kind, ==, SL_COLUMN_CATEGORY);
  g_assert_cmpfloat (names->X[0], ==, 0);
  g_assert_cmpfloat (names->X[2], ==, 1);
  g_assert_null (read_with (text->str, "zap", NULL, &unknown));
  g_assert_nonnull (strstr (unknown->message, "there is no column called 'zap'"));
  for (int i = 0; i < 200; i++)
    g_string_append_printf (text, "%d,%d,%d\n", i, i, i % 2);
  g_assert_null (read_with (text->str, "zip", NULL, &many));
  g_assert_nonnull (strstr (many->message, "column 'zip' has more than 100 different"));
}

/* Dates become days, never an input each; 3/4 is left out. */
static void
test_dates (void)
{
  g_autoptr (GString) text = g_string_new ("iso,german,time,us,y\n");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 30; i++)
    g_string_append_printf (text,
                            "2024-02-%02d,%d.2.2024,2024-02-%02dT06:00,%d/2/2024,%d\n",
                            i % 28 + 1, i % 28 + 1, i % 28 + 1, i % 28 + 1, i % 2);
  g_string_append (text, "NA,,?,null,1\n");
  g_autoptr (SlDataset) set = read_with (text->str, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *words = csv_describe (set);
  g_autofree char *notes = g_strjoinv ("\n", set->notes);
  g_autofree char *first = sl_date_text (set->columns[0].min);
  g_autofree char *last = sl_date_text (set->columns[0].max);

  g_assert_cmpstr (words, ==, "30 iso german time -> y [0] [1]");
  g_assert_cmpfloat (sl_dataset_value (set, 0, 0), ==, 19754); /* date -d … +%s / 86400 */
  g_assert_cmpfloat (sl_dataset_value (set, 0, 1), ==, 19754);
  g_assert_cmpfloat (sl_dataset_value (set, 0, 2), ==, 19754.25);
  g_assert_cmpstr (first, ==, "2024-02-01");
  g_assert_cmpstr (last, ==, "2024-02-28");
  g_assert_nonnull (strstr (notes, "Dates as days since 1970-01-01: iso, german, time."));
  g_assert_nonnull (strstr (notes, "cannot be told apart: us."));
  g_assert_cmpint (set->columns[3].kind, ==, SL_COLUMN_DATE);

  /* Among words, and as names of their own, they are texts. */
  g_autoptr (SlDataset) named = read_with (text->str, "iso", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (named->columns[0].n_inputs, ==, 28);
  /* A number goes on with dates: they are the odd ones. */
  g_autoptr (SlDataset) target =
      csv_must_read ("x,day\n1,2024-01-31\n2,2024-02-01\n1,2024-02-01\n",
                     csv_wants (NULL, NULL, NULL, NULL));
  g_assert_cmpint (target->task, ==, SL_TASK_REGRESSION);
  g_assert_cmpfloat (target->y[1] - target->y[0], ==, 1);
}

static const struct
{
  const char *text;
  double days; /* NaN = no date */
  gboolean is_unclear;
} dates[] = {
    {"1970-01-01", 0, FALSE},
    {"1969-12-31", -1, FALSE},
    {"2000/2/29", 11016, FALSE},
    {"29.02.2000", 11016, FALSE},
    {"2000-02-29 12:00", 11016.5, FALSE},
    {"2000-02-29T06:00:00.0Z", 11016.25, FALSE},
    {"2000-02-29T06:00+01:00", 11016.25, FALSE},
    {"12/31/2024", 20088, TRUE},
    {"31/12/2024", 20088, TRUE},
    {"2001-02-29", NAN, FALSE},
    {"2024-13-01", NAN, FALSE},
    {"2024-01-32", NAN, FALSE},
    {"0000-01-01", NAN, FALSE},
    {"2024-01-01T24:00", NAN, FALSE},
    {"2024-01-01T", NAN, FALSE},
    {"2024-01-01x", NAN, FALSE},
    {"2024-01/01", NAN, FALSE},
    {"202-01-01", NAN, FALSE},
    {"1.2.3", NAN, FALSE},
    {"192.168.1.20", NAN, FALSE},
    {"20240101", NAN, FALSE},
    {"--------", NAN, FALSE},
    {"", NAN, FALSE},
};

static void
test_parse_date (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (dates); i++) {
    size_t n = strlen (dates[i].text);
    gboolean is_unclear = FALSE;
    double days;

    if (isnan (dates[i].days)) {
      g_assert_false (sl_csv_parse_date (dates[i].text, n, &days, &is_unclear));
      continue;
    }
    g_assert_true (sl_csv_parse_date (dates[i].text, n, &days, &is_unclear));
    g_assert_cmpfloat (days, ==, dates[i].days);
    g_assert_cmpint (is_unclear, ==, dates[i].is_unclear);
  }
  g_assert_null (sl_date_text (1e9));
  g_assert_null (sl_date_text (NAN));
}

/* A last column that cannot be a target is no dead end, unless it was asked for. */
static void
test_default_target (void)
{
  static const struct
  {
    const char *text, *target;
  } tables[] = {
      {"a,b,y,name\n1,2,3,ann\n2,3,5,bob\n3,1,8,cid\n", "y"},
      {"a,y,\n1,3,\n2,5,\n3,8,\n", "y"},
      {"a,y,same\n1,3.5,7\n2,5,7\n3,8,7\n", "y"},
      {"a,y\n1,3.5\n2,5\n3,8\n", "y"},
  };
  const SlFileOptions wants = csv_wants (NULL, NULL, NULL, NULL),
                      named = csv_wants ("name", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (SlDataset) set = csv_must_read (tables[i].text, wants);

    g_assert_cmpstr (set->target, ==, tables[i].target);
    if (i == 0)
      g_assert_cmpstr (set->notes[0], ==,
                       "The target is y, the last column that can be one; name cannot.");
  }
  g_assert_null (csv_read (tables[0].text, strlen (tables[0].text), &named, &error));
  g_assert_cmpstr (
      error->message, ==,
      "t.csv: column 'name': every row has a class of its own; choose another "
      "target");
}

/* What a column of texts is left out for, and what is said when nothing else is there. */
static void
test_left_out (void)
{
  g_autoptr (GString) text = g_string_new ("a,price,when,none,y\n");
  const SlFileOptions wants = csv_wants (NULL, NULL, NULL, NULL);
  static const char only[] = "d,y\nx1,1\nx2,2\nx3,4\n";
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 30; i++)
    g_string_append_printf (text, "%d,$%d,w%d,,%d\n", i * i, i, i - i % 7 / 6, i * 3);
  g_autoptr (SlDataset) set = csv_must_read (text->str, wants);
  g_autofree char *notes = g_strjoinv ("|", set->notes);

  g_assert_cmpint (set->d, ==, 1);
  g_assert_cmpstr (
      notes, ==,
      "Left out, because they only name the rows: when.|"
      "Left out, because they have no value in any row: none.|"
      "Left out, because their numbers are written in another way than the "
      "table's: price. Use one decimal sign, and no marks between thousands.");
  g_assert_null (csv_read (only, strlen (only), &wants, &error));
  g_assert_cmpstr (error->message, ==,
                   "t.csv: no column is left to learn from; column 'd' has texts such as "
                   "'x1', which are neither numbers nor categories");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-columns/marks", test_marks);
  g_test_add_func ("/csv-columns/categories", test_categories);
  g_test_add_func ("/csv-columns/dates", test_dates);
  g_test_add_func ("/csv-columns/parse-date", test_parse_date);
  g_test_add_func ("/csv/columns/default-target", test_default_target);
  g_test_add_func ("/csv/columns/left-out", test_left_out);
  return g_test_run ();
}
