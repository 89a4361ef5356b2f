/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"

#include <string.h>

static const SlPresetType *
find (const char *id)
{
  return (const SlPresetType *) sl_kind_find (sl_presets (), id, NULL);
}

static SlConfig
config_of (const char *id)
{
  SlConfig config;
  sl_config_init_default (&config);
  sl_preset_apply (find (id), &config);
  return config;
}

/* Every word names a setting and has a value it takes; the whole is a run. */
static void
test_parses (gconstpointer data)
{
  const SlPresetType *preset = data;
  SlConfig config, applied;
  sl_config_init_default (&config);
  applied = config;
  g_auto (GStrv) words = g_strsplit (preset->settings, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = 0; words[i]; i++) {
    g_autoptr (GError) error = NULL;
    char *equals = strchr (words[i], '=');
    g_assert_nonnull (equals);
    *equals = '\0';
    const SlSetting *setting = sl_setting_find (words[i], &error);
    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (seen, (gpointer) setting->id));
    g_assert_true (sl_setting_parse (setting, &config, equals + 1, &error));
    g_autofree char *value = sl_preset_value (preset, setting);
    g_assert_cmpstr (value, ==, equals + 1);
  }
  sl_preset_apply (preset, &applied);
  g_assert_true (sl_config_equal (&applied, &config));
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_cmpint (preset->epochs, ==, 1000);
  g_assert_true ((preset->needs != NULL) ==
                 g_str_has_prefix (preset->kind.id, "chapter"));
}

/* What a preset sets, all do, and it is model, penalty and training: never the data. */
static void
test_sets_the_same (void)
{
  static const char *const data[] = {"dataset",
                                     "data",
                                     "target",
                                     "columns",
                                     "task",
                                     "missing",
                                     "categories",
                                     "missing-marks",
                                     "test-fraction",
                                     "standardize",
                                     "validation-fraction",
                                     "seed",
                                     "standardize-target",
                                     "near-zero"};
  const SlKindTable *presets = sl_presets ();
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    gboolean is_data = sl_setting_data_option (&settings[i]) >= 0;
    for (size_t j = 0; j < G_N_ELEMENTS (data); j++)
      is_data |= g_str_equal (settings[i].id, data[j]);
    for (size_t p = 0; p < presets->n; p++) {
      g_autofree char *value =
          sl_preset_value ((const SlPresetType *) presets->kinds[p], &settings[i]);
      if ((value != NULL) == is_data)
        g_error ("%s: %s", presets->kinds[p]->id, settings[i].id);
    }
  }
}

static gint64
parameters (const SlConfig *config, int inputs, int n_classes)
{
  SlRng rng;
  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlNetwork) network = sl_network_new (
      inputs, config->hidden.n, config->hidden.units, n_classes, config->activation,
      config->loss, config->initializer, &rng, &error);
  g_assert_no_error (error);
  return (gint64) network->n_params;
}

static void
check_common (const SlConfig *config)
{
  g_assert_cmpstr (config->loss->kind.id, ==, "binary-cross-entropy");
  g_assert_cmpstr (config->activation->kind.id, ==, "relu");
  g_assert_cmpstr (config->initializer->kind.id, ==, "glorot");
  g_assert_cmpstr (config->optimizer->kind.id, ==, "adam");
  g_assert_cmpfloat (config->epsilon, ==, 1e-7);
  g_assert_cmpint (config->reduction.patience, ==, 20);
  g_assert_false (config->penalize_bias);
}

/* The networks of the chapter, number by number (its public notebook). */
static void
test_chapter (void)
{
  static const int units[] = {3072, 1536, 768, 384, 192, 96, 48, 24, 12};
  SlConfig wide = config_of ("chapter-wide"), deep = config_of ("chapter-deep"),
           sparse = config_of ("chapter-sparse");
  g_assert_cmpint (parameters (&wide, 3072, 10), ==, 18911242);
  g_assert_cmpint (parameters (&deep, 3072, 10), ==, 15734806);
  g_assert_cmpint (parameters (&sparse, 3072, 10), ==, 15734806);
  const SlConfig *all[] = {&wide, &deep, &sparse};
  for (size_t i = 0; i < G_N_ELEMENTS (all); i++) {
    check_common (all[i]);
    g_assert_true (all[i]->validate_on_test);
    g_assert_cmpfloat (sl_config_validation_fraction (all[i]), ==, 0);
    g_assert_cmpfloat (all[i]->learning_rate, ==, i < 2 ? 1e-3 : 1e-5);
    g_assert_cmpint (all[i]->batch_size, ==, i < 2 ? 1000 : 128);
    g_assert_cmpfloat (all[i]->reduction.factor, ==, i < 2 ? 0.5 : 0.1);
    g_assert_cmpint (all[i]->early_stopping, ==, i < 2 ? 100 : 50);
    g_assert_cmpfloat (sl_config_lambda (all[i]), ==, i < 2 ? 0 : 2e-4);
  }
  g_assert_cmpstr (sparse.penalty->kind.id, ==, "l2");
  g_assert_cmpfloat (sl_config_share (&sparse), ==, 0);
  g_assert_cmpstr (sparse.rule->kind.id, ==, "subgradient");
  g_assert_cmpint (wide.hidden.n, ==, 2);
  g_assert_cmpfloat (sl_config_dropout (&wide, 0), ==, 0.5);
  g_assert_cmpfloat (sl_config_dropout (&wide, 1), ==, 0.2);
  g_assert_cmpfloat (sl_config_dropout (&wide, 2), ==, 0);
  double deep_share = 0.25, sparse_share = 0.25;
  for (int l = 0; l < 9; l++) {
    g_assert_cmpint (deep.hidden.units[l], ==, units[l]);
    g_assert_cmpint (sparse.hidden.units[l], ==, units[l]);
    g_assert_cmpfloat_with_epsilon (sl_config_dropout (&deep, l),
                                    l == 0 ? 0.5 : deep_share, 1e-15);
    g_assert_cmpfloat_with_epsilon (sl_config_dropout (&sparse, l), sparse_share, 1e-15);
    deep_share /= l > 0 ? 1.5 : 1;
    sparse_share /= 1.125;
  }
  g_assert_cmpint (deep.hidden.n, ==, 9);
  g_assert_cmpint (sparse.hidden.n, ==, 9);
  g_assert_cmpfloat (sl_config_dropout (&deep, 9), ==, 0);
  g_assert_cmpfloat (sl_config_dropout (&sparse, 9), ==, 0);
}

