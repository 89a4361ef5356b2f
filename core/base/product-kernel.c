/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/product.h"

/* Unrolls whole at every level of optimisation: an array that is indexed by a variable
 * stays in no register. */
#define SL_EACH(i, n) _Pragma ("GCC unroll 8") for (int i = 0; i < (n); i++)

/* A block of C stays in registers while the sum runs over k: rows × vectors of it, one
 * vector of B for each of @vectors, and one number of A for all of a row. How much fits
 * depends on the instruction set, which SL_CLONES cannot express: hence one definition
 * for each. */
#define SL_KERNEL(name, WIDTH, ROWS, target)                                             \
  typedef float name##_vector __attribute__ ((vector_size (WIDTH * 4), aligned (4)));    \
                                                                                         \
  target static inline __attribute__ ((always_inline)) void name##_sum (                 \
      const int rows, const int vectors, int k, const float *A, size_t a_row,            \
      size_t a_col, const float *B, size_t ldb, float *C, size_t ldc, gboolean add)      \
  {                                                                                      \
    name##_vector sum[ROWS][2], b[2];                                                    \
    SL_EACH (r, rows)                                                                    \
    {                                                                                    \
      SL_EACH (v, vectors)                                                               \
      {                                                                                  \
        sum[r][v] = (name##_vector){0};                                                  \
        if (add)                                                                         \
          sum[r][v] = *(const name##_vector *) (C + r * ldc + v * WIDTH);                \
      }                                                                                  \
    }                                                                                    \
    for (int p = 0; p < k; p++, A += a_col, B += ldb) {                                  \
      SL_EACH (v, vectors)                                                               \
      {                                                                                  \
        b[v] = *(const name##_vector *) (B + v * WIDTH);                                 \
      }                                                                                  \
      SL_EACH (r, rows)                                                                  \
      {                                                                                  \
        SL_EACH (v, vectors)                                                             \
        {                                                                                \
          sum[r][v] += A[r * a_row] * b[v];                                              \
        }                                                                                \
      }                                                                                  \
    }                                                                                    \
    SL_EACH (r, rows)                                                                    \
    {                                                                                    \
      SL_EACH (v, vectors)                                                               \
      {                                                                                  \
        *(name##_vector *) (C + r * ldc + v * WIDTH) = sum[r][v];                        \
      }                                                                                  \
    }                                                                                    \
  }                                                                                      \
                                                                                         \
  target static void name##_block (int n, int vectors, int k, const float *A,            \
                                   size_t a_row, size_t a_col, const float *B,           \
                                   size_t ldb, float *C, size_t ldc, gboolean add)       \
  {                                                                                      \
    if (n == ROWS && vectors == 2)                                                       \
      name##_sum (ROWS, 2, k, A, a_row, a_col, B, ldb, C, ldc, add);                     \
    else if (n == ROWS)                                                                  \
      name##_sum (ROWS, 1, k, A, a_row, a_col, B, ldb, C, ldc, add);                     \
    else {                                                                               \
      for (; n >= 2; n -= 2, A += 2 * a_row, C += 2 * ldc)                               \
        if (vectors == 2)                                                                \
          name##_sum (2, 2, k, A, a_row, a_col, B, ldb, C, ldc, add);                    \
        else                                                                             \
          name##_sum (2, 1, k, A, a_row, a_col, B, ldb, C, ldc, add);                    \
      if (n == 1 && vectors == 2)                                                        \
        name##_sum (1, 2, k, A, a_row, a_col, B, ldb, C, ldc, add);                      \
      else if (n == 1)                                                                   \
        name##_sum (1, 1, k, A, a_row, a_col, B, ldb, C, ldc, add);                      \
    }                                                                                    \
  }                                                                                      \
                                                                                         \
  static const SlProductKernel name = {WIDTH, ROWS, name##_block};

SL_KERNEL (plain, 4, 4, )

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)

SL_KERNEL (avx2, 8, 6, __attribute__ ((target ("arch=x86-64-v3"))))

/* AddressSanitizer keeps frames elsewhere to find uses after return, and gcc 12 aligns
 * them to 32 bytes only: a register of 64 cannot be put there. */
#ifndef __SANITIZE_ADDRESS__
SL_KERNEL (avx512, 16, 8, __attribute__ ((target ("arch=x86-64-v4"))))
static const SlProductKernel *const kernels[] = {&plain, &avx2, &avx512};
#else
static const SlProductKernel *const kernels[] = {&plain, &avx2};
#endif

const SlProductKernel *const *
sl_product_kernels (int *n)
{
  int all = G_N_ELEMENTS (kernels);
  gboolean has_avx2 = __builtin_cpu_supports ("x86-64-v3");
  *n = !has_avx2 ? 1 : MIN (all, __builtin_cpu_supports ("x86-64-v4") ? 3 : 2);
  return kernels;
}

#else

static const SlProductKernel *const kernels[] = {&plain};

const SlProductKernel *const *
sl_product_kernels (int *n)
{
  *n = 1;
  return kernels;
}

#endif

const SlProductKernel *
sl_product_kernel (int m)
{
  int n;
  const SlProductKernel *const *all = sl_product_kernels (&n);
  /* Half of the widest vector would be wasted; the plain kernel has no fused
   * multiply-add to gain by. */
  return n > 2 && m <= all[n - 2]->width ? all[n - 2] : all[n - 1];
}
