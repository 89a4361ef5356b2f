/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/file.h"

#include "core/data/shipped-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
recognises (SlInput *input)
{
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, NULL);

  return head != NULL && memchr (head, '\0', n) == NULL;
}

static SlDataset *
read_csv (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 block[4096];
  gssize n;

  while ((n = sl_input_read (input, block, sizeof block, error)) > 0)
    g_byte_array_append (text, block, (guint) n);
  if (n < 0)
    return NULL;
  return sl_shipped_csv_parse (
      NULL, sl_input_name (input), (const char *) text->data, text->len,
      options->task != NULL && options->task->regression ? SL_TASK_REGRESSION
                                                         : SL_TASK_CLASSIFICATION,
      error);
}

static const char *const endings[] = {"csv", "tsv", "txt", "csv.gz", "tsv.gz", NULL};

const SlDataFormat sl_data_format_csv = {
    .kind = {"csv", N_ ("table of text (CSV)"),
             N_ ("Rows of values between commas, semicolons or tabs.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_csv,
};
