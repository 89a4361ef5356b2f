/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"

G_BEGIN_DECLS

/** sl_brush_curve:
 * Draws @curve within @area for the screen, several times faster than cairo_stroke() does
 * a jagged line: each segment paints its own few pixels by their distance from it.
 * Cairo's own fast way, CAIRO_ANTIALIAS_FAST, is no choice: in Cairo 1.16 its scan
 * converter writes beyond its buffer for some jagged lines. O(pixels of the line). */
void sl_brush_curve (SlKit *kit,
                     const SlBox *area,
                     const SlCurve *curve,
                     const SlStroke *stroke);

G_END_DECLS
