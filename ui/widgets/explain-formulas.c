/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the summary of a setting cannot know. */
#include "ui/widgets/explain-formulas.h"

#include "ui/figures/phrase.h"
#include "ui/widgets/explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { DIGITS = 4 };

/* The weight that stands for all in the formulas of a step, and the slope of its loss. */
#define EXAMPLE_WEIGHT 0.5f
#define EXAMPLE_SLOPE  0.1f

static char *
number (double value)
{
  return sl_phrase_number (value, DIGITS);
}

/* Returns (transfer none) (nullable) the rows on screen, once they are there. */
static const SlProblem *
problem_of (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  return snapshot != NULL && snapshot->n_layers > 0 ? snapshot->problem : NULL;
}

/* Returns (transfer none) (nullable) the same of the layers. */
static const SlSnapshot *
layers_of (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  return snapshot != NULL && snapshot->n_layers > 0 ? snapshot : NULL;
}

static char *
explain_objective (SlSession *session)
{
  const SlConfig *config = sl_session_config (session);
  g_autofree char *formula = sl_explain_objective (config);
  g_autofree char *numbers = sl_explain_objective_numbers (sl_session_snapshot (session));

  if (*numbers == '\0')
    return g_steal_pointer (&formula);
  return g_strdup_printf (_ ("%s\nnow: %s"), formula, numbers);
}

static char *
explain_share (SlSession *session)
{
  const SlConfig *config = sl_session_config (session);
  double lambda = sl_config_lambda (config), rho = sl_config_share (config);
  g_autofree char *l1 = number (lambda * rho);
  g_autofree char *l2 = number (lambda * (1.0 - rho));

  return g_strdup_printf (_ ("λ·ρ = %s makes zeros, λ·(1 − ρ) = %s shrinks all weights"),
                          l1, l2);
}

static char *
explain_learning_rate (SlSession *session)
{
  g_autofree char *eta = number (sl_session_config (session)->learning_rate);

  return g_strdup_printf (_ ("w ← w − η · slope of the loss, with η = %s"), eta);
}

static char *
explain_batch_size (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);
  int rows = sl_session_config (session)->batch_size, n;

  if (snapshot == NULL || snapshot->problem == NULL)
    return NULL;
  n = snapshot->problem->train.n;
  if (rows == 0 || rows > n)
    rows = n;
  return g_strdup_printf (_ ("%d training rows ÷ %d rows a step = %d steps an epoch"), n,
                          rows, (n + rows - 1) / rows);
}

static char *
explain_near_zero (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);
  g_autofree char *threshold = number (sl_session_config (session)->near_zero);
  g_autofree char *count = NULL;

  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup_printf (_ ("near zero: 0 < |w| ≤ %s"), threshold);
  count = sl_number_count (snapshot->total.histogram.near);
  return g_strdup_printf (_ ("near zero: 0 < |w| ≤ %s, now %s weights"), threshold,
                          count);
}

static char *
explain_hidden (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);
  g_autofree char *shape = sl_explain_shape (snapshot);
  g_autofree char *count = NULL;

  if (*shape == '\0')
    return NULL;
  count = sl_number_count (snapshot->total.weights);
  /* What is missed in the window, and how to get it. */
  if (sl_session_config (session)->hidden.n > 0)
    return g_strdup_printf (_ ("inputs → units → outputs: %s, with %s weights\n%s"),
                            shape, count,
                            sl_config_no_optimum (sl_session_config (session)));
  return g_strdup_printf (_ ("inputs → units → outputs: %s, with %s weights"), shape,
                          count);
}

static char *
explain_dataset (SlSession *session)
{
  const char *source = sl_session_config (session)->dataset->source;

  return source != NULL ? g_strdup (_ (source)) : NULL;
}

static char *
explain_test_fraction (SlSession *session)
{
  const SlProblem *problem = problem_of (session);
  g_autofree char *test = NULL, *all = NULL;

  if (problem == NULL || problem->test.n == 0)
    return NULL;
  test = sl_number_count (problem->test.n);
  all = sl_number_count (problem->dataset->n);
  return g_strdup_printf (problem->dataset->n_test > 0
                              ? _ ("the data bring their test part: %s of %s rows")
                              : _ ("now %s of %s rows, never learnt from"),
                          test, all);
}

