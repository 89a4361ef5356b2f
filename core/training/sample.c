/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/sample.h"

#include "core/base/rng.h"

int
sl_sample_size (int n)
{
  return n > SL_SAMPLE_ABOVE ? SL_SAMPLE_ROWS : 0;
}

int *
sl_sample_draw (int n, gint64 seed, SlPartId part)
{
  int left = sl_sample_size (n);
  if (left == 0)
    return NULL;
  SlRng rng;
  sl_rng_init (&rng, (guint64) seed * SL_N_PARTS + part, SL_STREAM_SAMPLE);
  int *rows = g_new (int, left);
  /* Knuth, The Art of Computer Programming 2 (1997), §3.4.2, algorithm S: of the rows not
   * seen yet each is as likely as another to fill one of the places left. */
  for (int i = 0, k = 0; left > 0; i++)
    if ((int) sl_rng_below (&rng, (guint32) (n - i)) < left) {
      rows[k++] = i;
      left--;
    }
  return rows;
}
