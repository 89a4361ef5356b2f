/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/translation.h"
#include "core/base/number.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* Numbers in code: enough digits for C = 1/(nλ), short for what was typed. */
enum { DIGITS = 6 };

/* The parts of λ·R(w) = l1·Σ|w| + l2/2·Σw², as they act. */
typedef struct
{
  double lambda, rho;
  double l1, l2; /* λρ and λ(1−ρ) */
  gboolean squared;
} Strength;

static Strength
strength_of (const SlConfig *config, SlTask task)
{
  Strength s = {.lambda = sl_config_lambda (config), .rho = sl_config_share (config)};

  s.l1 = s.lambda * s.rho;
  s.l2 = s.lambda * (1.0 - s.rho);
  s.squared = task == SL_TASK_REGRESSION;
  return s;
}

static char *
keras (const SlConfig *config, const SlTranslationCase *context)
{
  Strength s = strength_of (config, context->task);
  /* Keras minimises MSE without our ½, and its L2 has none either. */
  double factor = s.squared ? 2.0 : 1.0;
  g_autofree char *l1 = sl_number_text (factor * s.l1, DIGITS);
  g_autofree char *l2 = sl_number_text (factor * s.l2 / 2.0, DIGITS);

  if (s.lambda == 0.0)
    return g_strdup ("kernel_regularizer=None");
  if (s.l2 == 0.0)
    return g_strdup_printf ("kernel_regularizer=L1(%s)", l1);
  if (s.l1 == 0.0)
    return g_strdup_printf ("kernel_regularizer=L2(%s)", l2);
  return g_strdup_printf ("kernel_regularizer=L1L2(l1=%s, l2=%s)", l1, l2);
}

static char *
pytorch (const SlConfig *config, const SlTranslationCase *context)
{
  Strength s = strength_of (config, context->task);
  double factor = s.squared ? 2.0 : 1.0;
  /* AdamW's decay is no part of the loss, so the loss's factor does not reach it. */
  double decay = config->optimizer->decays_weights ? 1.0 : factor;
  g_autofree char *l1 = sl_number_text (factor * s.l1, DIGITS);
  g_autofree char *l2 = sl_number_text (decay * s.l2, DIGITS);

  if (s.l1 == 0.0)
    return g_strdup_printf ("{'params': weights, 'weight_decay': %s}", l2);
  if (s.l2 == 0.0)
    return g_strdup_printf ("loss + %s * sum(W.abs().sum() for W in weights)", l1);
  return g_strdup_printf ("loss + %s * sum(W.abs().sum() for W in weights), "
                          "{'params': weights, 'weight_decay': %s}",
                          l1, l2);
}

static char *
elastic_net (double l1, double l2)
{
  double alpha = l1 + l2;
  g_autofree char *a = sl_number_text (alpha, DIGITS);
  g_autofree char *ratio = sl_number_text (alpha > 0.0 ? l1 / alpha : 0.0, DIGITS);

  return g_strdup_printf ("ElasticNet(alpha=%s, l1_ratio=%s)", a, ratio);
}

static char *
sklearn_linear (const SlConfig *config, const SlTranslationCase *context)
{
  Strength s = strength_of (config, context->task);

  if (s.squared) {
    g_autofree char *line = NULL, *raw = NULL;

    if (s.lambda == 0.0)
      return g_strdup ("LinearRegression()");
    line = elastic_net (s.l1, s.l2);
    if (!config->standardize_target)
      return g_steal_pointer (&line);
    raw = elastic_net (context->target_sd * s.l1, s.l2);
    return g_strdup_printf (_ ("%s\nraw target: %s"), line, raw);
  } else {
    g_autofree char *ratio = sl_number_text (s.rho, DIGITS);
    g_autofree char *C = NULL;

    if (s.lambda == 0.0)
      return g_strdup ("LogisticRegression(penalty=None, solver='saga')");
    C = sl_number_text (1.0 / (context->n_train * s.lambda), DIGITS);
    if (s.l2 == 0.0)
      return g_strdup_printf ("LogisticRegression(penalty='l1', solver='saga', C=%s)", C);
    if (s.l1 == 0.0)
      return g_strdup_printf ("LogisticRegression(penalty='l2', solver='saga', C=%s)", C);
    return g_strdup_printf ("LogisticRegression(penalty='elasticnet', l1_ratio=%s, "
                            "solver='saga', C=%s)",
                            ratio, C);
  }
}

/* The MLPs divide their alpha by the rows of the minibatch, and know no L1. */
static char *
sklearn (const SlConfig *config, const SlTranslationCase *context)
{
  Strength s = strength_of (config, context->task);
  int batch = config->batch_size;
  g_autofree char *alpha = NULL;

  if (config->hidden.n == 0)
    return sklearn_linear (config, context);
  if (s.l1 > 0.0)
    return NULL;
  if (batch == 0 || batch > context->n_train)
    batch = context->n_train;
  alpha = sl_number_text (s.l2 * batch, DIGITS);
  return g_strdup_printf ("%s(alpha=%s, batch_size=%d)",
                          s.squared ? "MLPRegressor" : "MLPClassifier", alpha, batch);
}

