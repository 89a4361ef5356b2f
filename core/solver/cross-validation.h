/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/path.h"

G_BEGIN_DECLS

/** SlCrossValidation: what K-fold cross-validation within the training part says about
 * the λ of a path. Immutable. Source: Hastie, Tibshirani & Friedman, The Elements of
 * Statistical Learning, 2nd ed. (2009), §7.10. */
typedef struct
{
  int folds;         /* K */
  int m;             /* values of λ */
  int n;             /* training rows */
  int *fold;         /* (n) the fold that each training row is held out in */
  double *fold_loss; /* (folds, m) L over the held-out rows of each fold */
  double *mean;      /* (m) of fold_loss, weighted by the size of the folds */
  double *se;        /* (m) standard deviation (n − 1) over the folds / √K */
  int min;           /* place of λ.min: the smallest mean, the larger λ on a tie */
  int one_se; /* place of λ.1se: the largest λ with mean ≤ mean[min] + se[min] */
} SlCrossValidation;

/** sl_cross_validation_new:
 * @path: of @problem; @folds: K ≥ 2; @seed: of the folds
 * Solves @path's λ for each fold on the other rows, which are scaled by their own
 * statistics, and measures L on the rows held out. Folds differ by at most one row, and
 * so do their rows of each class. Errors: SL_ERROR_ARGUMENT (K out of range),
 * SL_ERROR_DATA (too few rows, or a class with one row), and those of sl_path_new(). */
SlCrossValidation *sl_cross_validation_new (const SlProblem *problem,
                                            const SlPath *path,
                                            int folds,
                                            guint64 seed,
                                            const SlSolverOptions *options,
                                            GError **error);
void sl_cross_validation_free (SlCrossValidation *cv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCrossValidation, sl_cross_validation_free)

G_END_DECLS
