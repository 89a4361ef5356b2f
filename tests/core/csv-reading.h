/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** csv_wants: Returns what is wanted of a table: target, columns, task and way with
 * missing values, by their ids; NULL = the default. */
SlFileOptions csv_wants (const char *target,
                         const char *columns,
                         const char *task,
                         const char *missing);

/** csv_read: Returns (transfer full) the set in @text (n), as in a file called "t.csv".
 */
SlDataset *
csv_read (const char *text, size_t n, const SlFileOptions *options, GError **error);

/** csv_must_read: the same of a text that has to be one. */
SlDataset *csv_must_read (const char *text, SlFileOptions options);

/** csv_describe: Returns (transfer full) "rows input input … -> target [class] …". */
char *csv_describe (const SlDataset *set);

G_END_DECLS
