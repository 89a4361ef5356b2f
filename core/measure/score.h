/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_r_squared:
 * @y: (n) targets; @squares: Σ (prediction − y)² over those rows
 * Returns R² = 1 − squares / Σ (y − mean y)²: 1 is perfect, 0 no better than the mean of
 * these rows, negative worse. NaN for no rows or a constant target, which has no variance
 * to explain. O(n). */
double sl_r_squared (int n, const float *y, double squares);

G_END_DECLS
