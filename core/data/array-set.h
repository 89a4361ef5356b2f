/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/array.h"
#include "core/data/dataset.h"

G_BEGIN_DECLS

/** SlArraySet: the arrays of a file that make a data set. */
typedef struct
{
  SlArray X; /* (n, …) rows: numbers, pictures (n, h, w), colour pictures (n, h, w, 3) or
                (n, 3, h, w) */
  SlArray y; /* (n), (n, 1), or (n, k) with a single 1 in each row, which is its class */
  SlArray X_test, y_test; /* the same of a test part; both may be missing */
  GStrvBuilder *partners; /* Owned, nullable: paths of the files beside the first one */
} SlArraySet;

/** sl_array_set_take:
 * @self: X and y there; what is big goes over to the set, and the partners
 * @input: what they came from, named in sentences
 * @pixel_range: what pictures are divided by; 0 = the smallest of 1, 16 and 255 that is
 * not below any of their numbers (none: they are standardised)
 * Returns (transfer full) the set, as a format's read() has to; NULL with SL_ERROR_DATA
 * for arrays that do not fit together, and numbers that are not finite. O(n·d). */
SlDataset *sl_array_set_take (SlArraySet *self,
                              SlInput *input,
                              const SlFileOptions *options,
                              float pixel_range,
                              GError **error);

/** sl_array_set_check_inputs: Returns whether X is not too large and all its numbers are
 * finite; FALSE with SL_ERROR_DATA that names row and column. O(n·d). */
gboolean
sl_array_set_check_inputs (const SlArray *X, const SlInput *input, GError **error);

/** sl_array_set_check_options: Returns FALSE with SL_ERROR_DATA when @options choose
 * columns, which arrays do not have. */
gboolean sl_array_set_check_options (const SlFileOptions *options,
                                     const SlInput *input,
                                     GError **error);

void sl_array_set_clear (SlArraySet *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlArraySet, sl_array_set_clear)

G_END_DECLS
