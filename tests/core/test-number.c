/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/number.h"
#include "tests/support/comma-locale.h"

#include <math.h>

static void
check_parse (void)
{
  static const struct
  {
    const char *text;
    double value;
  } good[] = {{"0", 0.0},      {"0.003", 0.003}, {"0,003", 0.003}, {"3e-3", 0.003},
              {"3E-3", 0.003}, {" 12 \t", 12.0}, {"-1.5", -1.5},   {"+2", 2.0},
              {".5", 0.5},     {"5.", 5.0},      {"1,5e2", 150.0}, {"1e-400", 0.0},
              {"0.1", 0.1},    {"1e308", 1e308}, {"00012", 12.0},  {"1e+2", 100.0}};
  static const char *const bad[] = {
      "",     " ",     "abc",  "1.2.3", "1,2,3", "1.000,5", "1,000.5", "0x10",     "inf",
      "-inf", "nan",   "1e",   "1e+",   "e5",    ".",       ",",       "-",        "+-1",
      "1 2",  "1e999", "1.5a", "--1",   "1e5.5", "½",       "1_000",   "infinity",
  };
  double value;

  for (size_t i = 0; i < G_N_ELEMENTS (good); i++) {
    value = NAN;
    g_assert_true (sl_number_parse (good[i].text, &value));
    g_assert_true (value == good[i].value); /* to the bit */
  }
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    value = 42.0;
    if (sl_number_parse (bad[i], &value))
      g_error ("'%s' was read as a number", bad[i]);
    g_assert_true (value == 42.0);
  }
}

static void
check_parse_integer (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
  } good[] = {{"0", 0},
              {"-7", -7},
              {" 32 ", 32},
              {"9223372036854775807", G_MAXINT64},
              {"-9223372036854775808", G_MININT64}};
  static const char *const bad[] = {"",    "-",     "+7",  "1.0", "1e3",
                                    "3 4", "1,000", "0x1", "--1", "9223372036854775808"};
  gint64 value;

  for (size_t i = 0; i < G_N_ELEMENTS (good); i++) {
    value = 42;
    g_assert_true (sl_number_parse_integer (good[i].text, &value));
    g_assert_cmpint (value, ==, good[i].value);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    value = 42;
    if (sl_number_parse_integer (bad[i], &value))
      g_error ("'%s' was read as a whole number", bad[i]);
    g_assert_cmpint (value, ==, 42);
  }
}

static void
check_text (void)
{
  static const struct
  {
    double value;
    int digits;
    const char *text;
  } cases[] = {{0.0, 3, "0"},
               {-0.0, 3, "0"},
               {0.0012345, 3, "0.00123"},
               {1.5, 17, "1.5"},
               {-2.25, 4, "-2.25"},
               {123456.0, 3, "1.23e+05"},
               {1e-7, 2, "1e-07"},
               {0.1, 17, "0.10000000000000001"},
               {NAN, 3, "NaN"},
               {-NAN, 3, "NaN"},
               {INFINITY, 3, "∞"},
               {-INFINITY, 3, "-∞"},
               {1234567.0, 7, "1234567"}};

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sl_number_text (cases[i].value, cases[i].digits);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
check_exact (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {{0.1, "0.1"},
               {0.003, "0.003"},
               {1.0 / 3.0, "0.3333333333333333"},
               {0.1 + 0.2, "0.30000000000000004"},
               {-1e300, "-1e+300"},
               {5e-324, "4.94065645841247e-324"}};

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sl_number_exact (cases[i].value);
    double back;

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_true (sl_number_parse (text, &back));
    g_assert_true (back == cases[i].value);
  }
  g_assert_true (sl_number_round (0.0012345, 3) == 0.00123);
  g_assert_true (sl_number_round (9.996, 3) == 10.0);
  g_assert_true (sl_number_round (-0.25, 17) == -0.25);
  g_assert_true (isnan (sl_number_round (NAN, 3)));
  g_assert_true (sl_number_round (-INFINITY, 3) == -INFINITY);
}

static void
check_count (void)
{
  static const struct
  {
    gint64 n;
    const char *text;
  } cases[] = {{0, "0"},
               {9999, "9999"},
               {-9999, "-9999"},
               {10000, "10\u202f000"},
               {1234567, "1\u202f234\u202f567"},
               {-100000, "-100\u202f000"},
               {G_MININT64, "-9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808"}};

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sl_number_count (cases[i].n);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static const struct
{
  const char *path;
  void (*check) (void);
} number_tests[] = {
    {"/base/number/parse", check_parse}, {"/base/number/integer", check_parse_integer},
    {"/base/number/text", check_text},   {"/base/number/exact", check_exact},
    {"/base/number/count", check_count},
};

/* Every check once as it is and once with a decimal comma in the C library. */
static void
test_number (gconstpointer data)
{
  size_t i = GPOINTER_TO_SIZE (data);

  number_tests[i].check ();
  test_comma_locale_enter ();
  number_tests[i].check ();
  test_comma_locale_leave ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (number_tests); i++)
    g_test_add_data_func (number_tests[i].path, GSIZE_TO_POINTER (i), test_number);
  return g_test_run ();
}
