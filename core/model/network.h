/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/parallel.h"
#include "core/model/activation.h"
#include "core/model/initializer.h"
#include "core/model/loss.h"

G_BEGIN_DECLS

enum { SL_MAX_PARAMS = 100 * 1000 * 1000 };

/** SlLayer: one dense layer, a view into the network's parameters. */
typedef struct
{
  int inputs, outputs;
  size_t W; /* offset of the (inputs, outputs) row-major weights in the flat buffer */
  size_t b; /* offset of the (outputs) biases */
} SlLayer;

/** SlNetwork: a dense network of any depth. All weights stand first in one flat buffer,
 * all biases behind them, so that a penalty, a norm or an optimiser is one loop. */
typedef struct
{
  int n_layers; /* hidden layers + 1 */
  SlLayer *layers;
  size_t n_weights, n_params;
  float *params; /* (n_params) */
  const SlActivationType *activation;
  const SlLossType *loss;
} SlNetwork;

/** SlWeightPlace: one weight: from @input to unit @output of @layer, all from 0. None
 * unless @set. A plain value. */
typedef struct
{
  gboolean set;
  int layer, input, output;
} SlWeightPlace;

/** sl_weight_place_equal: Returns whether both are the same weight, or none. */
gboolean sl_weight_place_equal (const SlWeightPlace *a, const SlWeightPlace *b);

/** sl_weight_place_within: Returns whether @network has a weight at @place. */
gboolean sl_weight_place_within (const SlWeightPlace *place, const SlNetwork *network);

/** sl_network_new:
 * @inputs: d; @hidden: (n_hidden) units; @n_classes: of the data set, 0 for regression
 * Returns (transfer full) a network with weights drawn layer by layer from @rng, or NULL
 * with SL_ERROR_ARGUMENT, before anything large is allocated, beyond SL_MAX_PARAMS
 * weights. */
SlNetwork *sl_network_new (int inputs,
                           int n_hidden,
                           const int *hidden,
                           int n_classes,
                           const SlActivationType *activation,
                           const SlLossType *loss,
                           const SlInitializerType *initializer,
                           SlRng *rng,
                           GError **error);

/** sl_network_copy: Returns (transfer full) a network with parameters of its own. */
SlNetwork *sl_network_copy (const SlNetwork *network);
void sl_network_free (SlNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlNetwork, sl_network_free)

/** SlPass: scratch memory of forward and backward passes over up to @capacity rows. */
typedef struct SlPass SlPass;
SlPass *sl_pass_new (const SlNetwork *network, int capacity);
void sl_pass_free (SlPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPass, sl_pass_free)

/** sl_pass_forward:
 * @X: (n, inputs) rows, n ≤ capacity; must stay until the backward pass is done
 * Returns (transfer none) the outputs (n, m), valid until the next pass. */
const float *
sl_pass_forward (SlPass *pass, const SlNetwork *network, int n, const float *X);

/** sl_pass_forward_dropping:
 * The forward pass of a training step with dropout: an input of layer l is 0 with
 * probability shares[l], else it is divided by 1 − shares[l], so that its mean stays as
 * it is without dropout. The backward pass that follows uses the same masks.
 * @shares: (n_layers) in [0, 1), rounded to 1/65536; 0 draws nothing from @rng.
 * Source: Srivastava et al., Dropout (2014), §10 (scaled while training). */
const float *sl_pass_forward_dropping (SlPass *pass,
                                       const SlNetwork *network,
                                       int n,
                                       const float *X,
                                       const double *shares,
                                       SlRng *rng);

/** sl_pass_activations: Returns (transfer none) (n, units) what layer @l received in the
 * last forward pass, before dropout: the rows themselves for l = 0. */
const float *sl_pass_activations (const SlPass *pass, int l);

/** sl_pass_use_pool: @pool: (nullable) splits large products from now on; must outlive
 * the pass. The bits do not depend on it. */
void sl_pass_use_pool (SlPass *pass, SlPool *pool);

/** sl_pass_deltas:
 * After sl_pass_forward() on the same rows: @y, @label: their targets (one of them NULL).
 * Sends the error back to all layers: ∂L/∂z of the mean over the n rows, of which the
 * gradients are made. Returns Σ_rows loss before the update. */
double
sl_pass_deltas (SlPass *pass, const SlNetwork *network, const float *y, const int *label);

/** sl_pass_weight_gradient:
 * After sl_pass_deltas(): @gradient: (out) (end − first, outputs) ∂L/∂W of the weights
 * out of inputs @first to @end − 1 of layer @l. Several threads may ask at once, and
 * after the weights themselves have changed. */
void sl_pass_weight_gradient (const SlPass *pass,
                              const SlNetwork *network,
                              int l,
                              int first,
                              int end,
                              float *gradient);

/** sl_pass_bias_gradient: the same for the biases of layer @l: (out) (outputs). */
void sl_pass_bias_gradient (const SlPass *pass,
                            const SlNetwork *network,
                            int l,
                            float *gradient);

/** sl_pass_gradient_bound: after sl_pass_deltas(): Returns a number that no |∂L/∂param|
 * exceeds, NaN or infinity when one may not be finite: |Σ_rows x·δ| ≤ n·max|x|·max|δ|.
 * Costs far less than to look at the gradients, and is known before they are. */
double sl_pass_gradient_bound (const SlPass *pass, const SlNetwork *network);

/** sl_pass_backward: sl_pass_deltas(), and then all gradients at once.
 * @gradient: (out) (n_params). Returns Σ_rows loss before the update. */
double sl_pass_backward (SlPass *pass,
                         const SlNetwork *network,
                         const float *y,
                         const int *label,
                         float *gradient);

G_END_DECLS