/* The small ones learn, on an honest validation part; deep and sparse differ in the same
 * six settings as the chapter's. */
static void
test_digits (void)
{
  static const char *const ids[] = {"digits-wide", "digits-deep", "digits-sparse"};
  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
    SlConfig config = config_of (ids[i]);
    check_common (&config);
    g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
    g_assert_cmpint (sl_training_problem (training)->validation.n, ==, 203);
    while (sl_training_epoch (training) < 40)
      g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
    SlLogView history = sl_training_history (training);
    const SlHistoryRow *first = sl_log_item (&history, 0),
                       *last = sl_log_item (&history, 40);
    g_assert_cmpfloat (last->train_loss, <, first->train_loss / 3);
    g_assert_cmpfloat (last->test_score, >, 0.5);
    g_assert_cmpfloat (last->val_loss, <, first->val_loss / 3);
    sl_log_view_clear (&history);
  }
  static const char *const pairs[][2] = {{"chapter-deep", "chapter-sparse"},
                                         {"digits-deep", "digits-sparse"}};
  for (size_t p = 0; p < G_N_ELEMENTS (pairs); p++) {
    SlConfig deep = config_of (pairs[p][0]), sparse = config_of (pairs[p][1]);
    g_autoptr (GString) differ = g_string_new (NULL);
    size_t n;
    const SlSetting *settings = sl_settings (&n);
    for (size_t i = 0; i < n; i++)
      if (!sl_setting_equal (&settings[i], &deep, &sparse))
        g_string_append_printf (differ, "%s ", settings[i].id);
    g_assert_cmpstr (differ->str, ==,
                     "reduce-lr early-stopping dropout penalty lambda zeros-by "
                     "learning-rate batch-size ");
  }
}

/* Only its own values make a preset, and none has those of another. */
static void
test_matches (void)
{
  const SlKindTable *presets = sl_presets ();
  for (size_t i = 0; i < presets->n; i++) {
    SlConfig config = config_of (presets->kinds[i]->id);
    for (size_t p = 0; p < presets->n; p++)
      g_assert_true (sl_preset_matches ((const SlPresetType *) presets->kinds[p],
                                        &config) == (p == i));
    config.seed = 99;
    config.test_fraction = 0.5;
    g_assert_true (sl_preset_matches (find (presets->kinds[i]->id), &config));
    config.epsilon = 1e-8;
    g_assert_false (sl_preset_matches (find (presets->kinds[i]->id), &config));
  }
}

static void
check_with (const char *id, const SlConfig *config, const SlDataset *data, gboolean fits)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (sl_preset_check (find (id), config, data, &error) == fits);
  if (!fits)
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
}

/* Named sets by what they are for, files by what they turn out to be. */
static void
test_data (void)
{
  SlConfig config;
  sl_config_init_default (&config);
  check_with ("digits-deep", &config, NULL, TRUE);
  check_with ("chapter-deep", &config, NULL, FALSE);
  config.dataset =
      (const SlDatasetType *) sl_kind_find (sl_datasets (), "diabetes", NULL);
  check_with ("digits-deep", &config, NULL, FALSE);

  SlDataset images = {.d = 3072, .task = SL_TASK_CLASSIFICATION},
            table = {.d = 5, .task = SL_TASK_CLASSIFICATION},
            numbers = {.d = 3072, .task = SL_TASK_REGRESSION};
  sl_config_take_file (&config, "some.csv");
  check_with ("chapter-deep", &config, NULL, TRUE);
  check_with ("chapter-deep", &config, &images, TRUE);
  check_with ("chapter-deep", &config, &table, FALSE);
  check_with ("chapter-deep", &config, &numbers, FALSE);
  check_with ("digits-wide", &config, &table, TRUE);
  check_with ("digits-wide", &config, &numbers, FALSE);
  config.validation_fraction = 0;
  check_with ("digits-wide", &config, &table, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  const SlKindTable *presets = sl_presets ();
  for (size_t i = 0; i < presets->n; i++) {
    g_autofree char *path = g_strdup_printf ("/presets/parses/%s", presets->kinds[i]->id);
    g_test_add_data_func (path, presets->kinds[i], test_parses);
  }
  g_test_add_func ("/presets/sets-the-same", test_sets_the_same);
  g_test_add_func ("/presets/chapter", test_chapter);
  g_test_add_func ("/presets/digits", test_digits);
  g_test_add_func ("/presets/matches", test_matches);
  g_test_add_func ("/presets/data", test_data);
  return g_test_run ();
}
