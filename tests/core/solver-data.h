/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/fit.h"

G_BEGIN_DECLS

/* Data for tests of the solver, and optimality conditions written a second time: from the
 * rows of the data set, without anything of core/solver. */

/** solver_penalty: Returns the penalty called @id. */
const SlPenaltyType *solver_penalty (const char *id);

/** solver_set: Returns (transfer full) the set called @id with its defaults. */
SlDataset *solver_set (const char *id);

/** solver_made_set: Returns (transfer full) n rows of d inputs, filled by the caller:
 * X is 0, and so is y (n_classes 0) or label. */
SlDataset *solver_made_set (int n, int d, int n_classes);

/** solver_problem: Returns (transfer full) all rows of @dataset for training; frees
 * nothing of it. */
SlProblem *solver_problem (SlDataset *dataset, gboolean standardize, gboolean target);

/** solver_violation: Returns the largest violation of the conditions that @model (model
 * coordinates) minimises J over all rows of @problem's set. */
double solver_violation (const SlProblem *problem,
                         const SlCoefficients *model,
                         double lambda,
                         double share);

/** solver_loss: Returns L of @model over @rows (n) of @problem's set, with inputs and
 * target scaled by the statistics of @by (n_by). */
double solver_loss (const SlProblem *problem,
                    const SlCoefficients *model,
                    const int *rows,
                    int n,
                    const int *by,
                    int n_by);

G_END_DECLS
