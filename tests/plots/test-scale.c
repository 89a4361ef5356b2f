/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/scale.h"

#include <math.h>

static void
test_round_up_known (void)
{
  static const struct
  {
    double value, end;
  } cases[] = {{1468, 1500}, {1, 1},     {0.21, 0.25}, {263, 300},
               {12.2, 15},   {160, 200}, {0.3, 0.3},   {0.03, 0.03},
               {9.1, 10},    {8, 8},     {1e-9, 1e-9}, {1.01e6, 1.2e6},
               {0.0, 1},     {-3, 1},    {NAN, 1},     {INFINITY, 1}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (sl_scale_round_up (cases[i].value), ==, cases[i].end);
}

/* An axis that follows a growing value covers it, never shrinks, and moves seldom. */
static void
test_round_up_grows (void)
{
  double before = 0.0;
  int moves = 0;

  for (double value = 1e-8; value < 1e12; value *= 1.003) {
    double end = sl_scale_round_up (value);
    g_assert_cmpfloat (end, >=, value);
    g_assert_cmpfloat (end, <=, 1.35 * value);
    g_assert_cmpfloat (end, >=, before);
    moves += end > before;
    before = end;
  }
  g_assert_cmpint (moves, <=, 10 * 20 + 1);
}

static void
check_round_trip (SlScale scale)
{
  scale.start = 310.0;
  scale.end = 12.0;
  for (int i = 0; i <= 1000; i++) {
    double pixel = 12.0 + 298.0 * i / 1000.0;
    double value = sl_scale_invert (&scale, pixel);
    g_assert_cmpfloat_with_epsilon (sl_scale_map (&scale, value), pixel, 1e-9 * 310);
  }
  g_assert_cmpfloat_with_epsilon (sl_scale_map (&scale, scale.lo), scale.start, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_scale_map (&scale, scale.hi), scale.end, 1e-9);
}

static void
test_round_trip (void)
{
  check_round_trip (sl_scale_from_zero (0.037));
  check_round_trip (sl_scale_from_zero (1e9));
  check_round_trip (sl_scale_log (0.039, 2.4));
  check_round_trip (sl_scale_log (1e-12, 1e9));
  check_round_trip ((SlScale){SL_SCALE_LINEAR, -3.5, 7.25, 0, 1});
}

static void
test_log_ends (void)
{
  static const struct
  {
    double min, max, lo, hi;
  } cases[] = {{0.039, 2.4, 0.03, 3}, {0.03, 3, 0.03, 3},  {0.029, 3.1, 0.01, 10},
               {1, 1, 1, 10},         {2e-7, 5, 1e-7, 10}, {0, 5, 0.1, 1},
               {NAN, NAN, 0.1, 1},    {5, 2, 0.1, 1},      {3, 3, 3, 10}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlScale scale = sl_scale_log (cases[i].min, cases[i].max);
    g_assert_cmpfloat_with_epsilon (scale.lo, cases[i].lo, 1e-12 * cases[i].lo);
    g_assert_cmpfloat_with_epsilon (scale.hi, cases[i].hi, 1e-12 * cases[i].hi);
    g_assert_cmpfloat (scale.lo, <, scale.hi);
  }
}

static void
test_no_place (void)
{
  SlScale linear = sl_scale_from_zero (1.0), logarithmic = sl_scale_log (0.1, 1.0);

  linear.end = logarithmic.end = 400.0;
  g_assert_true (isnan (sl_scale_map (&linear, NAN)));
  g_assert_true (isnan (sl_scale_map (&linear, INFINITY)));
  g_assert_true (isnan (sl_scale_map (&logarithmic, 0.0)));
  g_assert_true (isnan (sl_scale_map (&logarithmic, -1.0)));
  g_assert_cmpfloat (sl_scale_map (&linear, 1e300), <=, 1e4);
  g_assert_cmpfloat (sl_scale_map (&linear, -1e300), >=, -1e4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/scale/round-up-known", test_round_up_known);
  g_test_add_func ("/plots/scale/round-up-grows", test_round_up_grows);
  g_test_add_func ("/plots/scale/round-trip", test_round_trip);
  g_test_add_func ("/plots/scale/log-ends", test_log_ends);
  g_test_add_func ("/plots/scale/no-place", test_no_place);
  return g_test_run ();
}
