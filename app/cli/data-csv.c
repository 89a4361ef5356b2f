/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/data-csv.h"

#include "core/core.h"
#include <gio/gio.h>
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

static void
append_names (GString *text, const SlDataset *dataset)
{
  for (int j = 0; j < dataset->d; j++) {
    sl_csv_text (text, dataset->features[j]);
    g_string_append_c (text, ',');
  }
  sl_csv_text (text, dataset->target);
  g_string_append_c (text, '\n');
}

static void
append_row (GString *text, const SlDataset *dataset, int i)
{
  for (int j = 0; j < dataset->d; j++) {
    append_value (text, sl_dataset_value (dataset, i, j), dataset->X_exact != NULL);
    g_string_append_c (text, ',');
  }
  if (dataset->task == SL_TASK_CLASSIFICATION)
    sl_csv_text (text, dataset->classes[dataset->label[i]]);
  else
    append_value (text, sl_dataset_target_value (dataset, i), dataset->y_exact != NULL);
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

gboolean
sl_data_csv_write (const SlDataset *dataset,
                   const char *path,
                   const gint *stop,
                   GError **error)
{
  g_return_val_if_fail (dataset != NULL && path != NULL, FALSE);
  g_autoptr (SlFileWriter) writer = sl_file_writer_new (path, error);
  g_autoptr (GString) text = g_string_sized_new (BLOCK + BLOCK / 8);

  if (writer == NULL)
    return FALSE;
  append_names (text, dataset);
  for (int i = 0; i < dataset->n; i++) {
    append_row (text, dataset, i);
    if (text->len >= BLOCK && !flush_text (text, writer, stop, error))
      return FALSE;
  }
  return flush_text (text, writer, stop, error) && sl_file_writer_finish (writer, error);
}
