/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlSupportFactor: the Cholesky factor L of a symmetric matrix on a set of its rows that
 * changes little by little, in the order in which they joined. */
typedef struct
{
  int n;                 /* members */
  int room;              /* there is room for */
  int *order;            /* (room) members */
  double *L;             /* (room, room) row-major, lower triangle */
  double *cosine, *sine; /* (room) scratch */
  int changes;           /* since the last time it was made from scratch */
} SlSupportFactor;

void sl_support_factor_clear (SlSupportFactor *factor);

/** sl_support_factor_reserve: makes room for @room members; empties it when it grows. */
void sl_support_factor_reserve (SlSupportFactor *factor, int room);

/** sl_support_factor_make: @H: (·, @stride) symmetric, @diagonal: what is added to H_jj;
 * both by the numbers in @members (n). Makes the factor from scratch. FALSE when the sum
 * is not positive definite: the factor is empty then. O(n³/3). */
gboolean sl_support_factor_make (SlSupportFactor *factor,
                                 const double *H,
                                 int stride,
                                 const double *diagonal,
                                 const int *members,
                                 int n);

/** sl_support_factor_append: One member more, @j. FALSE when it is a combination of the
 * others, to working accuracy: the factor is as it was. O(n²/2). */
gboolean sl_support_factor_append (SlSupportFactor *factor,
                                   const double *H,
                                   int stride,
                                   const double *diagonal,
                                   int j);

/** sl_support_factor_remove: takes out the member at @place. O((n − place)²). Source:
 * Golub & Van Loan, Matrix Computations, 4th ed. (2013), §6.5.2 and §6.5.4. */
void sl_support_factor_remove (SlSupportFactor *factor, int place);

/** sl_support_factor_solve: @x: (inout) (n) becomes (L·Lᵀ)⁻¹·x. O(n²). */
void sl_support_factor_solve (const SlSupportFactor *factor, double *x);

G_END_DECLS
