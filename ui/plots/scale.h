/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SL_SCALE_LINEAR, SL_SCALE_LOG } SlScaleType;

/** SlScale: a map from numbers to pixels and back. A plain value. */
typedef struct
{
  SlScaleType type;
  double lo, hi;     /* numbers at the two ends, lo < hi; above 0 when logarithmic */
  double start, end; /* their pixels; start > end for an axis that points up */
} SlScale;

/** sl_scale_round_up:
 * Returns the smallest of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that is
 * not below @value; 1 for what is not a number above 0. Axes end there, so that they
 * change in few steps and never back while their data only grows. */
double sl_scale_round_up (double value);

/** sl_scale_from_zero: a linear scale from 0 to the round end above @max. */
SlScale sl_scale_from_zero (double max);

/** sl_scale_log: a logarithmic scale with ends of 1 or 3 times a power of ten around
 * @min and @max, of which both must be above 0 (else it runs from 0.1 to 1). */
SlScale sl_scale_log (double min, double max);

/** sl_scale_map: Returns the pixel of @value; NaN when it has no place (NaN, infinite, or
 * not above 0 on a logarithmic scale). Beyond the ends it goes on, up to 10 000 px. */
double sl_scale_map (const SlScale *scale, double value);

/** sl_scale_invert: Returns the number at @pixel: the inverse of sl_scale_map(). */
double sl_scale_invert (const SlScale *scale, double pixel);

G_END_DECLS
