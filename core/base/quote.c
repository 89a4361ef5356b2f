/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/quote.h"

/* Enough to see which of several texts is meant. */
enum { MAX_CHARACTERS = 60 };

static gboolean
breaks_lines (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *
sl_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *quote = g_string_new (NULL);
  gboolean fits = g_utf8_strlen (valid, -1) <= MAX_CHARACTERS;
  const char *at = valid;
  for (int i = 0; *at != '\0' && i < MAX_CHARACTERS - !fits; i++) {
    gunichar c = g_utf8_get_char (at);
    g_string_append_unichar (quote, breaks_lines (c) ? ' ' : c);
    at = g_utf8_next_char (at);
  }
  if (!fits)
    g_string_append (quote, "…");
  return g_string_free (quote, FALSE);
}
