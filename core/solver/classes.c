/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/solver/coordinate-descent.h"
#include "core/solver/outputs.h"
#include "core/solver/solver.h"

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Mean cross-entropy by Newton's method with the penalty kept as it is: the quadratic
 * approximation at the current weights, on those that are not 0 or want to leave 0, is
 * minimised by coordinate descent, and a line search on the true objective makes each
 * step one downhill. All classes move together: with their cross terms the method
 * converges quadratically, where class by class it would crawl.
 * Sources: Friedman, Hastie & Tibshirani (2010), §3 and §4.1; Lee, Sun & Saunders,
 * Proximal Newton-Type Methods for Minimizing Composite Functions (2014), §2. */

/* Where classes are nearly told apart the curvature all but vanishes, and the step to the
 * model's minimum leads far beyond where the model holds. Then a damping μ·Σx²/n is added
 * to the curvature of each weight, as much as a good step needs.
 * Source: Marquardt, An Algorithm for Least-Squares Estimation of Nonlinear Parameters,
 * SIAM J. Appl. Math. 11(2) (1963). */

enum { MAX_STEPS = 500, MAX_HALVINGS = 3, MAX_DAMPINGS = 30 };

typedef struct
{
  const SlSolverTask *task;
  const SlDesign *p;   /* Borrowed */
  int size;            /* k·d + k */
  double *w, *g;       /* (size) weights and intercepts; gradient of L there */
  double *z;           /* (k, n) outputs at w */
  double *probability; /* (k, n) */
  double loss;         /* L at w */
  double damping;      /* μ */
  double *trial_w;     /* (size) */
  double *direction;   /* (size) */
  double *trial_z, *trial_p, *move; /* (k, n) */
  SlQuadratic *q;
  int *coordinate;  /* (size) */
  double *columns;  /* (n_columns, n) inputs of the working set, class after class */
  double *weighted; /* (n_columns, n) those of one class, times the curvature */
  int n_columns;    /* there is room for */
} Classes;

static void
classes_clear (Classes *self)
{
  g_free (self->w);
  g_free (self->g);
  g_free (self->z);
  g_free (self->probability);
  g_free (self->trial_w);
  g_free (self->direction);
  g_free (self->trial_z);
  g_free (self->trial_p);
  g_free (self->move);
  g_clear_pointer (&self->q, sl_quadratic_free);
  g_free (self->coordinate);
  g_free (self->columns);
  g_free (self->weighted);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Classes, classes_clear)

static void
measure (Classes *self)
{
  sl_outputs_fill (self->p, self->w, self->z);
  self->loss = sl_outputs_loss (self->p, self->z, self->probability);
  sl_outputs_gradient (self->p, self->probability, self->g);
}

static void
classes_init (Classes *self, const SlSolverTask *task)
{
  const SlDesign *p = task->design;
  size_t outputs = (size_t) p->n * p->k;

  *self = (Classes){.task = task, .p = p, .size = sl_solver_size (p)};
  self->w = g_new0 (double, self->size);
  self->g = g_new (double, self->size);
  self->trial_w = g_new (double, self->size);
  self->direction = g_new (double, self->size);
  self->coordinate = g_new (int, self->size);
  self->z = g_new (double, outputs);
  self->probability = g_new (double, outputs);
  self->trial_z = g_new (double, outputs);
  self->trial_p = g_new (double, outputs);
  self->move = g_new (double, outputs);
  self->q = sl_quadratic_new (64);
  self->q->cancelled = task->control != NULL ? task->control->cancelled : NULL;
  if (task->start != NULL)
    memcpy (self->w, task->start, (size_t) self->size * sizeof *self->w);
  else
    sl_outputs_null (p, self->w);
  measure (self);
}

/* Class of a coordinate, weight or intercept. */
static int
class_of (const Classes *self, int coordinate)
{
  int weights = self->p->k * self->p->d;

  return coordinate < weights ? coordinate / self->p->d : coordinate - weights;
}

/* Lists, class by class, the weights with |g| above @limit or away from 0, and the
 * intercept; returns how many. */
