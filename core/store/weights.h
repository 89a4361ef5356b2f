/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/model/network.h"
#include "core/store/archive.h"

G_BEGIN_DECLS

/** sl_weights_add: adds the arrays of sl_weights_write() to @archive. */
void sl_weights_add (SlArchiveWriter *archive,
                     const SlNetwork *network,
                     const SlProblem *problem);

/** sl_weights_write:
 * Writes a network as .npz, for numpy.load: W1, b1, W2, … (weights (inputs, outputs) in C
 * order), and mean and scale (d) of its inputs: it sees (x − mean) / scale. All float32.
 * Error: SL_ERROR_WRITE; an old file stays whole. Any thread. */
gboolean sl_weights_write (const SlNetwork *network,
                           const SlProblem *problem,
                           const char *path,
                           GError **error);

G_END_DECLS