/* The inputs are scaled already, or are meant to stay as they are. */
static char *
glmnet_call (double lambda, double alpha)
{
  g_autofree char *strength = sl_number_text (lambda, DIGITS);
  g_autofree char *share = sl_number_text (alpha, DIGITS);

  if (lambda == 0.0)
    return g_strdup ("lambda=0, standardize=FALSE");
  return g_strdup_printf ("lambda=%s, alpha=%s, standardize=FALSE", strength, share);
}

/* glmnet gives a squared loss a target of unit variance before it looks at lambda, and
 * gives the coefficients back on the scale they came in. With a raw target of sd s that
 * multiplies the L2 part by s; ours is standardised already, or is not. */
static char *
glmnet (const SlConfig *config, const SlTranslationCase *context)
{
  Strength s = strength_of (config, context->task);
  double sd = context->target_sd;
  double lambda = s.lambda, alpha = s.rho;
  g_autofree char *line = NULL, *raw = NULL;

  if (config->hidden.n > 0)
    return NULL;
  if (s.squared && !config->standardize_target && s.lambda > 0.0) {
    lambda = s.l1 + sd * s.l2;
    alpha = s.l1 / lambda;
  }
  line = glmnet_call (lambda, alpha);
  if (!s.squared || !config->standardize_target || s.lambda == 0.0)
    return g_steal_pointer (&line);
  raw = glmnet_call (sd * s.lambda, s.rho);
  return g_strdup_printf (_ ("%s\nraw target: %s"), line, raw);
}

/* In the order of SlLibrary. */
static const struct
{
  const char *name;
  char *(*text) (const SlConfig *config, const SlTranslationCase *context);
} libraries[SL_N_LIBRARIES] = {
    {"Keras", keras},
    {"PyTorch", pytorch},
    {"scikit-learn", sklearn},
    {"glmnet", glmnet},
};

SlTranslationCase
sl_translation_case (const SlProblem *problem)
{
  SlTranslationCase context = {problem->dataset->task, problem->train.n, 1.0};
  double mean = 0.0, variance = 0.0;
  int n = problem->train.n;
  const float *y = problem->train.y;

  if (y == NULL)
    return context;
  for (int i = 0; i < n; i++)
    mean += y[i] / (double) n;
  for (int i = 0; i < n; i++)
    variance += (y[i] - mean) * (y[i] - mean) / (double) n;
  context.target_sd = problem->target_scale * sqrt (variance);
  return context;
}

const char *
sl_library_name (SlLibrary library)
{
  g_return_val_if_fail (library < SL_N_LIBRARIES, NULL);
  return libraries[library].name;
}

/* Groups, factors by layer, penalised biases and a decay outside the loss are no sum over
 * single weights in the objective, which is all that the lines can say; only PyTorch has
 * that decay too. */
static gboolean
has_counterpart (SlLibrary library, const SlConfig *config)
{
  /* One sigmoid per class, averaged over the classes, is no model of theirs. */
  gboolean has_sigmoids = library == SL_LIBRARY_KERAS || library == SL_LIBRARY_PYTORCH;

  if (config->loss != NULL && !has_sigmoids &&
      g_str_equal (config->loss->kind.id, "binary-cross-entropy"))
    return FALSE;
  if (sl_config_lambda (config) == 0.0)
    return TRUE;
  if (config->penalty->group != NULL || config->penalize_bias ||
      sl_config_has_layer_factors (config))
    return FALSE;
  return !config->optimizer->decays_weights || sl_config_share (config) == 1.0 ||
         library == SL_LIBRARY_PYTORCH;
}

char *
sl_translation_text (SlLibrary library,
                     const SlConfig *config,
                     const SlTranslationCase *context)
{
  g_return_val_if_fail (library < SL_N_LIBRARIES, NULL);
  g_return_val_if_fail (config != NULL && context != NULL, NULL);
  return has_counterpart (library, config) ? libraries[library].text (config, context)
                                           : NULL;
}

const char *
sl_translation_note (const SlConfig *config, const SlDataset *dataset)
{
  gboolean target = dataset->task == SL_TASK_REGRESSION && config->standardize_target;

  if (!config->standardize)
    return target ? N_ ("Exact on raw inputs and standardised target, biases free.")
                  : N_ ("Exact on raw inputs, biases free.");
  if (dataset->pixel_range > 0.0f)
    return target ? N_ ("Exact on pixels scaled to 0…1 and standardised target, biases "
                        "free.")
                  : N_ ("Exact on pixels scaled to 0…1, biases free.");
  return target ? N_ ("Exact on standardised inputs and target, biases free.")
                : N_ ("Exact on standardised inputs, biases free.");
}
