/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/rng.h"

#include <math.h>

static guint64
rotate_left (guint64 x, int by)
{
  return (x << by) | (x >> (64 - by));
}

/* One number of SplitMix64, the generator recommended for filling the state: neighbouring
 * seeds give states that have nothing in common.
 * Source: Steele, Lea & Flood, Fast Splittable Pseudorandom Number Generators (2014). */
static guint64
split_mix (guint64 *state)
{
  guint64 z = *state += 0x9e3779b97f4a7c15u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void
sl_rng_init (SlRng *rng, guint64 seed, SlStream stream)
{
  guint64 state = seed;

  g_return_if_fail (rng != NULL);

  /* The seed is scrambled before the purpose joins it, and the purpose in another way, so
   * that no pair of small numbers leads to the state of another pair. */
  state = split_mix (&state) ^ ((guint64) stream + 1) * 0xd1342543de82ef95u;
  for (int i = 0; i < 4; i++)
    rng->s[i] = split_mix (&state);
  rng->spare = NAN;
}

guint64
sl_rng_next (SlRng *rng)
{
  guint64 *s = rng->s;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 shifted = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate_left (s[3], 45);
  return result;
}

double
sl_rng_uniform (SlRng *rng)
{
  return (double) (sl_rng_next (rng) >> 11) * 0x1p-53;
}

double
sl_rng_normal (SlRng *rng)
{
  double x, y, square, factor;

  if (!isnan (rng->spare)) {
    double spare = rng->spare;

    rng->spare = NAN;
    return spare;
  }
  do {
    x = 2.0 * sl_rng_uniform (rng) - 1.0;
    y = 2.0 * sl_rng_uniform (rng) - 1.0;
    square = x * x + y * y;
  } while (square >= 1.0 || square == 0.0);
  factor = sqrt (-2.0 * log (square) / square);
  rng->spare = y * factor;
  return x * factor;
}

guint32
sl_rng_below (SlRng *rng, guint32 n)
{
  guint64 product;
  guint32 surplus;

  g_return_val_if_fail (n > 0, 0);

  /* The upper half of a 32-bit number times n is the result; the first 2³² mod n values
   * of the lower half would be one too many for some results and are drawn again. Source:
   * Lemire, Fast Random Integer Generation in an Interval (2019). */
  surplus = (guint32) -n % n;
  do
    product = (sl_rng_next (rng) >> 32) * n;
  while ((guint32) product < surplus);
  return (guint32) (product >> 32);
}

void
sl_rng_shuffle (SlRng *rng, int *items, int n)
{
  g_return_if_fail (items != NULL || n == 0);

  for (int i = n - 1; i > 0; i--) {
    int j = (int) sl_rng_below (rng, (guint32) i + 1);
    int item = items[i];

    items[i] = items[j];
    items[j] = item;
  }
}
