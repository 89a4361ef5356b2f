/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/network.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

/* Lays the layers out in the flat buffer: all weights first, then all biases.
 * Returns FALSE when there would be more than SL_MAX_PARAMS parameters. */
static gboolean
lay_out (SlNetwork *network, int inputs, int n_hidden, const int *hidden, int outputs)
{
  size_t offset = 0;
  for (int l = 0; l < network->n_layers; l++) {
    SlLayer *layer = &network->layers[l];
    layer->inputs = l > 0 ? hidden[l - 1] : inputs;
    layer->outputs = l < n_hidden ? hidden[l] : outputs;
    layer->W = offset;
    offset += (size_t) layer->inputs * (size_t) layer->outputs;
    if (offset > SL_MAX_PARAMS)
      return FALSE;
  }
  network->n_weights = offset;
  for (int l = 0; l < network->n_layers; l++) {
    network->layers[l].b = offset;
    offset += (size_t) network->layers[l].outputs;
  }
  network->n_params = offset;
  return TRUE;
}

SlNetwork *
sl_network_new (int inputs,
                int n_hidden,
                const int *hidden,
                int n_classes,
                const SlActivationType *activation,
                const SlLossType *loss,
                const SlInitializerType *initializer,
                SlRng *rng,
                GError **error)
{
  g_return_val_if_fail (inputs > 0 && n_hidden >= 0, NULL);
  g_autoptr (SlNetwork) network = g_new0 (SlNetwork, 1);
  network->activation = activation;
  network->loss = loss;
  network->n_layers = n_hidden + 1;
  network->layers = g_new0 (SlLayer, network->n_layers);
  gboolean fits = lay_out (network, inputs, n_hidden, hidden, loss->outputs (n_classes));
  if (fits)
    network->params = g_try_new0 (float, network->n_params);
  if (!network->params) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("Hidden layers: with %d inputs this network would have more than %d "
                    "million weights; choose fewer units"),
                 inputs, SL_MAX_PARAMS / 1000000);
    return NULL;
  }
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    initializer->fill (rng, layer->inputs, layer->outputs, network->params + layer->W);
  }
  return g_steal_pointer (&network);
}

SlNetwork *
sl_network_copy (const SlNetwork *network)
{
  SlNetwork *copy = g_memdup2 (network, sizeof *network);
  copy->layers = g_memdup2 (network->layers, network->n_layers * sizeof (SlLayer));
  copy->params = g_memdup2 (network->params, network->n_params * sizeof (float));
  return copy;
}

gboolean
sl_weight_place_equal (const SlWeightPlace *a, const SlWeightPlace *b)
{
  if (!a->set || !b->set)
    return !a->set && !b->set;
  return a->layer == b->layer && a->input == b->input && a->output == b->output;
}

gboolean
sl_weight_place_within (const SlWeightPlace *place, const SlNetwork *network)
{
  if (!place->set || place->layer < 0 || place->layer >= network->n_layers)
    return FALSE;
  const SlLayer *layer = &network->layers[place->layer];
  return place->input >= 0 && place->input < layer->inputs && place->output >= 0 &&
         place->output < layer->outputs;
}

void
sl_network_free (SlNetwork *network)
{
  g_free (network->layers);
  g_free (network->params);
  g_free (network);
}
