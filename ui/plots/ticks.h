/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/scale.h"

G_BEGIN_DECLS

enum { SL_MAX_TICKS = 16, SL_TICK_TEXT = 32 };

/** SlTicks: where an axis is marked, in ascending order, and what stands there. */
typedef struct
{
  int n;
  double value[SL_MAX_TICKS];
  char text[SL_MAX_TICKS][SL_TICK_TEXT];
} SlTicks;

/** sl_ticks_make:
 * @most: how many intervals there is room for, 1 or more
 * Linear: multiples of 1, 2 or 5 times a power of ten, so that they also meet a round
 * end when they can. Logarithmic: 1 and 3 times powers of ten, or powers of ten, or every
 * so many of them. All within the scale's ends. */
void sl_ticks_make (SlTicks *ticks, const SlScale *scale, int most);

/** sl_ticks_make_whole: the same for an axis that counts (epochs): no fractions. */
void sl_ticks_make_whole (SlTicks *ticks, const SlScale *scale, int most);

/** sl_ticks_make_ends: only the two ends of the scale. */
void sl_ticks_make_ends (SlTicks *ticks, const SlScale *scale);

/** sl_tick_text:
 * @decimals: digits after the point
 * Writes @value for an axis: '.' in every locale, a thin space between thousands, a true
 * minus sign, and 3×10⁻⁵ for what would be too long. */
void sl_tick_text (char text[SL_TICK_TEXT], double value, int decimals);

/** sl_significant_text: Returns (transfer full) @value at @digits significant digits, 1
 * to 17, in the same style; below 0.0001 as a power of ten. "∞" and "NaN" as they are. */
char *sl_significant_text (double value, int digits);

/** sl_rounded_text: Returns (transfer full) @value with at least @digits significant
 * digits, trailing zeros kept, so that a changing number keeps its width: "13.0". */
char *sl_rounded_text (double value, int digits);

/** sl_count_text: Returns (transfer full) @n with a thin space between thousands. */
char *sl_count_text (gint64 n);

G_END_DECLS
