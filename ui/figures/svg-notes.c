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
