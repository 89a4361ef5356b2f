/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/geometry/slice.h"

G_BEGIN_DECLS

/** SlDistance: how far weights are from the exact optimum w* of J without hidden layers.
 */
typedef struct
{
  double objective; /* J at the weights, in double over all training rows */
  double optimum;   /* J* */
  double gap;       /* J − J*, 0 when rounding makes it less */
  double largest;   /* max |w − w*|, biases aside */
  int mismatches;   /* weights of which exactly one of w and w* is 0 */
  int nonzeros;     /* of w* */
} SlDistance;

/** SlOptimum: the exact optimum of one set of training rows, for one λ after the other,
 * each found from the one before. One thread at a time. */
typedef struct SlOptimum SlOptimum;

/** sl_optimum_new:
 * @problem: (transfer none) kept by a reference. SL_ERROR_DATA: as sl_fit_new(), and for
 * more numbers than are worth a second copy in double. O(n·d). */
SlOptimum *sl_optimum_new (SlProblem *problem, GError **error);
void sl_optimum_free (SlOptimum *optimum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOptimum, sl_optimum_free)

/** sl_optimum_problem: Returns (transfer none) whose training rows they are. */
const SlProblem *sl_optimum_problem (const SlOptimum *optimum);

/** sl_optimum_solve:
 * @share: ρ as it acts; @cancelled: (nullable) looked at atomically; not 0 = give up
 * @progress: (nullable) called with @data between pieces of the work, on this thread
 * Finds w* to the residual that sl_fit_new() calls exact. On an error the optimum of the
 * last λ stays. Errors as sl_fit_new(). */
gboolean sl_optimum_solve (SlOptimum *optimum,
                           double lambda,
                           double share,
                           const gint *cancelled,
                           void (*progress) (double share, gpointer data),
                           gpointer data,
                           GError **error);

/** sl_optimum_outputs: Returns how many outputs the model has: 1 for two classes. */
int sl_optimum_outputs (const SlOptimum *optimum);

/** sl_optimum_slice:
 * @pair: two different weights, by their places in a network's W (d, outputs)
 * After sl_optimum_solve(): Returns (transfer full) the loss of these two weights, all
 * others held at w*. @w: (out) the two in w*. O(n·d·k). */
SlSlice *sl_optimum_slice (const SlOptimum *optimum, const int pair[2], double w[2]);

/** sl_optimum_leaders: @pair: (out) the weight that is the first to leave 0 as λ falls,
 * and the next of the same output, by their places in W; the same whatever λ is. FALSE
 * when there are not two weights to an output. O(n·d·k). */
gboolean sl_optimum_leaders (const SlOptimum *optimum, int pair[2]);

/** sl_optimum_measure:
 * @W: (d, outputs) weights as a network keeps them; @b: (outputs) biases
 * After sl_optimum_solve(): how far they are from w* for the λ of then. O(n·d·k). */
void sl_optimum_measure (const SlOptimum *optimum,
                         const float *W,
                         const float *b,
                         SlDistance *distance);

G_END_DECLS
