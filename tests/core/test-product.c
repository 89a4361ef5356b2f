/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/product.h"
#include "core/base/rng.h"

#include <math.h>
#include <string.h>

/* Sizes around those of blocks, panels and copies. */
static const int sizes[][3] = {
    {1, 1, 1},     {1, 8, 3},      {10, 8, 8},     {10, 1, 8},     {7, 16, 5},
    {8, 17, 2},    {9, 31, 64},    {32, 33, 40},   {33, 48, 7},    {5, 10, 300},
    {97, 65, 257}, {300, 40, 260}, {40, 300, 515}, {130, 129, 600}};

static float *
draw (size_t n, guint64 seed)
{
  float *numbers = g_new (float, n);
  SlRng rng;

  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  for (size_t i = 0; i < n; i++)
    numbers[i] = (float) sl_rng_normal (&rng);
  return numbers;
}

/* A product and room about C that nobody may touch. */
typedef struct
{
  int n, m, k;
  gboolean transposed; /* A stands as (k, n) */
  size_t ldb, ldc;
  float *A, *B, *C; /* Owned */
} Case;

enum { MARGIN = 5 };
static const float UNTOUCHED = 12345;

static void
case_init (Case *c, const int size[3], gboolean transposed)
{
  *c = (Case){size[0], size[1], size[2], transposed};
  c->ldb = (size_t) c->m + 3;
  c->ldc = (size_t) c->m + MARGIN;
  c->A = draw ((size_t) c->n * c->k, 1);
  c->B = draw (c->k * c->ldb, 2);
  c->C = g_new (float, c->n * c->ldc);
}

static void
case_clear (Case *c)
{
  g_free (c->A);
  g_free (c->B);
  g_free (c->C);
}

static void
case_run (Case *c, SlPool *pool)
{
  for (size_t i = 0; i < c->n * c->ldc; i++)
    c->C[i] = UNTOUCHED;
  sl_product (pool, c->n, c->m, c->k, c->A, c->transposed ? 1 : (size_t) c->k,
              c->transposed ? (size_t) c->n : 1, c->B, c->ldb, c->C, c->ldc);
}

static float
a_at (const Case *c, int i, int p)
{
  return c->A[c->transposed ? p * c->n + i : i * c->k + p];
}

/* Sums in double; the rounding of k single additions grows with the sum of the sizes. */
static void
case_check (const Case *c)
{
  for (int i = 0; i < c->n; i++) {
    for (int j = 0; j < c->m; j++) {
      double sum = 0, size = 0;
      for (int p = 0; p < c->k; p++) {
        double term = (double) a_at (c, i, p) * (double) c->B[p * c->ldb + j];
        sum += term;
        size += fabs (term);
      }
      g_assert_cmpfloat (fabs ((double) c->C[i * c->ldc + j] - sum), <=,
                         3e-7 * size * (1 + c->k / 50.0) + 1e-30);
    }
    for (int j = c->m; j < c->m + MARGIN; j++)
      g_assert_true (c->C[i * c->ldc + j] == UNTOUCHED);
  }
}

static void
test_against_double (void)
{
  for (size_t s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int transposed = 0; transposed <= 1; transposed++) {
      Case c;

      case_init (&c, sizes[s], transposed);
      case_run (&c, NULL);
      case_check (&c);
      case_clear (&c);
    }
}

