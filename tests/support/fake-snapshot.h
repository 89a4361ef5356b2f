/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** fake_snapshot_new:
 * Returns (transfer full) a snapshot made by hand: @epochs epochs of a 6–4–3 network on
 * nothing, with smooth curves; fields may be overwritten before it is drawn. */
SlSnapshot *fake_snapshot_new (int epochs);

/** fake_snapshot_set_trace: replaces a curve by @n values. */
void
fake_snapshot_set_trace (SlSnapshot *snapshot, SlTraceId id, int n, const double *values);

/** fake_snapshot_add_event: appends a change; @setting must be static. */
void fake_snapshot_add_event (SlSnapshot *snapshot,
                              int epoch,
                              int batch,
                              const char *setting,
                              const char *from,
                              const char *to);

/** fake_snapshot_set_weights: replaces the copied weights by a (rows, cols) matrix of
 * @layer, of a layer of @inputs and @outputs. @W: copied. */
void fake_snapshot_set_weights (SlSnapshot *snapshot,
                                int layer,
                                int inputs,
                                int outputs,
                                int rows,
                                int cols,
                                const float *W);

G_END_DECLS
