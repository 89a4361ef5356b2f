/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/figures/check-numbers.h"

#include "ui/figures/numbers.h"

#include <string.h>

void
check_numbers (const SlFigureType *figure,
               const SlSnapshot *snapshot,
               const SlFigureView *view)
{
  g_autoptr (SlNumbers) numbers = sl_figure_numbers (figure, snapshot, view);

  if (numbers == NULL)
    return;
  guint columns = sl_numbers_n_columns (numbers);
  gsize rows = sl_numbers_n_rows (numbers);
  g_assert_cmpuint (columns, >, 1);
  for (guint i = 0; i < columns; i++) {
    g_assert_true (g_utf8_validate (sl_numbers_name (numbers, i), -1, NULL));
    g_assert_cmpuint (strlen (sl_numbers_name (numbers, i)), >, 0);
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (sl_numbers_id (numbers, i), !=, sl_numbers_id (numbers, k));
    for (gsize row = 0; row < rows; row++) {
      g_autofree char *text = sl_numbers_text (numbers, row, i);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  }
  g_autoptr (GString) csv = sl_numbers_csv (numbers);
  gsize commas = 0, lines = 0;
  gboolean quoted = FALSE;
  for (const char *c = csv->str; *c != '\0'; c++) {
    quoted ^= *c == '"';
    commas += !quoted && *c == ',';
    lines += !quoted && *c == '\n';
  }
  g_assert_cmpuint (lines, ==, rows + 1);
  g_assert_cmpuint (commas, ==, (rows + 1) * (columns - 1));
}
