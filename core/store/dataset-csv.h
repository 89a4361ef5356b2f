/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"

G_BEGIN_DECLS

/** sl_dataset_csv_write:
 * @stop: (nullable) looked at atomically now and then; not 0 = give up
 * Writes @dataset as CSV: a line of names, then a line a row, the target last, by name
 * for classes. Floats have up to 9 digits and doubles up to 17, enough to read the very
 * same number back; a value that is not finite is an empty field. A failure leaves an old
 * file whole. SL_ERROR_WRITE, SL_ERROR_CANCELLED. */
gboolean sl_dataset_csv_write (const SlDataset *dataset,
                               const char *path,
                               const gint *stop,
                               GError **error);

/** sl_problem_csv_write: the same of the data of @problem, its gaps filled in, with a
 * last column "part" that says where each row went: train, validation or test. */
gboolean sl_problem_csv_write (const SlProblem *problem,
                               const char *path,
                               const gint *stop,
                               GError **error);

G_END_DECLS
