/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/path-find.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/training/path-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* µs: nobody reads a progress bar more often. */
enum { PUBLISH_INTERVAL = 100000 };

typedef struct
{
  const SlPathJob *job;
  SlPathResult *result; /* Owned: as it will be published next */
  gint64 next_publish;
  double from, to; /* the progress of the stage under way lies between these */
} Finder;

SlPathWish
sl_path_wish_default (void)
{
  return (SlPathWish){
      .folds = 10, .grid = {100, 1e-3}, .sweep = sl_sweep_options_default ()};
}

static void
publish (Finder *self)
{
  self->next_publish = g_get_monotonic_time () + PUBLISH_INTERVAL;
  self->job->publish (sl_path_result_copy (self->result), self->job->data);
}

static void
progress_cb (double share, gpointer data)
{
  Finder *self = data;
  double now = self->from + share * (self->to - self->from);
  self->result->progress = CLAMP (now, self->result->progress, 1.0);
  if (g_get_monotonic_time () >= self->next_publish)
    publish (self);
}

/* @code: what kind of error @message (nullable) speaks of. */
static void
finish (Finder *self, SlPathState state, int code, const char *message)
{
  SlPathResult *result = self->result;
  result->state = state;
  result->code = code;
  result->message = g_strdup (message);
  if (state == SL_PATH_DONE)
    result->progress = 1;
  publish (self);
}

/* @error: what came in the way, which may be a wish to stop. */
static void
give_up (Finder *self, const GError *error)
{
  gboolean cancelled = g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED);
  finish (self, cancelled ? SL_PATH_CANCELLED : SL_PATH_FAILED, error->code,
          cancelled ? NULL : error->message);
}

/* The rows of the exact path, λ rising, with what is known of them at once. */
static void
take_path (SlPathResult *result, SlPath *path)
{
  int m = path->m;
  result->solution = g_new0 (SlPathSolution, 1);
  g_atomic_int_set (&result->solution->refs, 1);
  result->solution->path = path;
  result->m = result->n = m;
  result->lambdas = g_new (double, m);
  result->rows = g_new0 (SlPathRow, m);
  for (int i = 0; i < m; i++) {
    int from = m - 1 - i;
    result->lambdas[i] = path->lambdas[from];
    result->rows[i] = (SlPathRow){.lambda = path->lambdas[from],
                                  .nonzeros = path->nonzeros[from],
                                  .train_loss = path->train_loss[from],
                                  .choice = NAN,
                                  .choice_se = NAN};
  }
}

static double
largest_weight (const SlPath *path)
{
  double largest = 0;
  for (int i = 0; i < path->m; i++) {
    const SlCoefficients *model = &path->models[i];
    for (size_t j = 0; j < (size_t) model->k * model->d; j++)
      largest = fmax (largest, fabs (model->w[j]));
  }
  return largest;
}

/* Losses, scores and pictures of the model at each λ. */
static gboolean
measure_models (Finder *self, GError **error)
{
  const SlPathJob *job = self->job;
  SlPathResult *result = self->result;
  const SlPath *path = result->solution->path;
  g_autoptr (SlPathModels) models = sl_path_models_new (
      &job->config, result->problem, largest_weight (path), job->pool, error);
  if (models == NULL)
    return FALSE;
  for (int i = 0; i < result->n; i++) {
    result->rows[i].model = sl_path_models_take (
        models, result->lambdas[i], &path->models[path->m - 1 - i], job->stop);
    if (result->rows[i].model == NULL) {
      g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped"));
      return FALSE;
    }
    progress_cb ((i + 1.0) / result->n, self);
  }
  return TRUE;
}

static void
take_validation (SlPathResult *result, const SlCrossValidation *cv)
{
  int last = result->n - 1;
  result->folds = cv->folds;
  for (int i = 0; i < result->n; i++) {
    result->rows[i].choice = cv->mean[last - i];
    result->rows[i].choice_se = cv->se[last - i];
  }
  result->min = last - cv->min;
  result->one_se = last - cv->one_se;
}

/* Too few rows to be divided leave the path without a best λ; that is no failure. */
static void
cross_validate (Finder *self, const SlSolverOptions *options)
{
  const SlPathJob *job = self->job;
  SlPathResult *result = self->result;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCrossValidation) cv =
      sl_cross_validation_new (result->problem, result->solution->path, job->wish.folds,
                               (guint64) job->config.seed, options, &error);
  if (cv != NULL)
    take_validation (result, cv);
  if (g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    give_up (self, error);
  else
    finish (self, SL_PATH_DONE, SL_ERROR_DATA, error != NULL ? error->message : NULL);
}

