/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/graph.h"

#include "core/base/clones.h"
#include "core/measure/idle.h"

#include <string.h>

/* carried (m) |= there is a link that is not zero from the input of this row. */
SL_CLONES static void
carry_row (int m, const float *restrict w, guint8 *restrict carried)
{
#pragma omp simd
  for (int j = 0; j < m; j++)
    carried[j] |= w[j] != 0;
}

/* Whether a non-zero link of this row leads to a unit of @heard (m). */
static gboolean
is_heard (int m, const float *w, const guint8 *heard)
{
  int j = 0;
  while (j < m && !(w[j] != 0 && heard[j]))
    j++;
  return j < m;
}

/* From the inputs on: whether a signal comes through to each unit of each column. */
static void
find_carried (const SlNetwork *network, const guint8 *silent, guint8 **carried)
{
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    const guint8 *mute = silent + sl_idle_first (network, l);
    for (int i = 0; i < layer->inputs; i++) {
      carried[l][i] = !mute[i] && (l == 0 || carried[l][i]);
      if (carried[l][i])
        carry_row (layer->outputs,
                   network->params + layer->W + (size_t) i * layer->outputs,
                   carried[l + 1]);
    }
  }
}

/* From the outputs back: whether what each unit says arrives there. */
static void
find_heard (const SlNetwork *network, guint8 **carried, guint8 **heard)
{
  int last = network->n_layers;
  memset (heard[last], 1, (size_t) network->layers[last - 1].outputs);
  for (int l = last - 1; l >= 0; l--) {
    const SlLayer *layer = &network->layers[l];
    int m = layer->outputs;
    /* A unit that nothing reaches hears nothing either. */
    for (int j = 0; j < m; j++)
      heard[l + 1][j] &= carried[l + 1][j];
    for (int i = 0; i < layer->inputs; i++)
      heard[l][i] = (guint8) is_heard (m, network->params + layer->W + (size_t) i * m,
                                       heard[l + 1]);
  }
}

static void
fill_column (SlGraphColumn *column, int units, const guint8 *carried, const guint8 *heard)
{
  column->units = units;
  column->n = MIN (units, SL_GRAPH_UNITS);
  for (int j = 0; j < units; j++) {
    column->silent += !carried[j];
    column->unused += carried[j] && !heard[j];
  }
  for (int k = 0; k < column->n; k++) {
    int j = (int) ((gint64) k * units / column->n);
    column->index[k] = j;
    column->state[k] = !carried[j] ? SL_UNIT_SILENT
                       : !heard[j] ? SL_UNIT_UNUSED
                                   : SL_UNIT_LIVE;
  }
}

static float *
copy_links (const SlLayer *layer,
            const float *params,
            const SlGraphColumn *from,
            const SlGraphColumn *to)
{
  float *links = g_new (float, (size_t) from->n * to->n);
  for (int i = 0; i < from->n; i++)
    for (int j = 0; j < to->n; j++)
      links[i * to->n + j] =
          params[layer->W + (size_t) from->index[i] * layer->outputs + to->index[j]];
  return links;
}

SlGraph *
sl_graph_new (const SlNetwork *network, const guint8 *silent)
{
  int n = network->n_layers;
  SlGraph *graph = g_new0 (SlGraph, 1);
  g_autofree guint8 **carried = g_new (guint8 *, n + 1);
  g_autofree guint8 **heard = g_new (guint8 *, n + 1);
  graph->n_layers = n;
  graph->columns = g_new0 (SlGraphColumn, n + 1);
  graph->W = g_new (float *, n);
  for (int c = 0; c <= n; c++) {
    int units = c == 0 ? network->layers[0].inputs : network->layers[c - 1].outputs;
    carried[c] = g_new0 (guint8, units);
    heard[c] = g_new0 (guint8, units);
    graph->columns[c].units = units;
  }
  find_carried (network, silent, carried);
  find_heard (network, carried, heard);
  for (int c = 0; c <= n; c++) {
    fill_column (&graph->columns[c], graph->columns[c].units, carried[c], heard[c]);
    g_free (carried[c]);
    g_free (heard[c]);
  }
  for (int l = 0; l < n; l++)
    graph->W[l] = copy_links (&network->layers[l], network->params, &graph->columns[l],
                              &graph->columns[l + 1]);
  return graph;
}

void
sl_graph_free (SlGraph *graph)
{
  for (int l = 0; l < graph->n_layers; l++)
    g_free (graph->W[l]);
  g_free (graph->W);
  g_free (graph->columns);
  g_free (graph);
}
