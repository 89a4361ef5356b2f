/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/reach.h"

#include "core/base/clones.h"
#include "core/measure/idle.h"

#include <string.h>

enum { FEW_ROWS = 32 };

struct SlReach
{
  guint8 *unreached; /* Borrowed (n_weights) */
  guint8 *silent;    /* Borrowed (n_units) of the hidden layers, one after another */
  size_t n_weights, n_inputs, n_units;
  /* Owned scratch. */
  float *slope;   /* (capacity, widest layer) derivatives of a layer's units */
  guint8 *passes; /* (widest layer) units with a derivative in these rows */
  guint8 *enters; /* (widest input) inputs that differ from 0 in these rows */
  int *rows;      /* (FEW_ROWS) rows in which an input is not 0 */
};

SlReach *
sl_reach_new (const SlNetwork *network, int capacity)
{
  SlReach *reach = g_new0 (SlReach, 1);
  reach->n_weights = network->n_weights;
  reach->n_inputs = network->layers[0].inputs;
  reach->n_units = sl_idle_size (network) - reach->n_inputs;
  int widest = 0, widest_input = 0;
  for (int l = 0; l < network->n_layers; l++) {
    widest = MAX (widest, network->layers[l].outputs);
    widest_input = MAX (widest_input, network->layers[l].inputs);
  }
  reach->slope = g_new (float, (size_t) capacity *widest);
  reach->passes = g_new (guint8, widest);
  reach->enters = g_new (guint8, widest_input);
  reach->rows = g_new (int, FEW_ROWS);
  return reach;
}

void
sl_reach_free (SlReach *reach)
{
  g_free (reach->slope);
  g_free (reach->passes);
  g_free (reach->enters);
  g_free (reach->rows);
  g_free (reach);
}

void
sl_reach_begin (SlReach *reach, guint8 *unreached, guint8 *silent)
{
  reach->unreached = unreached;
  reach->silent = silent + reach->n_inputs;
  memset (reach->silent, 1, reach->n_units);
  memset (unreached, 1, reach->n_weights);
}

/* flags (m) = whether any row of x (n, m) differs from 0. */
SL_CLONES static void
find_nonzero_columns (int n, int m, const float *restrict x, guint8 *restrict flags)
{
  memset (flags, 0, (size_t) m);
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < m; j++)
      flags[j] |= x[(size_t) i * m + j] != 0;
}

/* Derivatives (n, m) of the units of layer @l: f′ for hidden units, 1 for outputs. */
static void
fill_slope (SlReach *reach, const SlNetwork *network, const SlPass *pass, int l, int n)
{
  size_t size = (size_t) n * network->layers[l].outputs;
  for (size_t i = 0; i < size; i++)
    reach->slope[i] = 1;
  if (l < network->n_layers - 1)
    network->activation->backward (size, reach->slope, sl_pass_activations (pass, l + 1));
}

/* Whether a unit (m) that lets something through still has its flag. */
static gboolean
any_left (int m, const guint8 *unreached, const guint8 *passes)
{
  guint8 left = 0;
#pragma omp simd reduction(| : left)
  for (int j = 0; j < m; j++)
    left |= unreached[j] & passes[j];
  return left != 0;
}

/* The @n_rows listed rows have input i ≠ 0: clears the flags (m) of the units that let
 * one of them through. */
static void
clear_reached (const SlReach *reach, int n_rows, int m, guint8 *unreached)
{
  for (int j = 0; j < m; j++) {
    if (!unreached[j] || !reach->passes[j])
      continue;
    int r = 0;
    while (r < n_rows && reach->slope[(size_t) reach->rows[r] * m + j] == 0)
      r++;
    unreached[j] = r == n_rows;
  }
}

/* The same for all inputs of layer @l over rows @first to @end of x (n, d). */
static void
clear_layer (const SlReach *reach,
             const SlLayer *layer,
             const float *x,
             int first,
             int end)
{
  int d = layer->inputs, m = layer->outputs;
  for (int i = 0; i < d; i++) {
    guint8 *unreached = reach->unreached + layer->W + (size_t) i * m;
    if (!reach->enters[i] || !any_left (m, unreached, reach->passes))
      continue;
    int n_rows = 0;
    for (int r = first; r < end; r++)
      if (x[(size_t) r * d + i] != 0)
        reach->rows[n_rows++] = r;
    clear_reached (reach, n_rows, m, unreached);
  }
}

void
sl_reach_add (SlReach *reach, const SlNetwork *network, const SlPass *pass, int n)
{
  guint8 *silent = reach->silent;
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    const float *x = sl_pass_activations (pass, l);
    fill_slope (reach, network, pass, l, n);
    find_nonzero_columns (n, layer->outputs, reach->slope, reach->passes);
    for (int j = 0; j < layer->outputs && l < network->n_layers - 1; j++)
      *silent++ &= !reach->passes[j];
    find_nonzero_columns (n, layer->inputs, x, reach->enters);
    /* A few rows clear almost all flags; looking at them first leaves little for the
     * rest. */
    for (int first = 0; first < n; first += FEW_ROWS)
      clear_layer (reach, layer, x, first, MIN (first + FEW_ROWS, n));
  }
}
