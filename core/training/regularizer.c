/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/regularizer.h"

double
sl_config_penalty (const SlConfig *config, const SlNetwork *network)
{
  const SlPenaltyType *penalty = config->penalty;
  double rho = sl_config_share (config);
  double total = 0;
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    double sum = 0;
    const float *W = network->params + layer->W, *b = network->params + layer->b;
    if (penalty->group)
      sum = penalty->group->value (layer->inputs, layer->outputs, W,
                                   config->grouping->by_input);
    else
      sum = penalty->value ((size_t) layer->inputs * layer->outputs, W, rho);
    if (config->penalize_bias)
      sum += penalty->value ((size_t) layer->outputs, b, rho);
    total += sl_config_layer_factor (config, l) * sum;
  }
  return sl_config_lambda (config) * total;
}
