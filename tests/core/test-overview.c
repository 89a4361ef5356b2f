/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data panel and `data describe` say of a set, on sets small enough to count by
 * hand. */
#include "core/data/overview.h"
#include "tests/core/made-set.h"

#include <float.h>
#include <math.h>

static const SlDatasetType hand_type = {.kind = {"hand", "Hand", "For tests."}};

/* @X: (n, d); @label: (nullable) (n) classes 0 to 2, else the target is row·10. */
static SlDataset *
hand_set (int n, int d, const double *X, const int *label)
{
  SlTask task = label != NULL ? SL_TASK_CLASSIFICATION : SL_TASK_REGRESSION;
  SlDataset *set = sl_dataset_new (&hand_type, task, n, d, NULL);
  double *y = label == NULL ? g_new (double, n) : NULL;

  set->target = g_strdup ("target");
  set->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    set->features[j] = g_strdup_printf ("f%d", j);
  for (int i = 0; y != NULL && i < n; i++)
    y[i] = 10.0 * i;
  sl_dataset_set_exact (set, g_memdup2 (X, sizeof (double) * n * d), y);
  if (label != NULL) {
    set->label = g_memdup2 (label, sizeof (int) * n);
    set->n_classes = 3;
    set->classes = g_strsplit ("a b c", " ", -1);
  }
  return set;
}

static int
total (const SlColumnOverview *column)
{
  int n = 0;

  for (int b = 0; b < column->n_bins; b++)
    n += column->counts[b];
  return n;
}

