/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/dataset.h"
#include "tests/support/comma-locale.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double values[SL_N_DATA_OPTIONS];
} Options;

static Options
defaults (void)
{
  Options options;

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options.values[i] = NAN;
  return options;
}

static const SlDatasetType *
find (const char *id)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind = sl_kind_find (sl_datasets (), id, &error);

  g_assert_no_error (error);
  return (const SlDatasetType *) kind;
}

static SlDataset *
make (const char *id, const Options *options, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  SlDataset *dataset = sl_dataset_make (find (id), options->values, seed, &error);

  g_assert_no_error (error);
  g_assert_nonnull (dataset);
  return dataset;
}

/* What every set promises, whatever it holds. */
static void
check_contract (const SlDataset *s, const SlDatasetType *type)
{
  g_assert_true (s->type == type);
  g_assert_cmpint (s->n, >=, 2);
  g_assert_cmpint (s->d, >=, 1);
  g_assert_cmpint (g_strv_length (s->features), ==, s->d);
  g_assert_nonnull (s->target);
  for (size_t i = 0; i < (size_t) s->n * s->d; i++)
    g_assert_true (isfinite (s->X[i]));
  if (s->task == SL_TASK_CLASSIFICATION) {
    g_autofree int *counts = g_new0 (int, s->n_classes);

    g_assert_null (s->y);
    g_assert_cmpint (s->n_classes, >=, 2);
    g_assert_cmpint (g_strv_length (s->classes), ==, s->n_classes);
    for (int k = 1; k < s->n_classes; k++)
      g_assert_cmpstr (s->classes[k - 1], <, s->classes[k]);
    for (int i = 0; i < s->n; i++) {
      g_assert_true (s->label[i] >= 0 && s->label[i] < s->n_classes);
      counts[s->label[i]]++;
    }
    for (int k = 0; k < s->n_classes; k++)
      g_assert_cmpint (counts[k], >, 0);
  } else {
    g_assert_null (s->label);
    g_assert_null (s->classes);
    g_assert_cmpint (s->n_classes, ==, 0);
    for (int i = 0; i < s->n; i++)
      g_assert_true (isfinite (s->y[i]));
  }
  g_assert_cmpint (s->width * s->height, ==, s->width > 0 ? s->d : 0);
  g_assert_true (s->pixel_range >= 0.0f);
}

static gboolean
same_numbers (const SlDataset *a, const SlDataset *b)
{
  size_t n = (size_t) a->n;

  return a->n == b->n && a->d == b->d &&
         memcmp (a->X, b->X, n * (size_t) a->d * sizeof *a->X) == 0 &&
         (a->y == NULL || memcmp (a->y, b->y, n * sizeof *a->y) == 0) &&
         (a->label == NULL || memcmp (a->label, b->label, n * sizeof *a->label) == 0);
}

static gboolean
is_generator (const SlDatasetType *type)
{
  return type->options[SL_DATA_SAMPLES].has;
}

/* One for each entry of the table. */
static void
test_entry (gconstpointer data)
{
  const SlDatasetType *type = data;
  Options options = defaults ();
  g_autoptr (SlDataset) first = make (type->kind.id, &options, 1);
  g_autoptr (SlDataset) again = make (type->kind.id, &options, 1);
  g_autoptr (SlDataset) other = make (type->kind.id, &options, 2);

  g_assert_true (type->kind.name[0] != '\0' && type->kind.summary[0] != '\0');
  g_assert_true (type->source[0] != '\0');
  check_contract (first, type);
  g_assert_true (same_numbers (first, again));
  g_assert_true (same_numbers (first, other) == !is_generator (type));
  /* Kept after its maker let go of it. */
  sl_dataset_unref (sl_dataset_ref (first));
  check_contract (first, type);
}

/* Each option of a set at its ends, the others as they are: a good set or a sentence that
 * names the option. */
