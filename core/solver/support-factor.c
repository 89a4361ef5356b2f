/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/support-factor.h"

#include "core/base/clones.h"
#include "core/solver/lapack.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

/* A new member of which less than this share is left outside the span of the others is a
 * combination of them. */
#define DEPENDENT 1e-13

void
sl_support_factor_clear (SlSupportFactor *self)
{
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->L, g_free);
  g_clear_pointer (&self->cosine, g_free);
  g_clear_pointer (&self->sine, g_free);
  self->n = self->room = 0;
}

void
sl_support_factor_reserve (SlSupportFactor *self, int room)
{
  if (room <= self->room)
    return;
  sl_support_factor_clear (self);
  self->room = room;
  self->order = g_new (int, room);
  self->L = g_new (double, (size_t) room *room);
  self->cosine = g_new (double, room);
  self->sine = g_new (double, room);
}

gboolean
sl_support_factor_make (SlSupportFactor *self,
                        const double *H,
                        int stride,
                        const double *diagonal,
                        const int *members,
                        int n)
{
  int info = 0;

  for (int i = 0; i < n; i++) {
    const double *h = H + (size_t) members[i] * stride;
    double *row = self->L + (size_t) i * self->room;

    for (int m = 0; m <= i; m++)
      row[m] = h[members[m]];
    row[i] += diagonal[members[i]];
  }
  /* Our lower triangle by rows is LAPACK's upper one by columns. */
  dpotrf_ ("U", &n, self->L, &self->room, &info, 1);
  memcpy (self->order, members, (size_t) n * sizeof *members);
  self->n = info == 0 ? n : 0;
  self->changes = 0;
  return info == 0;
}

SL_CLONES static double
dot (const double *restrict a, const double *restrict b, int n)
{
  double sum = 0;

#pragma omp simd reduction(+ : sum)
  for (int i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

gboolean
sl_support_factor_append (SlSupportFactor *self,
                          const double *H,
                          int stride,
                          const double *diagonal,
                          int j)
{
  int n = self->n;
  const double *h = H + (size_t) j * stride;
  double *row = self->L + (size_t) n * self->room, whole = h[j] + diagonal[j];

  for (int i = 0; i < n; i++) {
    const double *other = self->L + (size_t) i * self->room;

    row[i] = (h[self->order[i]] - dot (other, row, i)) / other[i];
  }
  double rest = whole - dot (row, row, n);
  if (!(rest > DEPENDENT * whole))
    return FALSE;
  row[n] = sqrt (rest);
  self->order[n] = j;
  self->n = n + 1;
  self->changes++;
  return TRUE;
}

/* Without row @place, each row below has one entry too many behind its diagonal; turning
 * neighbouring columns into each other, which leaves L·Lᵀ as it is, makes that entry 0.
 */
void
sl_support_factor_remove (SlSupportFactor *self, int place)
{
  for (int r = place; r + 1 < self->n; r++) {
    const double *from = self->L + (size_t) (r + 1) * self->room;
    double *to = self->L + (size_t) r * self->room;
    double carried = from[place];

    memcpy (to, from, (size_t) place * sizeof *to);
    for (int c = place; c < r; c++) {
      double left = carried, right = from[c + 1];

      to[c] = self->cosine[c] * left + self->sine[c] * right;
      carried = self->cosine[c] * right - self->sine[c] * left;
    }
    double right = from[r + 1], length = hypot (carried, right);
    self->cosine[r] = carried / length;
    self->sine[r] = right / length;
    to[r] = length;
    self->order[r] = self->order[r + 1];
  }
  self->n--;
  self->changes++;
}

void
sl_support_factor_solve (const SlSupportFactor *self, double *x)
{
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, self->n, self->L,
               self->room, x, 1);
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, self->n, self->L,
               self->room, x, 1);
}
