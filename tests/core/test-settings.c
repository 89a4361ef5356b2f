/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"

#include <math.h>
#include <string.h>

/* A value other than the default, for every type of setting. */
static char *
another_value (const SlSetting *setting, const SlConfig *config)
{
  g_autofree char *now = sl_setting_format (setting, config);
  if (sl_setting_data_option (setting) >= 0)
    return sl_number_exact (setting->max);
  switch (setting->type) {
  case SL_SETTING_CHOICE: {
    const SlKindTable *table = setting->choices ();
    const char *id = table->kinds[0]->id;
    return g_strdup (g_str_equal (id, now) ? table->kinds[1]->id : id);
  }
  case SL_SETTING_SWITCH:
    return g_strdup (g_str_equal (now, "true") ? "false" : "true");
  case SL_SETTING_LAYERS:
    return g_strdup ("7,5,3");
  case SL_SETTING_SHARES:
    return g_strdup ("0.5,0.1234567891234567");
  case SL_SETTING_FACTORS:
    return g_strdup ("0,1,2.5");
  case SL_SETTING_REDUCTION:
    return g_strdup ("0.5,20");
  case SL_SETTING_INTEGER:
    return g_strdup ("17");
  default:
    return g_strdup ("0.1234567891234567");
  }
}

static void
test_round_trip (gconstpointer data)
{
  const SlSetting *setting = data;
  g_autoptr (GError) error = NULL;
  SlConfig config, initial;
  sl_config_init_default (&config);
  initial = config;
  g_autofree char *text = another_value (setting, &config);
  g_assert_true (sl_setting_parse (setting, &config, text, &error));
  g_assert_no_error (error);
  g_assert_false (sl_setting_equal (setting, &config, &initial));
  g_assert_false (sl_config_equal (&config, &initial));
  g_assert_true (sl_config_same_run (&config, &initial) == setting->hot);
  g_autofree char *again = sl_setting_format (setting, &config);
  g_assert_cmpstr (again, ==, text);
  g_autofree char *line = sl_config_command_line (&config);
  g_assert_nonnull (strstr (line, setting->id));
}

