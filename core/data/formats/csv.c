/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/assemble.h"
#include "core/data/file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Any text; what is wrong with it the reader says better than "unknown file". UTF-16 has
 * zeros in it. */
static gboolean
recognises (SlInput *input)
{
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, NULL);

  return head != NULL &&
         (memchr (head, '\0', n) == NULL || memcmp (head, "\xff\xfe", 2) == 0 ||
          memcmp (head, "\xfe\xff", 2) == 0);
}

static SlDataset *
read_table (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_autoptr (SlTable) table = sl_table_read (input, options, error);

  return table != NULL ? sl_table_assemble (table, input, options, error) : NULL;
}

static const char *const endings[] = {"csv",    "tsv",    "tab",    "txt", "csv.gz",
                                      "tsv.gz", "tab.gz", "txt.gz", NULL};

const SlDataFormat sl_data_format_csv = {
    .kind = {"csv", N_ ("table of text (CSV)"),
             N_ ("Rows of values with commas, semicolons, tabs or bars between.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_table,
};
