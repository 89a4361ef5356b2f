/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows kept as bytes are a matter of memory: every number must be what the same rows as
 * floats give. */
#include "core/core.h"
#include "core/data/split.h"
#include "core/solver/design.h"

static const SlDatasetType *
digits (void)
{
  return (const SlDatasetType *) sl_kind_find (sl_datasets (), "digits", NULL);
}

static SlDataset *
digits_as_floats (void)
{
  SlConfig config;

  sl_config_init_default (&config);
  return sl_dataset_make (digits (), config.data_options, 1, NULL);
}

/* The digits with their pixels as bytes; with @n_test > 0 the last rows as test part. */
static SlDataset *
digits_as_bytes (int n_test)
{
  g_autoptr (SlDataset) floats = digits_as_floats ();
  size_t size = (size_t) floats->n * (size_t) floats->d;
  guint8 *pixels = g_new (guint8, size);

  for (size_t i = 0; i < size; i++)
    pixels[i] = (guint8) floats->X[i];
  SlDataset *set = sl_dataset_new_pixels (floats->type, floats->n, floats->d, pixels,
                                          floats->pixel_range, NULL);
  set->n_classes = floats->n_classes;
  set->n_test = n_test;
  set->label = g_memdup2 (floats->label, (size_t) floats->n * sizeof (int));
  set->features = g_strdupv (floats->features);
  set->classes = g_strdupv (floats->classes);
  set->target = g_strdup (floats->target);
  return set;
}

static SlDataset *
make_bytes (const double *options, guint64 seed, GError **error)
{
  return digits_as_bytes (0);
}

static SlTraining *
train (const SlDatasetType *type, const char *change, const char *value)
{
  g_autoptr (GError) error = NULL;
  SlConfig config;

  sl_config_init_default (&config);
  config.dataset = type;
  config.lambda = 1e-3;
  config.early_stopping = 5;
  sl_setting_parse (sl_setting_find (change, NULL), &config, value, &error);
  g_assert_no_error (error);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < 3)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return training;
}

/* All of a row but the end, which may be padding. */
static void
check_same_history (const SlTraining *a, const SlTraining *b)
{
  SlLogView x = sl_training_history (a), y = sl_training_history (b);

  g_assert_cmpint (x.n, ==, 4);
  g_assert_cmpint (y.n, ==, 4);
  for (size_t i = 0; i < 4; i++) {
    const SlHistoryRow *p = sl_log_item (&x, i), *q = sl_log_item (&y, i);

    g_assert_cmpmem (&p->train_loss, sizeof (double), &q->train_loss, sizeof (double));
    g_assert_cmpmem (&p->val_loss, sizeof (double), &q->val_loss, sizeof (double));
    g_assert_cmpmem (&p->test_loss, sizeof (double), &q->test_loss, sizeof (double));
    g_assert_cmpint (p->zeros, ==, q->zeros);
    g_assert_cmpint (p->zeros_unreached, ==, q->zeros_unreached);
  }
  sl_log_view_clear (&x);
  sl_log_view_clear (&y);
}

static void
test_training (gconstpointer data)
{
  const char *const *setting = data;
  SlDatasetType bytes = *digits ();

  bytes.make = make_bytes;
  g_autoptr (SlTraining) a = train (digits (), setting[0], setting[1]);
  g_autoptr (SlTraining) b = train (&bytes, setting[0], setting[1]);
  const SlNetwork *p = sl_training_network (a), *q = sl_training_network (b);

  g_assert_nonnull (sl_training_problem (b)->train.pixels);
  g_assert_null (sl_training_problem (b)->train.X);
  check_same_history (a, b);
  g_assert_cmpmem (p->params, p->n_params * sizeof (float), q->params,
                   q->n_params * sizeof (float));
}

static SlProblem *
split (SlDataset *set, double validation_fraction, gboolean standardize)
{
  const SlProblemOptions options = {.test_fraction = 0.25,
                                    .standardize = standardize,
                                    .seed = 1,
                                    .validation_fraction = validation_fraction};
  g_autoptr (GError) error = NULL;
  SlProblem *problem = sl_problem_new (set, &options, &error);

  g_assert_no_error (error);
  return problem;
}

