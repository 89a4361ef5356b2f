/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The colours of one film: a GIF has 256, and one of them stands for "as before". */
enum { SL_PALETTE_COLORS = 255, SL_PALETTE_BITS = 5, SL_PALETTE_BINS = 1 << 15 };

/** SlColorCount: how often the colours of a film occur, in bins of SL_PALETTE_BITS a
 * channel, with their sums: a bin that holds one colour gives that very colour. */
typedef struct
{
  guint64 n[SL_PALETTE_BINS];
  guint64 sum[SL_PALETTE_BINS][3];
} SlColorCount;

/** sl_color_count_add: @pixels: (n) 0x00RRGGBB. */
void sl_color_count_add (SlColorCount *count, const guint32 *pixels, gsize n);

/** SlPalette: the colours, and which of them each bin is. */
typedef struct
{
  int n;
  guint8 colors[SL_PALETTE_COLORS][3];
  guint8 index[SL_PALETTE_BINS];
} SlPalette;

/** sl_palette_find: @palette: (out) at most SL_PALETTE_COLORS colours for what was
 * counted: bins are parted again and again where the squared error is largest, at the
 * mean of the channel that varies most. Source: Heckbert, Color Image Quantization for
 * Frame Buffer Display, SIGGRAPH (1982); the criterion: Wan, Wong & Prusinkiewicz, An
 * Algorithm for Multidimensional Data Clustering, ACM TOMS 14 (1988). */
void sl_palette_find (SlPalette *palette, const SlColorCount *count);

/** sl_palette_index: Returns which colour stands for @pixel. */
guint8 sl_palette_index (const SlPalette *palette, guint32 pixel);

G_END_DECLS
