/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/products.h"

#include "core/base/clones.h"

#include <cblas.h>
#include <math.h>

/* Strips of G in multiples of so many rows; and products of numbers that make sharing
 * one out worth its while. */
enum { STRIP = 8, LEAST_WORK = 150000000 };
enum { BLOCK = SL_PRODUCTS_BLOCK };

typedef struct
{
  const double *X;
  double *G;
  int d, n, n_strips;
} Gram;

/* Strips end where the triangle above has a fair share of the area. */
static int
strip_end (const Gram *self, int strip)
{
  double share = sqrt ((double) strip / self->n_strips);

  return MIN ((int) (share * self->d / STRIP + 0.5) * STRIP, self->d);
}

/* Rows of the lower triangle: a rectangle, and the triangle at its end. */
static void
gram_strip (gpointer data, int strip)
{
  const Gram *self = data;
  int first = strip_end (self, strip);
  int rows =
      strip + 1 < self->n_strips ? strip_end (self, strip + 1) - first : self->d - first;
  const double *X = self->X + (size_t) first * self->n;
  double *G = self->G + (size_t) first * self->d;

  if (rows <= 0)
    return;
  if (first > 0)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, rows, first, self->n,
                 1.0 / self->n, X, self->n, self->X, self->n, 0, G, self->d);
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasNoTrans, rows, self->n, 1.0 / self->n, X,
               self->n, 0, G + first, self->d);
}

void
sl_products_gram (const double *X, int d, int n, double *G, SlPool *pool)
{
  Gram self = {.X = X, .G = G, .d = d, .n = n};

  self.n_strips = sl_split_count ((double) d * d / 2 * n, LEAST_WORK);
  sl_pool_run (pool, self.n_strips, gram_strip, &self);
  for (int i = 0; i < d; i++)
    for (int j = 0; j < i; j++)
      G[(size_t) j * d + i] = G[(size_t) i * d + j];
}

/* Four at a time: they share what is read of row @j, and their sums do not wait for each
 * other. */
SL_CLONES void
sl_products_dots (const double *restrict X,
                  int n,
                  int j,
                  const int *restrict columns,
                  int n_columns,
                  double *restrict out)
{
  const double *x = X + (size_t) j * n;

  for (int c = 0; c < n_columns; c += 4) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    const double *x0 = X + (size_t) columns[c] * n;
    const double *x1 = X + (size_t) columns[MIN (c + 1, n_columns - 1)] * n;
    const double *x2 = X + (size_t) columns[MIN (c + 2, n_columns - 1)] * n;
    const double *x3 = X + (size_t) columns[MIN (c + 3, n_columns - 1)] * n;

#pragma omp simd reduction(+ : s0, s1, s2, s3)
    for (int i = 0; i < n; i++) {
      s0 += x[i] * x0[i];
      s1 += x[i] * x1[i];
      s2 += x[i] * x2[i];
      s3 += x[i] * x3[i];
    }
    const double sums[] = {s0, s1, s2, s3};
    for (int m = 0; m < MIN (4, n_columns - c); m++)
      out[c + m] = sums[m] / n;
  }
}

SL_CLONES void
sl_products_add_outer (const double *restrict row,
                       const double *restrict v,
                       int n,
                       double *restrict T)
{
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int s = 0; s < BLOCK; s++)
      T[(size_t) i * BLOCK + s] += row[i] * v[s];
}

/* Four rows at a time, as above. */
SL_CLONES void
sl_products_apply (const double *restrict X,
                   int d,
                   int n,
                   const double *restrict R,
                   double *restrict out)
{
  for (int j = 0; j < d; j += 4) {
    double sums[4][BLOCK] = {{0}};
    const double *x0 = X + (size_t) j * n;
    const double *x1 = X + (size_t) MIN (j + 1, d - 1) * n;
    const double *x2 = X + (size_t) MIN (j + 2, d - 1) * n;
    const double *x3 = X + (size_t) MIN (j + 3, d - 1) * n;

    for (int i = 0; i < n; i++)
#pragma omp simd
      for (int s = 0; s < BLOCK; s++) {
        double r = R[(size_t) i * BLOCK + s];

        sums[0][s] += x0[i] * r;
        sums[1][s] += x1[i] * r;
        sums[2][s] += x2[i] * r;
        sums[3][s] += x3[i] * r;
      }
    for (int c = 0; c < MIN (4, d - j); c++)
      for (int s = 0; s < BLOCK; s++)
        out[(size_t) s * d + j + c] = -sums[c][s] / n;
  }
}
