/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"

G_BEGIN_DECLS

/** sl_mark_area: fills what lies between @curve and the height @base within @area; where
 * the curve has a gap nothing. @hatched: stripes on a light ground, the second look of
 * one hue. On screen by whole device pixels, without antialiasing. O(pixels of the area).
 */
void sl_mark_area (SlKit *kit,
                   const SlBox *area,
                   const SlCurve *curve,
                   double base,
                   SlColor color,
                   gboolean hatched);

G_END_DECLS
