/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/kind.h"

#include "core/base/error.h"
#include "core/base/quote.h"

#include <glib/gi18n-lib.h>

const SlKind *
sl_kind_find (const SlKindTable *table, const char *id, GError **error)
{
  g_autoptr (GString) known = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (size_t i = 0; i < table->n; i++)
    if (g_str_equal (table->kinds[i]->id, id))
      return table->kinds[i];

  known = g_string_new (NULL);
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", table->kinds[i]->id);
  shown = sl_quote (id);
  /* TRANSLATORS: the first is a noun such as "penalty", the last a list of names. */
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("There is no %s called '%s'; choose one of: %s"), _ (table->noun),
               shown, known->str);
  return NULL;
}

int
sl_kind_index (const SlKindTable *table, const SlKind *kind)
{
  g_return_val_if_fail (table != NULL, -1);

  for (size_t i = 0; i < table->n; i++)
    if (table->kinds[i] == kind)
      return (int) i;
  return -1;
}
