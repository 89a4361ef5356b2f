/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"
#include "ui/plots/mask.h"

G_BEGIN_DECLS

/** sl_ribbon_suits: Returns whether @curve has more points than @mask has columns of
 * pixels: then all that can be seen of it is from where to where it goes in each. */
gboolean sl_ribbon_suits (const SlMask *mask, const SlCurve *curve);

/** sl_ribbon_paint:
 * @unit: device px in a px of @stroke
 * Paints in each column of @mask what @curve passes there, half a width further above and
 * below, and beside it as much as half a width reaches. A dash pattern runs along the
 * axis: along a jagged line it would tell nothing. O(points + pixels). */
void sl_ribbon_paint (const SlMask *mask,
                      const SlCurve *curve,
                      const SlStroke *stroke,
                      double unit);

G_END_DECLS
