/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/text.h"

G_BEGIN_DECLS

/** SlNetworkLayout: where the units of a graph are, in px. */
typedef struct
{
  const SlGraph *graph; /* Borrowed */
  double left, step;    /* of the columns */
  double top, height;   /* of their units */
  double text;          /* top of the text below */
  double strongest;     /* |w| of the widest link, a round number */
} SlNetworkLayout;

/** sl_network_layout_init: lays @graph out in @width x @height px. */
void sl_network_layout_init (SlKit *kit,
                             SlNetworkLayout *layout,
                             double width,
                             double height,
                             const SlGraph *graph);

/** sl_network_is_drawable: Returns whether there is room for it. */
gboolean sl_network_is_drawable (const SlNetworkLayout *layout);

/** sl_network_column_x, sl_network_unit_y: Return the middle of unit @k (of those shown)
 * of column @c. sl_network_unit_radius: how large it is drawn. */
double sl_network_column_x (const SlNetworkLayout *layout, int c);
double sl_network_unit_y (const SlNetworkLayout *layout, int c, int k);
double sl_network_unit_radius (const SlNetworkLayout *layout, int c);

/** sl_network_shown_unit: Returns which of those shown is unit @unit of column @c; −1
 * when it is not shown. */
int sl_network_shown_unit (const SlGraph *graph, int c, int unit);

/** sl_network_find_unit: @c, @k: (out) the unit shown at (@px, @py). Returns FALSE when
 * there is none. */
gboolean sl_network_find_unit (const SlNetworkLayout *layout,
                               double px,
                               double py,
                               int *c,
                               int *k);

/** sl_network_find_link:
 * @zero: whether links that are exactly zero are looked for, which nobody sees, or the
 * others; @l: (out) the layer of the link
 * Returns the place in W[@l] of the nearest link within a few px; −1 when there is none.
 */
int sl_network_find_link (const SlNetworkLayout *layout,
                          double px,
                          double py,
                          gboolean zero,
                          int *l);

G_END_DECLS