static void
test_refuses (gconstpointer data)
{
  const SlSetting *setting = data;
  static const char *const nonsense[] = {"abc", "-1", "1e99", "nan", "0x10", "3 4", "--"};
  SlConfig config, initial;
  sl_config_init_default (&config);
  initial = config;
  for (size_t i = 0; i < G_N_ELEMENTS (nonsense); i++) {
    g_autoptr (GError) error = NULL;
    if (setting->type == SL_SETTING_TEXT) { /* any text may be the name of a column */
      g_autofree char *text = NULL;
      g_assert_true (sl_setting_parse (setting, &config, nonsense[i], &error));
      text = sl_setting_format (setting, &config);
      g_assert_cmpstr (text, ==, nonsense[i]);
      continue;
    }
    g_assert_false (sl_setting_parse (setting, &config, nonsense[i], &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_assert_nonnull (strstr (error->message, nonsense[i]));
    g_assert_cmpmem (&config, sizeof config, &initial, sizeof initial);
  }
}

/* Data come from a set or from a file; the one set last holds, and a path with blanks or
 * quotes can be pasted into a shell. */
static void
test_data_source (void)
{
  const SlSetting *dataset = sl_setting_find ("dataset", NULL);
  const SlSetting *path = sl_setting_find ("data", NULL);
  const SlSetting *target = sl_setting_find ("target", NULL);
  g_autoptr (GError) error = NULL;
  SlConfig config;
  sl_config_init_default (&config);
  g_assert_true (sl_setting_parse (target, &config, "it's", NULL));
  g_assert_false (sl_config_validate (&config, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (sl_setting_parse (path, &config, "/tmp/my set.csv", NULL));
  g_assert_true (config.dataset == sl_data_file_type ());
  g_assert_true (sl_config_validate (&config, NULL));
  g_autofree char *name = sl_config_data_name (&config);
  g_assert_cmpstr (name, ==, "my set.csv");
  g_autofree char *line = sl_config_command_line (&config);
  g_auto (GStrv) words = NULL;
  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_assert_cmpint (g_strv_length (words), ==, 4);
  g_assert_cmpstr (words[0], ==, "--data");
  g_assert_cmpstr (words[1], ==, "/tmp/my set.csv");
  g_assert_cmpstr (words[3], ==, "it's");
  g_assert_true (sl_setting_parse (dataset, &config, "iris", NULL));
  g_assert_null (config.file.path);
  g_assert_null (config.file.target);
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_true (sl_setting_parse (path, &config, "a.csv", NULL));
  g_assert_true (sl_setting_parse (path, &config, "", NULL));
  g_assert_true (config.dataset != sl_data_file_type ());
}

static gboolean
parse (const char *id, const char *text, SlConfig *config)
{
  return sl_setting_parse (sl_setting_find (id, NULL), config, text, NULL);
}

static void
test_layers (void)
{
  static const char *const same[] = {"32,16", "32, 16", "32·16", " 32 · 16 "};
  static const char *const wrong[] = {"0",  "32,,16", "32,", ",",    "1000000000",
                                      "-3", "32;16",  "3.5", "65537"};
  SlConfig config;
  sl_config_init_default (&config);
  for (size_t i = 0; i < G_N_ELEMENTS (same); i++) {
    g_assert_true (parse ("hidden", same[i], &config));
    g_assert_cmpint (config.hidden.n, ==, 2);
    g_assert_cmpint (config.hidden.units[0], ==, 32);
    g_assert_cmpint (config.hidden.units[1], ==, 16);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (parse ("hidden", wrong[i], &config));
  g_assert_true (parse ("hidden", "", &config));
  g_assert_cmpint (config.hidden.n, ==, 0);
  g_autofree char *line = sl_config_command_line (&config);
  g_assert_cmpstr (line, ==, "--hidden ''");
}

static void
test_shares (void)
{
  static const char *const none[] = {"", " ", "0", "0,0", "-0"};
  static const char *const wrong[] = {"0.96", "1",       "0.5,", ",",
                                      "-0.1", "0.5;0.2", "0,25"};
  SlConfig config;
  sl_config_init_default (&config);
  g_assert_true (parse ("dropout", "0.5, 0.2", &config));
  g_assert_cmpfloat (sl_config_dropout (&config, 0), ==, 0.5);
  g_assert_cmpfloat (sl_config_dropout (&config, 1), ==, 0.2);
  g_assert_cmpfloat (sl_config_dropout (&config, 2), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (parse ("dropout", wrong[i], &config));
  /* One number is for the inputs of every hidden layer, and not for the output layer's.
   */
  g_assert_true (parse ("dropout", "0.25", &config));
  g_assert_cmpfloat (sl_config_dropout (&config, 0), ==, 0.25);
  g_assert_cmpfloat (sl_config_dropout (&config, 1), ==, 0.25);
  g_assert_cmpfloat (sl_config_dropout (&config, 2), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (none); i++) {
    g_assert_true (parse ("dropout", none[i], &config));
    g_assert_cmpint (config.dropout.n, ==, 0);
  }
  g_assert_true (parse ("dropout", "0.1,0.2,0.3", &config));
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_true (parse ("dropout", "0.1,0.2,0.3,0.4", &config));
  g_autoptr (GError) error = NULL;
  g_assert_false (sl_config_validate (&config, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, "dropout: 4 shares"));
}

/* As many factors as layers with weights, or one for all; zeros and ones stay as typed.
 */
static void
test_factors (void)
{
  static const char *const wrong[] = {"1,", ",", "-1", "0.5;1", "0,a", "inf"};
  SlConfig config;
  sl_config_init_default (&config);
  g_assert_cmpfloat (sl_config_layer_factor (&config, 0), ==, 1);
  g_assert_false (sl_config_has_layer_factors (&config));
  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (parse ("layer-lambda", wrong[i], &config));
  g_assert_true (parse ("layer-lambda", "0, 1, 20", &config));
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_true (sl_config_has_layer_factors (&config));
  for (int l = 0; l < 3; l++)
    g_assert_cmpfloat (sl_config_layer_factor (&config, l), ==, l == 2 ? 20 : l);
  g_assert_true (parse ("layer-lambda", "0.5", &config));
  g_assert_true (sl_config_validate (&config, NULL));
  for (int l = 0; l < 3; l++)
    g_assert_cmpfloat (sl_config_layer_factor (&config, l), ==, 0.5);
  static const char *const counts[] = {"1,1", "1,1,1,1"};
  for (size_t i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_true (parse ("layer-lambda", counts[i], &config));
    g_assert_false (sl_config_has_layer_factors (&config));
    g_assert_false (sl_config_validate (&config, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_assert_nonnull (strstr (error->message, "layers with weights is 3"));
  }
  g_assert_true (parse ("layer-lambda", "", &config));
  g_assert_cmpint (config.layer_lambda.n, ==, 0);
}

static void
test_numbers (void)
{
  SlConfig config;
  sl_config_init_default (&config);
  g_assert_true (parse ("lambda", "0,003", &config));
  g_assert_cmpfloat (config.lambda, ==, 0.003);
  g_assert_true (parse ("lambda", "3e-3", &config));
  g_assert_cmpfloat (config.lambda, ==, 0.003);
  g_assert_true (parse ("lambda", "20", &config));
  g_assert_false (parse ("learning-rate", "0", &config));
  g_assert_false (parse ("l1-share", "1.5", &config));
  g_assert_true (parse ("loss", "auto", &config));
  g_assert_null (config.loss);
}

static void
test_effective_values (void)
{
  SlConfig config;
  sl_config_init_default (&config);
  g_assert_true (parse ("lambda", "0.5", &config) && parse ("l1-share", "0.3", &config));
  g_assert_cmpfloat (sl_config_lambda (&config), ==, 0.5);
  g_assert_cmpfloat (sl_config_share (&config), ==, 1);
  g_assert_true (parse ("penalty", "l2", &config));
  g_assert_cmpfloat (sl_config_share (&config), ==, 0);
  g_assert_true (parse ("penalty", "elastic-net", &config));
  g_assert_cmpfloat (sl_config_share (&config), ==, 0.3);
  g_assert_true (parse ("penalty", "none", &config));
  g_assert_cmpfloat (sl_config_lambda (&config), ==, 0);
}

static void
test_validate (void)
{
  SlConfig config;
  g_autoptr (GError) error = NULL;
  sl_config_init_default (&config);
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_true (parse ("loss", "squared", &config));
  g_assert_false (sl_config_validate (&config, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (parse ("dataset", "sparse-linear", &config));
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_true (parse ("hidden", "60000,60000", &config));
  g_assert_false (sl_config_validate (&config, NULL));
}

static gboolean
is_same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* What one data set after the other takes goes along; the rest does not. */
static void
test_data_options (void)
{
  static const struct
  {
    const char *id, *text;
    double samples, noise, features; /* afterwards; NaN = the set's own */
  } steps[] = {
      {"dataset", "circle", NAN, NAN, NAN}, {"samples", "40", 40, NAN, NAN},
      {"noise", "0.5", 40, 0.5, NAN},       {"dataset", "sparse-linear", 40, 0.5, NAN},
      {"noise", "auto", 40, NAN, NAN},      {"features", "9000", 40, NAN, 9000},
      {"dataset", "digits", NAN, NAN, NAN}, {"dataset", "circle", NAN, NAN, NAN},
      {"noise", "2", NAN, 2, NAN},          {"data", "/nowhere/a.csv", NAN, NAN, NAN},
  };
  SlConfig config;
  sl_config_init_default (&config);
  for (size_t i = 0; i < G_N_ELEMENTS (steps); i++) {
    const SlSetting *setting = sl_setting_find (steps[i].id, NULL);
    const double *options = config.data_options;
    g_assert_true (sl_setting_change (setting, &config, steps[i].text, NULL));
    g_assert_true (sl_config_validate (&config, NULL));
    g_assert_true (is_same (options[SL_DATA_SAMPLES], steps[i].samples));
    g_assert_true (is_same (options[SL_DATA_NOISE], steps[i].noise));
    g_assert_true (is_same (options[SL_DATA_FEATURES], steps[i].features));
  }
  /* The command line says all at once, and says when that makes no sense. */
  g_autoptr (GError) error = NULL;
  sl_config_init_default (&config);
  g_assert_true (parse ("noise", "2", &config));
  g_assert_false (sl_config_validate (&config, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (parse ("dataset", "circle", &config));
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_false (parse ("samples", "40.5", &config));
}

/* However long, a text is told apart by its beginning; umlauts stay whole. */
static void
test_long_texts (void)
{
  g_autofree char *digits = g_strnfill (10000, '9');
  g_autofree char *list = g_strconcat ("1,ä,", digits, NULL);
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    SlConfig config;
    g_autoptr (GError) error = NULL;
    sl_config_init_default (&config);
    if (settings[i].type == SL_SETTING_TEXT)
      continue;
    g_assert_false (sl_setting_parse (&settings[i], &config, list, &error));
    g_assert_nonnull (strstr (error->message, "'1,ä,999"));
    g_assert_nonnull (strstr (error->message, "99…'"));
    g_assert_null (strstr (error->message, digits));
    g_assert_cmpuint (strlen (error->message), <, 500);
    g_clear_error (&error);
    g_assert_false (sl_setting_parse (&settings[i], &config, digits, &error));
    g_assert_null (strstr (error->message, digits));
  }
  g_autofree char *same = sl_quote ("32,16"), *mended = sl_quote ("a\xff");
  g_assert_cmpstr (same, ==, "32,16");
  g_autofree char *lines = sl_quote ("a\nb\r\xe2\x80\xa8"
                                     "c");
  g_assert_cmpstr (lines, ==, "a b  c");
  g_assert_true (g_utf8_validate (mended, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *trip = g_strdup_printf ("/settings/round-trip/%s", settings[i].id);
    g_autofree char *refuse = g_strdup_printf ("/settings/refuses/%s", settings[i].id);
    g_test_add_data_func (trip, &settings[i], test_round_trip);
    g_test_add_data_func (refuse, &settings[i], test_refuses);
  }
  g_test_add_func ("/settings/layers", test_layers);
  g_test_add_func ("/settings/long-texts", test_long_texts);
  g_test_add_func ("/settings/shares", test_shares);
  g_test_add_func ("/settings/factors", test_factors);
  g_test_add_func ("/settings/numbers", test_numbers);
  g_test_add_func ("/settings/effective-values", test_effective_values);
  g_test_add_func ("/settings/validate", test_validate);
  g_test_add_func ("/settings/data-source", test_data_source);
  g_test_add_func ("/settings/data-options", test_data_options);
  return g_test_run ();
}
