/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_shipped_csv_load:
 * @file: name of a file of shipped.gresource.xml; its last column is the target
 * Reads it as a learner's own file would be read. Returns (transfer full) the set in the
 * file, without anything that a CSV file cannot say (pixel range, image size, true
 * weights), or NULL with an error. Any thread. */
SlDataset *sl_shipped_csv_load (const SlDatasetType *type,
                                const char *file,
                                SlTask task,
                                GError **error);

G_END_DECLS
