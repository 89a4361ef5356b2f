/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/network.h"

G_BEGIN_DECLS

/** SlLayerNorms: two numbers that are both called the l1 norm of a layer, and what its
 * biases add to either.
 * Entrywise: Σ|w|, what an L1 penalty is about. Operator norm: the largest column sum,
 * that is the largest sum of |w| into one unit, which is what numpy.linalg.norm(W, ord=1)
 * gives for a matrix. The chapter summed the latter over the arrays of the model, biases
 * included, for which the same call gives Σ|b|: its "l1-norm" up to a layer is
 * column + biases.
 * Source: Golub & Van Loan, Matrix Computations, 4th ed. (2013), §2.3.2. */
typedef struct
{
  double entries; /* Σ|w| */
  double column;  /* max over units j of Σ_i |w_ij| */
  double biases;  /* Σ|b| */
} SlLayerNorms;

/** sl_layer_norms_fill: @norms: (out) (n_layers), each layer by itself. O(parameters). */
void sl_layer_norms_fill (SlLayerNorms *norms, const SlNetwork *network);

/** sl_layer_norms_add_up: @norms: (inout) (n), each layer by itself; replaced by the sums
 * over the first layer up to that one: the norms "by layer" of the chapter's figure. */
void sl_layer_norms_add_up (SlLayerNorms *norms, int n);

/** sl_layer_norm_chapter: Returns column + biases, as the chapter counted. */
double sl_layer_norm_chapter (const SlLayerNorms *norms);

G_END_DECLS
