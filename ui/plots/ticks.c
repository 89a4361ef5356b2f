/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/ticks.h"

#include <math.h>
#include <string.h>

/* U+202F: narrow, and no line is broken at it. */
#define THIN_SPACE "\u202f"
#define MINUS      "\u2212"

static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴",
                                           "⁵", "⁶", "⁷", "⁸", "⁹"};

/* @digits: without a sign; groups of three from the right of the point. */
static void
append_grouped (GString *out, const char *digits)
{
  const char *point = strchr (digits, '.');
  size_t whole = point != NULL ? (size_t) (point - digits) : strlen (digits);

  for (size_t i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0)
      g_string_append (out, THIN_SPACE);
    g_string_append_c (out, digits[i]);
  }
  g_string_append (out, digits + whole);
}

/* m×10^k with @digits significant digits in m; a factor of 1 is left out. */
static void
append_power (GString *out, double value, int digits)
{
  char format[8], text[40], factor[40];
  int k;

  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (text, sizeof text, format, value);
  char *e = strchr (text, 'e');
  k = (int) g_ascii_strtoll (e + 1, NULL, 10);
  *e = '\0';
  g_snprintf (format, sizeof format, "%%.%dg", digits);
  g_ascii_formatd (factor, sizeof factor, format, g_ascii_strtod (text, NULL));
  if (strcmp (factor, "1") != 0) {
    g_string_append (out, factor);
    g_string_append (out, "×");
  }
  g_string_append (out, k < 0 ? "10⁻" : "10");
  g_snprintf (text, sizeof text, "%d", ABS (k));
  for (const char *digit = text; *digit != '\0'; digit++)
    g_string_append (out, superscripts[*digit - '0']);
}

void
sl_tick_text (char text[SL_TICK_TEXT], double value, int decimals)
{
  g_autoptr (GString) out = g_string_new (NULL);
  double size = fabs (value);
  char format[8], digits[64];

  if (!isfinite (value)) {
    g_strlcpy (text, "", SL_TICK_TEXT);
    return;
  }
  if (value < 0.0)
    g_string_append (out, MINUS);
  if (size != 0.0 && (size < 0.9995e-3 || size >= 999999.5)) {
    append_power (out, size, 3);
  } else {
    g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
    append_grouped (out, g_ascii_formatd (digits, sizeof digits, format, size));
  }
  g_strlcpy (text, out->str, SL_TICK_TEXT);
}

