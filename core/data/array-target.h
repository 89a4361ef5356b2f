/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/array.h"
#include "core/data/dataset.h"

G_BEGIN_DECLS

/** sl_array_target_set:
 * @y: (n), (n, 1) or (n, k) one-hot, finite numbers or texts
 * Fills task, target, classes and label or y of @dataset, whose inputs are there. Without
 * a task in @options, texts are classes, and so are whole numbers that take few different
 * values: up to 20, and up to 1000 when the rows are pictures.
 * Returns NULL, or (transfer none) a translated sentence saying what is wrong. */
const char *
sl_array_target_set (SlDataset *dataset, const SlArray *y, const SlFileOptions *options);

G_END_DECLS
