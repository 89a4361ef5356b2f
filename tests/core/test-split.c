/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/problem.h"
#include "core/data/split.h"
#include "tests/core/made-set.h"

#include <math.h>
#include <string.h>

/* A set of @n rows and @d inputs that all tell their place: X[i][j] = 100·i + j. Rows
 * belong to classes by @sizes (n_classes), mixed; regression when it is NULL. */
static SlDataset *
numbered_set (int n, int d, const int *sizes, int n_classes)
{
  static const SlDatasetType type = {.kind = {"numbered", "Numbered", "For tests."}};
  SlDataset *set = sl_dataset_new (
      &type, sizes == NULL ? SL_TASK_REGRESSION : SL_TASK_CLASSIFICATION, n, d, NULL);

  set->target = g_strdup ("target");
  set->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    set->features[j] = g_strdup_printf ("f%d", j);
  for (int i = 0; i < n * d; i++)
    set->X[i] = (float) (100 * (i / d) + i % d);
  if (sizes == NULL) {
    set->y = g_new (float, n);
    for (int i = 0; i < n; i++)
      set->y[i] = (float) i;
    return set;
  }
  set->n_classes = n_classes;
  set->classes = g_new0 (char *, n_classes + 1);
  set->label = g_new (int, n);
  for (int k = 0, i = 0; k < n_classes; k++) {
    set->classes[k] = g_strdup_printf ("class %d", k);
    /* 7 has no factor in common with the numbers of rows used here. */
    for (int m = 0; m < sizes[k]; m++, i++)
      set->label[i * 7 % n] = k;
  }
  return set;
}

static void
test_rows (void)
{
  static const struct
  {
    int n;
    double fraction;
    int rows;
  } cases[] = {{10, 0.0, 0},          {10, 0.25, 3},     {1797, 0.25, 450},
               {30, 0.1, 3},          {100, 0.07, 7},    {100, 0.29, 29},
               {3, 0.5, 2},           {1000, 0.0001, 1}, {10, 0.999, 10},
               {1000000, 0.3, 300000}};

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sl_split_test_rows (cases[i].n, cases[i].fraction), ==,
                     cases[i].rows);
}

/* Every row is in just one part, and all parts keep the order of the set. */
static void
check_parts (const SlSplit *split, int n)
{
  int a = 0, b = 0, c = 0;

  g_assert_cmpint (split->n_train + split->n_validation + split->n_test, ==, n);
  for (int i = 0; i < n; i++) {
    if (a < split->n_train && split->train[a] == i)
      a++;
    else if (b < split->n_test && split->test[b] == i)
      b++;
    else if (c < split->n_validation && split->validation[c] == i)
      c++;
    else
      g_error ("row %d is in no part, or out of order", i);
  }
}

static void
test_stratified (void)
{
  static const struct
  {
    int n_classes, sizes[4];
    double fraction;
    int tests[4];
  } cases[] = {
      {2, {50, 50}, 0.25, {13, 12}},       /* a tie: the lower class */
      {3, {60, 30, 10}, 0.25, {15, 8, 2}}, /* 15, 7.5 and 2.5 of 25: a tie again */
      {3, {71, 20, 9}, 0.1, {7, 2, 1}},    /* 7.1, 2.0, 0.9 of 10 */
      {2, {99, 1}, 0.5, {50, 0}},          /* a single row stays for training */
      {2, {97, 3}, 0.97, {95, 2}},         /* 94.09 and 2.91, but one must stay */
      {4, {25, 25, 25, 25}, 0.99, {24, 24, 24, 24}}, /* 99 cannot be had */
      {2, {50, 50}, 0.0, {0, 0}},
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (SlDataset) set = numbered_set (100, 1, cases[c].sizes, cases[c].n_classes);
    int counts[4] = {0};
    g_auto (SlSplit) split = {0};

    sl_split_init (&split, set, cases[c].fraction, 1);
    check_parts (&split, 100);
    for (int i = 0; i < split.n_test; i++)
      counts[set->label[split.test[i]]]++;
    for (int k = 0; k < cases[c].n_classes; k++)
      g_assert_cmpint (counts[k], ==, cases[c].tests[k]);
  }
}

