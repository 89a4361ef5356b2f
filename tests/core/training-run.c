/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/training-run.h"

#include "core/training/state.h"

#include <string.h>

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

/* Only the buckets in use: what a full trace leaves behind them is nothing. */
static void
assert_same_traces (const SlTrace *a, const SlTrace *b, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    g_assert_cmpint (a[i].n, ==, b[i].n);
    g_assert_cmpint (a[i].stride, ==, b[i].stride);
    g_assert_cmpint (a[i].used, ==, b[i].used);
    for (int k = 0; k < a[i].used; k++)
      g_assert_cmpmem (&a[i].buckets[k], sizeof (SlTraceBucket), &b[i].buckets[k],
                       sizeof (SlTraceBucket));
  }
}

static void
assert_same_state (SlTraining *a, SlTraining *b)
{
  size_t n;
  g_autofree SlStatePart *of_a = sl_training_state (a, &n);
  g_autofree SlStatePart *of_b = sl_training_state (b, &n);
  for (size_t i = 0; i < n; i++) {
    /* The clock is no part of what goes on. */
    if (g_str_equal (of_a[i].id, "busy"))
      continue;
    size_t size = of_a[i].n * sl_state_size (of_a[i].type);
    g_assert_cmpint (of_a[i].values == NULL, ==, of_b[i].values == NULL);
    g_assert_cmpint (of_a[i].n, ==, of_b[i].n);
    if (of_a[i].values && of_a[i].type == SL_STATE_TRACE)
      assert_same_traces (of_a[i].values, of_b[i].values, of_a[i].n);
    else if (of_a[i].values && memcmp (of_a[i].values, of_b[i].values, size) != 0)
      g_error ("%s differs", of_a[i].id);
  }
}

static void
assert_same_rows (const SlLogView *a, const SlLogView *b)
{
  g_assert_cmpint (a->n, ==, b->n);
  for (size_t i = 0; i < a->n; i++)
    g_assert_cmpmem (sl_log_item (a, i), sizeof (SlHistoryRow), sl_log_item (b, i),
                     sizeof (SlHistoryRow));
}

static void
assert_same_events (const SlLogView *a, const SlLogView *b)
{
  g_assert_cmpint (a->n, ==, b->n);
  for (size_t i = 0; i < a->n; i++) {
    const SlEvent *x = sl_log_item (a, i), *y = sl_log_item (b, i);
    g_assert_cmpint (x->epoch, ==, y->epoch);
    g_assert_cmpint (x->batch, ==, y->batch);
    g_assert_cmpstr (x->setting, ==, y->setting);
    g_assert_cmpstr (x->from, ==, y->from);
    g_assert_cmpstr (x->to, ==, y->to);
  }
}

void
test_assert_same_training (SlTraining *a, SlTraining *b)
{
  SlLogView rows[2] = {sl_training_history (a), sl_training_history (b)};
  SlLogView events[2] = {sl_training_events (a), sl_training_events (b)};
  assert_same_state (a, b);
  assert_same_rows (&rows[0], &rows[1]);
  assert_same_events (&events[0], &events[1]);
  g_assert_true (sl_config_equal (sl_training_config (a), sl_training_config (b)));
  for (int i = 0; i < 2; i++) {
    sl_log_view_clear (&rows[i]);
    sl_log_view_clear (&events[i]);
  }
}
