/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/parallel.h"

G_BEGIN_DECLS

/* The products of the columns of X (d, n), one input after the other, that the exact
 * solution of a regression is made of. */

/* Vectors that are multiplied at once, side by side: what is read of X serves them all.
 */
enum { SL_PRODUCTS_BLOCK = 8 };

/** sl_products_gram:
 * @G: (out) (d, d) row-major XXᵀ/n, both triangles
 * @pool: (nullable) shares the work out, by the shape of X: the bits do not depend on it.
 * O(n·d²). */
void sl_products_gram (const double *X, int d, int n, double *G, SlPool *pool);

/** sl_products_dots: @out: (out) (n_columns) products with row @j of the rows of X that
 * @columns lists, by n. O(n·n_columns). */
void sl_products_dots (const double *X,
                       int n,
                       int j,
                       const int *columns,
                       int n_columns,
                       double *out);

/** sl_products_add_outer: T (n, BLOCK) += row·vᵀ with @row (n) and @v (BLOCK). */
void sl_products_add_outer (const double *row, const double *v, int n, double *T);

/** sl_products_apply: @R: (n, BLOCK) vectors side by side; @out: (out) (BLOCK, d)
 * −X·R/n, one after the other. O(n·d). */
void sl_products_apply (const double *X, int d, int n, const double *R, double *out);

G_END_DECLS
