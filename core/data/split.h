/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** SlSplit: which rows of a data set are for training, validation and testing; all lists
 * in the order of the set. */
typedef struct
{
  int n_train, n_validation, n_test;
  int *train;      /* Owned (n_train) */
  int *validation; /* Owned (n_validation), NULL until sl_split_take_validation() */
  int *test;       /* Owned (n_test) */
} SlSplit;

/** sl_split_test_rows: Returns ⌈F·n⌉ for @fraction F in [0, 1): F·n that is a whole
 * number but for rounding counts as that number. */
int sl_split_test_rows (int n, double fraction);

/** sl_split_init:
 * Chooses sl_split_test_rows() test rows by @seed. For classes they are shared out in
 * proportion to the rows of each class (largest remainder; on a tie the lower class), and
 * each class keeps one training row, even if fewer test rows are left then. A test part
 * that came with the set is kept as it is. O(n). */
void
sl_split_init (SlSplit *split, const SlDataset *dataset, double fraction, guint64 seed);

/** sl_split_take_validation:
 * Moves ⌈F·n_train⌉ rows from training to validation, chosen like the test rows by a
 * stream of their own: the test part is the same with and without a validation part.
 * O(n). */
void sl_split_take_validation (SlSplit *split,
                               const SlDataset *dataset,
                               double fraction,
                               guint64 seed);
void sl_split_clear (SlSplit *split);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlSplit, sl_split_clear)

G_END_DECLS