/* A fold takes about as long as the path itself. */
static void
find_exact (Finder *self)
{
  const SlPathJob *job = self->job;
  SlPathResult *result = self->result;
  const SlInputWatch watch = {.stop = job->stop};
  const SlSolverOptions options = {job->stop, progress_cb, self, job->pool};
  double stages = 2.0 + job->wish.folds;
  g_autoptr (GError) error = NULL;
  SlPath *path = NULL;
  if (sl_config_validate (&job->config, &error))
    result->problem =
        sl_training_read_problem (&job->config, job->loaded, &watch, &error);
  result->state = SL_PATH_RUNNING;
  self->to = 1 / stages;
  if (result->problem != NULL)
    path = sl_path_new (result->problem, job->config.penalty, job->config.l1_share,
                        &job->wish.grid, &options, &error);
  if (path != NULL) {
    take_path (result, path);
    publish (self);
  }
  self->from = self->to;
  self->to = 2 / stages;
  if (path == NULL || !measure_models (self, &error)) {
    give_up (self, error);
    return;
  }
  publish (self);
  self->from = self->to;
  self->to = 1;
  if (job->wish.folds > 0)
    cross_validate (self, &options);
  else
    finish (self, SL_PATH_DONE, 0, NULL);
}

/* The row that @sweep has just added. */
static void
take_row (SlPathResult *result, SlSweep *sweep)
{
  int n;
  const SlSweepRow *row = &sl_sweep_rows (sweep, &n)[result->n];
  SlTraining *training = sl_sweep_training (sweep);
  SlNeeds needs = sl_path_model_needs (sl_training_network (training));
  result->rows = g_renew (SlPathRow, result->rows, n);
  result->rows[result->n++] =
      (SlPathRow){.lambda = row->end.lambda,
                  .nonzeros = row->end.weights - row->end.zeros,
                  .train_loss = row->end.train_loss,
                  .choice = row->end.val_loss,
                  .choice_se = row->val_se,
                  .model = sl_snapshot_take (training, 0, SL_RUN_PAUSED, &needs)};
  result->min = sl_sweep_best (sweep);
  result->one_se = sl_sweep_sparsest (sweep);
}

static void
end_sweep (Finder *self, SlSweep *sweep, SlSweepResult last)
{
  if (last == SL_SWEEP_DONE) {
    finish (self, SL_PATH_DONE, 0, NULL);
  } else if (last == SL_SWEEP_STOPPED) {
    finish (self, SL_PATH_CANCELLED, SL_ERROR_CANCELLED, NULL);
  } else {
    const SlPathResult *result = self->result;
    g_autofree char *lambda =
        sl_number_text (result->lambdas[MIN (result->n, result->m - 1)], 3);
    g_autofree char *sentence = g_strdup_printf (
        _ ("At λ = %s: %s"), lambda, sl_training_divergence (sl_sweep_training (sweep)));
    finish (self, SL_PATH_FAILED, SL_ERROR_DIVERGED, sentence);
  }
}

static void
find_by_sweep (Finder *self)
{
  const SlPathJob *job = self->job;
  SlPathResult *result = self->result;
  SlSweepOptions options = job->wish.sweep;
  SlSweepResult last = SL_SWEEP_STEPPED;
  g_autoptr (GError) error = NULL;
  options.order = SL_SWEEP_UP;
  g_autoptr (SlSweep) sweep =
      sl_sweep_new_on (&job->config, &options, job->loaded, job->pool, job->stop, &error);
  if (sweep == NULL) {
    give_up (self, error);
    return;
  }
  result->problem = sl_problem_ref (sl_training_problem (sl_sweep_training (sweep)));
  const double *lambdas = sl_sweep_lambdas (sweep, &result->m);
  result->lambdas = g_memdup2 (lambdas, (size_t) result->m * sizeof (double));
  result->state = SL_PATH_RUNNING;
  self->to = 1;
  publish (self);
  while (last == SL_SWEEP_STEPPED || last == SL_SWEEP_ROW) {
    if (job->stop != NULL && g_atomic_int_get (job->stop)) {
      last = SL_SWEEP_STOPPED;
      break;
    }
    last = sl_sweep_step (sweep);
    if (last == SL_SWEEP_ROW) {
      take_row (result, sweep);
      publish (self);
    }
    progress_cb (sl_sweep_progress (sweep), self);
  }
  end_sweep (self, sweep, last);
}

void
sl_path_find (const SlPathJob *job)
{
  Finder self = {.job = job, .result = sl_path_result_new (&job->config)};
  publish (&self);
  if (self.result->exact)
    find_exact (&self);
  else
    find_by_sweep (&self);
  sl_path_result_unref (self.result);
}
