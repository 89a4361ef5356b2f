/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/rng.h"
#include "core/data/csv/number.h"

#include <math.h>
#include <string.h>

static double
parse (const char *text, char point)
{
  double value = -12345;

  if (!sl_csv_parse_number (text, strlen (text), point, &value))
    g_error ("'%s' was not taken for a number", text);
  return value;
}

static gboolean
same_bits (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static void
assert_exact (const char *text)
{
  double value = parse (text, '.'), right = g_ascii_strtod (text, NULL);

  if (!same_bits (value, right))
    g_error ("%s: %a is not %a", text, value, right);
}

static void
test_known (void)
{
  static const char *const texts[] = {
      "0",
      "-0",
      "007",
      "1.",
      ".5",
      "+3.25",
      "-12e3",
      "1E-5",
      "123456789012345678901234567890",
      "0.000000000000000000000000000001",
      "9007199254740993",
      "9007199254740993.0000000000001",
      "1.7976931348623157e308",
      "1.7976931348623159e308",
      "1e400",
      "-1e999999999999",
      "4.9e-324",
      "2.4e-324",
      "1e-400",
      "2.2250738585072011e-308",
      "0.1000000000000000055511151231257827",
      "5e-27",
      "1000000000000000000000000000",
      "8.5070591730234615e37",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_exact (texts[i]);
  g_assert_cmpfloat (parse ("1,5", ','), ==, 1.5);
  g_assert_cmpfloat (parse ("-0,1234567890123456789012e2", ','), ==,
                     g_ascii_strtod ("-12.34567890123456789012", NULL));
}

/* Every double, written with the digits that programs write. */
static void
test_random (void)
{
  static const char *const formats[] = {"%.17g", "%.18e", "%.15g", "%.9g", "%.6f"};
  SlRng rng;

  sl_rng_init (&rng, 1, SL_STREAM_DATA);
  for (int i = 0; i < 40000; i++) {
    char text[400], format[8];
    double value =
        sl_rng_normal (&rng) * pow (10, floor (40 * sl_rng_uniform (&rng)) - 20);

    g_strlcpy (format, formats[i % (int) G_N_ELEMENTS (formats)], sizeof format);
    g_ascii_formatd (text, sizeof text, format, value);
    assert_exact (text);
  }
}

/* Numbers in the middle between two doubles, and next to it: where a second rounding goes
 * wrong. */
static void
test_middles (void)
{
  SlRng rng;

  sl_rng_init (&rng, 2, SL_STREAM_DATA);
  for (int i = 0; i < 20000; i++) {
    guint64 odd =
        (G_GUINT64_CONSTANT (1) << 53) + 2 * (guint64) (sl_rng_uniform (&rng) * 4e15) + 1;
    int shift = i % 10;
    char text[64];

    g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT "%s", odd << shift,
                i % 3 == 0   ? ".0"
                : i % 3 == 1 ? "e0"
                             : "");
    assert_exact (text);
    g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, (odd << shift) + 1);
    assert_exact (text);
    g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT "e%d", odd << shift, i % 60 - 30);
    assert_exact (text);
  }
}

static void
test_refused (void)
{
  static const char *const texts[] = {"",     "-",    ".",   "e5",  "1e",    "1e+",
                                      "0x10", "inf",  "nan", "1 2", "1.2.3", "1,5",
                                      "--1",  "1e5x", "12a", "+-1", "1e5.5", "Infinity"};

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
    double value = 7;

    g_assert_false (sl_csv_parse_number (texts[i], strlen (texts[i]), '.', &value));
    g_assert_cmpfloat (value, ==, 7);
  }
}

/* Numbers as other tables have them, and what only looks like one. */
static void
test_foreign (void)
{
  static const char *const numbers[] = {"0,5",       "-1.234,5",      "1,234.5",
                                        "1'234",     "1.234",         "12,345",
                                        "1 234,5",   "+1'234'567.25", "1000000,5",
                                        "$2",        "1 %",           "€1.234,50",
                                        "\u22121.5", "1\u00a0100,5"},
                           *const others[] = {
                               "",        "-",   "1.2.3", "192.168.0.1", "12-34",
                               "0,5a",    "1,",  ",5",    "555 123",     "1.2345.678",
                               "12,34,5", "abc", "%",     "$a"};

  for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!sl_csv_is_foreign_number (numbers[i]))
      g_error ("'%s' is a number", numbers[i]);
  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    if (sl_csv_is_foreign_number (others[i]))
      g_error ("'%s' is no number", others[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/number/known", test_known);
  g_test_add_func ("/csv/number/random", test_random);
  g_test_add_func ("/csv/number/middles", test_middles);
  g_test_add_func ("/csv/number/refused", test_refused);
  g_test_add_func ("/csv/number/foreign", test_foreign);
  return g_test_run ();
}