/* The seed decides, and every row has its chance. */
static void
test_seeds (void)
{
  enum { N = 101, N_SEEDS = 200 };
  g_autoptr (SlDataset) set = numbered_set (N, 1, NULL, 0);
  int times[N] = {0}, n_same = 0;

  for (guint64 seed = 0; seed < N_SEEDS; seed++) {
    g_auto (SlSplit) split = {0}, again = {0}, other = {0};

    sl_split_init (&split, set, 0.25, seed);
    sl_split_init (&again, set, 0.25, seed);
    sl_split_init (&other, set, 0.25, seed + 1);
    check_parts (&split, N);
    g_assert_cmpint (split.n_test, ==, 26);
    g_assert_cmpmem (split.test, 26 * sizeof (int), again.test, 26 * sizeof (int));
    n_same += memcmp (split.test, other.test, 26 * sizeof (int)) == 0;
    for (int i = 0; i < split.n_test; i++)
      times[split.test[i]]++;
  }
  g_assert_cmpint (n_same, ==, 0);
  for (int i = 0; i < N; i++) /* 51.5 expected, sd 6.2 */
    g_assert_true (times[i] > 20 && times[i] < 83);
}

/* A validation part takes its share of each class from the training rows and leaves the
 * test rows alone. */
static void
test_validation (void)
{
  static const int sizes[] = {60, 30, 10}, wanted[] = {7, 3, 1};
  g_autoptr (SlDataset) set = numbered_set (100, 1, sizes, 3);
  g_auto (SlSplit) plain = {0}, split = {0}, again = {0}, other = {0};
  int counts[3] = {0};

  sl_split_init (&plain, set, 0.25, 1);
  sl_split_init (&split, set, 0.25, 1);
  sl_split_init (&again, set, 0.25, 1);
  sl_split_init (&other, set, 0.25, 1);
  sl_split_take_validation (&split, set, 0.15, 1); /* 75 rows: 11.25, so 12 */
  sl_split_take_validation (&again, set, 0.15, 1);
  sl_split_take_validation (&other, set, 0.15, 2);
  check_parts (&split, 100);
  g_assert_cmpint (split.n_validation, ==, 12);
  g_assert_cmpmem (split.test, split.n_test * sizeof (int), plain.test,
                   plain.n_test * sizeof (int));
  g_assert_cmpmem (split.validation, 12 * sizeof (int), again.validation,
                   12 * sizeof (int));
  g_assert_cmpint (memcmp (split.validation, other.validation, 12 * sizeof (int)), !=, 0);
  for (int i = 0; i < 12; i++)
    counts[set->label[split.validation[i]]]++;
  for (int k = 0; k < 3; k++)
    g_assert_true (counts[k] == wanted[k] || counts[k] == wanted[k] + 1);
}

static SlProblem *
new_problem (SlDataset *set, double fraction, gboolean inputs, gboolean target)
{
  const SlProblemOptions options = {fraction, inputs, target, 1, 0.0};
  g_autoptr (GError) error = NULL;
  SlProblem *problem = sl_problem_new (set, &options, &error);

  g_assert_no_error (error);
  return problem;
}

/* Mean 0 and population sd 1 over the training rows. */
static void
check_column (const float *x, int n, int step)
{
  double mean = 0.0, square = 0.0;

  for (int i = 0; i < n; i++)
    mean += (double) x[(size_t) i * step] / n;
  for (int i = 0; i < n; i++)
    square += ((double) x[(size_t) i * step] - mean) *
              ((double) x[(size_t) i * step] - mean) / n;
  g_assert_cmpfloat (fabs (mean), <, 1e-6);
  g_assert_cmpfloat (fabs (square - 1.0), <, 1e-6);
}

static void
test_standardize (void)
{
  g_autoptr (SlDataset) set = numbered_set (400, 3, NULL, 0);
  g_autoptr (SlProblem) p = new_problem (set, 0.25, TRUE, TRUE);

  g_assert_cmpint (p->train.n, ==, 300);
  g_assert_cmpint (p->test.n, ==, 100);
  g_assert_null (p->train.label);
  for (int j = 0; j < 3; j++)
    check_column (p->train.X + j, 300, 3);
  check_column (p->train.y, 300, 1);
  /* Input 0 is 100 times the target, in both parts, so both are scaled alike. */
  for (int i = 0; i < 100; i++) {
    double raw = (double) p->test.y[i] * p->target_scale + p->target_mean;

    g_assert_cmpfloat (fabs (raw - rint (raw)), <, 1e-3);
    g_assert_cmpfloat (fabs ((double) p->test.X[3 * i] * (double) p->scale[0] +
                             (double) p->mean[0] - 100.0 * raw),
                       <, 0.1);
  }
}

