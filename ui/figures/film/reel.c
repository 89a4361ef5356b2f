/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/film/reel.h"

/* So many pixels in a row differ from those before by the same bits. */
typedef struct
{
  guint32 n, bits;
} Run;

struct SlReel
{
  gsize n_pixels;
  GArray *runs;    /* Owned, of Run */
  guint32 *before; /* Owned (n_pixels): the last picture; black before the first */
  guint n;
  gsize next;    /* run to be read */
  gboolean read; /* reading has begun, and @before is what was read last */
};

SlReel *
sl_reel_new (gsize n_pixels)
{
  SlReel *reel = g_new0 (SlReel, 1);

  reel->n_pixels = n_pixels;
  reel->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  reel->before = g_new0 (guint32, n_pixels);
  return reel;
}

void
sl_reel_free (SlReel *reel)
{
  if (reel == NULL)
    return;
  g_array_unref (reel->runs);
  g_free (reel->before);
  g_free (reel);
}

guint
sl_reel_n (const SlReel *reel)
{
  return reel->n;
}

gboolean
sl_reel_add (SlReel *reel, const guint32 *pixels)
{
  Run run = {0, 0};

  g_return_val_if_fail (reel != NULL && !reel->read && pixels != NULL, FALSE);

  for (gsize i = 0; i < reel->n_pixels; i++) {
    guint32 bits = pixels[i] ^ reel->before[i];

    reel->before[i] = pixels[i];
    if (run.n > 0 && (bits != run.bits || run.n == G_MAXUINT32)) {
      g_array_append_val (reel->runs, run);
      run.n = 0;
    }
    run.bits = bits;
    run.n++;
  }
  if (run.n > 0)
    g_array_append_val (reel->runs, run);
  reel->n++;
  return reel->runs->len * sizeof (Run) <= SL_REEL_MAX_BYTES;
}

const guint32 *
sl_reel_next (SlReel *reel)
{
  g_return_val_if_fail (reel != NULL, NULL);

  if (!reel->read) {
    for (gsize i = 0; i < reel->n_pixels; i++)
      reel->before[i] = 0;
    reel->read = TRUE;
  }
  if (reel->next >= reel->runs->len)
    return NULL;
  for (gsize i = 0; i < reel->n_pixels; reel->next++) {
    const Run *run = &g_array_index (reel->runs, Run, reel->next);

    for (guint32 k = 0; k < run->n; k++)
      reel->before[i++] ^= run->bits;
  }
  return reel->before;
}
