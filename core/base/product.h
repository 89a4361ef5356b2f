/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/parallel.h"

G_BEGIN_DECLS

/** sl_product:
 * C (n, m) = A (n, k) · B (k, m), all sizes 1 or more; C overlaps neither
 * @A: A[i][p] stands at A[i·a_row + p·a_col], so that a transposed matrix is one with
 * the steps exchanged; one of them is 1; @B, @C: row-major, rows @ldb and @ldc apart
 * @pool: (nullable) splits large products
 * Every number of C is the sum over p in order, in single precision, with fused
 * multiply-adds where the processor has them: its bits depend neither on how the product
 * is cut up nor on where it stands in C. Small products, which a library copies about
 * before it multiplies, are used where they are.
 * Source: Goto & van de Geijn, Anatomy of High-Performance Matrix Multiplication, ACM
 * TOMS 34 (2008): panels that stay in the caches; the sizes here are measured. */
void sl_product (SlPool *pool,
                 int n,
                 int m,
                 int k,
                 const float *A,
                 size_t a_row,
                 size_t a_col,
                 const float *B,
                 size_t ldb,
                 float *C,
                 size_t ldc);

/** sl_transpose: @to (m, n) row-major = @from (n, m) row-major, transposed. */
void sl_transpose (int n, int m, const float *from, float *to);

/** SlProductKernel: the innermost part for one instruction set. */
typedef struct
{
  int width; /* floats in a vector */
  int rows;  /* rows of C in a full block; a block has one or two vectors of columns */
  /** block: C (n, vectors·width) = A·B, or += with @add; n ≤ rows; steps as in
   * sl_product(). */
  void (*block) (int n,
                 int vectors,
                 int k,
                 const float *A,
                 size_t a_row,
                 size_t a_col,
                 const float *B,
                 size_t ldb,
                 float *C,
                 size_t ldc,
                 gboolean add);
} SlProductKernel;

/** sl_product_kernels: Returns (transfer none) those that this processor can run, from
 * the narrowest to the widest. @n: (out) how many, 1 or more. */
const SlProductKernel *const *sl_product_kernels (int *n);

/** sl_product_kernel: Returns the kernel of this processor for products with @m columns:
 * the widest that does not waste more than it gains. */
const SlProductKernel *sl_product_kernel (int m);

G_END_DECLS
