/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** made_set:
 * @options: "samples 2000 noise 0": options of the generator and their values
 * Returns (transfer full) the set called @id, made from @seed. */
SlDataset *made_set (const char *id, guint64 seed, const char *options);

G_END_DECLS
