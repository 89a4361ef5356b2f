/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/* A part of more rows than SL_SAMPLE_ABOVE is evaluated on a sample of SL_SAMPLE_ROWS
 * where somebody waits for the curve. */
enum { SL_SAMPLE_ABOVE = 20000, SL_SAMPLE_ROWS = 5000 };

/** sl_sample_draw: Returns (transfer full) (SL_SAMPLE_ROWS) of @n rows, ascending, each
 * once, the same for the same @seed and @part; NULL when there are at most
 * SL_SAMPLE_ABOVE, which means all. */
int *sl_sample_draw (int n, gint64 seed, SlPartId part);

/** sl_sample_size: Returns how many rows a sample of @n has: 0 when it takes all. */
int sl_sample_size (int n);

G_END_DECLS