static char *
explain_validation_fraction (SlSession *session)
{
  const SlProblem *problem = problem_of (session);
  g_autofree char *chooses = NULL, *learns = NULL;

  if (problem == NULL)
    return NULL;
  chooses = sl_number_count (problem->validation.n);
  learns = sl_number_count (problem->train.n);
  return g_strdup_printf (_ ("now %s rows to choose by, %s to learn from"), chooses,
                          learns);
}

static char *
explain_standardize (SlSession *session)
{
  const SlProblem *problem = problem_of (session);
  g_autofree char *first = NULL, *second = NULL;

  if (problem == NULL || !problem->options.standardize)
    return NULL;
  first = number ((double) problem->mean[0]);
  second = number ((double) problem->scale[0]);
  if (problem->dataset->pixel_range > 0.0f)
    return g_strdup_printf (_ ("pixels: x ← x ÷ %s"), second);
  return g_strdup_printf (_ ("x ← (x − mean) ÷ standard deviation; %s: (x − %s) ÷ %s"),
                          problem->dataset->features[0], first, second);
}

static char *
explain_standardize_target (SlSession *session)
{
  const SlProblem *problem = problem_of (session);
  g_autofree char *mean = NULL, *scale = NULL;

  if (problem == NULL || problem->dataset->task != SL_TASK_REGRESSION)
    return NULL;
  mean = number (problem->target_mean);
  scale = number (problem->target_scale);
  return g_strdup_printf (_ ("%s: y ← (y − %s) ÷ %s"), problem->dataset->target, mean,
                          scale);
}

static char *
explain_initializer (SlSession *session)
{
  const SlSnapshot *now = layers_of (session);
  g_autofree char *deviation = NULL;

  if (now == NULL)
    return NULL;
  deviation = number (now->start_layers[0].norm_l2 /
                      sqrt ((double) MAX (now->start_layers[0].weights, 1)));
  return g_strdup_printf (_ ("layer 1, %d → %d: the weights began about %s from zero"),
                          now->layers[0].inputs, now->layers[0].outputs, deviation);
}

static char *
explain_dropout (SlSession *session)
{
  const SlSnapshot *now = layers_of (session);
  GString *text = g_string_new (NULL);

  for (int l = 0; now != NULL && l < now->n_layers; l++) {
    double share = sl_config_dropout (sl_session_config (session), l);
    g_autofree char *left = number (share * now->layers[l].inputs);
    g_autofree char *factor = number (1.0 / (1.0 - share));

    if (!(share > 0.0))
      continue;
    if (text->len > 0)
      g_string_append_c (text, '\n');
    g_string_append_printf (
        text, _ ("layer %d: about %s of %d inputs left out, the others times %s"), l + 1,
        left, now->layers[l].inputs, factor);
  }
  return text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE), NULL);
}

static char *
explain_reduction (SlSession *session)
{
  const SlConfig *config = sl_session_config (session);
  g_autofree char *factor = number (config->reduction.factor);
  g_autofree char *now = number (config->learning_rate);
  g_autofree char *next = number (config->learning_rate * config->reduction.factor);

  if (config->reduction.patience == 0)
    return NULL;
  return g_strdup_printf (_ ("η ← %s · η: %s becomes %s"), factor, now, next);
}

static char *
explain_stop_at (SlSession *session)
{
  const SlSnapshot *now = layers_of (session);
  const SlHistoryRow *row = now != NULL ? sl_snapshot_last (now) : NULL;
  double score;
  g_autofree char *reached = NULL;

  if (row == NULL)
    return NULL;
  score = isnan (row->val_score) ? row->train_score : row->val_score;
  reached = number (score);
  return g_strdup_printf (_ ("now %s"), reached);
}