static void
test_exact_solution (void)
{
  g_autoptr (SlDataset) bytes = digits_as_bytes (0);
  g_autoptr (SlDataset) floats = digits_as_floats ();
  g_autoptr (SlProblem) p = split (floats, 0, TRUE), q = split (bytes, 0, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDesign) a = sl_design_new (p, NULL, 0, &error),
                       b = sl_design_new (q, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (a->X, (size_t) a->n * a->d * sizeof (double), b->X,
                   (size_t) b->n * b->d * sizeof (double));
  g_assert_true (sl_dataset_value (floats, 7, 11) == sl_dataset_value (bytes, 7, 11));
}

/* Every byte by every kind of divisor, in rows of all lengths up to two vectors. */
static void
test_bits (void)
{
  static const float ranges[] = {16.0f, 255.0f, 3.0f, 0.1f};

  for (size_t r = 0; r < G_N_ELEMENTS (ranges); r++)
    for (int d = 1; d <= 32; d++) {
      int n = 256;
      guint8 *pixels = g_new (guint8, (size_t) n * d);
      g_autofree float *scratch = g_new (float, (size_t) n *d);

      for (int i = 0; i < n * d; i++)
        pixels[i] = (guint8) (i % 251 + i / 251);
      g_autoptr (SlDataset) set =
          sl_dataset_new_pixels (digits (), n, d, pixels, ranges[r], NULL);
      set->label = g_new0 (int, n);
      for (int i = 0; i < n; i++)
        set->label[i] = i % 2;
      set->n_classes = 2;
      g_autoptr (SlProblem) scaled = split (set, 0.1, TRUE), raw = split (set, 0, FALSE);
      const SlPart *parts[] = {&scaled->train, &scaled->validation, &scaled->test,
                               &raw->train, &raw->test};
      for (size_t k = 0; k < G_N_ELEMENTS (parts); k++) {
        const SlPart *part = parts[k];
        float range = k < 3 ? ranges[r] : 1.0f;
        const float *X = sl_part_rows (part, 1, part->n - 1, scratch);

        for (int i = 0; i < (part->n - 1) * d; i++)
          g_assert_true (X[i] ==
                         (float) ((double) pixels[part->rows[i / d + 1] * d + i % d] /
                                  (double) range));
      }
    }
}

/* The last rows stay the test part, whatever fraction and seed say; the validation part
 * comes from the rest. */
static void
test_own_test_part (void)
{
  g_autoptr (SlDataset) set = digits_as_bytes (97);

  for (guint64 seed = 0; seed < 3; seed++) {
    g_auto (SlSplit) parts = {0};

    sl_split_init (&parts, set, 0.5 * (double) seed / 2, seed);
    sl_split_take_validation (&parts, set, 0.2, seed);
    g_assert_cmpint (parts.n_test, ==, 97);
    g_assert_cmpint (parts.n_validation, ==, 340);
    g_assert_cmpint (parts.n_train, ==, 1360);
    for (int i = 0; i < 97; i++)
      g_assert_cmpint (parts.test[i], ==, 1700 + i);
  }
  g_autoptr (SlProblem) problem = split (set, 0.2, TRUE);
  g_assert_cmpint (problem->test.n, ==, 97);
  g_assert_cmpint (problem->test.label[0], ==, set->label[1700]);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      sl_dataset_new_pixels (digits (), 1 << 20, 1 << 10, g_malloc0 (1), 255.0f, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
}

int
main (int argc, char *argv[])
{
  static const char *const settings[][2] = {{"batch-size", "32"},     {"batch-size", "0"},
                                            {"batch-size", "1000"},   {"dropout", "0.2"},
                                            {"standardize", "false"}, {"hidden", ""}};

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++) {
    g_autofree char *path =
        g_strconcat ("/pixels/training/", settings[i][0], "=", settings[i][1], NULL);

    g_test_add_data_func (path, settings[i], test_training);
  }
  g_test_add_func ("/pixels/exact-solution", test_exact_solution);
  g_test_add_func ("/pixels/bits", test_bits);
  g_test_add_func ("/pixels/own-test-part", test_own_test_part);
  g_test_add_func ("/pixels/too-large", test_too_large);
  return g_test_run ();
}
