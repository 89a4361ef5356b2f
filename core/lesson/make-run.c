/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/make-run.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/solver/cross-validation.h"
#include "core/training/edit.h"
#include "core/training/path-find.h"
#include "core/training/path-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Rows of a chunk of a forward pass. */
enum { CHUNK = 256 };
/* Multiplications of a weight and a row of one epoch: forward, back, and for the
 * gradient; and half as much again for the evaluation. */
static const double WORK = 4;

const char *
sl_lesson_run_id (const SlLessonRun *run)
{
  return run->id;
}

/* ---- limits ---- */

static gboolean
refuse (const SlLessonRun *run, GError **error, const char *sentence)
{
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("Run '%s': %s"), run->id, sentence);
  return FALSE;
}

/* A net too large or a run too long for a lesson, before anything large is made. */
static gboolean
check_work (const SlLessonRun *run, const SlProblem *problem, GError **error)
{
  const SlHidden *hidden = &run->config.hidden;
  int outputs = MAX (problem->dataset->n_classes, 1);
  double before = problem->dataset->d, weights = 0;
  g_autofree char *sentence = NULL;
  for (int l = 0; l <= hidden->n; l++) {
    double units = l < hidden->n ? hidden->units[l] : outputs;
    weights += before * units;
    before = units;
  }
  if (weights > SL_LESSON_MAX_WEIGHTS)
    sentence =
        g_strdup_printf (_ ("a net of a lesson has at most %d weights; this has %.0f"),
                         SL_LESSON_MAX_WEIGHTS, weights);
  else if (WORK * weights * problem->train.n * run->epochs > SL_LESSON_MAX_WORK)
    sentence = g_strdup_printf (_ ("it would take more than %g multiplications; choose "
                                   "fewer epochs, rows or units"),
                                SL_LESSON_MAX_WORK);
  return sentence == NULL || refuse (run, error, sentence);
}

/* ---- the exact solution ---- */

/* λ of @run, or the one that cross-validation chooses. */
static gboolean
find_lambda (const SlLessonRun *run,
             const SlConfig *config,
             const SlProblem *problem,
             const SlSolverOptions *options,
             double *lambda,
             GError **error)
{
  /* As in the window, so that the marks are the same. */
  const SlPathWish wish = sl_path_wish_default ();
  g_autoptr (SlPath) path = NULL;
  g_autoptr (SlCrossValidation) cv = NULL;
  *lambda = sl_config_lambda (config);
  if (run->solution == SL_LESSON_EXACT)
    return TRUE;
  path = sl_path_new (problem, config->penalty, config->l1_share, &wish.grid, options,
                      error);
  if (path != NULL)
    cv = sl_cross_validation_new (problem, path, wish.folds, (guint64) config->seed,
                                  options, error);
  if (cv == NULL)
    return FALSE;
  *lambda = path->lambdas[run->solution == SL_LESSON_LAMBDA_MIN ? cv->min : cv->one_se];
  return TRUE;
}

static SlSnapshot *
solve (const SlLessonRun *run,
       SlConfig config,
       SlProblem *problem,
       const gint *stop,
       GError **error)
{
  const SlSolverOptions options = {.cancelled = stop};
  g_autoptr (SlFit) fit = NULL;
  g_autoptr (SlPathModels) models = NULL;
  SlSnapshot *end;
  double largest = 0;
  if (!find_lambda (run, &config, problem, &options, &config.lambda, error))
    return NULL;
  fit = sl_fit_new (problem, config.penalty, sl_config_lambda (&config), config.l1_share,
                    &options, error);
  if (fit == NULL)
    return NULL;
  for (int i = 0; i < fit->model.k * fit->model.d; i++)
    largest = fmax (largest, fabs (fit->model.w[i]));
  models = sl_path_models_new (&config, problem, largest, NULL, error);
  if (models == NULL)
    return NULL;
  end = sl_path_models_take (models, config.lambda, &fit->model, stop);
  if (end == NULL)
    g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped"));
  return end;
}

/* ---- training ---- */

static int
compare_floats (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;
  return (x > y) - (x < y);
}

