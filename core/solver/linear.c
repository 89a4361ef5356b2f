/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/base/error.h"
#include "core/solver/coordinate-descent.h"
#include "core/solver/products.h"
#include "core/solver/solver.h"

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* L = 1/2n·‖y − Xw‖² on a working set of inputs that grows along the path. The products
 * XᵀX of its inputs are kept ("covariance updates"; all of them at once when there are
 * more rows than inputs), so an update of a weight costs the size of the working set and
 * not n. All inputs are looked at for several λ at once. */

/* An input is near when the gradient is above this share of what makes it join. */
#define NEAR 1.0

enum {
  MAX_COVARIANCE = 1000,     /* inputs for which all of XᵀX is made at once */
  BLOCK = SL_PRODUCTS_BLOCK, /* values of λ between two looks at all inputs */
  MAX_REPEATS = 60,
  MANY = 1200, /* weights away from 0 at once */
};

typedef struct
{
  const SlSolverTask *task;
  const SlDesign *p; /* Borrowed */
  double *c;         /* (d) Xᵀy/n */
  double power;      /* yᵀy/n */
  double *G;         /* (d, d) XᵀX/n, or NULL when there are few rows */
  double *g;         /* (d) gradient at the last solution accepted */
  double *slope;     /* (d) its change by λ, from the last two */
  SlQuadratic *q;    /* the working set */
  int *coordinate;   /* (d) input of each place of the working set */
  int *place;        /* (d) place of each input, or −1 */
  double *outside;   /* (d) 1 for an input that is not in the working set, else 0 */
  double *V;         /* (BLOCK, d) solutions of a block, by place */
  double *R;         /* (n, BLOCK) y − Xw of each, or (d, BLOCK): scratch */
  double *all;       /* (BLOCK, d) gradient of each; scratch */
} Linear;

static void
linear_clear (Linear *self)
{
  g_free (self->c);
  g_free (self->G);
  g_free (self->g);
  g_free (self->slope);
  g_clear_pointer (&self->q, sl_quadratic_free);
  g_free (self->coordinate);
  g_free (self->place);
  g_free (self->outside);
  g_free (self->V);
  g_free (self->R);
  g_free (self->all);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Linear, linear_clear)

static gboolean
linear_init (Linear *self, const SlSolverTask *task, GError **error)
{
  const SlDesign *p = task->design;

  *self = (Linear){.task = task, .p = p};
  self->c = g_new (double, p->d);
  self->g = g_new (double, p->d);
  self->slope = g_new0 (double, p->d);
  /* Not a power of two: the entries of a column would push each other out of the cache.
   */
  self->q = sl_quadratic_new (MIN (p->d, 520));
  self->q->cancelled = task->control != NULL ? task->control->cancelled : NULL;
  self->coordinate = g_new (int, p->d);
  self->place = g_new (int, p->d);
  self->outside = g_new (double, p->d);
  self->V = g_try_new (double, (size_t) BLOCK * p->d);
  self->all = g_try_new (double, (size_t) BLOCK * p->d);
  self->R = g_try_new (double, (size_t) BLOCK *MAX (p->n, p->d));
  if (self->V == NULL || self->all == NULL || self->R == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There is not enough memory to solve for %d rows of %d inputs; take "
                    "fewer of either"),
                 p->n, p->d);
    return FALSE;
  }
  self->power = cblas_ddot (p->n, p->y, 1, p->y, 1) / p->n;
  if (task->null_gradient != NULL)
    memcpy (self->g, task->null_gradient, (size_t) p->d * sizeof (double));
  else
    sl_solver_null_gradient (p, self->V, self->g);
  for (int j = 0; j < p->d; j++) {
    self->c[j] = -self->g[j];
    self->place[j] = -1;
    self->outside[j] = 1;
  }
  if (p->n < p->d || p->d > MAX_COVARIANCE)
    return TRUE;
  self->G = g_new (double, (size_t) p->d * p->d);
  sl_products_gram (p->X, p->d, p->n, self->G,
                    task->control != NULL ? task->control->pool : NULL);
  return TRUE;
}

