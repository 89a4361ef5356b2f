/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/rng.h"

#include <math.h>
#include <string.h>

enum { N_STREAMS = SL_STREAM_DROPOUT + 1, N_DRAWS = 100000 };

/* Numbers of two other implementations: the state 1, 2, 3, 4 is the usual example; the
 * seeded ones were worked out with integers of any size. */
static void
test_fixed (void)
{
  static const guint64 example[] = {
      11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600};
  static const struct
  {
    guint64 seed;
    SlStream stream;
    guint64 draws[3];
  } cases[] = {
      {1, SL_STREAM_DATA, {0x550e4e55a37114cc, 0xa645791d18940fdd, 0xebededf9628ebf4c}},
      {1, SL_STREAM_SPLIT, {0x8f0e1cd4e34bdd22, 0x24445b8b2b2ab560, 0x21481457603f9df7}},
      {2, SL_STREAM_DATA, {0x530a38aaa26798fb, 0x7964f094fd0fa651, 0xaa341a4a9f0d8e32}},
      {0,
       SL_STREAM_DROPOUT,
       {0x34a1e18dd75f700d, 0x613b95e0423b29ea, 0x992ae71ded5be663}},
  };
  SlRng rng = {{1, 2, 3, 4}, NAN};

  for (size_t i = 0; i < G_N_ELEMENTS (example); i++)
    g_assert_cmpuint (sl_rng_next (&rng), ==, example[i]);
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    sl_rng_init (&rng, cases[c].seed, cases[c].stream);
    for (int i = 0; i < 3; i++)
      g_assert_cmphex (sl_rng_next (&rng), ==, cases[c].draws[i]);
  }
  sl_rng_init (&rng, 1, SL_STREAM_DATA);
  g_assert_true (sl_rng_uniform (&rng) == 0.3322495421484215);
}

/* Correlation of the uniform numbers of two generators. */
static double
correlation (guint64 seed_a, int stream_a, guint64 seed_b, int stream_b)
{
  SlRng a, b;
  double sum = 0.0;

  sl_rng_init (&a, seed_a, (SlStream) stream_a);
  sl_rng_init (&b, seed_b, (SlStream) stream_b);
  for (int i = 0; i < N_DRAWS; i++)
    sum += (sl_rng_uniform (&a) - 0.5) * (sl_rng_uniform (&b) - 0.5);
  return 12.0 * sum / N_DRAWS;
}

/* Each pair of streams of one seed, of neighbouring seeds, and (1, s + 1) against (2, s):
 * 5 standard errors. */
static void
test_independent (void)
{
  const double most = 5.0 / sqrt (N_DRAWS);

  for (int s = 0; s < N_STREAMS; s++)
    for (int t = 0; t < N_STREAMS; t++) {
      if (t > s)
        g_assert_cmpfloat (fabs (correlation (1, s, 1, t)), <, most);
      g_assert_cmpfloat (fabs (correlation (1, s, 2, t)), <, most);
    }
  g_assert_cmpfloat_with_epsilon (correlation (7, 0, 7, 0), 1.0, 0.02);
}

