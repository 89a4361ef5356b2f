/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/sweep-grid.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/solver/solver.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows of one pass. */
enum { CHUNK = 256 };
/* The ridge part of a penalty never makes zeros; below this share it alone would decide.
 */
static const double LEAST_SHARE = 0.1;

SlSweepOptions
sl_sweep_options_default (void)
{
  return (SlSweepOptions){.n_lambdas = 30,
                          .lambda_max = NAN,
                          .min_ratio = 1e-3,
                          .order = SL_SWEEP_UP,
                          .first_epochs = 100,
                          .epochs = 20};
}

static const SlSweepOrderType up = {
    {"up", N_ ("Up"), N_ ("From the smallest λ: weights leave one after the other.")},
    SL_SWEEP_UP};
static const SlSweepOrderType down = {
    {"down", N_ ("Down"), N_ ("From the largest λ, as an exact path goes.")},
    SL_SWEEP_DOWN};

const SlKindTable *
sl_sweep_orders (void)
{
  static const SlKind *const kinds[] = {&up.kind, &down.kind};
  static const SlKindTable table = {N_ ("order"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

static gboolean
check_lambda_max (double lambda_max, GError **error)
{
  const SlSetting *lambda = sl_setting_find ("lambda", NULL);
  if (isnan (lambda_max) || (lambda_max > 0 && lambda_max <= lambda->max))
    return TRUE;
  g_autofree char *max = sl_number_text (lambda->max, 10);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("lambda-max: the largest λ of a sweep must be above 0, up to %s"), max);
  return FALSE;
}

gboolean
sl_sweep_check (const SlConfig *config, const SlSweepOptions *options, GError **error)
{
  if (!config->penalty->has_strength) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("penalty: '%s' has no strength λ to go through; choose another"),
                 config->penalty->kind.id);
    return FALSE;
  }
  if (options->n_lambdas < 1 || options->n_lambdas > SL_SWEEP_MAX_LAMBDAS ||
      !(options->min_ratio > 0 && options->min_ratio < 1)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("A sweep needs from 1 to %d values of λ, and a smallest λ between 0 "
                    "and 1 times the largest"),
                 SL_SWEEP_MAX_LAMBDAS);
    return FALSE;
  }
  if (MIN (options->first_epochs, options->epochs) < 1 ||
      MAX (options->first_epochs, options->epochs) > SL_SWEEP_MAX_EPOCHS) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("A sweep needs from 1 to %d epochs for each λ"), SL_SWEEP_MAX_EPOCHS);
    return FALSE;
  }
  return check_lambda_max (options->lambda_max, error);
}

/* sum (n) += share · g (n). */
static void
add_scaled (size_t n, const float *g, double share, double *sum)
{
  for (size_t k = 0; k < n; k++)
    sum[k] += (double) g[k] * share;
}

/* Largest |∂L/∂w| by the factor of its layer, L over the whole training part; weights
 * that are not penalised are left out. */
static double
largest_pull (const SlNetwork *network, const SlPart *train, const SlConfig *config)
{
  g_autoptr (SlPass) pass = sl_pass_new (network, CHUNK);
  g_autofree float *rows = g_new (float, (size_t) CHUNK * train->d);
  g_autofree float *gradient = g_new (float, network->n_params);
  g_autofree double *sum = g_new0 (double, network->n_weights);
  double largest = 0;
  for (int i = 0; i < train->n; i += CHUNK) {
    int n = MIN (CHUNK, train->n - i);
    sl_pass_forward (pass, network, n, sl_part_rows (train, i, n, rows));
    sl_pass_backward (pass, network, train->y ? train->y + i : NULL,
                      train->label ? train->label + i : NULL, gradient);
    add_scaled (network->n_weights, gradient, (double) n / train->n, sum);
  }
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    size_t n = (size_t) layer->inputs * layer->outputs;
    double factor = sl_config_layer_factor (config, l);
    for (size_t k = layer->W; k < layer->W + n && factor > 0; k++)
      largest = fmax (largest, fabs (sum[k]) / factor);
  }
  return largest;
}

/* Whether the exact solver minimises the same loss. */
static gboolean
is_path (const SlConfig *config, const SlProblem *problem)
{
  return config->hidden.n == 0 && !config->penalty->group &&
         !sl_config_has_layer_factors (config) &&
         (!config->loss || config->loss == sl_loss_for_task (problem->dataset->task));
}

double
sl_sweep_lambda_max (const SlTraining *training)
{
  const SlConfig *config = sl_training_config (training);
  const SlProblem *problem = sl_training_problem ((SlTraining *) training);
  double share = sl_config_share (config);
  if (is_path (config, problem)) {
    g_autoptr (SlDesign) design = sl_design_new (problem, NULL, 0, NULL);
    if (design)
      return sl_solver_lambda_max (design, share, NULL);
  }
  double pull = largest_pull (sl_training_network (training), &problem->train, config);
  return pull > 0 ? sl_number_round (pull / fmax (share, LEAST_SHARE), 3) : 0;
}

double *
sl_sweep_grid (const SlSweepOptions *options, double lambda_max)
{
  int n = options->n_lambdas;
  double *lambdas = g_new (double, n);
  for (int i = 0; i < n; i++) {
    int place = options->order == SL_SWEEP_DOWN ? i : n - 1 - i;
    lambdas[place] =
        i == 0 ? lambda_max : lambda_max * pow (options->min_ratio, (double) i / (n - 1));
  }
  return lambdas;
}