/* Whether the working set is as large as it may be; where there is another way, that is
 * sooner. */
static gboolean
is_full (const Linear *self)
{
  gboolean has_dual = self->task->share < 1 && self->p->d > self->p->n;

  return self->q->n > (has_dual ? MAX (MANY, 3 * self->p->n) : SL_SOLVER_MAX_SUPPORT);
}

/* Takes input @j into the working set, with weight 0. Constant inputs stay outside. */
static void
append (Linear *self, int j)
{
  SlQuadratic *q = self->q;
  int m = q->n;

  if (self->place[j] >= 0 || !(self->p->power[j] > 0) || is_full (self))
    return;
  sl_quadratic_reserve (q, m + 1);
  self->place[j] = m;
  self->outside[j] = 0;
  self->coordinate[m] = j;
  q->n = m + 1;
  q->w[m] = 0;
  q->f[m] = 1;
  q->g[m] = -self->c[j];
  double *h = q->H + (size_t) m * q->room;
  if (self->G == NULL)
    sl_products_dots (self->p->X, self->p->n, j, self->coordinate, m + 1, h);
  for (int i = 0; i <= m; i++) {
    if (self->G != NULL)
      h[i] = self->G[(size_t) j * self->p->d + self->coordinate[i]];
    q->H[(size_t) i * q->room + m] = h[i];
    q->g[m] += h[i] * q->w[i];
  }
}

/* T (n, BLOCK) = start·1ᵀ + sign·Σ_i row_i·(V_1i … V_count,i), with the rows of @from
 * that the working set names. */
static void
combine_rows (const Linear *self,
              int count,
              double sign,
              const double *start,
              const double *from,
              int n,
              double *T)
{
  for (int i = 0; i < n; i++)
    for (int s = 0; s < BLOCK; s++)
      T[(size_t) i * BLOCK + s] = -sign * start[i];
  for (int i = 0; i < self->q->n; i++) {
    double v[BLOCK] = {0};
    gboolean any = FALSE;

    for (int s = 0; s < count; s++) {
      v[s] = sign * self->V[(size_t) s * self->p->d + i];
      any = any || v[s] != 0;
    }
    if (any)
      sl_products_add_outer (from + (size_t) self->coordinate[i] * n, v, n, T);
  }
}

/* all (count, d) = gradients of the solutions in V; and R when there is no G. */
static void
fill_gradients (Linear *self, int count)
{
  const SlDesign *p = self->p;
  int d = p->d;

  if (self->G == NULL) {
    combine_rows (self, count, -1, p->y, p->X, p->n, self->R);
    sl_products_apply (p->X, d, p->n, self->R, self->all);
    return;
  }
  combine_rows (self, count, 1, self->c, self->G, d, self->R);
  for (int j = 0; j < d; j++)
    for (int s = 0; s < count; s++)
      self->all[(size_t) s * d + j] = self->R[(size_t) j * BLOCK + s];
}

/* The largest |g| (d) of an input outside the working set; not finite when any g is. */
SL_CLONES static double
largest_outside (const double *restrict g, const double *restrict outside, int d)
{
  double largest = 0, check = 0;

#pragma omp simd reduction(max : largest) reduction(+ : check)
  for (int j = 0; j < d; j++) {
    double size = fabs (g[j]) * outside[j];

    largest = size > largest ? size : largest;
    check += g[j] * 0;
  }
  return largest + check;
}