/* Six rows: whole numbers, a constant, fractions, and a gap. */
static void
test_columns (void)
{
  const double X[] = {0, 7, 0.00, 1.5, 0, 7, 0.25, NAN, 1, 7, 0.50, 2.5,
                      2, 7, 0.75, 1.5, 4, 7, 1.00, 1.5, 4, 7, 1.00, 1.5};
  g_autoptr (SlDataset) set = hand_set (6, 4, X, NULL);
  g_autoptr (SlDataOverview) overview = sl_data_overview_new (set, NULL, NULL);
  const SlColumnOverview *whole = sl_data_overview_column (overview, 0);
  const SlColumnOverview *constant = sl_data_overview_column (overview, 1);
  const SlColumnOverview *fractions = sl_data_overview_column (overview, 2);
  const SlColumnOverview *gap = sl_data_overview_column (overview, 3);
  const SlColumnOverview *target = sl_data_overview_column (overview, 4);
  const int wanted[] = {2, 1, 1, 0, 2};

  g_assert_cmpint (overview->n_inputs, ==, 4);
  g_assert_cmpint (overview->n_constant, ==, 1);
  g_assert_cmpint (whole->n_bins, ==, 5);
  g_assert_cmpfloat (whole->lo, ==, -0.5);
  g_assert_cmpfloat (whole->hi, ==, 4.5);
  for (int b = 0; b < 5; b++)
    g_assert_cmpint (whole->counts[b], ==, wanted[b]);
  g_assert_true (whole->summary.whole);
  g_assert_cmpfloat_with_epsilon (whole->summary.mean, 11.0 / 6.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (whole->summary.sd, sqrt (37.0 / 6.0 - 121.0 / 36.0),
                                  1e-14);
  g_assert_cmpint (constant->n_bins, ==, 1);
  g_assert_cmpint (constant->counts[0], ==, 6);
  g_assert_cmpfloat (constant->summary.sd, ==, 0.0);
  g_assert_false (fractions->summary.whole);
  g_assert_cmpint (fractions->n_bins, ==, SL_OVERVIEW_BINS);
  g_assert_cmpint (fractions->counts[0], ==, 1);
  g_assert_cmpint (fractions->counts[SL_OVERVIEW_BINS / 4], ==, 1);
  g_assert_cmpint (fractions->counts[SL_OVERVIEW_BINS - 1], ==, 2);
  g_assert_cmpint (gap->n_missing, ==, 1);
  g_assert_cmpint (total (gap), ==, 5);
  g_assert_cmpfloat (gap->summary.mean, ==, 1.7);
  g_assert_cmpfloat (target->summary.max, ==, 50.0);
  g_assert_cmpint (total (target), ==, 6);
  g_assert_null (overview->class_rows);
  g_assert_null (sl_data_overview_column (overview, 5));
}

/* Values at the ends of the doubles, none at all, and constants that are not whole. */
static void
test_ends (void)
{
  const double X[] = {-DBL_MAX, NAN, 0.1, 1e300, 5e-324,
                      DBL_MAX,  NAN, 0.1, 1e300, 5e-324};
  g_autoptr (SlDataset) set = sl_dataset_new (&hand_type, SL_TASK_REGRESSION, 2, 5, NULL);
  g_autoptr (SlDataOverview) overview = NULL;

  set->X_exact = g_memdup2 (X, sizeof X);
  set->y = g_new0 (float, 2);
  overview = sl_data_overview_new (set, NULL, NULL);
  for (int j = 0; j < 5; j++) {
    const SlColumnOverview *column = sl_data_overview_column (overview, j);

    g_assert_cmpint (total (column), ==, j == 1 ? 0 : 2);
    if (j != 1)
      g_assert_cmpfloat (column->lo, <, column->hi);
  }
  g_assert_cmpint (overview->inputs[0].counts[0], ==, 1);
  g_assert_cmpint (overview->inputs[0].counts[SL_OVERVIEW_BINS - 1], ==, 1);
  g_assert_cmpint (overview->inputs[1].n_missing, ==, 2);
  g_assert_cmpint (overview->n_constant, ==, 4);
}

static void
test_classes (void)
{
  const double X[] = {0, 1, 2, 3, 4, 5, 6, 7};
  const int label[] = {2, 0, 0, 1, 0, 2, 0, 1};
  const SlProblemOptions options = {.test_fraction = 0.25};
  g_autoptr (SlDataset) set = hand_set (8, 1, X, label);
  g_autoptr (SlProblem) problem = sl_problem_new (set, &options, NULL);
  g_autoptr (SlDataOverview) overview = sl_data_overview_new (set, problem, NULL);
  const int rows[] = {4, 2, 2}, samples[] = {1, 2, 4, 6, 3, 7, 0, 5};

  for (int k = 0; k < 3; k++) {
    g_assert_cmpint (overview->class_rows[k], ==, rows[k]);
    g_assert_cmpint (overview->part_rows[SL_PART_TRAIN][k] +
                         overview->part_rows[SL_PART_TEST][k],
                     ==, rows[k]);
    g_assert_cmpint (overview->part_rows[SL_PART_VALIDATION][k], ==, 0);
  }
  g_assert_cmpint (overview->part_rows[SL_PART_TEST][0], ==, 1); /* in proportion */
  g_assert_cmpint (overview->n_samples, ==, 8);
  for (int i = 0; i < 8; i++)
    g_assert_cmpint (overview->samples[i], ==, samples[i]);
}

/* Every set that the program can make agrees with a count of its own here. */
static void
test_all_sets (void)
{
  for (size_t k = 0; k < sl_datasets ()->n; k++) {
    g_autoptr (SlDataset) set = made_set (sl_datasets ()->kinds[k]->id, 1, "");
    g_autoptr (SlDataOverview) overview = sl_data_overview_new (set, NULL, NULL);
    int columns = set->d + (set->task == SL_TASK_REGRESSION);

    for (int j = 0; j < columns; j++) {
      const SlColumnOverview *column = sl_data_overview_column (overview, j);
      double sum = 0.0, lowest = INFINITY, highest = -INFINITY;

      for (int i = 0; i < set->n; i++) {
        double x = sl_dataset_cell (set, i, j);

        sum += x;
        lowest = fmin (lowest, x);
        highest = fmax (highest, x);
      }
      g_assert_cmpint (total (column), ==, set->n);
      g_assert_cmpfloat (column->summary.min, ==, lowest);
      g_assert_cmpfloat (column->summary.max, ==, highest);
      g_assert_cmpfloat_with_epsilon (column->summary.mean, sum / set->n,
                                      1e-9 * (1.0 + fabs (sum / set->n)));
    }
  }
}

/* 3072 inputs: the first are counted, the constant ones among all. */
static void
test_many_inputs (void)
{
  enum { D = 3072, N = 4 };
  g_autofree double *X = g_new (double, N *D);
  g_autoptr (SlDataset) set = NULL;
  g_autoptr (SlDataOverview) overview = NULL;

  for (int i = 0; i < N * D; i++)
    X[i] = i % D < D - 5 ? i / D : 3.0;
  set = hand_set (N, D, X, NULL);
  overview = sl_data_overview_new (set, NULL, NULL);
  g_assert_cmpint (overview->n_inputs, ==, SL_OVERVIEW_COLUMNS);
  g_assert_cmpint (overview->n_constant, ==, 5);
  g_assert_null (sl_data_overview_column (overview, SL_OVERVIEW_COLUMNS));
  g_assert_nonnull (sl_data_overview_column (overview, D));
}

static void
test_stop (void)
{
  gint stop = 1;
  g_autoptr (SlDataset) set = made_set ("digits", 1, "");

  g_assert_null (sl_data_overview_new (set, NULL, &stop));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overview/columns", test_columns);
  g_test_add_func ("/overview/ends", test_ends);
  g_test_add_func ("/overview/classes", test_classes);
  g_test_add_func ("/overview/all-sets", test_all_sets);
  g_test_add_func ("/overview/many-inputs", test_many_inputs);
  g_test_add_func ("/overview/stop", test_stop);
  return g_test_run ();
}