static void
test_entry_options (gconstpointer data)
{
  const SlDatasetType *type = data;
  int n_refused = 0;

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++) {
    const SlDataOption *o = &sl_data_options[i];
    g_autofree char *name = g_strconcat ("--", o->id, NULL);
    /* The largest sets are for patient people; 3000 is many for every option. */
    const double values[] = {o->min,   MIN (o->max, 3000.0), o->min - 1.0, o->max + 1.0,
                             INFINITY, o->min + 0.5};

    for (size_t k = 0; k < G_N_ELEMENTS (values); k++) {
      g_autoptr (GError) error = NULL, check_error = NULL;
      Options options = defaults ();
      g_autoptr (SlDataset) made = NULL;
      gboolean fits = values[k] >= o->min && values[k] <= o->max &&
                      (!o->whole || floor (values[k]) == values[k]);

      options.values[i] = values[k];
      made = sl_dataset_make (type, options.values, 1, &error);
      g_assert_true (sl_dataset_check_options (type, options.values, &check_error) ==
                     (made != NULL));
      if (made != NULL) {
        g_assert_true (type->options[i].has && fits);
        check_contract (made, type);
        if (i == SL_DATA_SAMPLES)
          g_assert_cmpint (made->n, ==, (int) values[k]);
        continue;
      }
      g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
      g_assert_error (check_error, SL_ERROR, SL_ERROR_ARGUMENT);
      g_assert_nonnull (strstr (error->message, name));
      n_refused++;
    }
  }
  g_assert_cmpint (n_refused, >=, 3 * SL_N_DATA_OPTIONS);
}

/* No row, one, the fewest, many: made as asked for, or refused. */
static void
test_entry_rows (gconstpointer data)
{
  static const int rows[] = {0, 1, 10, 11, 5000};

  for (size_t k = 0; k < G_N_ELEMENTS (rows); k++) {
    g_autoptr (GError) error = NULL;
    Options options = defaults ();
    g_autoptr (SlDataset) made = NULL;

    options.values[SL_DATA_SAMPLES] = rows[k];
    made = sl_dataset_make (data, options.values, 1, &error);
    if (rows[k] < 10) {
      g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "--samples"));
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpint (made->n, ==, rows[k]);
    check_contract (made, data);
  }
}

static void
check_refused (const char *id, const Options *options, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_dataset_make (find (id), options->values, 1, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_sentences (void)
{
  Options o = defaults ();

  o.values[SL_DATA_NOISE] = 1.0;
  check_refused ("digits", &o,
                 "The data set 'digits' has no options, so --noise cannot be set");
  o = defaults ();
  o.values[SL_DATA_CORRELATION] = 0.5;
  check_refused ("circle", &o,
                 "The data set 'circle' has no option --correlation; it has: --samples, "
                 "--noise, --derived-inputs");
  o = defaults ();
  o.values[SL_DATA_SAMPLES] = 9;
  check_refused ("circle", &o,
                 "--samples is 9; it must be a whole number from 10 to 1000000");
  o.values[SL_DATA_SAMPLES] = 100.5;
  check_refused ("circle", &o,
                 "--samples is 100.5; it must be a whole number from 10 to 1000000");
  o = defaults ();
  o.values[SL_DATA_CORRELATION] = 1.0;
  check_refused ("sparse-linear", &o,
                 "--correlation is 1; it must be a number from -0.99 to 0.99");
  o = defaults ();
  o.values[SL_DATA_TRUE_WEIGHTS] = 60;
  check_refused ("sparse-linear", &o,
                 "--true-weights is 60 but --features is only 50; there cannot be more "
                 "true weights than inputs");
  o = defaults ();
  o.values[SL_DATA_FEATURES] = 9;
  check_refused ("twins", &o,
                 "--features is 9; inputs that come in pairs must be an even number");
  o.values[SL_DATA_FEATURES] = 6;
  check_refused ("twins", &o,
                 "--true-weights is 4 but --features is only 6; there cannot be more "
                 "true weights than pairs of inputs");
  o = defaults ();
  o.values[SL_DATA_SAMPLES] = 1e6;
  o.values[SL_DATA_FEATURES] = 10000;
  check_refused ("sparse-linear", &o,
                 "--samples 1000000 times --features 10000 is more than the 268435456 "
                 "numbers that a data set can have; take fewer of either");
}

/* The largest int times itself does not overflow on the way to the sentence. */
static void
test_size (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      sl_dataset_new (find ("circle"), SL_TASK_REGRESSION, G_MAXINT, G_MAXINT, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "268\u202f435\u202f456"));
  g_assert_true (sl_dataset_check_size (1 << 14, 1 << 14, NULL));
  g_assert_false (sl_dataset_check_size (1 << 14, (1 << 14) + 1, NULL));
}

static void
check_digits (void)
{
  static const int known[] = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};
  static const float first_row[] = {0, 0, 5, 13, 9, 1, 0, 0};
  Options options = defaults ();
  g_autoptr (SlDataset) digits = make ("digits", &options, 1);
  int counts[10] = {0};
  double sum = 0.0;

  g_assert_cmpint (digits->n, ==, 1797);
  g_assert_cmpint (digits->d, ==, 64);
  g_assert_cmpint (digits->n_classes, ==, 10);
  g_assert_cmpint (digits->width, ==, 8);
  g_assert_cmpint (digits->height, ==, 8);
  g_assert_true (digits->pixel_range == 16.0f);
  g_assert_cmpstr (digits->features[0], ==, "r0c0");
  g_assert_cmpstr (digits->features[63], ==, "r7c7");
  g_assert_cmpstr (digits->target, ==, "digit");
  g_assert_null (digits->X_exact);
  for (int i = 0; i < digits->n; i++)
    counts[digits->label[i]]++;
  for (int k = 0; k < 10; k++) {
    const char name[] = {(char) ('0' + k), '\0'};

    g_assert_cmpint (counts[k], ==, known[k]);
    g_assert_cmpstr (digits->classes[k], ==, name);
  }
  for (int j = 0; j < 8; j++)
    g_assert_true (digits->X[j] == first_row[j]);
  for (size_t i = 0; i < (size_t) 1797 * 64; i++) {
    g_assert_true (digits->X[i] >= 0.0f && digits->X[i] <= 16.0f);
    sum += digits->X[i];
  }
  g_assert_true (sum == 561718.0); /* all pixels of the file */
}

