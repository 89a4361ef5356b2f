/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlSpread: a label on a line: where its middle should be, and how much room it takes.
 */
typedef struct
{
  double wanted, size; /* px */
  double place;        /* set by sl_spread(): its middle */
} SlSpread;

/** sl_spread:
 * @items: (inout) (n) in ascending order of @wanted
 * Moves items along the line, no further than needed, so that none lies on another and
 * all lie between @lo and @hi; when there is not enough room they go beyond @hi. O(n). */
void sl_spread (SlSpread *items, int n, double lo, double hi);

G_END_DECLS
