/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_notes_count_gaps: Returns how many inputs' cells of the file have no value. */
gint64 sl_notes_count_gaps (const SlDataset *set);

/** sl_notes_of_columns:
 * @set: with its columns; @n_rows: of the file; @n_comments: lines skipped above them;
 * @options: it was read by
 * Returns (transfer full) (nullable) translated sentences: what was left out, what was
 * filled in, what became of categories, and what the target is taken for. */
char **sl_notes_of_columns (const SlDataset *set,
                            gint64 n_rows,
                            int n_comments,
                            const SlFileOptions *options);

G_END_DECLS