/* KKT residual of solution @s of the block at @lambda, over all inputs. */
static double
block_residual (const Linear *self, int s, double lambda)
{
  double l1 = lambda * self->task->share, l2 = lambda * (1 - self->task->share);
  const double *g = self->all + (size_t) s * self->p->d;
  const double *v = self->V + (size_t) s * self->p->d;
  double worst =
      sl_kkt_violation (0, largest_outside (g, self->outside, self->p->d), l1, l2);

  for (int i = 0; i < self->q->n; i++) {
    double violation = sl_kkt_violation (v[i], g[self->coordinate[i]], l1, l2);

    worst = violation <= worst ? worst : violation;
  }
  return worst;
}

/* L of solution @s of the block: from y − Xw when it is there, else from the gradient
 * g = Gw − c: ½(yᵀy/n + wᵀ(g − c)). */
static double
block_loss (const Linear *self, int s)
{
  const SlDesign *p = self->p;
  const double *g = self->all + (size_t) s * p->d;
  double sum = self->power;

  if (self->G == NULL) {
    sum = 0;
    for (int i = 0; i < p->n; i++)
      sum += self->R[(size_t) i * BLOCK + s] * self->R[(size_t) i * BLOCK + s];
    return sum / p->n / 2;
  }
  for (int i = 0; i < self->q->n; i++) {
    int j = self->coordinate[i];

    sum += self->V[(size_t) s * p->d + i] * (g[j] - self->c[j]);
  }
  return MAX (sum, 0) / 2;
}

/* Goes back to solution @s of the block, with the gradient that was measured there. */
static void
restore (Linear *self, int s)
{
  SlQuadratic *q = self->q;

  const double *g = self->all + (size_t) s * self->p->d;

  memcpy (q->w, self->V + (size_t) s * self->p->d, q->n * sizeof (double));
  for (int i = 0; i < q->n; i++)
    q->g[i] = g[self->coordinate[i]];
}

static void
store (Linear *self, int s, int k, double kkt)
{
  double *w = self->task->solutions + (size_t) k * self->p->d;

  for (int i = 0; i < self->q->n; i++)
    w[self->coordinate[i]] = self->V[(size_t) s * self->p->d + i];
  self->task->kkt[k] = kkt;
  self->task->loss[k] = block_loss (self, s);
}

/* Takes in all inputs whose gradient is larger than @limit; returns how many were new. */
static int
append_above (Linear *self, const double *g, double limit)
{
  int before = self->q->n;

  for (int j = 0; j < self->p->d; j++)
    if (fabs (g[j]) > limit)
      append (self, j);
  return self->q->n - before;
}

/* Takes in the inputs that may be needed before λ has come from @before to @last: those
 * that the sequential strong rule keeps, |g_j| ≥ ρ(2·last − before), as far as their
 * gradient, going on as it does, comes near to ρ·last. Source: Tibshirani et al., Strong
 * rules for discarding predictors in lasso-type problems, J. R. Stat. Soc. B 74(2)
 * (2012), §3. */
static void
append_strong (Linear *self, double before, double last)
{
  double rho = self->task->share, strong = rho * (2 * last - before);

  for (int j = 0; j < self->p->d; j++) {
    double ahead = self->g[j] + self->slope[j] * (last - before);

    if (self->place[j] < 0 && fabs (self->g[j]) >= strong &&
        fabs (ahead) > NEAR * rho * last)
      append (self, j);
  }
}

/* Solves for @count values of λ from @k on within the working set. */
static void
solve_block (Linear *self, int k, int count)
{
  const SlSolverTask *task = self->task;

  for (int s = 0; s < count; s++) {
    double lambda = task->lambdas[k + s];

    /* Half the tolerance is left for what the sweeps add up in rounding. */
    sl_quadratic_minimize (self->q, lambda * task->share, lambda * (1 - task->share),
                           task->tolerance[k + s] / 2);
    memcpy (self->V + (size_t) s * self->p->d, self->q->w, self->q->n * sizeof (double));
  }
  fill_gradients (self, count);
}

/* Goes on from the last of @count solutions of the block, the first of which is for
 * lambdas[k]: with the gradient that was measured there, and its slope. */
