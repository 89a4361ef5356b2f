/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/solver/lapack.h"
#include "core/solver/solver.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Singular values below this share of the largest are rounding. */
#define RANK_LIMIT 1e-12

static gboolean
refuse_memory (const SlDesign *p, GError **error)
{
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("There is not enough memory for least squares with %d rows of %d "
                  "inputs; choose λ above 0"),
               p->n, p->d);
  return FALSE;
}

gboolean
sl_solver_least_squares (const SlDesign *p, double *w, GError **error)
{
  int small = MIN (p->n, p->d), large = MAX (p->n, p->d);
  int one = 1, rank, ask = -1, iwork_size = 0, info = 0;
  double limit = RANK_LIMIT, size = 0;
  size_t count = (size_t) p->n * p->d;
  g_autofree double *A = g_try_new (double, count);
  g_autofree double *b = g_new0 (double, large), *S = g_new (double, small);

  if (A == NULL)
    return refuse_memory (p, error);
  memcpy (A, p->X, count * sizeof *A);
  memcpy (b, p->y, (size_t) p->n * sizeof *b);
  dgelsd_ (&p->n, &p->d, &one, A, &p->n, b, &large, S, &limit, &rank, &size, &ask,
           &iwork_size, &info);
  int work_size = (int) size + 1;
  g_autofree double *work = g_try_new (double, work_size);
  g_autofree int *iwork = g_new (int, MAX (iwork_size, 1));
  if (work == NULL)
    return refuse_memory (p, error);
  dgelsd_ (&p->n, &p->d, &one, A, &p->n, b, &large, S, &limit, &rank, work, &work_size,
           iwork, &info);
  if (info != 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_DIVERGED,
                 _ ("Least squares did not converge for these data; choose λ above 0"));
    return FALSE;
  }
  for (int j = 0; j < p->d; j++)
    w[j] = p->power[j] > 0 ? b[j] : 0; /* rounding is no weight for a constant input */
  return TRUE;
}
