/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/throttle.h"

static void
count (gpointer data)
{
  (*(int *) data)++;
}

/* The first at once, then one for all that came within the interval, and that one comes.
 */
static void
check_interval (void)
{
  int runs = 0;
  SlThrottle throttle;
  gint64 begin = g_get_monotonic_time ();

  sl_throttle_init (&throttle, 50, count, &runs);
  for (int i = 0; i < 100; i++)
    sl_throttle_request (&throttle, FALSE);
  if (g_get_monotonic_time () - begin < 50000)
    g_assert_cmpint (runs, ==, 1);
  while (runs < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 50000);
  sl_throttle_clear (&throttle);
}

static void
check_at_once (void)
{
  int runs = 0;
  SlThrottle throttle;

  sl_throttle_init (&throttle, G_MAXINT / 1000, count, &runs);
  sl_throttle_request (&throttle, FALSE);
  sl_throttle_request (&throttle, FALSE);
  g_assert_cmpint (runs, ==, 1);
  g_assert_cmpuint (throttle.source, !=, 0);
  sl_throttle_request (&throttle, TRUE);
  g_assert_cmpint (runs, ==, 2);
  g_assert_cmpuint (throttle.source, ==, 0); /* nothing is left to wait for */
}

static void
check_clear (void)
{
  int runs = 0;
  SlThrottle throttle;

  sl_throttle_init (&throttle, 1, count, &runs);
  sl_throttle_request (&throttle, TRUE);
  sl_throttle_request (&throttle, FALSE);
  sl_throttle_clear (&throttle);
  for (int i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (runs, <=, 2);
  g_assert_cmpuint (throttle.source, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/throttle/interval", check_interval);
  g_test_add_func ("/throttle/at-once", check_at_once);
  g_test_add_func ("/throttle/clear", check_clear);
  return g_test_run ();
}
