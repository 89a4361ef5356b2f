/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/model/network.h"

G_BEGIN_DECLS

/* Shares 0, 1/40, … 1, and one threshold that was asked for. */
enum { SL_PRUNING_STEPS = 40, SL_PRUNING_POINTS = SL_PRUNING_STEPS + 2 };

/** SlPruningCurve: the score against the share of the weights removed, smallest first. A
 * plain value. Point 0 is the network as it is. Exact zeros are the first to go, which
 * changes nothing; weights of the same magnitude go together, so a point may remove more
 * than its share. Biases stay. */
typedef struct
{
  int n;                             /* points; 0 = there is no curve */
  gint64 weights;                    /* of all layers */
  gint64 removed[SL_PRUNING_POINTS]; /* (n) weights at zero, ascending; [0] = 0 */
  double size[SL_PRUNING_POINTS];    /* (n) largest |w| removed: the threshold; [0] = 0 */
  double train_score[SL_PRUNING_POINTS]; /* (n) accuracy, or R²; NaN without rows */
  double test_score[SL_PRUNING_POINTS];  /* (n) */
  double asked;              /* the threshold that has a point of its own; 0 = none */
  gint64 zeros;              /* exactly zero before anything was removed */
  int train_rows, test_rows; /* that were scored … */
  int all_train_rows, all_test_rows; /* … of so many; fewer when the net is large */
} SlPruningCurve;

/** SlPruning: such a curve in the making, in small steps, on a copy of the weights: the
 * live network may train on meanwhile. One thread at a time.
 * Source: Han et al., Learning both Weights and Connections for Efficient Neural Networks
 * (2015), §3, with one threshold for all layers. */
typedef struct SlPruning SlPruning;

/** sl_pruning_new: copies the weights of @network and sorts their magnitudes; @problem is
 * kept by reference. All rows are scored, but for large networks a seeded sample, so that
 * a curve stays within some 10¹⁰ multiplications. Returns (transfer full). O(weights). */
SlPruning *sl_pruning_new (const SlNetwork *network, SlProblem *problem);
void sl_pruning_free (SlPruning *pruning);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPruning, sl_pruning_free)

/** sl_pruning_ask:
 * @threshold: finite, in units of the weights; what is not above 0 asks for nothing
 * Before the first step: the curve has a point where exactly the weights with |w| ≤
 * @threshold are removed, as single precision has it. Where that removes no more than
 * another point does, that one is it. O(weights). */
void sl_pruning_ask (SlPruning *pruning, double threshold);

/** sl_pruning_at: Returns the point of @curve where the weights with |w| ≤ @threshold
 * are removed: exactly those when @curve was asked for it. */
int sl_pruning_at (const SlPruningCurve *curve, double threshold);

/** sl_pruning_step: scores some rows more. Returns whether there is more to do. */
gboolean sl_pruning_step (SlPruning *pruning);

/** sl_pruning_finish: does all that is left. @stop: (nullable) looked at between steps.
 * Returns FALSE when it was set. */
gboolean sl_pruning_finish (SlPruning *pruning, const gint *stop);

/** sl_pruning_progress: Returns the share that is done, in [0, 1]. */
double sl_pruning_progress (const SlPruning *pruning);

/** sl_pruning_curve: Returns (transfer none) the curve; its last points are missing while
 * there is more to do. */
const SlPruningCurve *sl_pruning_curve (const SlPruning *pruning);

G_END_DECLS
