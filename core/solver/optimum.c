/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/optimum.h"

#include "core/base/error.h"
#include "core/solver/solver.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Numbers (n·d) of which there may be a copy in double beside the window: 32 MB. */
enum { MOST_NUMBERS = 4 * 1024 * 1024 };

/* Steps of λ on the way down, and how far below what is allowed is aimed: as in fit.c. */
#define DESCENT 0.35
#define AIM     0.1

struct SlOptimum
{
  SlProblem *problem; /* Owned: a reference */
  SlDesign *design;   /* Owned */
  double *w;          /* Owned (size) the last solution */
  double lambda_max, share_of_max;
  double lambda, share; /* of w; NaN before the first */
  double objective;     /* J* */
};

SlOptimum *
sl_optimum_new (SlProblem *problem, GError **error)
{
  g_return_val_if_fail (problem != NULL, NULL);

  if ((double) problem->train.n * problem->dataset->d > MOST_NUMBERS) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("The data are too large to solve exactly beside the training"));
    return NULL;
  }
  SlDesign *design = sl_design_new (problem, NULL, 0, error);
  if (design == NULL)
    return NULL;
  SlOptimum *self = g_new0 (SlOptimum, 1);
  self->problem = sl_problem_ref (problem);
  self->design = design;
  self->w = g_new0 (double, sl_solver_size (design));
  self->lambda = self->share = self->share_of_max = NAN;
  return self;
}

void
sl_optimum_free (SlOptimum *self)
{
  if (self == NULL)
    return;
  sl_problem_unref (self->problem);
  sl_design_free (self->design);
  g_free (self->w);
  g_free (self);
}

const SlProblem *
sl_optimum_problem (const SlOptimum *self)
{
  return self->problem;
}

int
sl_optimum_outputs (const SlOptimum *self)
{
  return self->design->k;
}

static double
penalty (const SlDesign *p, const double *w, double lambda, double share)
{
  double sum = 0;

  for (int i = 0; i < p->k * p->d; i++)
    sum += share * fabs (w[i]) + (1 - share) / 2 * w[i] * w[i];
  return lambda * sum;
}

/* The values of λ on the way to @lambda > 0, which is the last: from the last solution
 * for classes, else from λ.max. @start: (out) (nullable) where the first begins. */
static GArray *
list_descent (const SlOptimum *self, double lambda, double share, const double **start)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean warm =
      self->design->y == NULL && self->share == share && self->lambda > 0; /* not NaN */
  double from = warm ? self->lambda : self->lambda_max;

  *start = warm ? self->w : NULL;
  for (double step = from * DESCENT; step > lambda / DESCENT; step *= DESCENT)
    g_array_append_val (list, step);
  g_array_append_val (list, lambda);
  return list;
}

/* Solves for λ ≥ 0 into @w; @kkt: (out) the residual reached. */
static gboolean
solve (const SlOptimum *self,
       double lambda,
       double share,
       const SlSolverControl *control,
       double *w,
       double *kkt,
       GError **error)
{
  const SlDesign *p = self->design;
  const double *start = NULL;
  int size = sl_solver_size (p);
  g_autoptr (GArray) lambdas = list_descent (self, lambda, share, &start);
  int m = lambda > 0 ? (int) lambdas->len : 1;

  if (lambda == 0)
    start = NULL; /* how far it gets from there tells whether classes can be separated */
  if (lambda == 0 && p->y != NULL) {
    *kkt = 0; /* singular values: there is nothing closer */
    return sl_solver_least_squares (p, w, error);
  }
  g_autofree double *tolerance = g_new (double, m), *residual = g_new0 (double, m);
  g_autofree double *loss = g_new (double, m);
  g_autofree double *all = g_try_new0 (double, (size_t) m *size);
  if (all == NULL)
    return sl_solver_check_support (G_MAXINT, error);
  for (int i = 0; i < m; i++)
    tolerance[i] = 1e-3 * g_array_index (lambdas, double, i);
  tolerance[m - 1] = AIM * MAX (1e-6 * lambda, 1e-10 * self->lambda_max);
  SlSolverTask task = {.design = p,
                       .share = share,
                       .m = m,
                       .lambdas = lambda > 0 ? (const double *) lambdas->data : &lambda,
                       .tolerance = tolerance,
                       .certify = lambda > 0,
                       .control = control,
                       .start = start,
                       .solutions = all,
                       .kkt = residual,
                       .loss = loss};
  if (!sl_solver_run (&task, error))
    return FALSE;
  memcpy (w, all + (size_t) (m - 1) * size, (size_t) size * sizeof *w);
  *kkt = residual[m - 1];
  return TRUE;
}

