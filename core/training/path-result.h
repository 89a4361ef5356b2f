/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/error.h"
#include "core/solver/cross-validation.h"
#include "core/training/snapshot.h"
#include "core/training/sweep.h"

G_BEGIN_DECLS

typedef enum {
  SL_PATH_PREPARING, /* data is being made */
  SL_PATH_RUNNING,
  SL_PATH_DONE,      /* with a message when something could not be had */
  SL_PATH_CANCELLED, /* the rows so far stand */
  SL_PATH_FAILED,    /* message says why; the rows so far stand */
} SlPathState;

/** SlPathRow: the model at one λ. */
typedef struct
{
  double lambda;
  gint64 nonzeros; /* weights that are not 0 */
  double train_loss;
  double choice;     /* what λ is chosen by: the cross-validated loss, or the loss of the
                        validation part; NaN while it is not known */
  double choice_se;  /* its standard error */
  SlSnapshot *model; /* Owned, nullable while it is being measured: this model, paused,
                        with losses, scores and, unless it is huge, its weights */
} SlPathRow;

/** SlPathSolution: the exact solutions, which successive results share. Counted. */
typedef struct
{
  gint refs;
  SlPath *path; /* Owned; its λ fall */
} SlPathSolution;

/** SlPathResult: a regularisation path as far as it is known. Immutable, counted, any
 * thread. */
typedef struct
{
  gint refs;
  SlConfig config; /* it is for; its λ does not matter */
  gboolean exact;  /* solutions of a model without hidden layers; else a network trained
                      for one λ after the other */
  SlPathState state;
  char *message;      /* Owned, nullable: a sentence */
  SlErrorCode code;   /* what kind of error it speaks of */
  double progress;    /* in [0, 1] */
  SlProblem *problem; /* Owned, nullable until prepared */
  int m;              /* values of λ, 0 until known */
  double *lambdas;    /* Owned (m) rising, in equal steps of log λ; the last is λ.max */
  int n;              /* rows so far */
  SlPathRow *rows;    /* Owned (n) row i is for lambdas[i] */
  int min, one_se;    /* rows of λ.min and λ.1se; -1 while they are not known */
  int folds;          /* of the cross-validation; 0 = none */
  SlPathSolution *solution; /* Owned, nullable: exact only, when there are rows */
} SlPathResult;

/** sl_path_result_new: Returns (transfer full) a result without rows, PREPARING. */
SlPathResult *sl_path_result_new (const SlConfig *config);
SlPathResult *sl_path_result_ref (SlPathResult *result);
void sl_path_result_unref (SlPathResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPathResult, sl_path_result_unref)

/** sl_path_result_copy: Returns (transfer full) the same, for one thread to go on with:
 * the rows are its own, models and solutions are shared. */
SlPathResult *sl_path_result_copy (const SlPathResult *result);

/** sl_path_result_coefficient: @row: of an exact path; @k: output, @j: input. Returns the
 * weight. */
double sl_path_result_coefficient (const SlPathResult *result, int row, int k, int j);

/** sl_path_result_outputs: Returns the outputs of an exact path: 1 for two classes; 0
 * when there are no rows. */
int sl_path_result_outputs (const SlPathResult *result);

/** sl_path_result_nearest: Returns the row whose λ is nearest to @lambda by its
 * logarithm, the first for 0; -1 when there is none. */
int sl_path_result_nearest (const SlPathResult *result, double lambda);

/** sl_path_result_is_current: Returns whether @config would give this path: λ, and what
 * is only for the eye, may differ, and so may all that is for training when the path is
 * exact. */
gboolean sl_path_result_is_current (const SlPathResult *result, const SlConfig *config);

/** sl_path_inexact: Returns (transfer none) (nullable) the sentence that says why the
 * path of @config is a network trained for one λ after the other; NULL when it is exact.
 */
const char *sl_path_inexact (const SlConfig *config);

G_END_DECLS