static int
collect (Classes *self, double limit)
{
  int d = self->p->d, m = 0;

  for (int c = 0; c < self->p->k; c++) {
    for (int j = 0; j < d; j++) {
      int i = c * d + j;

      if (self->p->power[j] > 0 && (self->w[i] != 0 || fabs (self->g[i]) > limit))
        self->coordinate[m++] = i;
    }
    self->coordinate[m++] = self->p->k * d + c;
  }
  return m;
}

static gboolean
reserve (Classes *self, int m, GError **error)
{
  size_t n = (size_t) self->p->n;

  if (!sl_solver_check_support (m, error))
    return FALSE;
  sl_quadratic_reserve (self->q, m);
  if (m <= self->n_columns)
    return TRUE;
  self->n_columns = m + m / 4;
  g_free (self->columns);
  g_free (self->weighted);
  self->columns = g_try_new (double, self->n_columns *n);
  self->weighted = g_try_new (double, self->n_columns *n);
  if (self->columns != NULL && self->weighted != NULL)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("There is not enough memory for the curvature of %d weights over %d "
                  "rows; choose a larger λ"),
               m, self->p->n);
  return FALSE;
}

/* Copies the column of each coordinate of the working set. */
static void
gather (Classes *self, int m)
{
  int n = self->p->n, weights = self->p->k * self->p->d;

  for (int i = 0; i < m; i++) {
    double *to = self->columns + (size_t) i * n;
    int coordinate = self->coordinate[i];

    if (coordinate < weights)
      memcpy (to, self->p->X + (size_t) (coordinate % self->p->d) * n, n * sizeof *to);
    else
      for (int r = 0; r < n; r++)
        to[r] = 1;
  }
}

/* The block of H for the coordinates [a0, a1) of class @a and [b0, b1) of class @b:
 * Σ_rows x·x'·p_a(δ_ab − p_b)/n. */
static void
fill_block (Classes *self, int a, int a0, int a1, int b, int b0, int b1)
{
  int n = self->p->n;
  const double *pa = self->probability + (size_t) a * n;
  const double *pb = self->probability + (size_t) b * n;
  g_autofree double *curvature = g_new (double, n);
  SlQuadratic *q = self->q;

  for (int r = 0; r < n; r++)
    curvature[r] = pa[r] * ((a == b) - pb[r]) / n;
  for (int i = b0; i < b1; i++) {
    const double *x = self->columns + (size_t) i * n;
    double *to = self->weighted + (size_t) (i - b0) * n;

    for (int r = 0; r < n; r++)
      to[r] = x[r] * curvature[r];
  }
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, a1 - a0, b1 - b0, n, 1,
               self->columns + (size_t) a0 * n, n, self->weighted, n, 0,
               q->H + (size_t) a0 * q->room + b0, q->room);
}

/* The quadratic approximation of L at the current weights, on the m coordinates. */
static void
fill_quadratic (Classes *self, int m)
{
  SlQuadratic *q = self->q;
  int weights = self->p->k * self->p->d;

  q->n = m;
  for (int i = 0; i < m; i++) {
    q->w[i] = self->w[self->coordinate[i]];
    q->g[i] = self->g[self->coordinate[i]];
    q->f[i] = self->coordinate[i] < weights;
  }
  gather (self, m);
  for (int a0 = 0, a1; a0 < m; a0 = a1) {
    int a = class_of (self, self->coordinate[a0]);

    for (a1 = a0; a1 < m && class_of (self, self->coordinate[a1]) == a;)
      a1++;
    for (int b0 = 0, b1; b0 <= a0; b0 = b1) {
      int b = class_of (self, self->coordinate[b0]);

      for (b1 = b0; b1 < m && class_of (self, self->coordinate[b1]) == b;)
        b1++;
      fill_block (self, a, a0, a1, b, b0, b1);
    }
  }
  for (int i = 0; i < m; i++)
    for (int j = 0; j < i; j++)
      q->H[(size_t) j * q->room + i] = q->H[(size_t) i * q->room + j];
}

/* Σx²/n of place @i of the working set. */
static double
input_power (const Classes *self, int i)
{
  int coordinate = self->coordinate[i], d = self->p->d;

  return coordinate < self->p->k * d ? self->p->power[coordinate % d] : 1;
}

