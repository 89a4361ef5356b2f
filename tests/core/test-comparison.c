/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"

#include <string.h>

/* Every line of the table is a comparison of runs that make sense by themselves. */
static void
test_table (void)
{
  const SlKindTable *table = sl_comparisons ();
  g_assert_cmpint (table->n, ==, 3);
  for (size_t k = 0; k < table->n; k++) {
    SlComparison comparison;
    SlConfig common;
    sl_config_init_default (&common);
    g_assert_true (sl_comparison_parse (&comparison, table->kinds[k]->id, NULL));
    g_autofree char *id = sl_comparison_format (&comparison);
    g_assert_cmpstr (id, ==, table->kinds[k]->id);
    g_assert_true (&sl_comparison_type (&comparison)->kind == table->kinds[k]);
    g_assert_cmpint (comparison.n, >=, 2);
    for (int i = 0; i < comparison.n; i++) {
      SlConfig config, other;
      sl_comparison_config (&comparison, i, &common, &config);
      g_assert_true (sl_config_validate (&config, NULL));
      for (int j = 0; j < i; j++) {
        sl_comparison_config (&comparison, j, &common, &other);
        g_assert_false (sl_setting_equal (comparison.setting, &config, &other));
      }
      /* Nothing else differs. */
      g_autofree char *value = sl_setting_format (comparison.setting, &common);
      g_assert_true (sl_setting_parse (comparison.setting, &config, value, NULL));
      g_assert_true (sl_config_equal (&config, &common));
    }
  }
}

static void
test_own (void)
{
  SlComparison comparison;
  g_autoptr (GError) error = NULL;
  g_assert_true (
      sl_comparison_parse (&comparison, " learning-rate = 0,1/ 0.01 /1e-3", &error));
  g_assert_no_error (error);
  g_assert_cmpint (comparison.n, ==, 3);
  g_autofree char *text = sl_comparison_format (&comparison);
  g_assert_cmpstr (text, ==, "learning-rate=0.1 / 0.01 / 0.001");
  g_assert_null (sl_comparison_type (&comparison));
  /* Empty hidden layers are a value like others. */
  g_assert_true (sl_comparison_parse (&comparison, "hidden=32,16 / 8 /", &error));
  g_assert_cmpint (comparison.n, ==, 3);
  g_assert_cmpstr (comparison.values[0], ==, "32,16");
  g_assert_cmpstr (comparison.values[2], ==, "");
  /* Written in words it is still the line of the table. */
  g_assert_true (sl_comparison_parse (&comparison, "batch-size=10/50/0", &error));
  g_autofree char *id = sl_comparison_format (&comparison);
  g_assert_cmpstr (id, ==, "batch-sizes");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *part;
  } cases[] = {
      {"", "no comparison called ''"},
      {"chalk", "penalties"},
      {"chalk=1 / 2", "no setting called 'chalk'"},
      {"dataset=iris / digits", "nothing to be compared by"},
      {"data=a / b", "nothing to be compared by"},
      {"samples=100 / 200", "nothing to be compared by"},
      {"loss=auto / squared", "nothing to be compared by"},
      {"lambda=", "lambda"},
      {"lambda=0.1", "needs two values"},
      {"lambda=0.1 / 0.10", "stands there twice"},
      {"lambda=1 / 2 / 3 / 4 / 5", "at most 4"},
      {"lambda=1 / -2", "lambda"},
      {"zeros-by=proximal / chalk", "chalk"},
      {"hidden=1 / "
       "60000,60000,60000,60000,60000,60000,60000,60000,60000,60000,60000,60000,60000,"
       "60000,60000,60000,60000,60000,60000,60000,60000,60000,60000",
       "too long"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlComparison comparison, before;
    g_autoptr (GError) error = NULL;
    memset (&comparison, 7, sizeof comparison);
    before = comparison;
    g_assert_false (sl_comparison_parse (&comparison, cases[i].text, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    if (strstr (error->message, cases[i].part) == NULL)
      g_error ("'%s': %s", cases[i].text, error->message);
    g_assert_cmpmem (&comparison, sizeof comparison, &before, sizeof before);
  }
}

/* Every setting that fits has a suggestion that can be read back and trained. */
static void
test_suggested (void)
{
  size_t n, fitting = 0;
  const SlSetting *settings = sl_settings (&n);
  SlConfig common, config;
  sl_config_init_default (&common);
  for (size_t i = 0; i < n; i++) {
    SlComparison comparison, again;
    g_autoptr (GError) error = NULL;
    if (!sl_comparison_fits (&settings[i]))
      continue;
    fitting++;
    sl_comparison_suggest (&comparison, &settings[i], &common);
    g_assert_cmpint (comparison.n, >=, 2);
    g_autofree char *text = sl_comparison_format (&comparison);
    g_assert_true (sl_comparison_parse (&again, text, &error));
    g_assert_cmpint (again.n, ==, comparison.n);
    for (int k = 0; k < comparison.n; k++) {
      sl_comparison_config (&comparison, k, &common, &config);
      g_assert_true (sl_config_validate (&config, &error));
    }
  }
  g_assert_cmpint (fitting, >, 15);
  /* What makes no sense beside the other settings is left out. */
  SlComparison comparison;
  g_assert_true (sl_setting_parse (sl_setting_find ("zeros-by", NULL), &common,
                                   "subgradient", NULL));
  sl_comparison_suggest (&comparison, sl_setting_find ("optimizer", NULL), &common);
  for (int k = 0; k < comparison.n; k++)
    g_assert_cmpstr (comparison.values[k], !=, "ftrl");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/table", test_table);
  g_test_add_func ("/comparison/own", test_own);
  g_test_add_func ("/comparison/refused", test_refused);
  g_test_add_func ("/comparison/suggested", test_suggested);
  return g_test_run ();
}
