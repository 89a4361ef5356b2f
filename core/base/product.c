/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/product.h"

#include "core/base/clones.h"

#include <string.h>

/* Depth of a panel and rows of a copied block, so that a panel of B (DEPTH × 32 floats)
 * stays in the first-level cache and a block of A in the second. */
enum { DEPTH = 256, COPIED_ROWS = 96, ROWS = 256 };
/* Floats: a matrix up to this size is used where it stands. */
enum { DIRECT = 32768 };
enum { MAX_WIDTH = 16, MAX_ROWS = 8 };
/* Multiply-adds that are worth a part of their own: some 0.1 ms. */
static const double LEAST_PART = 1e7;

typedef struct
{
  int n, m, k;
  const float *A, *B;
  size_t a_row, a_col, ldb, ldc;
  float *C;
} Product;

typedef struct
{
  float A[DEPTH * COPIED_ROWS]; /* (rows / kernel rows) blocks of (k, kernel rows) */
  float B[DEPTH * 2 * MAX_WIDTH];
  float C[MAX_ROWS * MAX_WIDTH]; /* a block that is wider than what is left of C */
} Scratch;

/* Copies A (n, k) with a_row = 1 into blocks whose rows stand together. */
static void
copy_rows (int n, int k, int rows, const float *A, size_t a_col, float *restrict to)
{
  for (int i = 0; i < n; i += rows, A += rows) {
    size_t size = (size_t) MIN (rows, n - i) * sizeof *to;
    for (int p = 0; p < k; p++, to += rows)
      memcpy (to, A + (size_t) p * a_col, size);
  }
}

/* to (k, width) = B (k, m ≤ width), filled up with zeros. */
static void
copy_panel (int k, int m, int width, const float *B, size_t ldb, float *restrict to)
{
  for (int p = 0; p < k; p++, B += ldb, to += width) {
    memcpy (to, B, (size_t) m * sizeof *to);
    memset (to + m, 0, (size_t) (width - m) * sizeof *to);
  }
}

/* A block of C (n, m) narrower than a vector. */
static void
narrow_block (const SlProductKernel *kernel,
              const Product *P,
              const float *B,
              gboolean add,
              float *scratch)
{
  size_t size = (size_t) P->m * sizeof (float);
  for (int i = 0; i < P->n && add; i++)
    memcpy (scratch + i * kernel->width, P->C + i * P->ldc, size);
  kernel->block (P->n, 1, P->k, P->A, P->a_row, P->a_col, B, kernel->width, scratch,
                 kernel->width, add);
  for (int i = 0; i < P->n; i++)
    memcpy (P->C + i * P->ldc, scratch + i * kernel->width, size);
}

/* C = A·B or C += A·B for k ≤ DEPTH; A as copied by copy_rows() when @copied. */
static void
multiply_slab (const SlProductKernel *kernel,
               const Product *P,
               gboolean copied,
               gboolean add,
               Scratch *scratch)
{
  int width = kernel->width, rows = kernel->rows;
  gboolean direct = (size_t) P->k * P->ldb <= DIRECT;
  for (int j = 0, wide; j < P->m; j += wide) {
    int left = P->m - j, vectors = left >= 2 * width ? 2 : 1;
    const float *B = P->B + j;
    size_t ldb = P->ldb;
    wide = MIN (left, vectors * width);
    if (!direct || wide < width) {
      ldb = (size_t) vectors * width;
      copy_panel (P->k, wide, (int) ldb, B, P->ldb, scratch->B);
      B = scratch->B;
    }
    for (int i = 0; i < P->n; i += rows) {
      int n = MIN (rows, P->n - i);
      const float *A = P->A + i * (copied ? (size_t) P->k : P->a_row);
      size_t a_row = copied ? 1 : P->a_row, a_col = copied ? (size_t) rows : P->a_col;
      float *C = P->C + i * P->ldc + j;
      if (wide >= width)
        kernel->block (n, vectors, P->k, A, a_row, a_col, B, ldb, C, P->ldc, add);
      else {
        Product rest = {n, wide, P->k, A, B, a_row, a_col, ldb, P->ldc, C};
        narrow_block (kernel, &rest, B, add, scratch->C);
      }
    }
  }
}

static void
multiply (const Product *P)
{
  const SlProductKernel *kernel = sl_product_kernel (P->m);
  gboolean copies = P->a_col > 1 && (size_t) P->k * P->a_col > DIRECT;
  int most = copies ? COPIED_ROWS : ROWS;
  Scratch scratch;
  for (int p = 0; p < P->k; p += DEPTH)
    for (int i = 0; i < P->n; i += most) {
      Product slab = *P;
      slab.n = MIN (most, P->n - i);
      slab.k = MIN (DEPTH, P->k - p);
      slab.A += i * P->a_row + p * P->a_col;
      slab.B += p * P->ldb;
      slab.C += i * P->ldc;
      if (copies) {
        copy_rows (slab.n, slab.k, kernel->rows, slab.A, slab.a_col, scratch.A);
        slab.A = scratch.A;
      }
      multiply_slab (kernel, &slab, copies, p > 0, &scratch);
    }
}

typedef struct
{
  Product whole;
  int parts;
} SplitProduct;

/* The longer side of C is split; the other is done whole, so that less is read twice. */
static void
multiply_part (gpointer data, int task)
{
  const SplitProduct *split = data;
  Product part = split->whole;
  if (part.n > part.m) {
    SlRange range = sl_split_range (part.n, split->parts, task, COPIED_ROWS);
    part.A += range.first * part.a_row;
    part.C += range.first * part.ldc;
    part.n = (int) (range.end - range.first);
  } else {
    SlRange range = sl_split_range (part.m, split->parts, task, 2 * MAX_WIDTH);
    part.B += range.first;
    part.C += range.first;
    part.m = (int) (range.end - range.first);
  }
  if (part.n > 0 && part.m > 0)
    multiply (&part);
}

void
sl_product (SlPool *pool,
            int n,
            int m,
            int k,
            const float *A,
            size_t a_row,
            size_t a_col,
            const float *B,
            size_t ldb,
            float *C,
            size_t ldc)
{
  SplitProduct split = {{n, m, k, A, B, a_row, a_col, ldb, ldc, C}, 1};
  split.parts = pool ? sl_split_count ((double) n * m * k, LEAST_PART) : 1;
  if (split.parts == 1)
    multiply (&split.whole);
  else
    sl_pool_run (pool, split.parts, multiply_part, &split);
}

enum { TILE = 8 };

SL_CLONES void
sl_transpose (int n, int m, const float *restrict from, float *restrict to)
{
  for (int i = 0; i < n; i += TILE)
    for (int j = 0; j < m; j += TILE) {
      int rows = MIN (TILE, n - i), columns = MIN (TILE, m - j);
      for (int c = 0; c < columns; c++)
        for (int r = 0; r < rows; r++)
          to[(size_t) (j + c) * n + i + r] = from[(size_t) (i + r) * m + j + c];
    }
}