static double
penalty (const Classes *self, const double *w, double l1, double l2)
{
  int weights = self->p->k * self->p->d;
  double sum = 0;

  for (int i = 0; i < weights; i++)
    sum += l1 * fabs (w[i]) + l2 / 2 * w[i] * w[i];
  return sum;
}

/* From w towards w + direction: halves the step until the objective falls by a share of
 * what the slope promises. Returns the share of the step taken, or 0 when that is too
 * small to go on with. */
static double
line_search (Classes *self, double l1, double l2)
{
  size_t outputs = (size_t) self->p->n * self->p->k;
  double before = penalty (self, self->w, l1, l2);

  for (int i = 0; i < self->size; i++)
    self->trial_w[i] = self->w[i] + self->direction[i];
  double slope = penalty (self, self->trial_w, l1, l2) - before;
  for (int i = 0; i < self->size; i++)
    slope += self->g[i] * self->direction[i];
  sl_outputs_fill (self->p, self->direction, self->move);
  double t = 1, allowance = 1e-14 * (self->loss + before);
  if (!(slope <= allowance)) /* upward, or no number */
    return 0;
  for (int halving = 0; halving < MAX_HALVINGS; halving++, t /= 2) {
    for (size_t i = 0; i < outputs; i++)
      self->trial_z[i] = self->z[i] + t * self->move[i];
    for (int i = 0; i < self->size; i++) {
      double target = self->w[i] + self->direction[i];

      /* A step of the whole length lands on exact zeros. */
      self->trial_w[i] = t == 1 ? target : self->w[i] + t * self->direction[i];
      if (fabs (self->trial_w[i]) <= 1e-15 * fabs (self->w[i]))
        self->trial_w[i] = 0;
    }
    double loss = sl_outputs_loss (self->p, self->trial_z, self->trial_p);
    double fall = loss - self->loss + penalty (self, self->trial_w, l1, l2) - before;
    if (fall <= 1e-2 * t * slope + allowance) {
      memcpy (self->w, self->trial_w, self->size * sizeof (double));
      return t;
    }
  }
  return 0;
}

/* Shifting all intercepts of a softmax together changes nothing; they add up to 0. */
static void
centre_intercepts (Classes *self)
{
  double *b = self->w + (size_t) self->p->k * self->p->d, mean = 0;

  if (self->p->k == 1)
    return;
  for (int c = 0; c < self->p->k; c++)
    mean += b[c] / self->p->k;
  for (int c = 0; c < self->p->k; c++)
    b[c] -= mean;
}

/* Mean of H_ii by Σx²/n: how much curvature the loss has left at the current weights. */
static double
mean_curvature (const Classes *self, int m)
{
  double sum = 0;

  for (int i = 0; i < m; i++)
    sum += self->q->H[(size_t) i * self->q->room + i] / input_power (self, i) / m;
  return sum;
}

/* Back to the current weights, with @more damping. */
static void
restart_quadratic (Classes *self, int m, double more)
{
  SlQuadratic *q = self->q;

  sl_quadratic_renew (q);
  for (int i = 0; i < m; i++) {
    q->H[(size_t) i * q->room + i] += more * input_power (self, i);
    q->w[i] = self->w[self->coordinate[i]];
    q->g[i] = self->g[self->coordinate[i]];
  }
}

/* One Newton step for @lambda on the weights with |g| above @limit and those away from 0;
 * @residual: of the current weights; @tolerance: wanted in the end; @moved: (out) whether
 * there was a step to take. */
