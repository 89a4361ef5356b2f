/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/solver.h"

#include "core/base/error.h"
#include "core/solver/coordinate-descent.h"
#include "core/solver/outputs.h"

#include <cblas.h>
#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

int
sl_solver_size (const SlDesign *design)
{
  return design->k * design->d + (design->y == NULL ? design->k : 0);
}

/* r (n) = y − X·w. */
static void
fill_errors (const SlDesign *p, const double *w, double *r)
{
  memcpy (r, p->y, (size_t) p->n * sizeof *r);
  for (int j = 0; j < p->d; j++)
    if (w[j] != 0)
      cblas_daxpy (p->n, -w[j], p->X + (size_t) j * p->n, 1, r, 1);
}

static double
linear_gradient (const SlDesign *p, const double *w, double *g)
{
  g_autofree double *r = g_new (double, p->n);

  fill_errors (p, w, r);
  cblas_dgemv (CblasRowMajor, CblasNoTrans, p->d, p->n, -1.0 / p->n, p->X, p->n, r, 1, 0,
               g, 1);
  return cblas_ddot (p->n, r, 1, r, 1) / p->n / 2;
}

double
sl_solver_gradient (const SlDesign *p, const double *w, double *g)
{
  if (p->y != NULL)
    return linear_gradient (p, w, g);
  size_t size = (size_t) p->n * p->k;
  g_autofree double *z = g_new (double, size), *probability = g_new (double, size);

  sl_outputs_fill (p, w, z);
  double loss = sl_outputs_loss (p, z, probability);
  sl_outputs_gradient (p, probability, g);
  return loss;
}

void
sl_solver_null_gradient (const SlDesign *p, double *w, double *g)
{
  memset (w, 0, (size_t) sl_solver_size (p) * sizeof *w);
  if (p->y == NULL)
    sl_outputs_null (p, w);
  sl_solver_gradient (p, w, g);
}

double
sl_solver_lambda_max (const SlDesign *p, double share, double *null_gradient)
{
  int size = sl_solver_size (p), weights = p->k * p->d;
  g_autofree double *w = g_new (double, size), *g = g_new (double, size);
  double largest = 0;

  sl_solver_null_gradient (p, w, g);
  for (int i = 0; i < weights; i++)
    largest = MAX (largest, fabs (g[i]));
  if (null_gradient != NULL)
    memcpy (null_gradient, g, (size_t) size * sizeof *g);
  /* A trifle more, lest ρ·(largest/ρ) be rounded to less than the largest. */
  return largest / MAX (share, 0.001) * (1 + 4 * DBL_EPSILON);
}

double
sl_solver_residual (const SlDesign *p,
                    const double *w,
                    const double *g,
                    double lambda,
                    double share)
{
  int weights = p->k * p->d, size = sl_solver_size (p);
  double l1 = lambda * share, l2 = lambda * (1 - share), worst = 0;

  for (int j = 0; j < size; j++) {
    double violation = j < weights ? sl_kkt_violation (w[j], g[j], l1, l2) : fabs (g[j]);

    worst = violation <= worst ? worst : violation; /* lets NaN through */
  }
  return worst;
}

gboolean
sl_solver_run (const SlSolverTask *task, GError **error)
{
  const SlDesign *p = task->design;

  if (p->y == NULL)
    return sl_solver_classes_run (task, error);
  if (task->share == 0 && p->d > p->n)
    return sl_solver_dual_run (task, 0, error);
  return sl_solver_linear_run (task, error);
}

gboolean
sl_solver_check (const SlSolverControl *control, double share, GError **error)
{
  if (control == NULL)
    return TRUE;
  if (control->progress != NULL)
    control->progress (share, control->data);
  if (control->cancelled == NULL || !g_atomic_int_get (control->cancelled))
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped on request"));
  return FALSE;
}

gboolean
sl_solver_check_support (int n, GError **error)
{
  if (n <= SL_SOLVER_MAX_SUPPORT)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("The exact solution has more than %d weights that are not zero, too "
                  "many to solve for; choose a larger λ or a larger L1 share"),
               SL_SOLVER_MAX_SUPPORT);
  return FALSE;
}