char *
sl_significant_text (double value, int digits)
{
  g_autoptr (GString) out = g_string_new (value < 0.0 ? MINUS : NULL);
  double size = fabs (value);
  char format[8], text[40];

  if (isnan (value))
    return g_strdup ("NaN");
  if (isinf (value)) {
    g_string_append (out, "∞");
  } else if (size != 0.0 && (size < 0.99999e-4 || size >= 1e15)) {
    append_power (out, size, digits);
  } else {
    g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (text, sizeof text, format, size);
    if (strchr (text, 'e') != NULL)
      append_power (out, size, digits);
    else
      append_grouped (out, text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
sl_rounded_text (double value, int digits)
{
  double size = fabs (value);
  char text[SL_TICK_TEXT];

  if (!isfinite (value) || (size != 0.0 && size < 1e-3) || size >= 999999.5)
    return sl_significant_text (value, digits);
  int before = size > 0.0 ? (int) floor (log10 (size)) + 1 : 1;
  sl_tick_text (text, value, size == 0.0 ? 0 : MAX (digits - before, 0));
  return g_strdup (text);
}

char *
sl_count_text (gint64 n)
{
  g_autoptr (GString) out = g_string_new (n < 0 ? MINUS : NULL);
  g_autofree char *digits =
      g_strdup_printf ("%" G_GUINT64_FORMAT, n < 0 ? -(guint64) n : (guint64) n);

  append_grouped (out, digits);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Digits after the point that tell multiples of @step apart. */
static int
decimals_for (double step)
{
  return CLAMP ((int) ceil (-log10 (step) - 1e-9), 0, 9);
}

static void
add_tick (SlTicks *ticks, double value, int decimals)
{
  if (ticks->n == SL_MAX_TICKS)
    return;
  ticks->value[ticks->n] = value;
  sl_tick_text (ticks->text[ticks->n], value, value == 0.0 ? 0 : decimals);
  ticks->n++;
}

/* The smallest 1-2-5 step with at most @most intervals that also divides the range; the
 * smallest one at all when the next two do not divide it either. */
static double
linear_step (double lo, double hi, int most, double smallest)
{
  static const double nice[] = {1, 2, 5};
  double range = hi - lo, first = 0.0;
  int k = (int) floor (log10 (range / most)) - 1, tried = 0;

  for (int i = 0; tried < 4 && i < 60; i++) {
    double step = nice[i % 3] * pow (10.0, k + i / 3);
    if (step < smallest || range / step > most * (1.0 + 1e-9))
      continue;
    if (first == 0.0)
      first = step;
    double a = lo / step, b = hi / step;
    if (range / step > 1.5 && fabs (a - round (a)) < 1e-6 && fabs (b - round (b)) < 1e-6)
      return step;
    tried++;
  }
  return first > 0.0 ? first : range;
}

static void
make_log (SlTicks *ticks, const SlScale *scale, int most)
{
  int first = (int) ceil (log10 (scale->lo) - 1e-9);
  int last = (int) floor (log10 (scale->hi) + 1e-9);
  int decades = MAX (last - first, 0);
  gboolean threes = 2 * decades + 2 <= most + 1;
  int stride = 1;

  most = CLAMP (most, 1, SL_MAX_TICKS - 2);
  while (decades / stride > most)
    stride++;
  for (int k = first - 1; k <= last; k++) {
    double unit = pow (10.0, k);
    if (k >= first && (k - first) % stride == 0)
      add_tick (ticks, unit, MAX (-k, 0));
    if (threes && 3.0 * unit >= scale->lo * (1 - 1e-9) &&
        3.0 * unit <= scale->hi * (1 + 1e-9))
      add_tick (ticks, 3.0 * unit, MAX (-k, 0));
  }
}

/* Digits after the point that @value needs, at most two beyond its first digit. */
static int
decimals_of (double value)
{
  double size = fabs (value);
  int first = size > 0.0 ? MAX (decimals_for (size), 0) : 0;

  for (int d = first; d < first + 2; d++)
    if (fabs (round (size * pow (10.0, d)) - size * pow (10.0, d)) < 1e-6)
      return d;
  return first + 2;
}

void
sl_ticks_make_ends (SlTicks *ticks, const SlScale *scale)
{
  ticks->n = 0;
  add_tick (ticks, scale->lo, decimals_of (scale->lo));
  add_tick (ticks, scale->hi, decimals_of (scale->hi));
}

static void
make_linear (SlTicks *ticks, const SlScale *scale, int most, double smallest)
{
  double range = scale->hi - scale->lo;

  if (!(range > 0.0) || !isfinite (range))
    return;
  most = CLAMP (most, 1, SL_MAX_TICKS - 1);
  double step = linear_step (scale->lo, scale->hi, most, smallest);
  double slack = 1e-9 * range / step;
  int decimals = decimals_for (step);
  double last = floor (scale->hi / step + slack);
  for (double i = ceil (scale->lo / step - slack); i <= last; i += 1.0)
    add_tick (ticks, i == 0.0 ? 0.0 : i * step, decimals);
  /* One whole number says enough: the ends are none. */
  if (ticks->n < (smallest > 0.0 ? 1 : 2))
    sl_ticks_make_ends (ticks, scale);
}

void
sl_ticks_make (SlTicks *ticks, const SlScale *scale, int most)
{
  ticks->n = 0;
  if (scale->type == SL_SCALE_LOG)
    make_log (ticks, scale, most);
  else
    make_linear (ticks, scale, most, 0.0);
}

void
sl_ticks_make_whole (SlTicks *ticks, const SlScale *scale, int most)
{
  ticks->n = 0;
  make_linear (ticks, scale, most, 1.0);
}
