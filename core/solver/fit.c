/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/fit.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/solver/design.h"
#include "core/solver/solver.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How much closer than allowed the solver aims, so that who checks the numbers from a
 * file, in another order of sums, finds them within what is allowed. */
#define AIM 0.1

/* From λ.max down to the λ wanted in steps of this factor: each solution is a good start
 * for the next, and the set of weights away from 0 stays small. */
#define DESCENT 0.35

gboolean
sl_penalty_solvable (const SlPenaltyType *penalty, gboolean path, GError **error)
{
  g_return_val_if_fail (penalty != NULL, FALSE);

  if (penalty->group != NULL) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("The penalty '%s' ties weights together, which the exact solver does not "
           "do; choose l1, l2 or elastic-net"),
        penalty->kind.id);
    return FALSE;
  }
  if (!path || penalty->has_strength)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("The penalty '%s' has no strength to vary, so there is no path; choose "
                  "l1, l2 or elastic-net"),
               penalty->kind.id);
  return FALSE;
}

/* The values of λ on the way to @lambda, which is the last. */
static GArray *
list_descent (double lambda, double lambda_max)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (double));

  for (double step = lambda_max * DESCENT; step > lambda / DESCENT; step *= DESCENT)
    g_array_append_val (list, step);
  g_array_append_val (list, lambda);
  return list;
}

/* Solves for λ > 0 into @w. */
static gboolean
descend (SlFit *fit,
         const SlDesign *design,
         const SlSolverControl *control,
         double *w,
         GError **error)
{
  g_autoptr (GArray) lambdas = list_descent (fit->lambda, fit->lambda_max);
  int m = (int) lambdas->len, size = sl_solver_size (design);
  g_autofree double *tolerance = g_new (double, m), *kkt = g_new (double, m);
  g_autofree double *loss = g_new (double, m);
  g_autofree double *all = g_try_new0 (double, (size_t) m *size);

  if (all == NULL)
    return sl_solver_check_support (G_MAXINT, error);
  for (int i = 0; i < m; i++)
    tolerance[i] = 1e-3 * g_array_index (lambdas, double, i);
  tolerance[m - 1] = AIM * fit->kkt_allowed;
  SlSolverTask task = {.design = design,
                       .share = fit->share,
                       .m = m,
                       .lambdas = (const double *) lambdas->data,
                       .tolerance = tolerance,
                       .certify = TRUE,
                       .control = control,
                       .solutions = all,
                       .kkt = kkt,
                       .loss = loss};
  if (!sl_solver_run (&task, error))
    return FALSE;
  memcpy (w, all + (size_t) (m - 1) * size, (size_t) size * sizeof *w);
  return TRUE;
}

/* λ = 0: least squares, or for classes Newton's method, which needs no way down. */
static gboolean
solve_unpenalised (SlFit *fit,
                   const SlDesign *design,
                   const SlSolverControl *control,
                   double *w,
                   GError **error)
{
  double lambda = 0, tolerance = AIM * fit->kkt_allowed, kkt, loss;

  if (design->y != NULL)
    return sl_solver_least_squares (design, w, error);
  SlSolverTask task = {.design = design,
                       .share = fit->share,
                       .m = 1,
                       .lambdas = &lambda,
                       .tolerance = &tolerance,
                       .control = control,
                       .solutions = w,
                       .kkt = &kkt,
                       .loss = &loss};
  return sl_solver_run (&task, error);
}

/* J − dual for the regression, by the dual point that y − Xw becomes when scaled into the
 * feasible set; the squared part of the penalty counts as d more rows of data.
 * Source: Kim et al., An Interior-Point Method for Large-Scale l1-Regularized Least
 * Squares, IEEE J. Sel. Top. Signal Process. 1(4) (2007), §III. */
static double
duality_gap (const SlFit *fit, const SlDesign *design, const double *w, const double *g)
{
  double l1 = fit->lambda * fit->share, l2 = fit->lambda * (1 - fit->share);
  double largest = 0, squares = 2 * fit->loss, product = 2 * fit->loss;

  if (design->y == NULL || !(l1 > 0))
    return NAN;
  for (int j = 0; j < design->d; j++) {
    largest = MAX (largest, fabs (g[j] + l2 * w[j]));
    squares += l2 * w[j] * w[j];
    product -= w[j] * g[j]; /* yᵀr = rᵀr + wᵀXᵀr */
  }
  double s = largest > l1 ? l1 / largest : 1;
  return MAX (fit->objective - (s * product - s * s / 2 * squares), 0);
}

