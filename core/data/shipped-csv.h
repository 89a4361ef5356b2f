/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_shipped_csv_load:
 * @file: name of a file of shipped.gresource.xml; @task: what its last column is
 * Returns (transfer full) the set in the file, without anything that a CSV file cannot
 * say (pixel range, image size, true weights), or NULL with an error. Any thread. */
SlDataset *sl_shipped_csv_load (const SlDatasetType *type,
                                const char *file,
                                SlTask task,
                                GError **error);

/** sl_shipped_csv_parse:
 * @file: for error sentences; @text: (length) bytes, UTF-8: a line of column names, then
 * rows of numbers; the last column is the target, a class name for classification. No
 * quotes.
 * Returns (transfer full) the set, or NULL with SL_ERROR_DATA that names line and column.
 */
SlDataset *sl_shipped_csv_parse (const SlDatasetType *type,
                                 const char *file,
                                 const char *text,
                                 size_t length,
                                 SlTask task,
                                 GError **error);

G_END_DECLS
