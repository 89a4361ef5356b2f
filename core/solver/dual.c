/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/solver/lapack.h"
#include "core/solver/solver.h"

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ρ < 1 with more inputs than rows: most weights may be away from 0, but with v = Xᵀα for
 * one α a row they are w = soft(v, t), t = ρ/(1−ρ), and α is where the convex function
 *     F(α) = nl2/2·‖α‖² − yᵀα + ½‖soft(Xᵀα, t)‖²,   l2 = λ(1−ρ),
 * is smallest: n unknowns, not d. Its gradient nl2·α − y + Xw is piecewise linear, so
 * Newton's method with a line search ends after a few steps; for ρ = 0 after one.
 * Source: Li, Sun & Toh, A Highly Efficient Semismooth Newton Augmented Lagrangian Method
 * for Solving Lasso Problems, SIAM J. Optim. 28(1) (2018), §3.2. */

enum { MAX_STEPS = 200, MAX_HALVINGS = 50 };

typedef struct
{
  const SlDesign *p;       /* Borrowed */
  double t;                /* ρ/(1−ρ) */
  double *alpha;           /* (n) */
  double *v, *move;        /* (d) Xᵀα; Xᵀ·step */
  double *gradient, *step; /* (n) of F */
  double *H;               /* (n, n) nl2·1 + X_A·X_Aᵀ */
  double *columns;         /* (d, n) X_Aᵀ */
  double *g;               /* (d) gradient of L */
} Dual;

static void
dual_clear (Dual *self)
{
  g_free (self->alpha);
  g_free (self->v);
  g_free (self->move);
  g_free (self->gradient);
  g_free (self->step);
  g_free (self->H);
  g_free (self->columns);
  g_free (self->g);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dual, dual_clear)

static gboolean
dual_init (Dual *self, const SlSolverTask *task, GError **error)
{
  const SlDesign *p = task->design;

  *self = (Dual){.p = p, .t = task->share / (1 - task->share)};
  self->alpha = g_new0 (double, p->n);
  self->v = g_new0 (double, p->d);
  self->move = g_new (double, p->d);
  self->gradient = g_new (double, p->n);
  self->step = g_new (double, p->n);
  self->g = g_new (double, p->d);
  self->H = g_try_new (double, (size_t) p->n * p->n);
  self->columns = g_try_new (double, (size_t) p->d * p->n);
  if (self->H != NULL && self->columns != NULL)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("There is not enough memory to solve for %d rows of %d inputs; take "
                  "fewer of either"),
               p->n, p->d);
  return FALSE;
}

static double
soft (double v, double t)
{
  double size = fabs (v) - t;

  return size > 0 ? copysign (size, v) : 0;
}

/* F after a share of the step, less what does not change. */
static double
height (const Dual *self, double nl2, double share)
{
  double sum = 0;

  for (int i = 0; i < self->p->n; i++) {
    double a = self->alpha[i] + share * self->step[i];

    sum += nl2 / 2 * a * a - self->p->y[i] * a;
  }
  for (int j = 0; j < self->p->d; j++) {
    double w = soft (self->v[j] + share * self->move[j], self->t);

    sum += w * w / 2;
  }
  return sum;
}

/* w, the gradient of F and, from the inputs with w ≠ 0, its curvature. */
static void
fill_newton (Dual *self, double nl2, double *w)
{
  const SlDesign *p = self->p;
  int a = 0;

  for (int i = 0; i < p->n; i++)
    self->gradient[i] = nl2 * self->alpha[i] - p->y[i];
  for (int j = 0; j < p->d; j++) {
    const double *x = p->X + (size_t) j * p->n;

    w[j] = soft (self->v[j], self->t);
    if (w[j] == 0)
      continue;
    cblas_daxpy (p->n, w[j], x, 1, self->gradient, 1);
    memcpy (self->columns + (size_t) a++ * p->n, x, (size_t) p->n * sizeof *x);
  }
  memset (self->H, 0, (size_t) p->n * p->n * sizeof (double));
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasTrans, p->n, a, 1, self->columns, p->n, 0,
               self->H, p->n);
  for (int i = 0; i < p->n; i++)
    self->H[(size_t) i * p->n + i] += nl2;
}

/* One step of Newton's method. FALSE when there is none that leads down. */
static gboolean
newton_step (Dual *self, double nl2)
{
  const SlDesign *p = self->p;
  int n = p->n, info;
  double slope = 0, start, share = 1;

  /* Our lower triangle by rows is LAPACK's upper one by columns. */
  dpotrf_ ("U", &n, self->H, &n, &info, 1);
  if (info != 0)
    return FALSE;
  for (int i = 0; i < n; i++)
    self->step[i] = -self->gradient[i];
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, self->H, n,
               self->step, 1);
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, n, self->H, n,
               self->step, 1);
  cblas_dgemv (CblasRowMajor, CblasNoTrans, p->d, n, 1, p->X, n, self->step, 1, 0,
               self->move, 1);
  for (int i = 0; i < n; i++)
    slope += self->gradient[i] * self->step[i];
  start = height (self, nl2, 0);
  for (int halving = 0; halving < MAX_HALVINGS; halving++, share /= 2)
    if (height (self, nl2, share) <= start + 1e-4 * share * slope + 1e-14 * fabs (start))
      break;
  for (int i = 0; i < n; i++)
    self->alpha[i] += share * self->step[i];
  /* Afresh, not by adding the move: rounding must not gather. */
  cblas_dgemv (CblasRowMajor, CblasNoTrans, p->d, n, 1, p->X, n, self->alpha, 1, 0,
               self->v, 1);
  return TRUE;
}

static void
solve (Dual *self, const SlSolverTask *task, int k)
{
  const SlDesign *p = self->p;
  double nl2 = p->n * task->lambdas[k] * (1 - task->share), best = INFINITY;
  double *w = task->solutions + (size_t) k * p->d;

  for (int s = 0, idle = 0; s < MAX_STEPS && idle < 10; s++) {
    fill_newton (self, nl2, w);
    task->loss[k] = sl_solver_gradient (p, w, self->g);
    task->kkt[k] = sl_solver_residual (p, w, self->g, task->lambdas[k], task->share);
    if (!(task->kkt[k] > task->tolerance[k]) || !newton_step (self, nl2))
      return;
    idle = task->kkt[k] < best ? 0 : idle + 1;
    best = MIN (best, task->kkt[k]);
  }
}

gboolean
sl_solver_dual_run (const SlSolverTask *task, int first, GError **error)
{
  g_auto (Dual) self = {0};

  if (!dual_init (&self, task, error))
    return FALSE;
  for (int k = first; k < task->m; k++) {
    if (!sl_solver_check (task->control, (double) k / task->m, error))
      return FALSE;
    solve (&self, task, k);
  }
  return TRUE;
}
