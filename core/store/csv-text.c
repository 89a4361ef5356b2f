/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/csv-text.h"

#include <math.h>
#include <string.h>

void
sl_csv_text (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL) {
    g_string_append (csv, text);
    return;
  }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

void
sl_csv_number (GString *csv, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (!isnan (value))
    g_string_append (csv, g_ascii_formatd (text, sizeof text, "%.17g", value));
}