static char *
explain_layer_lambda (SlSession *session)
{
  const SlConfig *config = sl_session_config (session);
  const SlSnapshot *now = layers_of (session);
  GString *text = g_string_new (_ ("λ · factor"));

  for (int l = 0; now != NULL && l < now->n_layers; l++) {
    g_autofree char *lambda =
        number (sl_config_lambda (config) * sl_config_layer_factor (config, l));

    g_string_append_printf (text, _ ("%s layer %d: %s"), l == 0 ? " –" : ",", l + 1,
                            lambda);
  }
  return g_string_free (text, FALSE);
}

static char *
explain_penalize_bias (SlSession *session)
{
  const SlSnapshot *now = layers_of (session);
  g_autofree char *weights = NULL;
  int biases = 0;

  if (now == NULL)
    return NULL;
  for (int l = 0; l < now->n_layers; l++)
    biases += now->layers[l].outputs;
  weights = sl_number_count (now->total.weights);
  return g_strdup_printf (_ ("biases: %d, beside %s weights"), biases, weights);
}

static char *
explain_momentum (SlSession *session)
{
  double beta = sl_session_config (session)->momentum;
  g_autofree char *text = number (beta), *times = number (1.0 / (1.0 - beta));

  return g_strdup_printf (
      _ ("steps that all go one way add up: 1 ÷ (1 − %s) = %s times η"), text, times);
}

/* The first update of the example under the settings wanted. */
static SlWeightStep
example_step (const SlConfig *config)
{
  SlWeightStep example = {.known = TRUE,
                          .optimizer = config->optimizer,
                          .rule = config->rule,
                          .penalty = config->penalty,
                          .step = {.eta = (float) config->learning_rate,
                                   .momentum = (float) config->momentum,
                                   .epsilon = (float) config->epsilon,
                                   .k = 1,
                                   .lambda = (float) sl_config_lambda (config),
                                   .rho = (float) sl_config_share (config)},
                          .w = EXAMPLE_WEIGHT,
                          .at = EXAMPLE_WEIGHT,
                          .g = EXAMPLE_SLOPE};

  if (example.optimizer->begin != NULL)
    example.optimizer->begin (&example.step);
  return example;
}

/* How one weight fares in its first step, a line for each line of the calculation. */
static char *
explain_step (SlSession *session)
{
  const SlConfig *config = sl_session_config (session);
  SlWeightStep example = example_step (config);
  g_autofree char *weight = number ((double) EXAMPLE_WEIGHT);
  g_autofree char *slope = number ((double) EXAMPLE_SLOPE);
  SlFormula formula;
  GString *text;

  /* A group has no step of one weight alone. */
  if (config->penalty->group != NULL)
    return NULL;
  sl_weight_step_tell (&example, &formula);
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("first step of w = %s with slope g = %s:"), weight,
                          slope);
  for (int i = 0; i < formula.n_lines; i++) {
    const SlFormulaLine *line = &formula.lines[i];
    g_autofree char *names = sl_formula_line_text (line, NULL);
    g_autofree char *value = number (line->value);

    g_string_append_printf (text, line->n > 0 ? "\n%s = %s = %s" : "\n%s = %s%s",
                            line->symbol, line->n > 0 ? names : "", value);
  }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *id;
  char *(*text) (SlSession *session);
} formulas[] = {
    {"dataset", explain_dataset},
    {"test-fraction", explain_test_fraction},
    {"validation-fraction", explain_validation_fraction},
    {"standardize", explain_standardize},
    {"standardize-target", explain_standardize_target},
    {"hidden", explain_hidden},
    {"initializer", explain_initializer},
    {"dropout", explain_dropout},
    {"reduce-lr", explain_reduction},
    {"stop-at", explain_stop_at},
    {"penalty", explain_objective},
    {"lambda", explain_objective},
    {"l1-share", explain_share},
    {"layer-lambda", explain_layer_lambda},
    {"penalize-bias", explain_penalize_bias},
    {"zeros-by", explain_step},
    {"near-zero", explain_near_zero},
    {"optimizer", explain_step},
    {"momentum", explain_momentum},
    {"learning-rate", explain_learning_rate},
    {"batch-size", explain_batch_size},
};

char *
sl_explain_formula (const SlSetting *setting, SlSession *session)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    if (g_str_equal (formulas[i].id, setting->id))
      return formulas[i].text (session);
  return NULL;
}
