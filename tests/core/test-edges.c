/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/solver-data.h"
#include "tests/core/training-run.h"

#include <math.h>
#include <string.h>

/* Data that are hardly data: each has a defined result, or a sentence. */

/* 3 rows, and 5 classes of which 2 have none. */
static SlDataset *
make_more_classes (const double *options, guint64 seed, GError **error)
{
  SlDataset *set = solver_made_set (3, 2, 5);
  for (int i = 0; i < 3; i++) {
    set->X[2 * i] = (float) i;
    set->label[i] = 2 * i;
  }
  return set;
}

/* The third class is in the test part alone. */
static SlDataset *
make_missing_class (const double *options, guint64 seed, GError **error)
{
  SlDataset *set = solver_made_set (12, 2, 3);
  for (int i = 0; i < 12; i++) {
    set->label[i] = i < 8 ? i % 2 : 2;
    set->X[2 * i] = (float) set->label[i];
    set->X[2 * i + 1] = (float) i;
  }
  set->n_test = 4;
  return set;
}

static SlDataset *
make_constant_target (const double *options, guint64 seed, GError **error)
{
  SlDataset *set = solver_made_set (10, 2, 0);
  for (int i = 0; i < 10; i++) {
    set->X[2 * i] = (float) i;
    set->y[i] = 3;
  }
  return set;
}

static SlDataset *
make_nan (const double *options, guint64 seed, GError **error)
{
  SlDataset *set = make_constant_target (options, seed, error);
  set->X[5] = NAN;
  return set;
}

static SlDataset *
make_one_row (const double *options, guint64 seed, GError **error)
{
  return solver_made_set (1, 2, 0);
}

static SlConfig
configure (SlTask task,
           SlDataset *(*make) (const double *, guint64, GError **),
           SlDatasetType *type,
           const char *text)
{
  SlConfig config = test_configure (text);
  *type = (SlDatasetType){.kind = {"made", "Made", "Made"}, .task = task, .make = make};
  config.dataset = type;
  return config;
}

static SlHistoryRow
run_to (const SlConfig *config, int epochs, SlTraining **training)
{
  g_autoptr (GError) error = NULL;
  *training = sl_training_new (config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (*training) < epochs)
    g_assert_cmpint (sl_training_step (*training), <=, SL_TRAINING_EPOCH);
  return test_history_row (*training, -1);
}

static const char *const shapes[] = {"hidden 4 lambda 0.01", "hidden - lambda 0.01",
                                     "hidden - optimizer ftrl batch-size 0",
                                     "hidden 3,2 optimizer sgd dropout 0.5"};

static void
test_more_classes (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++) {
    SlDatasetType type;
    g_autoptr (SlTraining) training = NULL;
    SlConfig config =
        configure (SL_TASK_CLASSIFICATION, make_more_classes, &type, shapes[i]);
    SlHistoryRow row = run_to (&config, 30, &training);
    const SlNetwork *network = sl_training_network (training);
    g_assert_cmpint (network->layers[network->n_layers - 1].outputs, ==, 5);
    g_assert_true (isfinite (row.train_loss) && isfinite (row.objective));
    /* Every class keeps its only row, so that none is left to test on. */
    g_assert_cmpint (sl_training_problem (training)->train.n, ==, 3);
    g_assert_true (isnan (row.test_loss));
  }
}

static void
test_missing_class (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++) {
    SlDatasetType type;
    g_autoptr (SlTraining) training = NULL;
    SlConfig config =
        configure (SL_TASK_CLASSIFICATION, make_missing_class, &type, shapes[i]);
    SlHistoryRow row = run_to (&config, 30, &training);
    g_assert_true (isfinite (row.train_loss) && isfinite (row.test_loss));
    g_assert_cmpfloat (row.test_loss, >, row.train_loss);
    g_assert_cmpint (sl_training_problem (training)->test.n, ==, 4);
  }
}

/* There is nothing to explain: the loss is finite, and R² is not a number. */
static void
test_constant_target (void)
{
  static const char *const targets[] = {"true", "false"};
  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (size_t t = 0; t < G_N_ELEMENTS (targets); t++) {
      SlDatasetType type;
      g_autoptr (SlTraining) training = NULL;
      SlConfig config =
          configure (SL_TASK_REGRESSION, make_constant_target, &type, shapes[i]);
      config.standardize_target = g_str_equal (targets[t], "true");
      SlHistoryRow row = run_to (&config, 30, &training);
      g_assert_true (isfinite (row.train_loss) && isfinite (row.test_loss));
      g_assert_true (isnan (row.train_score) && isnan (row.test_score));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    SlDataset *(*make) (const double *, guint64, GError **);
    const char *says[2];
  } cases[] = {{make_nan, {"Row 3", "x2"}},
               {make_one_row, {"1 of 1 rows", "fewer than 2"}}};
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlDatasetType type;
    g_autoptr (GError) error = NULL;
    SlConfig config = configure (SL_TASK_REGRESSION, cases[i].make, &type, "");
    g_assert_null (sl_training_new (&config, NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    for (size_t s = 0; s < G_N_ELEMENTS (cases[i].says); s++)
      if (!strstr (error->message, cases[i].says[s]))
        g_error ("%s", error->message);
  }
}

/* The estimate grows as the buffers do; what no machine has is refused by the setting
 * that is to blame. */
static void
test_memory (void)
{
  SlDataset dataset = {.task = SL_TASK_CLASSIFICATION, .d = 100, .n_classes = 10};
  SlProblem problem = {.dataset = &dataset, .train = {.n = 10000000, .d = 100}};
  SlConfig small = test_configure ("hidden 32"), wide = small, full = small;
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (sl_training_bytes (&small, &problem), >, 4 * 4 * 32 * 110);
  g_assert_cmpint (sl_training_bytes (&small, &problem), <, 4000000);
  g_assert_true (sl_training_check_memory (&small, &problem, &error));
  g_assert_no_error (error);
  full.batch_size = 0;
  g_assert_cmpint (sl_training_bytes (&full, &problem), >, 10000000LL * 4 * (100 + 42));
  g_assert_true (sl_setting_parse (sl_setting_find ("hidden", NULL), &full,
                                   "65536,1,65536,1,65536,1", NULL));
  g_assert_false (sl_training_check_memory (&full, &problem, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, "batch-size: "));
  g_clear_error (&error);
  g_assert_true (sl_setting_parse (sl_setting_find ("hidden", NULL), &wide,
                                   "65536,65536,65536,65536,65536,65536", NULL));
  dataset.d = 200000000;
  g_assert_false (sl_training_check_memory (&wide, &problem, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, "hidden: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edges/more-classes-than-rows", test_more_classes);
  g_test_add_func ("/edges/missing-class", test_missing_class);
  g_test_add_func ("/edges/constant-target", test_constant_target);
  g_test_add_func ("/edges/refused", test_refused);
  g_test_add_func ("/edges/memory", test_memory);
  return g_test_run ();
}
