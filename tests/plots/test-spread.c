/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/spread.h"

static void
check (SlSpread *items, int n, double lo, double hi)
{
  double all = 0;

  sl_spread (items, n, lo, hi);
  for (int i = 0; i < n; i++) {
    double top = items[i].place - items[i].size / 2;
    all += items[i].size;
    g_assert_cmpfloat (top, >=,
                       (i > 0 ? items[i - 1].place + items[i - 1].size / 2 : lo) - 1e-9);
  }
  if (n > 0 && all <= hi - lo)
    g_assert_cmpfloat (items[n - 1].place + items[n - 1].size / 2, <=, hi + 1e-9);
}

/* Where there is room, labels stay where they want to be. */
static void
test_free (void)
{
  SlSpread items[] = {{10, 4, 0}, {20, 4, 0}, {30, 4, 0}};

  check (items, 3, 0, 100);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (items[i].place, ==, items[i].wanted);
  check (items, 0, 0, 1);
}

/* At an end they line up, in their order. */
static void
test_ends (void)
{
  SlSpread low[] = {{-5, 10, 0}, {-4, 10, 0}, {50, 10, 0}};
  SlSpread high[] = {{50, 10, 0}, {98, 10, 0}, {99, 10, 0}};

  check (low, 3, 0, 100);
  g_assert_cmpfloat (low[0].place, ==, 5);
  g_assert_cmpfloat (low[1].place, ==, 15);
  g_assert_cmpfloat (low[2].place, ==, 50);
  check (high, 3, 0, 100);
  g_assert_cmpfloat (high[0].place, ==, 50);
  g_assert_cmpfloat (high[1].place, ==, 85);
  g_assert_cmpfloat (high[2].place, ==, 95);
}

static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int round = 0; round < 1000; round++) {
    SlSpread items[12];
    double wanted = -20;
    int n = g_rand_int_range (rand, 1, 13);
    for (int i = 0; i < n; i++) {
      wanted += g_rand_double_range (rand, 0, 15);
      items[i] = (SlSpread){wanted, g_rand_double_range (rand, 1, 14), 0};
    }
    check (items, n, 0, 100);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spread/free", test_free);
  g_test_add_func ("/spread/ends", test_ends);
  g_test_add_func ("/spread/any", test_any);
  return g_test_run ();
}
