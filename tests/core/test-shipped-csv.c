/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/shipped-csv.h"

#include <string.h>

static SlDataset *
parse (const char *text, SlTask task, GError **error)
{
  static const SlDatasetType type = {.kind = {"pets", "Pets", "For tests."}};

  return sl_shipped_csv_parse (&type, "pets.csv", text, strlen (text), task, error);
}

static void
test_csv (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) pets =
      parse ("age,weight,pet\r\n1,2.5,dog\r\n3,-4e1, cat \r\n5,6,dog\r\n\r\n",
             SL_TASK_CLASSIFICATION, &error);
  g_autoptr (SlDataset) line = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (pets->n, ==, 3);
  g_assert_cmpint (pets->d, ==, 2);
  g_assert_cmpstr (pets->target, ==, "pet");
  g_assert_cmpstr (pets->features[1], ==, "weight");
  g_assert_null (pets->features[2]);
  g_assert_cmpint (pets->n_classes, ==, 2);
  g_assert_cmpstr (pets->classes[0], ==, "cat");
  g_assert_cmpint (pets->label[0], ==, 1);
  g_assert_cmpint (pets->label[1], ==, 0);
  g_assert_true (pets->X[1] == 2.5f && pets->X[3] == -40.0f);

  line = parse ("x,y\n1,10\n2,20", SL_TASK_REGRESSION, &error);
  g_assert_no_error (error);
  g_assert_true (line->n == 2 && line->y[1] == 20.0f && line->X[1] == 2.0f);
}

static void
test_csv_errors (void)
{
  static const struct
  {
    const char *text, *sentence;
  } cases[] = {
      {"", "pets.csv: there must be a line of column names and at least one row"},
      {"a,b\n\n", "pets.csv: there must be a line of column names and at least one row"},
      {"a\n1\n2\n",
       "pets.csv:1: there must be at least two columns, the last being the target"},
      {"age,pet\n1,dog\nabc,cat\n", "pets.csv:3: column 'age': 'abc' is not a number"},
      {"age,pet\n,dog\n1,cat\n", "pets.csv:2: column 'age': '' is not a number"},
      {"age,pet\ninf,dog\n1,cat\n", "pets.csv:2: column 'age': 'inf' is not a number"},
      {"age,pet\n1e39,dog\n1,cat\n", "pets.csv:2: column 'age': '1e39' is too large"},
      {"age,pet\n1,dog\n2\n",
       "pets.csv:3: this row does not have 2 columns, as the first line has"},
      {"age,pet\n1,dog,3\n2,cat\n",
       "pets.csv:2: this row does not have 2 columns, as the first line has"},
      {"age,pet\n1,dog\n2,dog\n",
       "pets.csv: column 'pet' must name at least two classes"},
      {"age,pet\n1,\xff\n", "pets.csv: this is no text in UTF-8"},
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (cases[i].text, SL_TASK_CLASSIFICATION, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_cmpstr (error->message, ==, cases[i].sentence);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/csv/good", test_csv);
  g_test_add_func ("/data/csv/bad", test_csv_errors);
  return g_test_run ();
}
