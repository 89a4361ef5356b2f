/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/flush-zero.h"
#include "core/base/parallel.h"

#include <float.h>
#include <math.h>

enum { N = 3000, MANY = 200 };

/* A sum that depends on the order of its terms, in parts. */
typedef struct
{
  SlPool *pool;
  int parts;
  float values[N];
  float sums[SL_SPLIT_PARTS];
} Work;

static void
fill (Work *work, SlPool *pool)
{
  *work = (Work){.pool = pool, .parts = sl_split_count (N, 100)};
  for (int i = 0; i < N; i++)
    work->values[i] = 1.0f / (float) (1 + i * 7 % N);
}

static void
sum_task (gpointer data, int task)
{
  Work *work = data;
  SlRange range = sl_split_range (N, work->parts, task, 16);

  work->sums[task] = 0;
  for (size_t i = range.first; i < range.end; i++)
    work->sums[task] += work->values[i];
}

static float
total (const Work *work)
{
  float sum = 0;

  for (int i = 0; i < work->parts; i++)
    sum += work->sums[i];
  return sum;
}

/* 1, 2 and 3 threads give the same bits, again and again. */
static void
test_bits (void)
{
  float expected = 0;

  for (int threads = 1; threads <= 3; threads++) {
    g_autoptr (SlPool) pool = sl_pool_new (threads);

    g_assert_cmpint (sl_pool_threads (pool), ==, threads);
    for (int repeat = 0; repeat < MANY; repeat++) {
      Work work;

      fill (&work, pool);
      sl_pool_run (pool, work.parts, sum_task, &work);
      expected = threads == 1 ? total (&work) : expected;
      g_assert_true (total (&work) == expected);
    }
  }
  g_assert_cmpfloat (expected, >, 8);
}

static void
count_task (gpointer data, int task)
{
  gint *done = data;

  g_atomic_int_inc (&done[task]);
}

/* Every part is done once, however many there are. */
static void
test_each_once (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (3);

  for (int n = 0; n < 40; n++) {
    gint done[41] = {0};

    sl_pool_run (pool, n, count_task, done);
    for (int i = 0; i < 41; i++)
      g_assert_cmpint (done[i], ==, i < n);
  }
}

/* Both parts must be under way at once for either to end. */
static void
meet_task (gpointer data, int task)
{
  gint *met = data;

  g_atomic_int_inc (met);
  while (g_atomic_int_get (met) < 2)
    g_thread_yield ();
}

static void
test_at_once (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (2);

  for (int repeat = 0; repeat < 50; repeat++) {
    gint met = 0;

    sl_pool_run (pool, 2, meet_task, &met);
    g_assert_cmpint (met, ==, 2);
  }
}

static void
outer_task (gpointer data, int task)
{
  Work *works = data;

  sl_pool_run (works[task].pool, works[task].parts, sum_task, &works[task]);
}

/* A part that is itself split is done by the thread that has it, with the same bits. */
static void
test_nested (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (2);
  g_autofree Work *works = g_new (Work, 8);
  Work expected;

  fill (&expected, NULL);
  sl_pool_run (NULL, expected.parts, sum_task, &expected);
  for (int i = 0; i < 8; i++)
    fill (&works[i], pool);
  sl_pool_run (pool, 8, outer_task, works);
  for (int i = 0; i < 8; i++)
    g_assert_true (total (&works[i]) == total (&expected));
}

static gpointer
visitor_thread (gpointer data)
{
  Work *work = data;

  for (int repeat = 0; repeat < MANY; repeat++)
    sl_pool_run (work->pool, work->parts, sum_task, work);
  return NULL;
}

/* Threads that share one pool do not wait for each other, and do not mix. */
static void
test_shared (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (2);
  GThread *threads[3];
  g_autofree Work *works = g_new (Work, 3);
  Work expected;

  fill (&expected, NULL);
  sl_pool_run (NULL, expected.parts, sum_task, &expected);
  for (int i = 0; i < 3; i++) {
    fill (&works[i], pool);
    threads[i] = g_thread_new ("visitor", visitor_thread, &works[i]);
  }
  for (int i = 0; i < 3; i++) {
    g_thread_join (threads[i]);
    g_assert_true (total (&works[i]) == total (&expected));
  }
}

typedef struct
{
  gint met;
  volatile float results[2];
} Subnormal;

static void
subnormal_task (gpointer data, int task)
{
  Subnormal *work = data;
  volatile float smallest = FLT_MIN;

  meet_task (&work->met, task);
  work->results[task] = smallest * 0.5f;
}

/* The threads of the pool treat subnormal numbers as their caller does, in turn. */
static void
test_flush_zero (void)
{
  g_autoptr (SlPool) pool = sl_pool_new (2);

  for (int repeat = 0; repeat < 4; repeat++) {
    Subnormal kept = {0}, flushed = {0};
    volatile float smallest = FLT_MIN;

    sl_pool_run (pool, 2, subnormal_task, &kept);
    SlFlushZero before = sl_flush_zero_enter ();
    sl_pool_run (pool, 2, subnormal_task, &flushed);
    float here = smallest * 0.5f;
    sl_flush_zero_leave (before);
    for (int i = 0; i < 2; i++) {
      g_assert_true (kept.results[i] > 0);
      g_assert_true (flushed.results[i] == here);
    }
  }
}

/* The parts cover everything once, begin where they may, and are about equal. */
static void
test_ranges (void)
{
  static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 4096};

  for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int parts = 1; parts <= SL_SPLIT_PARTS; parts++) {
      size_t next = 0, most = 0, least = G_MAXSIZE;

      for (int i = 0; i < parts; i++) {
        SlRange range = sl_split_range (sizes[s], parts, i, 16);

        g_assert_cmpuint (range.first, ==, next);
        g_assert_true (range.first % 16 == 0 || range.first == sizes[s]);
        g_assert_cmpuint (range.end, >=, range.first);
        next = range.end;
        most = MAX (most, range.end - range.first);
        least = MIN (least, range.end - range.first);
      }
      g_assert_cmpuint (next, ==, sizes[s]);
      g_assert_cmpuint (most - least, <=, 32);
    }
  g_assert_cmpint (sl_split_count (1, 100), ==, 1);
  g_assert_cmpint (sl_split_count (199, 100), ==, 1);
  g_assert_cmpint (sl_split_count (200, 100), ==, 2);
  g_assert_cmpint (sl_split_count (1e12, 100), ==, SL_SPLIT_PARTS);
  g_assert_cmpint (sl_cores (), >=, 1);
  g_assert_cmpint (sl_cores_beside_window (), >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/bits", test_bits);
  g_test_add_func ("/parallel/each-once", test_each_once);
  g_test_add_func ("/parallel/at-once", test_at_once);
  g_test_add_func ("/parallel/nested", test_nested);
  g_test_add_func ("/parallel/shared", test_shared);
  g_test_add_func ("/parallel/flush-zero", test_flush_zero);
  g_test_add_func ("/parallel/ranges", test_ranges);
  return g_test_run ();
}
