/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/layer-norms.h"

#include "core/base/clones.h"

#include <math.h>

/* sums (m) += |w| for the row w (m). */
SL_CLONES static void
add_row (int m, const float *restrict w, double *restrict sums)
{
#pragma omp simd
  for (int j = 0; j < m; j++)
    sums[j] += (double) fabsf (w[j]);
}

static SlLayerNorms
measure_layer (const SlLayer *layer, const float *params)
{
  int d = layer->inputs, m = layer->outputs;
  g_autofree double *sums = g_new0 (double, m);
  SlLayerNorms norms = {0};
  for (int i = 0; i < d; i++)
    add_row (m, params + layer->W + (size_t) i * m, sums);
  for (int j = 0; j < m; j++) {
    norms.entries += sums[j];
    norms.column = fmax (norms.column, sums[j]);
    norms.biases += fabs ((double) params[layer->b + j]);
  }
  return norms;
}

void
sl_layer_norms_fill (SlLayerNorms *norms, const SlNetwork *network)
{
  for (int l = 0; l < network->n_layers; l++)
    norms[l] = measure_layer (&network->layers[l], network->params);
}

void
sl_layer_norms_add_up (SlLayerNorms *norms, int n)
{
  for (int l = 1; l < n; l++) {
    norms[l].entries += norms[l - 1].entries;
    norms[l].column += norms[l - 1].column;
    norms[l].biases += norms[l - 1].biases;
  }
}

double
sl_layer_norm_chapter (const SlLayerNorms *norms)
{
  return norms->column + norms->biases;
}
