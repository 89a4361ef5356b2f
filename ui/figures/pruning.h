/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/* What the figure `pruning` and the page around it both say of a pruning curve. */

/** sl_pruning_point: Returns the point of @curve whose share of removed weights is
 * nearest to @percent. */
int sl_pruning_point (const SlPruningCurve *curve, double percent);

/** sl_pruning_last_harmless: Returns the last point whose test score (training score
 * without a test part) is at most one hundredth below that of the whole network. */
int sl_pruning_last_harmless (const SlPruningCurve *curve);

/** sl_pruning_score: Returns (transfer full) @score as people read it: "96.2 %", or R² as
 * a number. */
char *sl_pruning_score (const SlSnapshot *snapshot, double score);

G_END_DECLS
