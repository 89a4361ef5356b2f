/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_scale_columns:
 * @X: (·, d) row-major, finite; @rows: (n ≥ 1) the rows that count
 * @mean, @scale: (out) (d) mean and population sd √(Σ(x − mean)²/n) of each column. A
 * constant column gets its value as mean and scale 1, so that it becomes exactly 0. Sums
 * in double. O(n·d). */
void sl_scale_columns (const float *X,
                       const int *rows,
                       int n,
                       int d,
                       double *mean,
                       double *scale);

/** sl_scale_apply: Returns (x − mean)/scale. */
static inline float
sl_scale_apply (float x, double mean, double scale)
{
  return (float) (((double) x - mean) / scale);
}

G_END_DECLS
