/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/film/palette.h"

#include <math.h>

/* Bins that share a colour: a part of the list of those that occur. */
typedef struct
{
  int first, n;
  int channel;  /* that varies most */
  double mean;  /* of it */
  double error; /* sum of the squared distances in it */
} Box;

static int
bin_of (guint32 pixel)
{
  int shift = 8 - SL_PALETTE_BITS;
  int r = (int) (pixel >> 16 & 0xff) >> shift, g = (int) (pixel >> 8 & 0xff) >> shift,
      b = (int) (pixel & 0xff) >> shift;

  return r << 2 * SL_PALETTE_BITS | g << SL_PALETTE_BITS | b;
}

void
sl_color_count_add (SlColorCount *count, const guint32 *pixels, gsize n)
{
  g_return_if_fail (count != NULL && pixels != NULL);

  for (gsize i = 0; i < n; i++) {
    int bin = bin_of (pixels[i]);

    count->n[bin]++;
    for (int c = 0; c < 3; c++)
      count->sum[bin][c] += pixels[i] >> (16 - 8 * c) & 0xff;
  }
}

static double
value_of (const SlColorCount *count, int bin, int channel)
{
  return (double) count->sum[bin][channel] / (double) count->n[bin];
}

/* Finds what a parting of @box would go by. */
static void
measure (Box *box, const int *bins, const SlColorCount *count)
{
  box->error = 0.0;
  for (int c = 0; c < 3; c++) {
    double weight = 0.0, sum = 0.0, squares = 0.0;

    for (int i = box->first; i < box->first + box->n; i++) {
      double n = (double) count->n[bins[i]], v = value_of (count, bins[i], c);

      weight += n;
      sum += n * v;
      squares += n * v * v;
    }
    double error = squares - sum * sum / weight;
    if (error > box->error) {
      box->error = error;
      box->channel = c;
      box->mean = sum / weight;
    }
  }
}

/* Those above the mean go to the end of the list, and to @upper. */
static void
part (Box *box, Box *upper, int *bins, const SlColorCount *count)
{
  int low = box->first, high = box->first + box->n - 1;

  while (low <= high) {
    int bin = bins[low];

    if (value_of (count, bin, box->channel) <= box->mean) {
      low++;
    } else {
      bins[low] = bins[high];
      bins[high--] = bin;
    }
  }
  upper->first = low;
  upper->n = box->first + box->n - low;
  box->n = low - box->first;
  measure (box, bins, count);
  measure (upper, bins, count);
}

static void
set_color (SlPalette *palette,
           int k,
           const Box *box,
           const int *bins,
           const SlColorCount *count)
{
  guint64 n = 0, sum[3] = {0};

  for (int i = box->first; i < box->first + box->n; i++) {
    n += count->n[bins[i]];
    for (int c = 0; c < 3; c++)
      sum[c] += count->sum[bins[i]][c];
    palette->index[bins[i]] = (guint8) k;
  }
  for (int c = 0; c < 3; c++)
    palette->colors[k][c] = (guint8) ((sum[c] + n / 2) / n);
}

void
sl_palette_find (SlPalette *palette, const SlColorCount *count)
{
  g_autofree int *bins = g_new (int, SL_PALETTE_BINS);
  Box boxes[SL_PALETTE_COLORS] = {{0}};
  int n = 1;

  g_return_if_fail (palette != NULL && count != NULL);

  *palette = (SlPalette){0};
  for (int bin = 0; bin < SL_PALETTE_BINS; bin++)
    if (count->n[bin] > 0)
      bins[boxes[0].n++] = bin;
  if (boxes[0].n == 0)
    return;
  measure (&boxes[0], bins, count);
  for (; n < SL_PALETTE_COLORS; n++) {
    int worst = 0;

    for (int k = 1; k < n; k++)
      if (boxes[k].error > boxes[worst].error)
        worst = k;
    /* A box of one bin has no error, up to rounding. */
    if (boxes[worst].n < 2 || !(boxes[worst].error > 1e-6))
      break;
    part (&boxes[worst], &boxes[n], bins, count);
  }
  palette->n = n;
  for (int k = 0; k < n; k++)
    set_color (palette, k, &boxes[k], bins, count);
}

guint8
sl_palette_index (const SlPalette *palette, guint32 pixel)
{
  return palette->index[bin_of (pixel)];
}
