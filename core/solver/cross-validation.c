/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/cross-validation.h"

#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/solver/path-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
check_folds (const SlProblem *problem, int folds, GError **error)
{
  const SlDataset *data = problem->dataset;
  const SlPart *train = &problem->train;
  g_autofree int *counts = g_new0 (int, MAX (data->n_classes, 1));

  if (folds < 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("Cross-validation needs at least 2 folds, not %d"), folds);
    return FALSE;
  }
  if (train->n < MAX (folds, 3)) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%d training rows are too few for cross-validation with %d folds; "
                    "take fewer folds or more rows"),
                 train->n, folds);
    return FALSE;
  }
  for (int i = 0; i < train->n && train->label != NULL; i++)
    counts[train->label[i]]++;
  for (int c = 0; c < data->n_classes; c++)
    if (counts[c] == 1) {
      g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                   _ ("The class '%s' has a single training row; cross-validation needs "
                      "two or more of each class"),
                   data->classes[c]);
      return FALSE;
    }
  return TRUE;
}

/* Deals the rows out like cards, one class after the other without a break. */
static void
deal (const SlProblem *problem, int folds, guint64 seed, int *fold)
{
  const SlPart *train = &problem->train;
  int n_classes = MAX (problem->dataset->n_classes, 1), next = 0;
  g_autofree int *rows = g_new (int, train->n);
  SlRng rng;

  sl_rng_init (&rng, seed, SL_STREAM_FOLDS);
  for (int c = 0; c < n_classes; c++) {
    int count = 0;

    for (int i = 0; i < train->n; i++)
      if (train->label == NULL || train->label[i] == c)
        rows[count++] = i;
    sl_rng_shuffle (&rng, rows, count);
    for (int i = 0; i < count; i++)
      fold[rows[i]] = next++ % folds;
  }
}

/* Fits the path without the rows of @fold and measures it on them. Returns how many rows
 * those are, or 0 with an error. */
static int
run_fold (SlCrossValidation *self,
          const SlProblem *problem,
          const SlPath *path,
          int fold,
          const SlSolverControl *control,
          GError **error)
{
  g_autofree int *kept = g_new (int, self->n), *held = g_new (int, self->n);
  int n_kept = 0, n_held = 0;
  g_autoptr (SlDesign) design = NULL;
  g_autoptr (SlPath) own = g_new0 (SlPath, 1);

  for (int i = 0; i < self->n; i++) {
    if (self->fold[i] == fold)
      held[n_held++] = problem->train.rows[i];
    else
      kept[n_kept++] = problem->train.rows[i];
  }
  design = sl_design_new (problem, kept, n_kept, error);
  if (design == NULL)
    return 0;
  own->m = path->m;
  own->share = path->share;
  own->lambdas = g_memdup2 (path->lambdas, (size_t) path->m * sizeof (double));
  if (!sl_path_solve (own, design, NULL, control, error))
    return 0;
  for (int i = 0; i < path->m; i++)
    self->fold_loss[(size_t) fold * path->m + i] =
        sl_design_loss (design, problem, &own->models[i], held, n_held);
  return n_held;
}

/* @sizes: (folds) rows held out in each. */
static void
summarise (SlCrossValidation *self, const int *sizes)
{
  for (int i = 0; i < self->m; i++) {
    double plain = 0, squares = 0;

    for (int f = 0; f < self->folds; f++) {
      double loss = self->fold_loss[(size_t) f * self->m + i];

      self->mean[i] += loss * sizes[f] / self->n;
      plain += loss / self->folds;
    }
    for (int f = 0; f < self->folds; f++) {
      double distance = self->fold_loss[(size_t) f * self->m + i] - plain;

      squares += distance * distance;
    }
    self->se[i] = sqrt (squares / (self->folds - 1) / self->folds);
    if (self->mean[i] < self->mean[self->min])
      self->min = i;
  }
  double limit = self->mean[self->min] + self->se[self->min];
  while (!(self->mean[self->one_se] <= limit) && self->one_se < self->min)
    self->one_se++;
}

/* Progress within one fold as a share of all. */
typedef struct
{
  const SlSolverOptions *options;
  int fold, folds;
} FoldProgress;

static void
fold_progress_cb (double share, gpointer data)
{
  const FoldProgress *progress = data;

  if (progress->options->progress != NULL)
    progress->options->progress ((progress->fold + share) / progress->folds,
                                 progress->options->data);
}

SlCrossValidation *
sl_cross_validation_new (const SlProblem *problem,
                         const SlPath *path,
                         int folds,
                         guint64 seed,
                         const SlSolverOptions *options,
                         GError **error)
{
  g_autoptr (SlCrossValidation) self = NULL;
  SlSolverOptions none = {0};
  FoldProgress progress = {options != NULL ? options : &none, 0, folds};
  SlSolverControl control = {progress.options->cancelled, fold_progress_cb, &progress,
                             progress.options->pool};

  g_return_val_if_fail (problem != NULL && path != NULL, NULL);

  if (!check_folds (problem, folds, error))
    return NULL;
  self = g_new0 (SlCrossValidation, 1);
  self->folds = folds;
  self->m = path->m;
  self->n = problem->train.n;
  self->fold = g_new (int, self->n);
  self->fold_loss = g_new0 (double, (size_t) folds * self->m);
  self->mean = g_new0 (double, self->m);
  self->se = g_new0 (double, self->m);
  g_autofree int *sizes = g_new0 (int, folds);
  deal (problem, folds, seed, self->fold);
  for (int f = 0; f < folds; f++) {
    progress.fold = f;
    sizes[f] = run_fold (self, problem, path, f, &control, error);
    if (sizes[f] == 0)
      return NULL;
  }
  summarise (self, sizes);
  return g_steal_pointer (&self);
}

void
sl_cross_validation_free (SlCrossValidation *self)
{
  if (self == NULL)
    return;
  g_free (self->fold);
  g_free (self->fold_loss);
  g_free (self->mean);
  g_free (self->se);
  g_free (self);
}