/* The other shipped sets: their shape, what they call things, and how often a class
 * comes.
 */
typedef struct
{
  const char *id, *first_feature, *target;
  int n, d, n_classes;
  const char *classes[3];
  int counts[3];
  double first_value, first_target;
} Shipped;

static const Shipped shipped[] = {
    {"iris",
     "sepal_length",
     "species",
     150,
     4,
     3,
     {"setosa", "versicolor", "virginica"},
     {50, 50, 50},
     5.1,
     0},
    {"diabetes", "age", "progression", 442, 10, 0, {NULL}, {0}, 59, 151},
    {"breast-cancer",
     "mean_radius",
     "diagnosis",
     569,
     30,
     2,
     {"benign", "malignant"},
     {357, 212},
     17.99,
     1},
};

static void
test_shipped (gconstpointer data)
{
  const Shipped *wanted = data;
  Options options = defaults ();
  g_autoptr (SlDataset) set = make (wanted->id, &options, 1);
  int counts[3] = {0};

  g_assert_cmpint (set->n, ==, wanted->n);
  g_assert_cmpint (set->d, ==, wanted->d);
  g_assert_cmpint (set->n_classes, ==, wanted->n_classes);
  g_assert_cmpstr (set->features[0], ==, wanted->first_feature);
  g_assert_cmpstr (set->target, ==, wanted->target);
  g_assert_true (set->X[0] == (float) wanted->first_value);
  /* 5.1 is no float, and neither is some number of each of these sets. */
  g_assert_nonnull (set->X_exact);
  g_assert_true (set->X_exact[0] == wanted->first_value);
  g_assert_null (set->y_exact);
  for (size_t i = 0; i < (size_t) set->n * set->d; i++)
    g_assert_true ((float) set->X_exact[i] == set->X[i]);
  if (set->y != NULL)
    g_assert_true ((double) set->y[0] == wanted->first_target);
  else
    g_assert_cmpint (set->label[0], ==, (int) wanted->first_target);
  for (int i = 0; i < set->n && set->label != NULL; i++)
    counts[set->label[i]]++;
  for (int k = 0; k < set->n_classes; k++) {
    g_assert_cmpstr (set->classes[k], ==, wanted->classes[k]);
    g_assert_cmpint (counts[k], ==, wanted->counts[k]);
  }
}

static void
test_digits (void)
{
  check_digits ();
  test_comma_locale_enter ();
  check_digits ();
  test_comma_locale_leave ();
}

int
main (int argc, char *argv[])
{
  const SlKindTable *table = sl_datasets ();

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *entry = g_strconcat ("/data/set/", table->kinds[i]->id, NULL);
    g_autofree char *options = g_strconcat ("/data/options/", table->kinds[i]->id, NULL);

    g_test_add_data_func (entry, table->kinds[i], test_entry);
    g_test_add_data_func (options, table->kinds[i], test_entry_options);
    if (is_generator ((const SlDatasetType *) table->kinds[i])) {
      g_autofree char *rows = g_strconcat ("/data/rows/", table->kinds[i]->id, NULL);

      g_test_add_data_func (rows, table->kinds[i], test_entry_rows);
    }
  }
  g_test_add_func ("/data/sentences", test_sentences);
  g_test_add_func ("/data/size", test_size);
  g_test_add_func ("/data/digits", test_digits);
  for (size_t i = 0; i < G_N_ELEMENTS (shipped); i++) {
    g_autofree char *path = g_strconcat ("/data/shipped/", shipped[i].id, NULL);

    g_test_add_data_func (path, &shipped[i], test_shipped);
  }
  return g_test_run ();
}
