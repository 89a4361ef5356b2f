/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/ticks.h"

#include "tests/support/comma-locale.h"

#include <math.h>
#include <string.h>

static void
check_order (const SlTicks *ticks, const SlScale *scale)
{
  double slack = 1e-9 * (scale->hi - scale->lo);

  g_assert_cmpint (ticks->n, >=, 2);
  g_assert_cmpint (ticks->n, <=, SL_MAX_TICKS);
  for (int i = 0; i < ticks->n; i++) {
    g_assert_cmpfloat (ticks->value[i], >=, scale->lo - slack);
    g_assert_cmpfloat (ticks->value[i], <=, scale->hi + slack);
    if (i > 0) {
      g_assert_cmpfloat (ticks->value[i], >, ticks->value[i - 1]);
      g_assert_cmpstr (ticks->text[i], !=, ticks->text[i - 1]);
    }
  }
}

/* Whether @step is 1, 2 or 5 times a power of ten. */
static gboolean
is_nice (double step)
{
  double m = step / pow (10.0, floor (log10 (step) + 1e-9));

  return fabs (m - 1) < 1e-6 || fabs (m - 2) < 1e-6 || fabs (m - 5) < 1e-6;
}

static void
test_linear (void)
{
  for (double max = 1e-7; max < 1e11; max *= 1.37) {
    for (int most = 2; most < 12; most++) {
      SlScale scale = sl_scale_from_zero (max);
      SlTicks ticks;
      sl_ticks_make (&ticks, &scale, most);
      check_order (&ticks, &scale);
      g_assert_cmpint (ticks.n, <=, most + 1);
      g_assert_cmpfloat (ticks.value[0], ==, 0.0);
      double step = ticks.value[1];
      if (ticks.n > 2)
        g_assert_true (is_nice (step));
      for (int i = 1; i < ticks.n; i++)
        g_assert_cmpfloat_with_epsilon (ticks.value[i], i * step, 1e-9 * scale.hi);
    }
  }
}

static void
test_whole (void)
{
  SlScale scale = sl_scale_from_zero (2.0);
  SlTicks ticks;

  sl_ticks_make_whole (&ticks, &scale, 10);
  check_order (&ticks, &scale);
  g_assert_cmpint (ticks.n, ==, 3);
  for (int i = 0; i < ticks.n; i++)
    g_assert_cmpfloat (ticks.value[i], ==, i);

  /* A single layer: the ends are no numbers of layers. */
  scale = (SlScale){SL_SCALE_LINEAR, 0.5, 1.5, 0.0, 1.0};
  sl_ticks_make_whole (&ticks, &scale, 10);
  g_assert_cmpint (ticks.n, ==, 1);
  g_assert_cmpfloat (ticks.value[0], ==, 1);
}

static void
test_log (void)
{
  static const char *const texts[] = {"0.03", "0.1", "0.3", "1", "3"};
  SlScale scale = sl_scale_log (0.04, 2.5);
  SlTicks ticks;

  sl_ticks_make (&ticks, &scale, 6);
  check_order (&ticks, &scale);
  g_assert_cmpint (ticks.n, ==, G_N_ELEMENTS (texts));
  for (int i = 0; i < ticks.n; i++)
    g_assert_cmpstr (ticks.text[i], ==, texts[i]);

  for (double lo = 1e-15; lo < 1e6; lo *= 7.3) {
    for (double factor = 1.5; factor < 1e20; factor *= 30) {
      scale = sl_scale_log (lo, lo * factor);
      for (int most = 3; most < 12; most++) {
        sl_ticks_make (&ticks, &scale, most);
        g_assert_cmpint (ticks.n, >=, 1);
        g_assert_cmpint (ticks.n, <=, most + 2);
        for (int i = 1; i < ticks.n; i++)
          g_assert_cmpfloat (ticks.value[i], >, ticks.value[i - 1]);
      }
    }
  }
}

static void
check_text (double value, int decimals, const char *expected)
{
  char text[SL_TICK_TEXT];

  sl_tick_text (text, value, decimals);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_taken (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
check_texts (void)
{
  check_text (0, 0, "0");
  check_text (0.25, 2, "0.25");
  check_text (1600, 0, "1\u202f600");
  check_text (-1234567, 0, "−1.23×10⁶");
  check_text (-250000, 0, "−250\u202f000");
  check_text (1e-4, 4, "10⁻⁴");
  check_text (3e-12, 4, "3×10⁻¹²");
  check_text (1e6, 0, "10⁶");
  check_text (NAN, 0, "");
  check_taken (sl_count_text (0), "0");
  check_taken (sl_count_text (999), "999");
  check_taken (sl_count_text (-1252), "−1\u202f252");
  check_taken (sl_count_text (G_MININT64),
               "−9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808");
  check_taken (sl_significant_text (0.0412345678, 6), "0.0412346");
  check_taken (sl_significant_text (1e-5, 12), "10⁻⁵");
  check_taken (sl_significant_text (-1.234567e-7, 6), "−1.23457×10⁻⁷");
  check_taken (sl_significant_text (0.001, 12), "0.001");
  check_taken (sl_significant_text (0.0001, 3), "0.0001");
  check_taken (sl_significant_text (1e30, 3), "10³⁰");
  check_taken (sl_significant_text (INFINITY, 3), "∞");
  check_taken (sl_significant_text (-INFINITY, 3), "−∞");
  check_taken (sl_significant_text (NAN, 3), "NaN");
  check_taken (sl_rounded_text (13.0, 3), "13.0");
  check_taken (sl_rounded_text (216.4, 3), "216");
  check_taken (sl_rounded_text (0.7364, 3), "0.736");
  check_taken (sl_rounded_text (0.0, 3), "0");
  check_taken (sl_rounded_text (4321.0, 3), "4\u202f321");
}

static void
test_texts (void)
{
  check_texts ();
}

static void
test_texts_comma (void)
{
  test_comma_locale_enter ();
  check_texts ();
  test_comma_locale_leave ();
}

static void
test_ends (void)
{
  static const struct
  {
    double hi;
    const char *text;
  } cases[] = {
      {300, "300"}, {15, "15"}, {1.2, "1.2"}, {0.25, "0.25"}, {2500, "2\u202f500"}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlScale scale = {SL_SCALE_LINEAR, 0, cases[i].hi, 0, 1};
    SlTicks ticks;
    sl_ticks_make_ends (&ticks, &scale);
    g_assert_cmpint (ticks.n, ==, 2);
    g_assert_cmpstr (ticks.text[0], ==, "0");
    g_assert_cmpstr (ticks.text[1], ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/ticks/linear", test_linear);
  g_test_add_func ("/plots/ticks/whole", test_whole);
  g_test_add_func ("/plots/ticks/log", test_log);
  g_test_add_func ("/plots/ticks/ends", test_ends);
  g_test_add_func ("/plots/ticks/texts", test_texts);
  g_test_add_func ("/plots/ticks/texts-comma", test_texts_comma);
  return g_test_run ();
}
