/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlRng: a small seeded generator (xoshiro256**); the same numbers on every machine.
 * Source: Blackman & Vigna, Scrambled Linear Pseudorandom Number Generators (2021). */
typedef struct
{
  guint64 s[4];
  double spare; /* second normal of a pair; NaN when there is none */
} SlRng;

/* What a generator is for. Each purpose has a stream of its own, so that one more draw in
 * one place (another split, another shape) never moves the numbers of another. */
typedef enum {
  SL_STREAM_DATA,
  SL_STREAM_SPLIT,
  SL_STREAM_INITIAL,
  SL_STREAM_SHUFFLE,
  SL_STREAM_DROPOUT,
  SL_STREAM_VALIDATION,
  SL_STREAM_FOLDS,
  SL_STREAM_SAMPLE,
} SlStream;

/** sl_rng_init: @seed: any value; @stream: its purpose. Independent streams per pair. */
void sl_rng_init (SlRng *rng, guint64 seed, SlStream stream);

/** sl_rng_next: Returns 64 uniform bits. */
guint64 sl_rng_next (SlRng *rng);

/** sl_rng_uniform: Returns a double in [0, 1), 53 bits. */
double sl_rng_uniform (SlRng *rng);

/** sl_rng_normal: Returns a standard normal number (polar method of Marsaglia). */
double sl_rng_normal (SlRng *rng);

/** sl_rng_below: @n: 1 or more. Returns an unbiased integer in [0, n). */
guint32 sl_rng_below (SlRng *rng, guint32 n);

/** sl_rng_shuffle: @items: (inout) (n). Fisher–Yates shuffle. O(n). */
void sl_rng_shuffle (SlRng *rng, int *items, int n);

G_END_DECLS