/* Fills what can be said about the solution @w. */
static void
describe (SlFit *fit, const SlProblem *problem, const SlDesign *design, const double *w)
{
  g_autofree double *g = g_new (double, sl_solver_size (design));
  double penalty = 0;

  fit->loss = sl_solver_gradient (design, w, g);
  fit->kkt = sl_solver_residual (design, w, g, fit->lambda, fit->share);
  sl_design_model (design, w, &fit->model);
  sl_design_raw (design, &fit->model, &fit->raw);
  fit->test_loss = problem->test.n > 0
                       ? sl_design_loss (design, problem, &fit->model, problem->test.rows,
                                         problem->test.n)
                       : NAN;
  fit->nonzeros = sl_coefficients_nonzeros (&fit->model);
  for (int i = 0; i < design->k * design->d; i++)
    penalty += fit->share * fabs (w[i]) + (1 - fit->share) / 2 * w[i] * w[i];
  fit->objective = fit->loss + fit->lambda * penalty;
  fit->gap = duality_gap (fit, design, w, g);
  fit->constant = g_new (int, design->n_constant);
  for (int j = 0; j < design->d; j++)
    if (!(design->power[j] > 0))
      fit->constant[fit->n_constant++] = j;
}

static gboolean
check_reached (const SlFit *fit, GError **error)
{
  g_autofree char *reached = NULL, *allowed = NULL;

  /* Where nothing varies λ.max is 0, and so is what is allowed: no room for rounding. */
  if (fit->kkt <= fit->kkt_allowed || fit->constant_target ||
      fit->n_constant == fit->model.d)
    return TRUE;
  reached = sl_number_text (fit->kkt, 3);
  allowed = sl_number_text (fit->kkt_allowed, 3);
  g_set_error (error, SL_ERROR, SL_ERROR_DIVERGED,
               _ ("The solution stayed at a KKT residual of %s, above the %s that counts "
                  "as exact; choose a larger λ, or standardise the inputs"),
               reached, allowed);
  return FALSE;
}

SlFit *
sl_fit_new (const SlProblem *problem,
            const SlPenaltyType *penalty,
            double lambda,
            double share,
            const SlSolverOptions *options,
            GError **error)
{
  g_autoptr (SlDesign) design = NULL;
  g_autoptr (SlFit) fit = NULL;
  SlSolverControl control = {0};

  g_return_val_if_fail (problem != NULL && lambda >= 0, NULL);

  if (!sl_penalty_solvable (penalty, FALSE, error))
    return NULL;
  if (options != NULL)
    control = (SlSolverControl){options->cancelled, options->progress, options->data,
                                options->pool};
  design = sl_design_new (problem, NULL, 0, error);
  if (design == NULL)
    return NULL;
  fit = g_new0 (SlFit, 1);
  fit->n = design->n;
  fit->lambda = penalty->has_strength ? lambda : 0;
  fit->share = penalty->has_share ? share : (double) penalty->share;
  fit->lambda_max = sl_solver_lambda_max (design, fit->share, NULL);
  fit->kkt_allowed = MAX (1e-6 * fit->lambda, 1e-10 * fit->lambda_max);
  fit->constant_target = design->y != NULL && !design->target_varies;
  g_autofree double *w = g_new0 (double, sl_solver_size (design));
  if (!fit->constant_target &&
      !(fit->lambda > 0 ? descend (fit, design, &control, w, error)
                        : solve_unpenalised (fit, design, &control, w, error)))
    return NULL;
  describe (fit, problem, design, w);
  if (!check_reached (fit, error))
    return NULL;
  return g_steal_pointer (&fit);
}

void
sl_fit_free (SlFit *fit)
{
  if (fit == NULL)
    return;
  sl_coefficients_clear (&fit->model);
  sl_coefficients_clear (&fit->raw);
  g_free (fit->constant);
  g_free (fit);
}
