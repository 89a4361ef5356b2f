/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/date.h"

#include <math.h>

/* GDate's number of 1970-01-01, and of 9999-12-31. */
enum { EPOCH = 719163, LAST = 3652059 };

/* Reads a number of @least to @most digits and moves @text behind it. */
static gboolean
take_digits (const char **text, const char *end, int least, int most, int *value)
{
  int n = 0;

  *value = 0;
  for (; *text < end && g_ascii_isdigit (**text) && n < most; (*text)++, n++)
    *value = 10 * *value + (**text - '0');
  return n >= least;
}

static gboolean
take_char (const char **text, const char *end, const char *set, char *found)
{
  for (; *text < end && *set != '\0'; set++)
    if (**text == *set) {
      *found = *(*text)++;
      return TRUE;
    }
  return FALSE;
}

/* "Z", "+02", "-0330", "+01:00" or nothing. */
static gboolean
take_zone (const char **text, const char *end)
{
  int value;
  char sign;

  if (*text == end || take_char (text, end, "Z", &sign))
    return *text == end;
  if (!take_char (text, end, "+-", &sign) || !take_digits (text, end, 2, 2, &value))
    return FALSE;
  take_char (text, end, ":", &sign);
  return *text == end || (take_digits (text, end, 2, 2, &value) && *text == end);
}

/* "T12:30", " 12:30:05.25" with or without a zone, or nothing. */
static gboolean
take_time (const char *text, const char *end, double *days)
{
  int hours, minutes, seconds = 0;
  double fraction = 0.0;
  char found;

  *days = 0.0;
  if (text == end)
    return TRUE;
  if (!take_char (&text, end, "T ", &found) || !take_digits (&text, end, 1, 2, &hours) ||
      !take_char (&text, end, ":", &found) || !take_digits (&text, end, 2, 2, &minutes))
    return FALSE;
  if (take_char (&text, end, ":", &found) && !take_digits (&text, end, 2, 2, &seconds))
    return FALSE;
  if (take_char (&text, end, ".,", &found))
    for (double place = 0.1; text < end && g_ascii_isdigit (*text); place /= 10.0)
      fraction += place * (*text++ - '0');
  *days = ((hours * 60.0 + minutes) * 60.0 + seconds + fraction) / 86400.0;
  return hours < 24 && minutes < 60 && seconds < 61 && take_zone (&text, end);
}

/* Three numbers with the same sign between; @first has four digits when it is a year. */
static gboolean
take_day (const char **text, const char *end, int numbers[3], char *sign)
{
  const char *start = *text;
  gboolean year_first;
  char again;

  if (!take_digits (text, end, 1, 4, &numbers[0]))
    return FALSE;
  year_first = *text - start == 4;
  if ((*text - start == 3) || !take_char (text, end, "-/.", sign) ||
      !take_digits (text, end, 1, 2, &numbers[1]) ||
      !take_char (text, end, "-/.", &again) || again != *sign)
    return FALSE;
  if (year_first)
    return take_digits (text, end, 1, 2, &numbers[2]);
  return take_digits (text, end, 4, 4, &numbers[2]);
}

gboolean
sl_csv_parse_date (const char *text, size_t n, double *days, gboolean *is_unclear)
{
  const char *end = text + n, *p = text;
  int numbers[3], year, month, day;
  gboolean year_first = n > 4 && !g_ascii_isdigit (text[4]) &&
                        g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[2]);
  double time;
  char sign;
  GDate date;

  if (n < 8 || !take_day (&p, end, numbers, &sign) || !take_time (p, end, &time))
    return FALSE;
  year = numbers[year_first ? 0 : 2];
  month = numbers[1];
  day = numbers[year_first ? 2 : 0];
  *is_unclear = !year_first && sign != '.';
  /* 12/31/2024 is a date however it is meant. */
  if (*is_unclear && month > 12) {
    month = numbers[0];
    day = numbers[1];
  }
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *days = (double) g_date_get_julian (&date) - EPOCH + time;
  return TRUE;
}

char *
sl_date_text (double days)
{
  double julian = floor (days) + EPOCH;
  GDate date;

  if (!(julian >= 1.0 && julian <= LAST))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) julian);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date),
                          g_date_get_month (&date), g_date_get_day (&date));
}
