/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/column.h"

void
sl_columns_free (SlColumn *columns, int n)
{
  if (columns == NULL)
    return;
  for (int j = 0; j < n; j++)
    g_free (columns[j].name);
  g_free (columns);
}
