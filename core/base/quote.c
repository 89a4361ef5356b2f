/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/quote.h"

/* Enough to see which of several texts is meant. */
enum { MAX_CHARACTERS = 60 };

char *
sl_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  if (g_utf8_strlen (valid, -1) <= MAX_CHARACTERS)
    return g_steal_pointer (&valid);
  g_autofree char *begin = g_utf8_substring (valid, 0, MAX_CHARACTERS - 1);
  return g_strconcat (begin, "…", NULL);
}