/* The size of the largest of the @share smallest weights. */
static double
pruning_threshold (const SlNetwork *network, double share)
{
  size_t n = network->n_weights, last = (size_t) (share * (double) n);
  g_autofree float *sizes = g_new (float, n);
  for (size_t i = 0; i < n; i++)
    sizes[i] = fabsf (network->params[i]);
  qsort (sizes, n, sizeof *sizes, compare_floats);
  return last > 0 ? (double) sizes[MIN (last, n) - 1] : 0;
}

static gboolean
apply (SlTraining *training, const SlLessonChange *change, gint64 shift, GError **error)
{
  SlConfig config = change->config;
  SlEdit prune = {.kind = SL_EDIT_PRUNE}, release = {.kind = SL_EDIT_RELEASE};
  config.seed += shift;
  sl_training_apply (training, &config);
  if (change->release && !sl_training_edit (training, &release, error))
    return FALSE;
  if (change->prune <= 0)
    return TRUE;
  prune.value = pruning_threshold (sl_training_network (training), change->prune);
  return sl_training_edit (training, &prune, error);
}

static gboolean
train (SlTraining *training,
       const SlLessonRun *run,
       gint64 shift,
       const gint *stop,
       GError **error)
{
  SlTrainingResult result = SL_TRAINING_EPOCH;
  int next = 0;
  while (result != SL_TRAINING_FINISHED) {
    int epoch = sl_training_epoch (training);
    for (; next < run->n_changes && run->changes[next].epoch <= epoch; next++)
      if (!apply (training, &run->changes[next], shift, error))
        return FALSE;
    if (epoch >= run->epochs)
      break;
    do
      result = sl_training_step (training);
    while (result == SL_TRAINING_STEPPED && !(stop != NULL && g_atomic_int_get (stop)));
    if (result == SL_TRAINING_DIVERGED) {
      g_set_error (error, SL_ERROR, SL_ERROR_DIVERGED, _ ("Run '%s': %s"), run->id,
                   sl_training_divergence (training));
      return FALSE;
    }
    if (result == SL_TRAINING_STEPPED || result == SL_TRAINING_STOPPED) {
      g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped"));
      return FALSE;
    }
  }
  return TRUE;
}

/* The share of the outputs of hidden units that are exactly 0, over the training rows. */
static double
find_silence (SlTraining *training)
{
  const SlNetwork *network = sl_training_network (training);
  const SlPart *part = &sl_training_problem (training)->train;
  g_autofree float *X = g_new (float, (size_t) CHUNK * part->d);
  SlPass *pass = sl_pass_new (network, CHUNK);
  double zeros = 0, all = 0;
  for (int i = 0; i < part->n; i += CHUNK) {
    int n = MIN (CHUNK, part->n - i);
    sl_pass_forward (pass, network, n, sl_part_rows (part, i, n, X));
    for (int l = 1; l < network->n_layers; l++) {
      const float *out = sl_pass_activations (pass, l);
      size_t size = (size_t) n * network->layers[l].inputs;
      all += (double) size;
      for (size_t j = 0; j < size; j++)
        zeros += out[j] == 0;
    }
  }
  sl_pass_free (pass);
  return all > 0 ? zeros / all : NAN;
}

SlSnapshot *
sl_lesson_make_run (const SlLessonRun *run,
                    gint64 shift,
                    const gint *stop,
                    double *silence,
                    GError **error)
{
  SlConfig config = run->config;
  const SlInputWatch watch = {.stop = stop};
  g_autoptr (SlProblem) problem = NULL;
  g_autoptr (SlTraining) training = NULL;
  SlNeeds needs = {0};
  config.seed += shift;
  problem = sl_training_read_problem (&config, NULL, &watch, error);
  if (problem == NULL || !check_work (run, problem, error))
    return NULL;
  if (run->solution != SL_LESSON_TRAINED)
    return solve (run, config, problem, stop, error);
  training = sl_training_new_on (&config, problem, NULL, stop, error);
  if (training == NULL || !train (training, run, shift, stop, error))
    return NULL;
  *silence = find_silence (training);
  sl_lesson_numbers_needs (&needs);
  return sl_snapshot_take (training, 0, SL_RUN_PAUSED, &needs);
}