/* The statistics leave the validation rows out too. */
static void
test_validation_problem (void)
{
  const SlProblemOptions options = {.test_fraction = 0.25,
                                    .standardize = TRUE,
                                    .standardize_target = TRUE,
                                    .seed = 1,
                                    .validation_fraction = 0.2};
  g_autoptr (SlDataset) set = numbered_set (400, 3, NULL, 0);
  g_autoptr (SlDataset) tiny = numbered_set (2, 1, NULL, 0);
  g_autoptr (SlProblem) p = sl_problem_new (set, &options, NULL);
  g_autoptr (SlProblem) plain = new_problem (set, 0.25, TRUE, TRUE);
  SlProblemOptions one = {.validation_fraction = 0.9}, bad = {.validation_fraction = 1};
  g_autoptr (GError) error = NULL, bad_error = NULL;

  g_assert_cmpint (p->train.n, ==, 240);
  g_assert_cmpint (p->validation.n, ==, 60);
  g_assert_cmpint (p->test.n, ==, 100);
  for (int j = 0; j < 3; j++)
    check_column (p->train.X + j, 240, 3);
  check_column (p->train.y, 240, 1);
  g_assert_true (p->mean[0] != plain->mean[0]);
  for (int i = 0; i < 60; i++) {
    double raw = (double) p->validation.y[i] * p->target_scale + p->target_mean;

    g_assert_cmpfloat (fabs ((double) p->validation.X[3 * i] * (double) p->scale[0] +
                             (double) p->mean[0] - 100.0 * raw),
                       <, 0.1);
  }
  g_assert_null (sl_problem_new (tiny, &one, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_null (sl_problem_new (set, &bad, &bad_error));
  g_assert_error (bad_error, SL_ERROR, SL_ERROR_ARGUMENT);
}

/* The statistics are those of the training rows alone. */
static void
test_training_only (void)
{
  g_autoptr (SlDataset) set = numbered_set (40, 1, NULL, 0);
  g_autoptr (SlProblem) before = new_problem (set, 0.25, TRUE, TRUE), after = NULL;
  g_auto (SlSplit) split = {0};

  sl_split_init (&split, set, 0.25, 1);
  for (int i = 0; i < split.n_test; i++)
    set->X[split.test[i]] = set->y[split.test[i]] = 1e6f;
  after = new_problem (set, 0.25, TRUE, TRUE);
  g_assert_true (after->mean[0] == before->mean[0]);
  g_assert_true (after->scale[0] == before->scale[0]);
  g_assert_true (after->target_mean == before->target_mean);
  g_assert_true (after->target_scale == before->target_scale);
  g_assert_cmpfloat (after->test.X[0], >, 100.0f);
}

static void
test_raw (void)
{
  static const int sizes[] = {20, 20};
  g_autoptr (SlDataset) set = numbered_set (40, 2, sizes, 2);
  g_autoptr (SlProblem) raw = new_problem (set, 0.0, FALSE, FALSE), pixels = NULL,
                        raw_pixels = NULL;

  g_assert_cmpint (raw->test.n, ==, 0);
  g_assert_null (raw->train.y);
  g_assert_cmpmem (raw->train.X, 80 * sizeof (float), set->X, 80 * sizeof (float));
  g_assert_cmpmem (raw->train.label, 40 * sizeof (int), set->label, 40 * sizeof (int));
  g_assert_true (raw->mean[1] == 0.0f && raw->scale[1] == 1.0f);

  set->pixel_range = 16.0f;
  pixels = new_problem (set, 0.0, TRUE, TRUE);
  raw_pixels = new_problem (set, 0.0, FALSE, FALSE);
  for (int i = 0; i < 80; i++) {
    g_assert_true (pixels->train.X[i] == set->X[i] / 16.0f);
    g_assert_true (raw_pixels->train.X[i] == set->X[i]);
  }
  g_assert_true (pixels->mean[0] == 0.0f && pixels->scale[0] == 16.0f);
  g_assert_true (pixels->target_mean == 0.0 && pixels->target_scale == 1.0);
}

/* A constant column becomes exactly 0 and keeps scale 1, even with a value that has no
 * exact sum; so does a constant target. */
static void
test_constant (void)
{
  g_autoptr (SlDataset) set = numbered_set (30, 3, NULL, 0);
  g_autoptr (SlProblem) p = NULL;

  for (int i = 0; i < 30; i++) {
    set->X[3 * i + 1] = 0.1f;
    set->X[3 * i + 2] = 3e38f;
    set->y[i] = 0.3f;
  }
  p = new_problem (set, 0.5, TRUE, TRUE);
  for (int i = 0; i < 15; i++) {
    g_assert_true (p->train.X[3 * i + 1] == 0.0f && p->train.X[3 * i + 2] == 0.0f);
    g_assert_true (p->test.X[3 * i + 1] == 0.0f && p->test.X[3 * i + 2] == 0.0f);
    g_assert_true (p->train.y[i] == 0.0f && p->test.y[i] == 0.0f);
  }
  g_assert_true (p->mean[1] == 0.1f && p->scale[1] == 1.0f && p->scale[2] == 1.0f);
  g_assert_true (p->target_mean == (double) 0.3f && p->target_scale == 1.0);
  g_assert_true (p->scale[0] > 1.0f);
}

static void
check_refused (SlDataset *set, double fraction, int code, const char *sentence)
{
  const SlProblemOptions options = {fraction, TRUE, TRUE, 1, 0.0};
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_problem_new (set, &options, &error));
  g_assert_error (error, SL_ERROR, code);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_bad (void)
{
  g_autoptr (SlDataset) set = numbered_set (10, 2, NULL, 0);
  g_autoptr (SlDataset) single = numbered_set (1, 2, NULL, 0);
  g_auto (SlSplit) split = {0};

  check_refused (set, 1.0, SL_ERROR_ARGUMENT,
                 "The test fraction is 1; it must be 0 or more and less than 1");
  check_refused (set, -0.1, SL_ERROR_ARGUMENT,
                 "The test fraction is -0.1; it must be 0 or more and less than 1");
  check_refused (set, NAN, SL_ERROR_ARGUMENT,
                 "The test fraction is NaN; it must be 0 or more and less than 1");
  check_refused (
      set, 0.95, SL_ERROR_DATA,
      "Numbered: with 10 of 10 rows for testing, fewer than 2 are left to train on; "
      "choose a smaller test fraction");
  check_refused (single, 0.0, SL_ERROR_DATA,
                 "Numbered: there are too few rows (1); training needs at least 2");

  set->X[2 * 4 + 1] = NAN;
  check_refused (set, 0.25, SL_ERROR_DATA,
                 "Row 5, column 'f1': the value is not a finite number");
  set->X[2 * 4 + 1] = 0.0f;
  set->y[9] = INFINITY;
  check_refused (set, 0.25, SL_ERROR_DATA,
                 "Row 10, column 'target': the value is not a finite number");
  set->y[9] = 9.0f;

  /* One test row far beyond what the training rows allow. */
  sl_split_init (&split, set, 0.05, 1);
  g_assert_cmpint (split.n_test, ==, 1);
  for (int i = 0; i < 10; i++)
    set->X[2 * i] = i % 2 == 0 ? 0.0f : 1e-20f;
  set->X[2 * split.test[0]] = 1e30f;
  {
    g_autofree char *sentence = g_strdup_printf (
        "Row %d, column 'f0': the value is too far from those of the training rows",
        split.test[0] + 1);

    check_refused (set, 0.05, SL_ERROR_DATA, sentence);
  }
}

/* Every set of the table, as the window opens it. */
static void
test_entry (gconstpointer data)
{
  const SlDatasetType *type = data;
  g_autoptr (SlDataset) set = made_set (type->kind.id, 1, "");
  g_autoptr (SlProblem) p = new_problem (set, 0.25, TRUE, TRUE);

  g_assert_cmpint (p->test.n, ==, sl_split_test_rows (set->n, 0.25));
  g_assert_cmpint (p->train.n, ==, set->n - p->test.n);
  for (int j = 0; j < set->d; j++) {
    if (set->pixel_range > 0.0f)
      g_assert_true (p->mean[j] == 0.0f && p->scale[j] == set->pixel_range);
    else
      check_column (p->train.X + j, p->train.n, set->d);
  }
  if (set->y != NULL)
    check_column (p->train.y, p->train.n, 1);
  g_assert_true (p->dataset == set);
  sl_problem_unref (sl_problem_ref (p));
  g_assert_cmpint (p->refs, ==, 1);
}

int
main (int argc, char *argv[])
{
  const SlKindTable *table = sl_datasets ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/rows", test_rows);
  g_test_add_func ("/split/stratified", test_stratified);
  g_test_add_func ("/split/seeds", test_seeds);
  g_test_add_func ("/split/validation", test_validation);
  g_test_add_func ("/problem/validation", test_validation_problem);
  g_test_add_func ("/problem/standardize", test_standardize);
  g_test_add_func ("/problem/training-only", test_training_only);
  g_test_add_func ("/problem/raw", test_raw);
  g_test_add_func ("/problem/constant", test_constant);
  g_test_add_func ("/problem/bad", test_bad);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *path = g_strconcat ("/problem/set/", table->kinds[i]->id, NULL);

    g_test_add_data_func (path, table->kinds[i], test_entry);
  }
  return g_test_run ();
}
