/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/network.h"

G_BEGIN_DECLS

typedef enum {
  SL_UNIT_LIVE,
  SL_UNIT_SILENT, /* nothing comes from it: constant, dead, or fed by such only */
  SL_UNIT_UNUSED, /* what it says goes nowhere: no link to a live unit */
} SlUnitState;

/** SlGraphColumn: the inputs, or the units of a layer. Of more than SL_GRAPH_UNITS so
 * many are shown, evenly spread over all. */
enum { SL_GRAPH_UNITS = 64 };
typedef struct
{
  int units;                         /* of the layer */
  int silent, unused;                /* of all its units */
  int n;                             /* shown */
  int index[SL_GRAPH_UNITS];         /* (n) from 0 */
  SlUnitState state[SL_GRAPH_UNITS]; /* (n) */
} SlGraphColumn;

/** SlGraph: a network as units and the links between those shown. Immutable. */
typedef struct
{
  int n_layers;
  SlGraphColumn *columns; /* Owned (n_layers + 1), the inputs first */
  float **W; /* Owned (n_layers) of (columns[l].n, columns[l + 1].n), row-major */
} SlGraph;

/** sl_graph_new:
 * @silent: (sl_idle_size) 1 for constant inputs and for units without a derivative
 * Returns (transfer full). A signal that no input feeds, or that no output hears, counts
 * as none however many links it passes. O(weights). */
SlGraph *sl_graph_new (const SlNetwork *network, const guint8 *silent);
void sl_graph_free (SlGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGraph, sl_graph_free)

G_END_DECLS
