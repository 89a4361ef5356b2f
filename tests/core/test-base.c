/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/base/flush-zero.h"
#include "core/base/kind.h"
#include "core/base/monitor.h"

#include <float.h>

static void
test_exit_status (void)
{
  static const struct
  {
    SlErrorCode code;
    int status;
  } cases[] = {{SL_ERROR_ARGUMENT, 2},
               {SL_ERROR_DATA, 2},
               {SL_ERROR_WRITE, 1},
               {SL_ERROR_DIVERGED, 1},
               {SL_ERROR_CANCELLED, 1}};
  g_autoptr (GError) option =
      g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "bad value");
  g_autoptr (GError) file =
      g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "disk full");

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = g_error_new_literal (SL_ERROR, cases[i].code, "a reason");

    g_assert_cmpint (sl_error_exit_status (error), ==, cases[i].status);
  }
  g_assert_cmpint (sl_error_exit_status (NULL), ==, 0);
  g_assert_cmpint (sl_error_exit_status (option), ==, 2);
  g_assert_cmpint (sl_error_exit_status (file), ==, 1);
}

static void
test_kinds (void)
{
  static const SlKind apple = {"apple", "Apple", "A fruit."};
  static const SlKind pear = {"pear", "Pear", "Another."};
  static const SlKind stone = {"apple", "Stone", "Not in the table."};
  static const SlKind *const kinds[] = {&apple, &pear};
  static const SlKindTable table = {"fruit", 2, kinds};
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_kind_find (&table, "apple", &error) == &apple);
  g_assert_true (sl_kind_find (&table, "pear", &error) == &pear);
  g_assert_no_error (error);
  g_assert_cmpint (sl_kind_index (&table, &pear), ==, 1);
  g_assert_cmpint (sl_kind_index (&table, &stone), ==, -1);

  g_assert_null (sl_kind_find (&table, "Apple", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_cmpstr (error->message, ==,
                   "There is no fruit called 'Apple'; choose one of: apple, pear");
  g_assert_null (sl_kind_find (&table, "", NULL));
}

/* Through volatile, so that the processor and not the compiler does the sum. */
static gboolean
subnormals_survive (void)
{
  volatile float smallest = FLT_MIN, half = 0.5f;
  volatile float result = smallest * half;

  return result != 0.0f;
}

static void
test_flush_zero (void)
{
  volatile float tiny = FLT_MIN / 4.0f, large = 0x1p100f, product;
  SlFlushZero outer, inner;

  g_assert_true (subnormals_survive ());
  outer = sl_flush_zero_enter ();
#if defined(__SSE2__) || defined(__aarch64__)
  g_assert_false (subnormals_survive ());
  product = tiny * large; /* a subnormal factor counts as 0, too */
  g_assert_true (product == 0.0f);
  inner = sl_flush_zero_enter ();
  sl_flush_zero_leave (inner);
  g_assert_false (subnormals_survive ()); /* as it was before the inner one */
#else
  inner = sl_flush_zero_enter ();
  sl_flush_zero_leave (inner);
#endif
  sl_flush_zero_leave (outer);
  g_assert_true (subnormals_survive ());
  product = tiny * large;
  g_assert_true (product > 0.0f);
}

typedef struct
{
  SlMonitor *monitor;
  int turn; /* shared: whose turn it is, counted up by both threads */
} Rally;

enum { N_TURNS = 1000 };

/* Waits for the turns of one parity and passes each on. */
static gpointer
play (Rally *rally, int parity)
{
  sl_monitor_enter (rally->monitor);
  while (rally->turn < N_TURNS) {
    if (rally->turn % 2 != parity) {
      sl_monitor_wait (rally->monitor);
      continue;
    }
    rally->turn++;
    sl_monitor_wake (rally->monitor);
  }
  sl_monitor_leave (rally->monitor);
  return NULL;
}

static gpointer
play_odd (gpointer data)
{
  return play (data, 1);
}

static void
test_monitor_rally (void)
{
  Rally rally = {sl_monitor_new (), 0};
  GThread *other = g_thread_new ("rally", play_odd, &rally);

  play (&rally, 0);
  g_thread_join (other);
  g_assert_cmpint (rally.turn, ==, N_TURNS);
  sl_monitor_free (rally.monitor);
}

static gpointer
set_turn (gpointer data)
{
  Rally *rally = data;

  sl_monitor_enter (rally->monitor);
  rally->turn = 1;
  sl_monitor_wake (rally->monitor);
  sl_monitor_leave (rally->monitor);
  return NULL;
}

static void
test_monitor_time (void)
{
  Rally rally = {sl_monitor_new (), 0};
  gint64 end = g_get_monotonic_time () + 20 * 1000;
  GThread *other;

  sl_monitor_enter (rally.monitor);
  while (sl_monitor_wait_until (rally.monitor, end))
    ; /* a spurious wake-up */
  g_assert_cmpint (g_get_monotonic_time (), >=, end);
  g_assert_false (sl_monitor_wait_until (rally.monitor, 0));

  /* Woken long before the time: the other thread can only set it while this one waits. */
  other = g_thread_new ("waker", set_turn, &rally);
  end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  while (rally.turn == 0)
    g_assert_true (sl_monitor_wait_until (rally.monitor, end));
  sl_monitor_leave (rally.monitor);
  g_thread_join (other);
  sl_monitor_free (rally.monitor);
  sl_monitor_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/exit-status", test_exit_status);
  g_test_add_func ("/base/kind/find", test_kinds);
  g_test_add_func ("/base/flush-zero", test_flush_zero);
  g_test_add_func ("/base/monitor/rally", test_monitor_rally);
  g_test_add_func ("/base/monitor/time", test_monitor_time);
  return g_test_run ();
}