/* Every kernel that this processor can run, on full and partial blocks. */
static void
test_kernels (void)
{
  enum { K = 13, MAX_WIDTH = 16, MAX_ROWS = 8 };
  int n_kernels;
  const SlProductKernel *const *kernels = sl_product_kernels (&n_kernels);
  g_autofree float *A = draw (MAX_ROWS * K, 1), *B = draw (K * 2 * MAX_WIDTH, 2);

  g_assert_cmpint (n_kernels, >=, 1);
  for (int kernel = 0; kernel < n_kernels; kernel++)
    for (int vectors = 1; vectors <= 2; vectors++)
      for (int n = 1; n <= kernels[kernel]->rows; n++)
        for (int add = 0; add <= 1; add++) {
          float C[MAX_ROWS * 2 * MAX_WIDTH];
          int m = vectors * kernels[kernel]->width;

          g_assert_cmpint (kernels[kernel]->width, <=, MAX_WIDTH);
          g_assert_cmpint (kernels[kernel]->rows, <=, MAX_ROWS);
          for (size_t i = 0; i < G_N_ELEMENTS (C); i++)
            C[i] = 2;
          kernels[kernel]->block (n, vectors, K, A, K, 1, B, m, C, m, add);
          for (int i = 0; i < MAX_ROWS; i++)
            for (int j = 0; j < m; j++) {
              double sum = add || i >= n ? 2 : 0;
              for (int p = 0; p < K && i < n; p++)
                sum += (double) A[i * K + p] * (double) B[p * m + j];
              g_assert_cmpfloat (fabs ((double) C[i * m + j] - sum), <=, 1e-5);
            }
        }
}

/* The bits of a number depend on its row of A and its column of B alone: neither on the
 * threads, nor on the part of C that is asked for. */
static void
test_bits (void)
{
  static const int large[][3] = {{400, 300, 300}, {70, 900, 400}, {900, 70, 400}};

  for (size_t s = 0; s < G_N_ELEMENTS (large); s++)
    for (int transposed = 0; transposed <= 1; transposed++) {
      Case c;

      case_init (&c, large[s], transposed);
      case_run (&c, NULL);
      g_autofree float *expected = g_memdup2 (c.C, c.n * c.ldc * sizeof *c.C);
      for (int threads = 2; threads <= 3; threads++) {
        g_autoptr (SlPool) pool = sl_pool_new (threads);

        case_run (&c, pool);
        g_assert_cmpmem (c.C, c.n * c.ldc * sizeof *c.C, expected,
                         c.n * c.ldc * sizeof *c.C);
      }
      /* Rows 11 to 30, columns 20 to 56, and no others. */
      sl_product (NULL, 20, 37, c.k, c.A + 11 * (transposed ? 1 : (size_t) c.k),
                  transposed ? 1 : (size_t) c.k, transposed ? (size_t) c.n : 1, c.B + 20,
                  c.ldb, c.C, c.ldc);
      for (size_t i = 0; i < 20; i++)
        g_assert_cmpmem (c.C + i * c.ldc, 37 * sizeof *c.C,
                         expected + (11 + i) * c.ldc + 20, 37 * sizeof *c.C);
      case_clear (&c);
    }
}

/* What is not finite comes out, and nowhere else than it belongs. */
static void
test_not_finite (void)
{
  static const int size[3] = {20, 40, 30};
  Case c;

  case_init (&c, size, FALSE);
  c.A[3 * c.k + 5] = NAN;
  c.B[7 * c.ldb + 39] = INFINITY;
  case_run (&c, NULL);
  for (int i = 0; i < c.n; i++)
    for (int j = 0; j < c.m; j++)
      g_assert_cmpint (isfinite (c.C[i * c.ldc + j]), ==, i != 3 && j != 39);
  case_clear (&c);
}

static void
test_transpose (void)
{
  static const int shapes[][2] = {{1, 1}, {1, 9}, {8, 8}, {13, 20}, {40, 7}, {10, 8}};

  for (size_t s = 0; s < G_N_ELEMENTS (shapes); s++) {
    int n = shapes[s][0], m = shapes[s][1];
    g_autofree float *from = draw ((size_t) n * m, 3);
    g_autofree float *to = g_new (float, (size_t) n *m);

    sl_transpose (n, m, from, to);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < m; j++)
        g_assert_true (to[j * n + i] == from[i * m + j]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/product/against-double", test_against_double);
  g_test_add_func ("/product/kernels", test_kernels);
  g_test_add_func ("/product/bits", test_bits);
  g_test_add_func ("/product/not-finite", test_not_finite);
  g_test_add_func ("/product/transpose", test_transpose);
  return g_test_run ();
}
