/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/figures/figure.h"
#include "ui/plots/legend.h"

G_BEGIN_DECLS

/** sl_epochs_scale: Returns the axis of the epochs of a run so far, from 0 to a round end
 * of at least 10. */
SlScale sl_epochs_scale (const SlSnapshot *snapshot);

/** sl_epochs_curve: @curve: (out) trace @id of @snapshot in the px of @frame; clear it
 * with sl_curve_clear(). */
void sl_epochs_curve (SlCurve *curve,
                      const SlSnapshot *snapshot,
                      SlTraceId id,
                      const SlFrame *frame);

/** sl_epochs_range: widens @min and @max by the numbers of a trace; @above_zero: only
 * those above 0 count. */
void
sl_epochs_range (const SlTrace *trace, gboolean above_zero, double *min, double *max);

/** sl_epochs_row_at:
 * Returns (transfer none) (nullable) the history's row at the epoch nearest to px @x of
 * @frame; NULL when there is no history. */
const SlHistoryRow *
sl_epochs_row_at (const SlSnapshot *snapshot, const SlFrame *frame, double x);

/** sl_epochs_point: @probe: (out) all but its text: a line through @area at @epoch of
 * @frame, where the pointer at height @py is. */
void sl_epochs_point (SlProbe *probe,
                      const SlFrame *frame,
                      const SlBox *area,
                      int epoch,
                      double py);

G_END_DECLS
