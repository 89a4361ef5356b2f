/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/column.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

const char *
sl_column_kind_name (SlColumnKind kind)
{
  static const char *const names[] = {
      [SL_COLUMN_NUMBER] = N_ ("number"), [SL_COLUMN_CATEGORY] = N_ ("category"),
      [SL_COLUMN_DATE] = N_ ("date"),     [SL_COLUMN_CONSTANT] = N_ ("constant"),
      [SL_COLUMN_EMPTY] = N_ ("empty"),   [SL_COLUMN_IDENTIFIER] = N_ ("identifier")};

  return _ (names[kind]);
}

gboolean
sl_column_can_be_input (const SlColumn *column)
{
  return column->kind == SL_COLUMN_CATEGORY || !isnan (column->min);
}

void
sl_column_append_name (GString *list, const char *name)
{
  g_return_if_fail (list != NULL && name != NULL);

  size_t n = strlen (name);
  gboolean bare = n > 0 && strpbrk (name, ",\"\r\n") == NULL &&
                  !g_ascii_isspace (name[0]) && !g_ascii_isspace (name[n - 1]);

  if (bare) {
    g_string_append (list, name);
    return;
  }
  g_string_append_c (list, '"');
  for (; *name != '\0'; name++)
    g_string_append (list, *name == '"' ? "\"\"" : (const char[]){*name, '\0'});
  g_string_append_c (list, '"');
}

char *
sl_columns_list (const SlColumn *columns, int n, const gboolean *wanted)
{
  GString *list = g_string_new (NULL);
  gboolean any = FALSE;

  for (int j = 0; j < n; j++) {
    if (!wanted[j])
      continue;
    if (any)
      g_string_append_c (list, ',');
    sl_column_append_name (list, columns[j].name);
    any = TRUE;
  }
  return g_string_free (list, FALSE);
}

void
sl_columns_free (SlColumn *columns, int n)
{
  if (columns == NULL)
    return;
  for (int j = 0; j < n; j++)
    g_free (columns[j].name);
  g_free (columns);
}
