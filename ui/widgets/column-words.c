/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/column-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { DIGITS = 4 };

char *
sl_column_words (const SlColumn *column)
{
  GString *words = g_string_new (sl_column_kind_name (column->kind));

  if (column->kind == SL_COLUMN_CATEGORY && column->n_values > 0) {
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE, ", %d value", ", %d values",
                                         (gulong) column->n_values),
                            column->n_values);
  } else if (column->kind == SL_COLUMN_DATE) {
    g_autofree char *first = sl_date_text (column->min);
    g_autofree char *last = sl_date_text (column->max);

    g_string_append_printf (words, _ (", %s to %s"), first, last);
  } else if (!isnan (column->min)) {
    g_autofree char *low = sl_number_text (column->min, DIGITS);
    g_autofree char *high = sl_number_text (column->max, DIGITS);

    g_string_append_printf (words, _ (", %s to %s"), low, high);
  }
  if (column->n_missing > 0) {
    g_autofree char *missing = sl_number_count (column->n_missing);

    g_string_append_printf (words, _ (", %s missing"), missing);
  }
  return g_string_free (words, FALSE);
}
