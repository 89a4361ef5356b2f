/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/csv-reading.h"

#include "core/data/csv/assemble.h"

#include <string.h>

SlFileOptions
csv_wants (const char *target, const char *columns, const char *task, const char *missing)
{
  SlFileOptions options = {.target = g_intern_string (target),
                           .columns = g_intern_string (columns)};

  if (task != NULL)
    options.task = (const SlFileTask *) sl_kind_find (sl_file_tasks (), task, NULL);
  if (missing != NULL)
    options.missing =
        (const SlMissingType *) sl_kind_find (sl_missing_types (), missing, NULL);
  return options;
}

SlDataset *
csv_read (const char *text, size_t n, const SlFileOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, n);
  g_autoptr (SlInput) input = sl_input_new_for_bytes (bytes, "t.csv", NULL, error);
  g_autoptr (SlTable) table =
      input != NULL ? sl_table_read (input, options, error) : NULL;

  return table != NULL ? sl_table_assemble (table, input, options, error) : NULL;
}

SlDataset *
csv_must_read (const char *text, SlFileOptions options)
{
  g_autoptr (GError) error = NULL;
  SlDataset *set = csv_read (text, strlen (text), &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (set);
  return set;
}

char *
csv_describe (const SlDataset *set)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%d", set->n);
  for (int j = 0; j < set->d; j++)
    g_string_append_printf (text, " %s", set->features[j]);
  g_string_append_printf (text, " -> %s", set->target);
  for (int k = 0; k < set->n_classes; k++)
    g_string_append_printf (text, " [%s]", set->classes[k]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
