/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/path.h"

#include "core/base/error.h"
#include "core/solver/path-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
check_grid (const SlPathOptions *grid, GError **error)
{
  if (grid->n_lambdas >= 1 && grid->n_lambdas <= SL_PATH_MAX_LAMBDAS &&
      grid->min_ratio > 0 && grid->min_ratio < 1)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("A path needs from 1 to %d values of λ, and a smallest λ between 0 and "
                  "1 times the largest"),
               SL_PATH_MAX_LAMBDAS);
  return FALSE;
}

static gboolean
check_slope (const SlDesign *design, double lambda_max, GError **error)
{
  if (lambda_max > 0)
    return TRUE;
  if (design->y != NULL && !design->target_varies)
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("The target has the same value in all %d training rows, so every "
                    "weight is 0 for any λ and there is no path"),
                 design->n);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("No input has anything to do with the target in the %d training "
                    "rows, so every weight is 0 for any λ and there is no path"),
                 design->n);
  return FALSE;
}

/* A path of the shape of @grid, with its λ and nothing else. */
static SlPath *
make_grid (const SlPathOptions *grid, double lambda_max, double share)
{
  SlPath *path = g_new0 (SlPath, 1);
  int m = grid->n_lambdas;

  path->share = share;
  path->lambdas = g_new (double, m);
  path->m = m;
  for (int i = 0; i < m; i++)
    path->lambdas[i] =
        i == 0 ? lambda_max : lambda_max * pow (grid->min_ratio, (double) i / (m - 1));
  return path;
}

gboolean
sl_path_solve (SlPath *path,
               const SlDesign *design,
               const double *null_gradient,
               const SlSolverControl *control,
               GError **error)
{
  int m = path->m, size = sl_solver_size (design);
  g_autofree double *tolerance = g_new (double, m);

  path->solutions = g_try_new0 (double, (size_t) m *size);
  if (path->solutions == NULL) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_DATA,
        _ ("There is not enough memory for a path of %d values of λ; take fewer"), m);
    return FALSE;
  }
  path->kkt = g_new0 (double, m);
  path->train_loss = g_new0 (double, m);
  path->nonzeros = g_new0 (int, m);
  for (int i = 0; i < m; i++)
    tolerance[i] = MAX (1e-7 * path->lambdas[i], 1e-11 * path->lambdas[0]);
  SlSolverTask task = {.design = design,
                       .share = path->share,
                       .m = m,
                       .lambdas = path->lambdas,
                       .tolerance = tolerance,
                       .null_gradient = null_gradient,
                       .control = control,
                       .solutions = path->solutions,
                       .kkt = path->kkt,
                       .loss = path->train_loss};
  if (!sl_solver_run (&task, error))
    return FALSE;
  path->models = g_new0 (SlCoefficients, m);
  path->intercepts = g_new (double, (size_t) m * design->k);
  for (int i = 0; i < m; i++) {
    path->models[i] = (SlCoefficients){.k = design->k,
                                       .d = design->d,
                                       .w = path->solutions + (size_t) i * size,
                                       .b = path->intercepts + (size_t) i * design->k};
    sl_design_intercepts (design, path->models[i].w, path->models[i].b);
    path->nonzeros[i] = sl_coefficients_nonzeros (&path->models[i]);
  }
  return TRUE;
}

SlPath *
sl_path_new (const SlProblem *problem,
             const SlPenaltyType *penalty,
             double share,
             const SlPathOptions *grid,
             const SlSolverOptions *options,
             GError **error)
{
  g_autoptr (SlDesign) design = NULL;

  g_return_val_if_fail (problem != NULL && grid != NULL, NULL);

  if (!sl_penalty_solvable (penalty, TRUE, error) || !check_grid (grid, error))
    return NULL;
  design = sl_design_new (problem, NULL, 0, error);
  if (design == NULL)
    return NULL;
  return sl_path_of_design (design, penalty->has_share ? share : (double) penalty->share,
                            grid, options, error);
}

SlPath *
sl_path_of_design (const SlDesign *design,
                   double share,
                   const SlPathOptions *grid,
                   const SlSolverOptions *options,
                   GError **error)
{
  SlSolverControl control = {0};
  g_autofree double *null_gradient = g_new (double, sl_solver_size (design));
  double lambda_max = sl_solver_lambda_max (design, share, null_gradient);

  if (options != NULL)
    control = (SlSolverControl){options->cancelled, options->progress, options->data,
                                options->pool};
  if (!check_slope (design, lambda_max, error))
    return NULL;
  g_autoptr (SlPath) path = make_grid (grid, lambda_max, share);
  if (!sl_path_solve (path, design, null_gradient, &control, error))
    return NULL;
  return g_steal_pointer (&path);
}

void
sl_path_free (SlPath *path)
{
  if (path == NULL)
    return;
  g_free (path->models);
  g_free (path->solutions);
  g_free (path->intercepts);
  g_free (path->lambdas);
  g_free (path->nonzeros);
  g_free (path->train_loss);
  g_free (path->kkt);
  g_free (path);
}
