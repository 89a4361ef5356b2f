/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as NumPy, gzip and tar write them, and broken ones: write-data-files.py makes
 * them. */
#include "core/core.h"
#include "core/data/file.h"
#include "tests/core/bad-data-files.h"

#include <math.h>
#include <string.h>

static char *folder;

static SlDataset *
read_as (const char *name, const char *task, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  SlFileOptions options = {.path = g_intern_string (path),
                           .missing =
                               (const SlMissingType *) sl_missing_types ()->kinds[0]};

  if (task != NULL)
    options.task = (const SlFileTask *) sl_kind_find (sl_file_tasks (), task, NULL);
  return sl_data_file_read (&options, NULL, error);
}

static SlDataset *
read_file (const char *name)
{
  g_autoptr (GError) error = NULL;
  SlDataset *set = read_as (name, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (set);
  return set;
}

/* What write-data-files.py puts into row i as input j. */
static int
expected (int i, int j)
{
  return (7 * i + 3 * j) % 11;
}

/* The set is a problem that can be trained on. */
static void
check_usable (SlDataset *set)
{
  const SlProblemOptions options = {
      .test_fraction = 0.25, .standardize = TRUE, .standardize_target = TRUE, .seed = 1};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem = sl_problem_new (set, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpint ((int) g_strv_length (set->features), ==, set->d);
  g_assert_nonnull (set->target);
  g_assert_true ((set->n_test > 0) == (set->notes != NULL));
  if (set->n_test > 0) {
    g_autofree char *start =
        g_strdup_printf ("The file brings its test part: %d rows", set->n_test);

    g_assert_cmpint (problem->test.n, ==, set->n_test);
    g_assert_true (g_str_has_prefix (set->notes[0], start));
  }
}

static void
check_classes (const SlDataset *set, const char *names)
{
  g_autofree char *found = g_strjoinv (" ", set->classes);

  g_assert_cmpint (set->task, ==, SL_TASK_CLASSIFICATION);
  g_assert_cmpstr (found, ==, names);
  g_assert_cmpint (set->n_classes, ==, (int) g_strv_length (set->classes));
}

static void
check_thirds (const SlDataset *set, int first, int n)
{
  for (int i = 0; i < n; i++)
    g_assert_cmpint (set->label[first + i], ==, i % 3);
}

static void
test_table (gconstpointer data)
{
  const char *kind = data;
  static const char *const forms[] = {"little-C", "little-F", "big-C", "big-F"};

  for (size_t f = 0; f < G_N_ELEMENTS (forms); f++) {
    g_autofree char *name = g_strdup_printf ("%s-%s.npz", kind, forms[f]);
    g_autoptr (SlDataset) set = read_file (name);

    check_usable (set);
    check_classes (set, "0 1 2");
    check_thirds (set, 0, 6);
    g_assert_cmpint (set->n, ==, 6);
    g_assert_cmpint (set->d, ==, 4);
    g_assert_null (set->pixels);
    g_assert_true (set->pixel_range == 0.0f && set->width == 0);
    g_assert_cmpstr (set->features[3], ==, "x4");
    for (int i = 0; i < 24; i++) {
      int value = expected (i / 4, i % 4);

      g_assert_true (set->X[i] == (float) (g_str_equal (kind, "b1") ? value % 2 : value));
    }
  }
}

static void
test_target (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr (SlDataset) set = read_file (names[0]);

  check_usable (set);
  check_classes (set, names[1]);
  check_thirds (set, 0, 9);
}

static void
test_numbers (void)
{
  g_autoptr (SlDataset) truth = read_file ("y-bool.npz"),
                        set = read_file ("y-numbers.npz"),
                        whole = read_file ("y-whole.npz"),
                        exact = read_file ("exact.npz");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) classes = read_as ("y-whole.npz", "classification", &error),
                        numbers = read_as ("y-column.npz", "regression", &error),
                        texts = read_as ("y-text.npz", "regression", &error);

  check_usable (set);
  g_assert_cmpint (set->task, ==, SL_TASK_REGRESSION);
  for (int i = 0; i < 9; i++) {
    g_assert_true (set->y_exact[i] == i / 7.0);
    g_assert_true (set->y[i] == (float) (i / 7.0));
  }
  for (int i = 0; i < 36; i++)
    g_assert_true (sl_dataset_value (exact, i / 4, i % 4) ==
                   expected (i / 4, i % 4) + 0.1);
  check_classes (truth, "0 1");
  for (int i = 0; i < 9; i++)
    g_assert_cmpint (truth->label[i], ==, i % 3 == 1);
  /* 40 different whole numbers are no classes, unless somebody says so. */
  g_assert_cmpint (whole->task, ==, SL_TASK_REGRESSION);
  g_assert_null (whole->y_exact);
  g_assert_true (whole->y[39] == 39.0f);
  g_assert_cmpint (classes->n_classes, ==, 40);
  g_assert_cmpstr (classes->classes[10], ==, "10");
  g_assert_cmpint (numbers->task, ==, SL_TASK_REGRESSION);
  g_assert_true (numbers->y[8] == 2.0f);
  g_assert_null (texts);
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
}

/* Among several arrays with likely names the likeliest are taken. */
static void
test_names (void)
{
  static const char *const names[] = {"unnamed.npz", "more.npz"};

  for (size_t k = 0; k < G_N_ELEMENTS (names); k++) {
    g_autoptr (SlDataset) set = read_file (names[k]);

    check_classes (set, "0 1 2");
    for (int i = 0; i < 36; i++)
      g_assert_true (set->X[i] == (float) expected (i / 4, i % 4));
  }
}

/* @channels: 3 planes of 4 × 2 pixels; @last: the file has them pixel by pixel. */
static void
check_pictures (const char *name, int channels, gboolean last)
{
  g_autoptr (SlDataset) set = read_file (name);
  int d = 8 * channels;

  check_usable (set);
  check_thirds (set, 0, 9);
  check_thirds (set, 9, 3);
  g_assert_cmpint (set->n, ==, 12);
  g_assert_cmpint (set->n_test, ==, 3);
  g_assert_cmpint (set->d, ==, d);
  g_assert_cmpint (set->width, ==, 2);
  g_assert_cmpint (set->height, ==, 4);
  g_assert_cmpint (set->channels, ==, channels);
  g_assert_true (set->pixel_range == 16.0f && set->X == NULL);
  g_assert_cmpstr (set->features[3], ==, channels == 3 ? "r1c1.red" : "r1c1");
  g_assert_cmpstr (set->features[d - 1], ==, channels == 3 ? "r3c1.blue" : "r3c1");
  for (int i = 0; i < 12 * d; i++) {
    int j = i % d, row = i / d % 9; /* the test rows begin anew */

    g_assert_cmpint (set->pixels[i], ==, expected (row, last ? j % 8 * 3 + j / 8 : j));
  }
}

static void
test_pictures (void)
{
  g_autoptr (SlDataset) floats = read_file ("float.npz"), dark = read_file ("dark.npz"),
                        mixed = read_file ("mixed.npz");

  check_pictures ("grey.npz", 1, FALSE);
  check_pictures ("last.npz", 3, TRUE);
  check_pictures ("first.npz", 3, FALSE);
  check_usable (floats);
  g_assert_true (floats->pixel_range == 1.0f && floats->pixels == NULL);
  g_assert_true (floats->width == 2 && floats->X[1] == 0.3f);
  check_usable (dark);
  g_assert_true (dark->pixel_range == 0.0f && dark->width == 2);
  check_usable (mixed);
  g_assert_cmpint (mixed->n_test, ==, 3);
  for (int i = 0; i < 12 * 4; i++)
    g_assert_true (mixed->X[i] == (float) expected (i / 4 % 9, i % 4));
}

static void
test_single (void)
{
  static const char *const pair[] = {"pair/X_train.npy", "pair/y_train.npy"};
  static const char *const table[] = {"table.npy", "table-f.npy", "table-2.npy",
                                      "packed.npy.gz"};

  for (size_t k = 0; k < G_N_ELEMENTS (pair); k++) {
    g_autoptr (SlDataset) set = read_file (pair[k]);

    check_usable (set);
    g_assert_cmpint (set->n, ==, 12);
    g_assert_cmpint (set->n_test, ==, 3);
    check_thirds (set, 9, 3);
    g_assert_true (set->X[5] == (float) expected (1, 1));
  }
  for (size_t k = 0; k < G_N_ELEMENTS (table); k++) {
    g_autoptr (SlDataset) set = read_file (table[k]);

    check_usable (set);
    check_classes (set, "0 1 2");
    check_thirds (set, 0, 9);
    g_assert_cmpint (set->d, ==, 4);
    for (int i = 0; i < 36; i++)
      g_assert_true (set->X[i] == (float) expected (i / 4, i % 4));
  }
}

/* Another column of a table can be the target; a file without columns has none. */
static void
test_chosen_target (void)
{
  g_autofree char *table = g_build_filename (folder, "table.npy", NULL),
                  *npz = g_build_filename (folder, "exact.npz", NULL);
  SlFileOptions options = {.path = table, .target = "x2"};
  g_autoptr (GError) error = NULL, refused = NULL, unknown = NULL;
  g_autoptr (SlDataset) set = sl_data_file_read (&options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (set->d, ==, 4);
  g_assert_cmpint (set->n_classes, ==, 9);
  g_assert_true (set->X[1] == (float) expected (0, 2));
  g_assert_cmpstr (set->target, ==, "x2");
  g_assert_cmpstr (set->features[0], ==, "x1");
  g_assert_cmpstr (set->features[1], ==, "x3");
  g_assert_cmpint (set->n_columns, ==, 5);
  g_assert_cmpint (set->columns[1].role, ==, SL_COLUMN_TARGET);
  g_assert_cmpint (set->columns[4].input, ==, 3);
  options.columns = "x4,x1";
  g_autoptr (SlDataset) two = sl_data_file_read (&options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (two->d, ==, 2);
  g_assert_cmpstr (two->features[1], ==, "x4");
  for (int i = 0; i < 9; i++)
    g_assert_true (two->X[2 * i] == (float) expected (i, 0) &&
                   two->X[2 * i + 1] == (float) expected (i, 3));
  options.columns = "x2";
  g_autoptr (GError) none = NULL;
  g_assert_null (sl_data_file_read (&options, NULL, &none));
  g_assert_nonnull (strstr (none->message, "no column is left"));
  options.columns = NULL;
  options.target = "x6";
  g_assert_null (sl_data_file_read (&options, NULL, &unknown));
  g_assert_nonnull (strstr (unknown->message, "table.npy: there is no column 'x6'"));
  options.path = npz;
  g_assert_null (sl_data_file_read (&options, NULL, &refused));
  g_assert_nonnull (strstr (refused->message, "exact.npz: this file has no named"));
}

/* Pictures packed by gzip and not, from any of the two files. */
static void
test_idx (void)
{
  static const char *const names[] = {
      "mnist/train-images-idx3-ubyte.gz", "mnist/train-labels-idx1-ubyte.gz",
      "plain/train-images-idx3-ubyte", "plain/train-labels-idx1-ubyte",
      "mnist/t10k-images-idx3-ubyte.gz"};

  for (size_t k = 0; k < G_N_ELEMENTS (names); k++) {
    g_autoptr (SlDataset) set = read_file (names[k]);
    gboolean alone = k == 4; /* the test part opened by itself */

    check_usable (set);
    check_classes (set, "0 1 2");
    check_thirds (set, 0, alone ? 3 : 9);
    g_assert_cmpint (set->n, ==, alone ? 3 : 12);
    g_assert_cmpint (set->n_test, ==, alone ? 0 : 3);
    g_assert_true (set->pixel_range == 255.0f && set->X == NULL);
    g_assert_true (set->width == 2 && set->height == 4 && set->channels == 1);
    for (int i = 0; i < set->n * 8; i++)
      g_assert_cmpint (set->pixels[i], ==, 20 * expected (i / 8 % 9, i % 8));
  }
}

/* Whatever the order in the archive, rows come batch by batch, and the test batch last.
 */
static void
test_cifar (void)
{
  static const char *const names[] = {"cifar-10-binary.tar.gz", "cifar-10-binary.tar"};

  for (size_t k = 0; k < G_N_ELEMENTS (names); k++) {
    g_autoptr (SlDataset) set = read_file (names[k]);

    check_usable (set);
    check_classes (set, "airplane automobile bird cat deer dog frog horse ship truck");
    g_assert_cmpint (set->n, ==, 18);
    g_assert_cmpint (set->n_test, ==, 4);
    g_assert_cmpint (set->d, ==, 3072);
    g_assert_true (set->pixel_range == 255.0f && set->width == 32 && set->height == 32);
    g_assert_cmpint (set->channels, ==, 3);
    for (int i = 0; i < 18; i++) {
      int picture = i < 14 ? i : 20 + i - 14;

      g_assert_cmpint (set->label[i], ==, picture % 10);
      g_assert_cmpint (set->pixels[i * 3072], ==, picture * 5);
      g_assert_cmpint (set->pixels[i * 3072 + 3070], ==, picture * 5);
      g_assert_cmpint (set->pixels[i * 3072 + 3071], ==, 1);
    }
  }
  g_autoptr (SlDataset) alone = read_file ("test-only.tar.gz");
  g_assert_cmpint (alone->n, ==, 20);
  g_assert_cmpint (alone->n_test, ==, 0);
  g_assert_cmpstr (alone->classes[9], ==, "9");
}

static SlDataset *
make_cifar (const double *options, guint64 seed, GError **error)
{
  return read_as ("cifar-10-binary.tar.gz", NULL, error);
}

/* A network of the chapter learns from the archive: as many parameters as Keras counts,
 * the pixels kept as bytes, the test part standing in for validation. */
static void
test_chapter (void)
{
  const SlDatasetType type = {.kind = {"cifar", "CIFAR-10", "For tests."},
                              .make = make_cifar};
  g_autoptr (GError) error = NULL;
  SlConfig config;

  sl_config_init_default (&config);
  sl_preset_apply (
      (const SlPresetType *) sl_kind_find (sl_presets (), "chapter-sparse", NULL),
      &config);
  config.dataset = &type;
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  const SlProblem *problem = sl_training_problem (training);
  g_assert_nonnull (problem->train.pixels);
  g_assert_cmpint (problem->train.n, ==, 14);
  g_assert_cmpint (problem->validation.n, ==, 0);
  g_assert_cmpint (problem->test.n, ==, 4);
  g_assert_cmpuint (sl_training_network (training)->n_params, ==, 15734806);
  g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_EPOCH);
  SlLogView history = sl_training_history (training);
  const SlHistoryRow *row = sl_log_item (&history, 1);
  g_assert_true (isfinite (row->train_loss) && row->train_loss > 0);
  g_assert_true (row->val_loss == row->test_loss);
  sl_log_view_clear (&history);
}

/* A sentence that names the file and says what is wrong. */
static void
test_bad (gconstpointer data)
{
  const char *const *bad = data;
  g_autofree char *start = g_build_filename (folder, "bad", bad[0], NULL),
                  *trap = g_build_filename (folder, "trapped", NULL),
                  *name = g_build_filename ("bad", bad[0], NULL);
  g_autoptr (GError) error = NULL;
  SlDataset *set = read_as (name, NULL, &error);

  g_assert_null (set);
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  if (!g_str_has_prefix (error->message, start) || !strstr (error->message, bad[1]) ||
      strchr (error->message, '\n'))
    g_error ("%s", error->message);
  g_assert_false (g_file_test (trap, G_FILE_TEST_EXISTS));
}

/* What the numbers of Fashion-MNIST mean, which its files do not say. */
static void
test_fashion (void)
{
  g_autoptr (SlDataset) set = read_file ("Fashion-MNIST/train-labels-idx1-ubyte.gz");

  g_assert_cmpint (set->n_classes, ==, 10);
  g_assert_cmpstr (set->classes[0], ==, "0 T-shirt");
  g_assert_cmpstr (set->classes[9], ==, "9 boot");
  g_assert_true (g_str_has_prefix (sl_dataset_source (set), folder));
  g_assert_nonnull (
      strstr (sl_dataset_source (set), "-ubyte.gz, MNIST pictures (IDX), "));
}

/* A watch that has seen enough. */
static void
test_stopped (void)
{
  static const char *const names[] = {"grey.npz", "table.npy",
                                      "mnist/train-images-idx3-ubyte.gz",
                                      "cifar-10-binary.tar.gz"};
  gint stop = TRUE;
  const SlInputWatch watch = {.stop = &stop};

  for (size_t k = 0; k < G_N_ELEMENTS (names); k++) {
    g_autofree char *path = g_build_filename (folder, names[k], NULL);
    const SlFileOptions options = {.path = path};
    g_autoptr (GError) error = NULL;

    g_assert_null (sl_data_file_read (&options, &watch, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  }
}

static const char *const kinds[] = {"b1", "i1", "u1", "i2", "u2", "i4",
                                    "u4", "i8", "u8", "f2", "f4", "f8"};
static const char *const targets[][2] = {{"y-column.npz", "0 1 2"},
                                         {"y-onehot.npz", "0 1 2"},
                                         {"y-text.npz", "ant bée cow"},
                                         {"y-bytes.npz", "ant bee cow"}};

static void
add (const char *group, const char *name, gconstpointer data, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/data-files/%s/%s", group, name);

  g_test_add_data_func (path, data, test);
}

static void
run (const char *program, const char *option)
{
  const char *const argv[] = {program, option != NULL ? option : folder,
                              option != NULL ? folder : NULL, NULL};
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("sl-data-files-XXXXXX", &error);
  g_assert_no_error (error);
  run (g_getenv ("SL_WRITE_DATA_FILES"), NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    add ("table", kinds[i], kinds[i], test_table);
  for (size_t i = 0; i < G_N_ELEMENTS (targets); i++)
    add ("target", targets[i][0], targets[i], test_target);
  for (size_t i = 0; i < G_N_ELEMENTS (bad_files); i++) {
    g_autofree char *name = g_strdup_printf ("%zu-%s", i, bad_files[i][0]);

    add ("bad", name, bad_files[i], test_bad);
  }
  g_test_add_func ("/data-files/numbers", test_numbers);
  g_test_add_func ("/data-files/names", test_names);
  g_test_add_func ("/data-files/pictures", test_pictures);
  g_test_add_func ("/data-files/single", test_single);
  g_test_add_func ("/data-files/chosen-target", test_chosen_target);
  g_test_add_func ("/data-files/idx", test_idx);
  g_test_add_func ("/data-files/fashion", test_fashion);
  g_test_add_func ("/data-files/cifar", test_cifar);
  g_test_add_func ("/data-files/chapter", test_chapter);
  g_test_add_func ("/data-files/stopped", test_stopped);
  int result = g_test_run ();
  run ("rm", "-rf");
  g_free (folder);
  return result;
}