static int
compare_words (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* No stream runs into another one: 2000 words of 64 bits of each pair are all different.
 */
static void
test_no_overlap (void)
{
  enum { N_SEEDS = 8, N_WORDS = 2000 };
  const size_t n = (size_t) N_SEEDS * N_STREAMS * N_WORDS;
  g_autofree guint64 *words = g_new (guint64, n);
  size_t k = 0;

  for (int seed = 0; seed < N_SEEDS; seed++)
    for (int stream = 0; stream < N_STREAMS; stream++) {
      SlRng rng;

      sl_rng_init (&rng, (guint64) seed, (SlStream) stream);
      for (int i = 0; i < N_WORDS; i++)
        words[k++] = sl_rng_next (&rng);
    }
  qsort (words, n, sizeof *words, compare_words);
  for (size_t i = 1; i < n; i++)
    g_assert_cmphex (words[i], !=, words[i - 1]);
}

static void
test_uniform (void)
{
  int counts[64] = {0};
  double chi = 0.0, expected = N_DRAWS / 64.0;
  SlRng rng;

  sl_rng_init (&rng, 3, SL_STREAM_DATA);
  for (int i = 0; i < N_DRAWS; i++) {
    double u = sl_rng_uniform (&rng);

    g_assert_true (u >= 0.0 && u < 1.0);
    counts[(int) (64.0 * u)]++;
  }
  for (int i = 0; i < 64; i++)
    chi += (counts[i] - expected) * (counts[i] - expected) / expected;
  /* 63 degrees of freedom, sd √126: 5 sd either way (too even is wrong as well). */
  g_assert_cmpfloat (fabs (chi - 63.0), <, 5.0 * sqrt (126.0));
}

static void
test_normal (void)
{
  double moments[5] = {0.0};
  int beyond = 0;
  SlRng rng;

  sl_rng_init (&rng, 4, SL_STREAM_DATA);
  for (int i = 0; i < N_DRAWS; i++) {
    double z = sl_rng_normal (&rng);

    for (int k = 1; k <= 4; k++)
      moments[k] += pow (z, k) / N_DRAWS;
    beyond += fabs (z) > 1.959963984540054;
  }
  /* 5 standard errors: the variances of z, z², z³, z⁴ are 1, 2, 15, 96. */
  g_assert_cmpfloat (fabs (moments[1]), <, 5.0 * sqrt (1.0 / N_DRAWS));
  g_assert_cmpfloat (fabs (moments[2] - 1.0), <, 5.0 * sqrt (2.0 / N_DRAWS));
  g_assert_cmpfloat (fabs (moments[3]), <, 5.0 * sqrt (15.0 / N_DRAWS));
  g_assert_cmpfloat (fabs (moments[4] - 3.0), <, 5.0 * sqrt (96.0 / N_DRAWS));
  g_assert_cmpfloat (fabs (beyond - 0.05 * N_DRAWS), <, 5.0 * sqrt (0.0475 * N_DRAWS));
}

/* For n = 3·2³⁰ the remainder of a 32-bit number would fall into the lower third twice as
 * often as into the others. */
static void
test_below (void)
{
  const guint32 n = 3u << 30;
  int thirds[3] = {0}, seen[7] = {0};
  SlRng rng;

  sl_rng_init (&rng, 5, SL_STREAM_SHUFFLE);
  for (int i = 0; i < N_DRAWS; i++) {
    guint32 value = sl_rng_below (&rng, n);

    g_assert_cmpuint (value, <, n);
    thirds[value >> 30]++;
    value = sl_rng_below (&rng, 7);
    g_assert_cmpuint (value, <, 7);
    seen[value]++;
    g_assert_cmpuint (sl_rng_below (&rng, 1), ==, 0);
  }
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (fabs (thirds[i] - N_DRAWS / 3.0), <,
                       5.0 * sqrt (N_DRAWS * 2 / 9.0));
  for (int i = 0; i < 7; i++)
    g_assert_cmpfloat (fabs (seen[i] - N_DRAWS / 7.0), <,
                       5.0 * sqrt (N_DRAWS * 6 / 49.0));
}

/* All 24 orders of four items come up equally often. */
static void
test_shuffle (void)
{
  enum { N_ORDERS = 24, N_SHUFFLES = 24000 };
  int counts[256] = {0}, n_orders = 0;
  double chi = 0.0, expected = (double) N_SHUFFLES / N_ORDERS;
  SlRng rng;

  sl_rng_init (&rng, 6, SL_STREAM_SHUFFLE);
  for (int i = 0; i < N_SHUFFLES; i++) {
    int items[4] = {0, 1, 2, 3}, bits = 0, code = 0;

    sl_rng_shuffle (&rng, items, 4);
    for (int k = 0; k < 4; k++) {
      bits |= 1 << items[k];
      code = code * 4 + items[k];
    }
    g_assert_cmpint (bits, ==, 15);
    counts[code]++;
  }
  for (int code = 0; code < 256; code++) {
    if (counts[code] == 0)
      continue;
    n_orders++;
    chi += (counts[code] - expected) * (counts[code] - expected) / expected;
  }
  g_assert_cmpint (n_orders, ==, N_ORDERS);
  g_assert_cmpfloat (chi, <, 23.0 + 5.0 * sqrt (46.0));
  sl_rng_shuffle (&rng, NULL, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/rng/fixed", test_fixed);
  g_test_add_func ("/base/rng/independent", test_independent);
  g_test_add_func ("/base/rng/no-overlap", test_no_overlap);
  g_test_add_func ("/base/rng/uniform", test_uniform);
  g_test_add_func ("/base/rng/normal", test_normal);
  g_test_add_func ("/base/rng/below", test_below);
  g_test_add_func ("/base/rng/shuffle", test_shuffle);
  return g_test_run ();
}
