/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training with several threads: speed only, the numbers are the same to the bit. */
#include "tests/core/training-run.h"

#include <string.h>

/* Products and updates of these are large enough to be split. */
#define LARGE                                                                            \
  "dataset circle test-fraction 0.2 hidden 800,640 batch-size 120 learning-rate 0.001 "
static const char *const runs[] = {
    LARGE "optimizer adam penalty l1 lambda 0.001",
    LARGE "optimizer nesterov penalty group-lasso lambda 0.001 dropout 0.1",
    LARGE "optimizer momentum penalty l2 lambda 0.01 zeros-by dead-link",
};
enum { EPOCHS = 2, SAMPLES = 200 };

/* (transfer full) */
static SlTraining *
train_config (const SlConfig *config, SlPool *pool)
{
  g_autoptr (GError) error = NULL;
  SlTraining *training = sl_training_new_with_pool (config, pool, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < EPOCHS)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return training;
}

static SlConfig
configure (const char *text)
{
  SlConfig config = test_configure (text);
  config.data_options[SL_DATA_SAMPLES] = SAMPLES;
  return config;
}

/* (transfer full) */
static SlTraining *
train (const char *text, SlPool *pool)
{
  SlConfig config = configure (text);
  return train_config (&config, pool);
}

static void
assert_same (const SlTraining *a, const SlTraining *b)
{
  const SlNetwork *one = sl_training_network (a), *other = sl_training_network (b);
  size_t size = one->n_params * sizeof *one->params;
  g_assert_cmpmem (one->params, size, other->params, size);
  for (int i = 0; i <= EPOCHS; i++) {
    SlHistoryRow row = test_history_row (a, i), same = test_history_row (b, i);
    g_assert_cmpmem (&row, sizeof row, &same, sizeof same);
  }
}

/* Threads of this process, or −1 where nobody knows. */
static int
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  int n = 0;
  if (!tasks)
    return -1;
  while (g_dir_read_name (tasks))
    n++;
  return n;
}

static void
test_threads (gconstpointer data)
{
  g_autoptr (SlTraining) alone = train (data, NULL);
  for (int threads = 2; threads <= 3; threads++) {
    g_autoptr (SlPool) pool = sl_pool_new (threads);
    int before = count_threads ();
    g_autoptr (SlTraining) shared = train (data, pool);
    /* There was something to share: the others have started. */
    if (before > 0)
      g_assert_cmpint (count_threads (), ==, before + threads - 1);
    assert_same (alone, shared);
  }
}

typedef struct
{
  SlConfig config;
  SlPool *pool;
} Job;

static gpointer
job_thread (gpointer data)
{
  const Job *job = data;
  return train_config (&job->config, job->pool);
}

/* The same beside other work, with which it shares its threads. */
static void
test_beside_others (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (2);
  GThread *threads[G_N_ELEMENTS (runs)];
  Job jobs[G_N_ELEMENTS (runs)];
  for (size_t i = 0; i < G_N_ELEMENTS (runs); i++) {
    jobs[i] = (Job){configure (runs[i]), pool};
    threads[i] = g_thread_new ("job", job_thread, &jobs[i]);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (runs); i++) {
    g_autoptr (SlTraining) busy = g_thread_join (threads[i]);
    g_autoptr (SlTraining) alone = train (runs[i], NULL);
    assert_same (alone, busy);
  }
}

/* A small network has nothing to share, and starts no thread. */
static void
test_small_is_not_split (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (3);
  int before = count_threads ();
  g_autoptr (SlTraining) training =
      train ("dataset circle hidden 32,16 lambda 0.001", pool);
  g_assert_cmpint (count_threads (), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (runs); i++) {
    g_autofree char *path = g_strdup_printf ("/threads/same-bits/%zu", i);
    g_test_add_data_func (path, runs[i], test_threads);
  }
  g_test_add_func ("/threads/beside-others", test_beside_others);
  g_test_add_func ("/threads/small-is-not-split", test_small_is_not_split);
  return g_test_run ();
}
