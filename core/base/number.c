/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/number.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* U+202F, a thin space at which no line is broken. */
#define THIN_SPACE "\xe2\x80\xaf"

static size_t
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Whether all of @text is [+-] digits [. digits] [e [+-] digits], with a digit before the
 * exponent. strtod alone would also take hexadecimal, "inf" and "nan". */
static gboolean
is_decimal (const char *text)
{
  size_t before, after = 0;

  if (*text == '+' || *text == '-')
    text++;
  before = count_digits (text);
  text += before;
  if (*text == '.') {
    after = count_digits (++text);
    text += after;
  }
  if (before + after == 0)
    return FALSE;
  if (*text == 'e' || *text == 'E') {
    size_t digits;

    text++;
    if (*text == '+' || *text == '-')
      text++;
    digits = count_digits (text);
    if (digits == 0)
      return FALSE;
    text += digits;
  }
  return *text == '\0';
}

gboolean
sl_number_parse (const char *text, double *value)
{
  g_autofree char *copy = NULL;
  char *comma;
  double parsed;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  copy = g_strstrip (g_strdup (text));
  comma = strchr (copy, ',');
  if (comma != NULL && strchr (copy, '.') == NULL)
    *comma = '.'; /* A second comma stays, and is refused. */
  if (!is_decimal (copy))
    return FALSE;
  parsed = g_ascii_strtod (copy, NULL);
  if (!isfinite (parsed))
    return FALSE;
  *value = parsed;
  return TRUE;
}

gboolean
sl_number_parse_integer (const char *text, gint64 *value)
{
  g_autofree char *copy = NULL;
  const char *digits;
  gint64 parsed;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  copy = g_strstrip (g_strdup (text));
  digits = *copy == '-' ? copy + 1 : copy;
  if (*digits == '\0' || digits[count_digits (digits)] != '\0')
    return FALSE;
  errno = 0;
  parsed = g_ascii_strtoll (copy, NULL, 10);
  if (errno == ERANGE)
    return FALSE;
  *value = parsed;
  return TRUE;
}

/* "%.*g" with '.' whatever the locale. */
static char *
format_significant (double value, int digits)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%dg", digits);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
}

char *
sl_number_text (double value, int digits)
{
  g_return_val_if_fail (digits >= 1 && digits <= 17, NULL);

  if (isnan (value))
    return g_strdup ("NaN");
  if (isinf (value))
    return g_strdup (value > 0.0 ? "∞" : "-∞");
  /* Adding 0 turns −0 into 0: nobody wants to read "-0". */
  return format_significant (value + 0.0, digits);
}

char *
sl_number_count (gint64 n)
{
  g_autofree char *digits = NULL;
  GString *text;
  size_t length;
  guint64 magnitude = n < 0 ? -(guint64) n : (guint64) n;

  digits = g_strdup_printf ("%" G_GUINT64_FORMAT, magnitude);
  length = strlen (digits);
  text = g_string_new (n < 0 ? "-" : NULL);
  for (size_t i = 0; i < length; i++) {
    if (magnitude >= 10000 && i > 0 && (length - i) % 3 == 0)
      g_string_append (text, THIN_SPACE);
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}

char *
sl_number_exact (double value)
{
  char *text = NULL;

  for (int digits = 15; digits <= 17; digits++) {
    g_free (text);
    text = format_significant (value, digits);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  return text;
}

double
sl_number_round (double value, int digits)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (digits >= 1 && digits <= 17, value);

  if (!isfinite (value))
    return value;
  text = format_significant (value, digits);
  return g_ascii_strtod (text, NULL);
}
