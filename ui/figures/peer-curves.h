/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/peers.h"

G_BEGIN_DECLS

/** SlPeerCurves: a figure with one curve a run over the epochs, on shared axes. */
typedef struct
{
  /** point: Returns what the curve shows of @y, a value of the trace. */
  double (*point) (const SlSnapshot *snapshot, double y);
  /** trace: Returns which trace it is of. */
  SlTraceId (*trace) (const SlSnapshot *snapshot);
  /** scale: Returns the axis of the values; @min, @max: of all curves, INFINITY and 0
   * when they have none. */
  SlScale (*scale) (const SlFigureView *view, double min, double max);
  /** value: Returns (transfer full) what is said of one row of a run. */
  char *(*value) (const SlSnapshot *snapshot, const SlHistoryRow *row);
} SlPeerCurves;

/** sl_peer_curves_draw: as SlFigureType's draw. */
void sl_peer_curves_draw (const SlPeerCurves *figure,
                          cairo_t *cr,
                          double width,
                          double height,
                          const SlSnapshot *snapshot,
                          const SlFigureView *view,
                          const SlTheme *theme);

/** sl_peer_curves_probe: as SlFigureType's probe. */
void sl_peer_curves_probe (const SlPeerCurves *figure,
                           double width,
                           double height,
                           const SlFigureView *view,
                           const SlTheme *theme,
                           double px,
                           double py,
                           SlProbe *probe);

G_END_DECLS
