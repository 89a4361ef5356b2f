/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dropout in training; its masks and gradients are tested with the network. */
#include "core/core.h"

#include <string.h>

static SlConfig
configure (const char *text)
{
  SlConfig config;
  sl_config_init_default (&config);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (int i = 0; words[i] && words[i + 1]; i += 2) {
    g_autoptr (GError) error = NULL;
    const SlSetting *setting = sl_setting_find (words[i], &error);
    g_assert_no_error (error);
    sl_setting_parse (setting, &config, words[i + 1], &error);
    g_assert_no_error (error);
  }
  return config;
}

/* Eight epochs. */
static SlTraining *
run (const char *text)
{
  g_autoptr (GError) error = NULL;
  SlConfig config = configure (text);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < 8)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return training;
}

static SlHistoryRow
history_row (const SlTraining *training, int i)
{
  SlLogView view = sl_training_history (training);
  SlHistoryRow row = *(const SlHistoryRow *) sl_log_item (
      &view, i < 0 ? view.n + (size_t) i : (size_t) i);
  sl_log_view_clear (&view);
  return row;
}

/* Masks come from the seed alone, act on training only, and leave shuffles as they were.
 */
static void
test_dropout (void)
{
  g_autoptr (SlTraining) plain = run ("");
  g_autoptr (SlTraining) a = run ("dropout 0.5,0.2");
  g_autoptr (SlTraining) b = run ("dropout 0.5,0.2");
  g_autoptr (SlTraining) c = run ("dropout 0.5,0.2,0.1");
  size_t size = sl_training_network (a)->n_params * sizeof (float);
  const float *w = sl_training_network (a)->params;
  g_assert_cmpmem (w, size, sl_training_network (b)->params, size);
  g_assert_cmpint (memcmp (w, sl_training_network (c)->params, size), !=, 0);
  g_assert_cmpint (memcmp (w, sl_training_network (plain)->params, size), !=, 0);
  SlHistoryRow first = history_row (a, 0), plain_first = history_row (plain, 0);
  g_assert_cmpfloat (first.train_loss, ==, plain_first.train_loss);
  SlHistoryRow last = history_row (a, -1);
  g_assert_cmpfloat (last.train_loss, <, first.train_loss / 2);
  SlConfig off = configure ("");
  sl_training_apply (a, &off);
  SlLogView events = sl_training_events (a);
  const SlEvent *event = sl_log_item (&events, 0);
  g_assert_cmpstr (event->setting, ==, "dropout");
  g_assert_cmpstr (event->from, ==, "0.5,0.2");
  g_assert_cmpstr (event->to, ==, "");
  sl_log_view_clear (&events);
}

/* A run that diverged and went on is the run whose settings changed before that step. */
static void
test_retry_repeats (void)
{
  SlConfig config = configure ("dropout 0.3");
  SlConfig broken = configure ("dropout 0.3 optimizer sgd");
  g_autoptr (SlTraining) retried = sl_training_new (&config, NULL, NULL);
  g_autoptr (SlTraining) straight = sl_training_new (&config, NULL, NULL);
  broken.learning_rate = 1e38; /* beyond what can be typed */
  for (int k = 0; k < 2; k++) {
    /* The first place is the start of an epoch, the second in the middle of one. */
    while (sl_training_epoch (retried) < k + 1 || sl_training_batch (retried) < 3 * k) {
      sl_training_step (retried);
      sl_training_step (straight);
    }
    sl_training_apply (retried, &broken);
    sl_training_apply (straight, &broken);
    g_assert_cmpint (sl_training_step (retried), ==, SL_TRAINING_DIVERGED);
    sl_training_apply (retried, &config);
    sl_training_apply (straight, &config);
  }
  while (sl_training_epoch (retried) < 4) {
    sl_training_step (retried);
    sl_training_step (straight);
  }
  size_t size = sl_training_network (retried)->n_params * sizeof (float);
  g_assert_cmpmem (sl_training_network (retried)->params, size,
                   sl_training_network (straight)->params, size);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dropout/seeded", test_dropout);
  g_test_add_func ("/dropout/retry-repeats", test_retry_repeats);
  return g_test_run ();
}
