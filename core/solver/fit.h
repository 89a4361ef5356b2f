/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/parallel.h"
#include "core/data/problem.h"
#include "core/penalty/penalty.h"
#include "core/solver/coefficients.h"

G_BEGIN_DECLS

/** SlSolverOptions: what a long solution does besides; all may be 0 and NULL. */
typedef struct
{
  const gint
      *cancelled; /* (nullable) read atomically; not 0 = stop, SL_ERROR_CANCELLED */
  /** progress: (nullable) called on the solving thread; @share in [0, 1] is done. */
  void (*progress) (double share, gpointer data);
  gpointer data;
  SlPool
      *pool; /* (nullable) borrowed: shares work out; the numbers do not depend on it */
} SlSolverOptions;

/** SlFit: the weights that minimise J = L + λ·Σ[ρ|w| + (1−ρ)/2·w²] without hidden layers
 * over the training part, with intercepts that are not penalised. Immutable. */
typedef struct
{
  int n;                /* training rows */
  double lambda, share; /* λ and ρ as they act */
  SlCoefficients model; /* for inputs and target as the model sees them */
  SlCoefficients raw;   /* for inputs and target as they are in the data set */
  int nonzeros;         /* weights of model that are not 0 */
  int *constant;        /* (n_constant) inputs with one value in all rows: weight 0 */
  int n_constant;
  gboolean constant_target; /* a regression whose target has one value */
  double loss;              /* L over the training part */
  double test_loss;         /* L over the test part; NaN when there is none */
  double objective;         /* J */
  double lambda_max;  /* the smallest λ at which all weights are 0 (with ρ ≥ 0.001) */
  double kkt;         /* largest violation of the optimality conditions */
  double kkt_allowed; /* max(1e-6·λ, 1e-10·λ.max) */
  double gap; /* duality gap J − dual ≥ 0, for a regression with λρ > 0; else NaN */
} SlFit;

/** sl_fit_new:
 * @lambda: λ ≥ 0; @share: ρ for a penalty that has one to choose; @options: (nullable)
 * Solves to kkt ≤ kkt_allowed, and further while that is cheap. λ = 0 is least squares,
 * of smallest norm when many weights fit equally well. Works in double on the exact
 * numbers of the data set. Errors: SL_ERROR_ARGUMENT (a penalty that does not act on
 * weights one by one), SL_ERROR_DATA (a class without training rows; λ = 0 and classes
 * that can be told apart perfectly; too large), SL_ERROR_DIVERGED (kkt_allowed not
 * reached), SL_ERROR_CANCELLED. Returns (transfer full) or NULL. Any thread. */
SlFit *sl_fit_new (const SlProblem *problem,
                   const SlPenaltyType *penalty,
                   double lambda,
                   double share,
                   const SlSolverOptions *options,
                   GError **error);
void sl_fit_free (SlFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFit, sl_fit_free)

/** sl_penalty_solvable: Returns whether the exact solver knows @penalty; FALSE with
 * SL_ERROR_ARGUMENT. @path: for a whole path, which needs a strength. */
gboolean
sl_penalty_solvable (const SlPenaltyType *penalty, gboolean path, GError **error);

G_END_DECLS
