/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/svg-notes.h"

#include <string.h>

gboolean
sl_svg_add_notes (GString *svg, const char *title, const char *description)
{
  g_autofree char *notes = g_markup_printf_escaped (
      "\n<title>%s</title>\n<desc>%s</desc>", title, description);
  const char *tag = strstr (svg->str, "<svg");
  const char *end = tag != NULL ? strchr (tag, '>') : NULL;

  if (end == NULL)
    return FALSE;
  g_string_insert (svg, end + 1 - svg->str, notes);
  return TRUE;
}

enum { DECIMALS = 3 };

void
sl_svg_shorten (GString *svg)
{
  static const char start[] = " d=\"";
  char *to = svg->str;
  gboolean in_path = FALSE;
  int decimals = -1; /* below 0: before the point */

  for (const char *c = svg->str; *c != '\0'; c++) {
    if (!in_path && g_str_has_prefix (c, start)) {
      in_path = TRUE;
      for (gsize i = 0; i + 1 < sizeof start; i++)
        *to++ = *c++;
    }
    if (*c == '"')
      in_path = FALSE;
    decimals = *c == '.' ? 0 : g_ascii_isdigit (*c) && decimals >= 0 ? decimals + 1 : -1;
    if (!in_path || decimals <= DECIMALS)
      *to++ = *c;
  }
  g_string_truncate (svg, (gsize) (to - svg->str));
}
