/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* The two routines of LAPACK that the solver calls. OpenBLAS holds them, its headers do
 * not declare them. Matrices are column-major; @info is 0 on success; the last arguments
 * are the lengths of the strings. Source: Anderson et al., LAPACK Users' Guide (1999). */

/** dpotrf_: A = L·Lᵀ in place; info > 0: A is not positive definite. */
void dpotrf_ (const char *uplo,
              const int *n,
              double *A,
              const int *lda,
              int *info,
              size_t uplo_length);

/** dgelsd_: the least-squares solution of smallest norm, by singular values; singular
 * values below rcond times the largest count as 0. @lwork −1 asks for the sizes. */
void dgelsd_ (const int *m,
              const int *n,
              const int *n_rhs,
              double *A,
              const int *lda,
              double *B,
              const int *ldb,
              double *S,
              const double *rcond,
              int *rank,
              double *work,
              const int *lwork,
              int *iwork,
              int *info);