static gboolean
step (Classes *self,
      double lambda,
      double limit,
      double residual,
      double tolerance,
      gboolean *moved,
      GError **error)
{
  double l1 = lambda * self->task->share, l2 = lambda * (1 - self->task->share);
  double share = 0, before = 0;
  /* As close as Newton's method needs to converge quadratically, and not closer. */
  double enough = MAX (MIN (1e-2, residual) * 1e-2 * residual, tolerance / 20);
  int m = collect (self, limit);

  if (!reserve (self, m, error))
    return FALSE;
  fill_quadratic (self, m);
  double curvature = mean_curvature (self, m);
  for (int attempt = 0; attempt < MAX_DAMPINGS && share == 0; attempt++) {
    if (attempt > 0)
      self->damping = MAX (8 * self->damping, 1e-3 * curvature);
    restart_quadratic (self, m, self->damping - before);
    before = self->damping;
    sl_quadratic_minimize (self->q, l1, l2, enough);
    memset (self->direction, 0, self->size * sizeof (double));
    for (int i = 0; i < m; i++)
      self->direction[self->coordinate[i]] = self->q->w[i] - self->w[self->coordinate[i]];
    share = line_search (self, l1, l2);
  }
  if (share == 1)
    self->damping = self->damping > 1e-5 * curvature ? self->damping / 16 : 0;
  *moved = share > 0;
  centre_intercepts (self);
  measure (self);
  return TRUE;
}

static gboolean
refuse_separation (GError **error)
{
  g_set_error (
      error, SL_ERROR, SL_ERROR_DATA,
      _ ("A class can be told apart without a single error, so without a penalty "
         "the weights would grow for ever; choose λ above 0"));
  return FALSE;
}

/* Without a penalty, classes that can be told apart perfectly have no optimum. */
static gboolean
check_separation (const Classes *self, double lambda, GError **error)
{
  if (lambda > 0 || !sl_outputs_separated (self->p, self->z))
    return TRUE;
  return refuse_separation (error);
}

/* J at the current weights. */
static double
objective (const Classes *self, double lambda)
{
  double rho = self->task->share;

  return self->loss + penalty (self, self->w, lambda * rho, lambda * (1 - rho));
}

/* Goes on until the KKT residual at lambdas[k] is small enough. @before: the λ before. */
static gboolean
solve (Classes *self, int k, double before, GError **error)
{
  const SlSolverTask *task = self->task;
  double lambda = task->lambdas[k], rho = task->share, best = INFINITY;
  double lowest = INFINITY, first = 0, early = 0;
  /* The strong rule for the first step, then only what violates its condition. */
  double limit = rho * MAX (2 * lambda - before, 0);

  for (int s = 0, idle = 0; s < MAX_STEPS && idle < 8; s++) {
    double kkt = sl_solver_residual (self->p, self->w, self->g, lambda, rho);
    double height = objective (self, lambda);
    gboolean moved = FALSE;

    task->kkt[k] = kkt;
    first = s == 0 ? kkt : first;
    if (early == 0 && kkt <= 1e-4 * first)
      early = cblas_dnrm2 (self->size, self->w, 1);
    if (!(kkt > task->tolerance[k]) || !isfinite (kkt))
      break;
    if (!sl_solver_check (task->control, (double) k / task->m, error) ||
        !check_separation (self, lambda, error) ||
        !step (self, lambda, limit, kkt, task->tolerance[k], &moved, error))
      return FALSE;
    limit = rho * lambda;
    idle = moved && (kkt < best || height < lowest * (1 - 1e-13)) ? 0 : idle + 1;
    best = MIN (best, kkt);
    lowest = MIN (lowest, height);
  }
  task->kkt[k] = sl_solver_residual (self->p, self->w, self->g, lambda, rho);
  task->loss[k] = self->loss;
  memcpy (task->solutions + (size_t) k * self->size, self->w,
          self->size * sizeof (double));
  /* One class may be separable when not all are: then the last digits of the gradient
   * cost as much growth as the first did. */
  if (lambda == 0 && early > 0 && cblas_dnrm2 (self->size, self->w, 1) > 1.2 * early)
    return refuse_separation (error);
  return check_separation (self, lambda, error);
}

gboolean
sl_solver_classes_run (const SlSolverTask *task, GError **error)
{
  g_auto (Classes) self = {0};

  classes_init (&self, task);
  for (int k = 0; k < task->m; k++)
    if (!sl_solver_check (task->control, (double) k / task->m, error) ||
        !solve (&self, k, task->lambdas[MAX (k - 1, 0)], error))
      return FALSE;
  return TRUE;
}