gboolean
sl_optimum_solve (SlOptimum *self,
                  double lambda,
                  double share,
                  const gint *cancelled,
                  void (*progress) (double share, gpointer data),
                  gpointer data,
                  GError **error)
{
  const SlDesign *p = self->design;
  int size = sl_solver_size (p);
  const SlSolverControl control = {cancelled, progress, data, NULL};
  g_autofree double *w = g_new0 (double, size), *g = g_new (double, size);
  double kkt = 0;

  if (self->share_of_max != share)
    self->lambda_max = sl_solver_lambda_max (p, share, NULL);
  self->share_of_max = share;
  /* Where nothing varies the intercepts are all there is. */
  if (p->n_constant == p->d || (p->y != NULL && !p->target_varies))
    sl_solver_null_gradient (p, w, g);
  else if (!solve (self, lambda, share, &control, w, &kkt, error))
    return FALSE;
  if (!(kkt <= MAX (1e-6 * lambda, 1e-10 * self->lambda_max)) && kkt != 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_DIVERGED,
                 _ ("The exact solution could not be found for these data and this λ"));
    return FALSE;
  }
  memcpy (self->w, w, (size_t) size * sizeof *w);
  self->lambda = lambda;
  self->share = share;
  self->objective = sl_solver_gradient (p, w, g) + penalty (p, w, lambda, share);
  return TRUE;
}

/* Where weight @place of a network's W (d, k) stands among the solver's (k, d). */
static int
solver_place (const SlDesign *p, int place)
{
  return place % p->k * p->d + place / p->k;
}

SlSlice *
sl_optimum_slice (const SlOptimum *self, const int pair[2], double w[2])
{
  const int places[2] = {solver_place (self->design, pair[0]),
                         solver_place (self->design, pair[1])};

  for (int i = 0; i < 2; i++)
    w[i] = self->w[places[i]];
  return sl_slice_new (self->design, self->w, places);
}

/* The steepest of @output's weights but @other; −1 without one. */
static int
steepest (const SlDesign *p, const double *g, int output, int other)
{
  int best = -1;

  for (int j = 0; j < p->d; j++) {
    int i = output * p->d + j;

    if (i != other && (best < 0 || fabs (g[i]) > fabs (g[best])))
      best = i;
  }
  return best;
}

gboolean
sl_optimum_leaders (const SlOptimum *self, int pair[2])
{
  const SlDesign *p = self->design;
  int size = sl_solver_size (p), first = -1;
  g_autofree double *w = g_new (double, size), *g = g_new (double, size);

  sl_solver_null_gradient (p, w, g);
  for (int c = 0; c < p->k; c++) {
    int best = steepest (p, g, c, -1);

    if (first < 0 || fabs (g[best]) > fabs (g[first]))
      first = best;
  }
  int second = p->d > 1 ? steepest (p, g, first / p->d, first) : -1;
  pair[0] = first % p->d * p->k + first / p->d;
  pair[1] = second % p->d * p->k + second / p->d;
  return second >= 0;
}

/* @v: (out) (size) a network's weights in the order of the solver, its intercepts behind
 * them. Returns what the bias of a regression adds to L, which the solver leaves out. */
static double
take_weights (const SlOptimum *self, const float *W, const float *b, double *v)
{
  const SlDesign *p = self->design;
  double bias = 0;

  for (int c = 0; c < p->k; c++) {
    double sum = (double) b[c] - (p->y != NULL ? p->target_centre : 0);

    for (int j = 0; j < p->d; j++) {
      double w = (double) W[(size_t) j * p->k + c];

      v[(size_t) c * p->d + j] = w;
      if (p->y != NULL)
        sum += w * p->centre[j];
      else if (!(p->power[j] > 0)) /* one value in all rows, which X holds as 0 */
        sum += w * (double) self->problem->train.X[j];
    }
    if (p->y != NULL)
      bias += sum * sum / 2;
    else
      v[(size_t) p->k * p->d + c] = sum;
  }
  return bias;
}

/* Means over the classes of input @j: without a penalty a softmax is the same whatever
 * they are. */
static double
class_mean (const SlDesign *p, const double *w, int j)
{
  double sum = 0;

  for (int c = 0; c < p->k; c++)
    sum += w[(size_t) c * p->d + j];
  return sum / p->k;
}

void
sl_optimum_measure (const SlOptimum *self,
                    const float *W,
                    const float *b,
                    SlDistance *distance)
{
  const SlDesign *p = self->design;
  int size = sl_solver_size (p);
  g_autofree double *v = g_new (double, size), *g = g_new (double, size);
  gboolean shifts = p->k > 1 && self->lambda == 0;
  double bias = take_weights (self, W, b, v);

  *distance = (SlDistance){.optimum = self->objective};
  distance->objective =
      sl_solver_gradient (p, v, g) + bias + penalty (p, v, self->lambda, self->share);
  distance->gap = MAX (distance->objective - self->objective, 0);
  for (int j = 0; j < p->d; j++) {
    double shift = shifts ? class_mean (p, v, j) - class_mean (p, self->w, j) : 0;

    for (int c = 0; c < p->k; c++) {
      size_t i = (size_t) c * p->d + j;

      distance->largest = MAX (distance->largest, fabs (v[i] - self->w[i] - shift));
      distance->mismatches += (v[i] == 0) != (self->w[i] == 0);
      distance->nonzeros += self->w[i] != 0;
    }
  }
}
