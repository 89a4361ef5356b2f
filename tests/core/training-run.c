/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/training-run.h"

SlConfig
test_configure (const char *text)
{
  SlConfig config;
  sl_config_init_default (&config);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (int i = 0; words[i] && words[i + 1]; i += 2) {
    g_autoptr (GError) error = NULL;
    const SlSetting *setting = sl_setting_find (words[i], &error);
    g_assert_no_error (error);
    const char *value = g_str_equal (words[i + 1], "-") ? "" : words[i + 1];
    sl_setting_parse (setting, &config, value, &error);
    g_assert_no_error (error);
  }
  return config;
}

SlTraining *
test_run (const char *text, int epochs)
{
  g_autoptr (GError) error = NULL;
  SlConfig config = test_configure (text);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < epochs)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return training;
}

SlHistoryRow
test_history_row (const SlTraining *training, int i)
{
  SlLogView view = sl_training_history (training);
  SlHistoryRow row = *(const SlHistoryRow *) sl_log_item (
      &view, i < 0 ? view.n + (size_t) i : (size_t) i);
  sl_log_view_clear (&view);
  return row;
}