static void
go_on_from (Linear *self, int count, int k)
{
  const double *g = self->all + (size_t) (count - 1) * self->p->d;
  const double *before = count > 1 ? g - self->p->d : self->g;
  const double *lambdas = self->task->lambdas + k + count - 1;
  double step = k + count > 1 ? lambdas[0] - lambdas[-1] : 0;

  for (int j = 0; j < self->p->d; j++)
    self->slope[j] = step < 0 ? (g[j] - before[j]) / step : 0;
  memcpy (self->g, g, (size_t) self->p->d * sizeof *g);
}

/* Solves for lambdas[k], … and returns how many of them hold for all inputs, not only for
 * the working set; for the first that does not, the inputs that were missing are taken
 * in. @stuck: (inout) whether the next is to be taken as it is. */
static int
advance (Linear *self, int k, gboolean *stuck)
{
  const SlSolverTask *task = self->task;
  int count = MIN (BLOCK, task->m - k);
  double rho = task->share;

  append_strong (self, task->lambdas[MAX (k - 1, 0)], task->lambdas[k + count - 1]);
  solve_block (self, k, count);
  for (int s = 0; s < count; s++) {
    const double *g = self->all + (size_t) s * self->p->d;
    double kkt = block_residual (self, s, task->lambdas[k + s]);

    if (!(kkt > task->tolerance[k + s]) || *stuck) {
      store (self, s, k + s, kkt);
      *stuck = FALSE;
      continue;
    }
    if (s > 0)
      go_on_from (self, s, k);
    restore (self, s);
    double limit = task->lambdas[k + s] * rho + task->tolerance[k + s] / 2;
    *stuck = append_above (self, g, limit) == 0 && s == 0;
    return s;
  }
  go_on_from (self, count, k);
  restore (self, count - 1);
  return count;
}

/* Measures the last solution by X and y; should rounding have spoilt it, goes on from
 * there. */
static void
certify (Linear *self)
{
  const SlSolverTask *task = self->task;
  int last = task->m - 1, d = self->p->d;
  double *w = task->solutions + (size_t) last * d, lambda = task->lambdas[last];
  double l1 = lambda * task->share, l2 = lambda * (1 - task->share);

  for (int repeat = 0; repeat < 8; repeat++) {
    task->loss[last] = sl_solver_gradient (self->p, w, self->all);
    double kkt = sl_solver_residual (self->p, w, self->all, lambda, task->share);
    task->kkt[last] = kkt;
    if (!(kkt > task->tolerance[last]))
      return;
    for (int i = 0; i < self->q->n; i++) {
      self->q->w[i] = w[self->coordinate[i]];
      self->q->g[i] = self->all[self->coordinate[i]];
    }
    append_above (self, self->all, l1 + task->tolerance[last] / 2);
    sl_quadratic_minimize (self->q, l1, l2, task->tolerance[last] / 4);
    for (int i = 0; i < self->q->n; i++)
      w[self->coordinate[i]] = self->q->w[i];
  }
}

gboolean
sl_solver_linear_run (const SlSolverTask *task, GError **error)
{
  g_auto (Linear) self = {0};
  gboolean stuck = FALSE;
  int repeats = 0;

  if (!linear_init (&self, task, error))
    return FALSE;
  for (int k = 0; k < task->m;) {
    if (!sl_solver_check (task->control, (double) k / task->m, error))
      return FALSE;
    int done = advance (&self, k, &stuck);
    repeats = done > 0 ? 0 : repeats + 1;
    stuck = stuck || repeats > MAX_REPEATS;
    k += done;
    if (is_full (&self) && task->share < 1 && self.p->d > self.p->n)
      return sl_solver_dual_run (task, k, error);
    if (!sl_solver_check_support (self.q->n, error))
      return FALSE;
  }
  if (task->certify)
    certify (&self);
  return TRUE;
}
