/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/number.h"

#include <float.h>
#include <string.h>

/* The decimal digits of a number without its point: ±mantissa · 10^exponent. */
typedef struct
{
  guint64 mantissa;
  int exponent;
  int digits;   /* of the mantissa, leading zeros not counted */
  gboolean any; /* there was a digit at all */
  gboolean cut; /* digits beyond the 19th did not fit */
  gboolean is_negative;
} Decimal;

/* As many decimal digits as fit into 64 bits whatever they are. */
enum { MAX_DIGITS = 19 };
/* Larger exponents are 0 or infinite beside any mantissa that fits into a cell. */
enum { MAX_EXPONENT = 100000000 };

static gboolean
is_digit (char c)
{
  return (guint8) (c - '0') <= 9;
}

/* Takes digits of the part behind the point when @step is −1, else of that before it. */
static const char *
take_digits (Decimal *d, const char *p, const char *end, int step)
{
  for (; p < end && is_digit (*p); p++) {
    guint digit = (guint) (*p - '0');

    d->any = TRUE;
    if (d->digits == MAX_DIGITS) {
      d->cut = d->cut || digit != 0;
      d->exponent += step + 1;
      continue;
    }
    d->mantissa = d->mantissa * 10 + digit;
    d->digits += d->mantissa != 0;
    d->exponent += step;
  }
  return p;
}

/* The part from 'e' on; NULL when there are no digits in it. */
static const char *
take_exponent (Decimal *d, const char *p, const char *end)
{
  gboolean is_negative = FALSE;
  int exponent = 0;

  p++;
  if (p < end && (*p == '+' || *p == '-'))
    is_negative = *p++ == '-';
  if (p == end || !is_digit (*p))
    return NULL;
  for (; p < end && is_digit (*p); p++)
    exponent = MIN (exponent * 10 + (*p - '0'), MAX_EXPONENT);
  d->exponent += is_negative ? -exponent : exponent;
  return p;
}

static gboolean
take_decimal (Decimal *d, const char *p, const char *end, char point)
{
  if (p < end && (*p == '+' || *p == '-'))
    d->is_negative = *p++ == '-';
  p = take_digits (d, p, end, 0);
  if (p < end && *p == point)
    p = take_digits (d, p + 1, end, -1);
  if (!d->any)
    return FALSE;
  if (p < end && (*p == 'e' || *p == 'E'))
    p = take_exponent (d, p, end);
  return p == end;
}

/* Clinger's fast path: mantissa and power of ten are doubles, so one rounding is all. */
static gboolean
in_double (const Decimal *d, double *value)
{
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

  if (d->mantissa > G_GUINT64_CONSTANT (1) << 53 || ABS (d->exponent) > 22)
    return FALSE;
  *value = d->exponent < 0 ? (double) d->mantissa / powers[-d->exponent]
                           : (double) d->mantissa * powers[d->exponent];
  return TRUE;
}

/* The same with the 64-bit mantissas of x87, whose second rounding, to double, is right
 * unless the first one ended in the middle between two doubles. */
static gboolean
in_long_double (const Decimal *d, double *value)
{
#if LDBL_MANT_DIG == 64
  static const long double powers[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,
                                       1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
                                       1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L,
                                       1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
  long double exact;
  guint64 bits;

  if (ABS (d->exponent) > 27)
    return FALSE;
  exact = d->exponent < 0 ? (long double) d->mantissa / powers[-d->exponent]
                          : (long double) d->mantissa * powers[d->exponent];
  memcpy (&bits, &exact, sizeof bits);
  if ((bits & 0x7ff) == 0x400)
    return FALSE;
  *value = (double) exact;
  return TRUE;
#else
  return FALSE;
#endif
}

static double
in_full (const char *text, size_t n, char point)
{
  g_autofree char *copy = g_strndup (text, n);
  char *at = strchr (copy, point);

  if (at != NULL)
    *at = '.';
  return g_ascii_strtod (copy, NULL);
}

gboolean
sl_csv_parse_number (const char *text, size_t n, char point, double *value)
{
  Decimal d = {0};

  if (!take_decimal (&d, text, text + n, point))
    return FALSE;
  if (d.cut || !(in_double (&d, value) || in_long_double (&d, value)))
    *value = in_full (text, n, point);
  else if (d.is_negative)
    *value = -*value;
  return TRUE;
}

/* Passes over up to @most digits; returns how many there were. */
static int
skip_digits (const char **text, int most)
{
  int n = 0;

  for (; n < most && g_ascii_isdigit (**text); n++)
    ++*text;
  return n;
}

static gboolean
has_foreign_digits (const char *text)
{
  const char *at = text + (*text == '-' || *text == '+');
  int head = skip_digits (&at, G_MAXINT), groups = 0;
  char mark = *at;

  if (head == 0)
    return FALSE;
  /* Thousands: one to three digits, then threes behind the same mark. */
  for (const char *next = at;
       head <= 3 && mark != '\0' && strchr (".,' ", mark) && *next == mark; groups++) {
    next++;
    if (skip_digits (&next, 3) != 3 || g_ascii_isdigit (*next))
      break;
    at = next;
  }
  if (groups > 0 && *at == '\0')
    return mark != ' '; /* that might be a telephone's */
  if (*at != '.' && *at != ',')
    return FALSE;
  at++;
  return skip_digits (&at, G_MAXINT) > 0 && *at == '\0';
}

gboolean
sl_csv_is_foreign_number (const char *text)
{
  /* Signs of currencies and shares, blanks of print, and a minus of print. */
  static const char *const signs[] = {"%", "$",      "€",      "£",
                                      "¥", "\u00a0", "\u202f", "\u2212"};
  g_autoptr (GString) bare = NULL;
  double value;
  guint n = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  bare = g_string_new (text);
  for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
    n += g_string_replace (bare, signs[i], "", 0);
  g_strstrip (bare->str);
  return has_foreign_digits (bare->str) ||
         (n > 0 && sl_csv_parse_number (bare->str, strlen (bare->str), '.', &value));
}
