/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/dataset-csv.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/summary.h"
#include "core/store/csv-text.h"
#include "core/store/write-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So much text is gathered before it is written: the whole may be some gigabytes. */
enum { BLOCK = 1 << 20 };

/* A float is the nearest one to its 9 digits; of a double, as many digits as it takes. */
static void
append_value (GString *text, double value, gboolean exact)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *digits = NULL;

  if (!isfinite (value))
    return;
  if (exact)
    digits = sl_number_exact (value);
  g_string_append (text, exact ? digits
                               : g_ascii_formatd (number, sizeof number, "%.9g", value));
}

/* Which part each row belongs to, as it is written. */
static const char **
name_parts (const SlProblem *problem)
{
  const struct
  {
    const SlPart *part;
    const char *name;
  } parts[] = {{&problem->train, "train"},
               {&problem->validation, "validation"},
               {&problem->test, "test"}};
  const char **names = g_new0 (const char *, (gsize) problem->dataset->n);

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    for (int i = 0; i < parts[k].part->n; i++)
      names[parts[k].part->rows[i]] = parts[k].name;
  return names;
}

static void
append_names (GString *text, const SlDataset *dataset, gboolean with_parts)
{
  for (int j = 0; j < dataset->d; j++) {
    sl_csv_text (text, dataset->features[j]);
    g_string_append_c (text, ',');
  }
  sl_csv_text (text, dataset->target);
  g_string_append (text, with_parts ? ",part\n" : "\n");
}

static void
append_row (GString *text, const SlDataset *dataset, int i, const char *part)
{
  for (int j = 0; j < dataset->d; j++) {
    append_value (text, sl_dataset_value (dataset, i, j), dataset->X_exact != NULL);
    g_string_append_c (text, ',');
  }
  if (dataset->task == SL_TASK_CLASSIFICATION)
    sl_csv_text (text, dataset->classes[dataset->label[i]]);
  else
    append_value (text, sl_dataset_target_value (dataset, i), dataset->y_exact != NULL);
  if (part != NULL)
    g_string_append_printf (text, ",%s", part);
  g_string_append_c (text, '\n');
}

/* Writes @text and empties it. What cannot be written is told when the file is finished.
 */
static gboolean
flush_text (GString *text, SlFileWriter *writer, const gint *stop, GError **error)
{
  if (stop != NULL && g_atomic_int_get (stop)) {
    g_set_error (error, SL_ERROR, SL_ERROR_CANCELLED,
                 _ ("Stopped on request; nothing was written"));
    return FALSE;
  }
  sl_file_writer_write (writer, text->str, text->len);
  g_string_truncate (text, 0);
  return sl_file_writer_is_whole (writer) || sl_file_writer_flush (writer, error);
}

/* @parts: (nullable) (n). */
static gboolean
write_csv (const SlDataset *dataset,
           const char *const *parts,
           const char *path,
           const gint *stop,
           GError **error)
{
  g_autoptr (SlFileWriter) writer = sl_file_writer_new (path, error);
  g_autoptr (GString) text = g_string_sized_new (BLOCK + BLOCK / 8);

  if (writer == NULL)
    return FALSE;
  append_names (text, dataset, parts != NULL);
  for (int i = 0; i < dataset->n; i++) {
    append_row (text, dataset, i, parts != NULL ? parts[i] : NULL);
    if (text->len >= BLOCK && !flush_text (text, writer, stop, error))
      return FALSE;
  }
  return flush_text (text, writer, stop, error) && sl_file_writer_finish (writer, error);
}

gboolean
sl_dataset_csv_write (const SlDataset *dataset,
                      const char *path,
                      const gint *stop,
                      GError **error)
{
  g_return_val_if_fail (dataset != NULL && path != NULL, FALSE);
  return write_csv (dataset, NULL, path, stop, error);
}

gboolean
sl_problem_csv_write (const SlProblem *problem,
                      const char *path,
                      const gint *stop,
                      GError **error)
{
  g_autofree const char **parts = NULL;

  g_return_val_if_fail (problem != NULL && path != NULL, FALSE);
  parts = name_parts (problem);
  return write_csv (problem->dataset, parts, path, stop, error);
}
