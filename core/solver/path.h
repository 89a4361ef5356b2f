/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/fit.h"

G_BEGIN_DECLS

/** SlPathOptions: the grid of a path. */
typedef struct
{
  int n_lambdas;    /* 1 or more */
  double min_ratio; /* smallest λ by λ.max, in (0, 1) */
} SlPathOptions;

/** SlPath: the exact solutions for a falling grid of λ. Immutable. */
typedef struct
{
  int m;                  /* values of λ */
  double share;           /* ρ as it acts */
  double *lambdas;        /* (m) falling, in equal steps of log λ; the first is λ.max */
  SlCoefficients *models; /* (m) in model coordinates; w and b are parts of those below */
  double *solutions;      /* what all w are part of */
  double *intercepts;     /* (m, k) */
  int *nonzeros;          /* (m) weights that are not 0 */
  double *train_loss;     /* (m) L over the training part */
  double *kkt;            /* (m) KKT residual, at most max(1e-7·λ, 1e-11·λ.max) */
} SlPath;

/** sl_path_new:
 * @penalty, @share: as for sl_fit_new(); the penalty must have a strength
 * λ.max is the smallest λ at which all weights are 0 (ρ taken as 0.001 at least). Errors
 * as sl_fit_new(), SL_ERROR_ARGUMENT for the options, SL_ERROR_DATA for a constant target
 * or inputs that are all constant. Returns (transfer full) or NULL. Any thread. */
SlPath *sl_path_new (const SlProblem *problem,
                     const SlPenaltyType *penalty,
                     double share,
                     const SlPathOptions *grid,
                     const SlSolverOptions *options,
                     GError **error);
void sl_path_free (SlPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPath, sl_path_free)

G_END_DECLS
