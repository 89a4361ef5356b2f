/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/config.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/file.h"
#include "core/training/legal.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
sl_config_init_default (SlConfig *config)
{
  *config = (SlConfig){
      .dataset = (const SlDatasetType *) sl_kind_find (sl_datasets (), "digits", NULL),
      .file = {.missing = (const SlMissingType *) sl_missing_types ()->kinds[0]},
      .test_fraction = 0.25,
      .validation_fraction = NAN,
      .standardize = TRUE,
      .standardize_target = TRUE,
      .hidden = {2, {32, 16}},
      .activation =
          (const SlActivationType *) sl_kind_find (sl_activations (), "relu", NULL),
      .seed = 1,
      .penalty = (const SlPenaltyType *) sl_kind_find (sl_penalties (), "l1", NULL),
      .lambda = 0,
      .l1_share = 0.5,
      .grouping = (const SlGroupingType *) sl_groupings ()->kinds[0],
      .rule = (const SlRuleType *) sl_kind_find (sl_rules (), "proximal", NULL),
      .near_zero = 1e-3,
      .optimizer =
          (const SlOptimizerType *) sl_kind_find (sl_optimizers (), "adam", NULL),
      .momentum = 0.9,
      .epsilon = 1e-8,
      .learning_rate = 0.002,
      .batch_size = 32,
  };
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    config->data_options[i] = NAN;
}

static gboolean
needs_validation (const SlConfig *config)
{
  return config->early_stopping > 0 || config->reduction.patience > 0;
}

static gboolean
check_schedule (const SlConfig *config, GError **error)
{
  if (!needs_validation (config) || config->validate_on_test ||
      sl_config_validation_fraction (config) > 0)
    return TRUE;
  g_set_error (
      error, SL_ERROR, SL_ERROR_ARGUMENT,
      _ ("validation-fraction: early-stopping and reduce-lr look at a validation "
         "part, so it cannot be 0; choose more, or auto"));
  return FALSE;
}

/* The lists that have one number for each layer. */
static gboolean
check_lists (const SlConfig *config, GError **error)
{
  int layers = config->hidden.n + 1, factors = config->layer_lambda.n;
  if (config->dropout.n > layers) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("dropout: %d shares, but the number of layers with inputs to drop is "
                    "%d; give one for each, or one for all"),
                 config->dropout.n, layers);
    return FALSE;
  }
  if (factors > 1 && factors != layers) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("layer-lambda: %d factors, but the number of layers with weights is "
                    "%d (the hidden ones and the output); give one for each, or one for "
                    "all"),
                 factors, layers);
    return FALSE;
  }
  return TRUE;
}

gboolean
sl_config_check_file (const SlConfig *config, GError **error)
{
  g_return_val_if_fail (config != NULL, FALSE);

  const SlFileOptions *file = &config->file;
  const char *first = file->target       ? "target"
                      : file->columns    ? "columns"
                      : file->categories ? "categories"
                      : file->task       ? "task"
                      : file->marks      ? "missing-marks"
                                         : NULL;
  if (file->path || !first)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("%s: only a file of your own has columns to choose from; give one with "
                  "data"),
               first);
  return FALSE;
}

void
sl_config_take_file (SlConfig *config, const char *path)
{
  config->file =
      (SlFileOptions){.path = g_intern_string (path), .missing = config->file.missing};
  config->dataset = sl_data_file_type ();
  config->loss = NULL;
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    config->data_options[i] = NAN;
}

void
sl_config_take_loaded (SlConfig *config, const SlDataset *dataset)
{
  gboolean same_file = config->file.path == dataset->file.path;
  const SlLossType *loss = config->loss;
  sl_config_take_file (config, dataset->file.path);
  config->file = dataset->file;
  if (same_file && loss && loss->task == dataset->task)
    config->loss = loss;
}

char *
sl_config_data_name (const SlConfig *config)
{
  return config->file.path ? g_filename_display_basename (config->file.path)
                           : g_strdup (_ (config->dataset->kind.name));
}

gboolean
sl_config_validate (const SlConfig *config, GError **error)
{
  if (!sl_config_check_file (config, error))
    return FALSE;
  /* What a file is for shows when it is read. */
  if (config->loss && !config->file.path && config->loss->task != config->dataset->task) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        config->loss->task == SL_TASK_REGRESSION
            ? _ ("loss: '%s' is for numbers, but the target of '%s' is a class; choose "
                 "auto")
            : _ ("loss: '%s' is for classes, but the target of '%s' is a number; "
                 "choose auto"),
        config->loss->kind.id, config->dataset->kind.id);
    return FALSE;
  }
  gint64 weights = 0;
  for (int i = 1; i < config->hidden.n; i++)
    weights += (gint64) config->hidden.units[i - 1] * config->hidden.units[i];
  if (weights > SL_MAX_PARAMS) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("hidden: these layers would have more than %d million weights; choose fewer "
           "units"),
        SL_MAX_PARAMS / 1000000);
    return FALSE;
  }
  if (!check_schedule (config, error) || !check_lists (config, error))
    return FALSE;
  const char *conflict = sl_config_conflict (config);
  if (conflict) {
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT, conflict);
    return FALSE;
  }
  return sl_dataset_check_options (config->dataset, config->data_options, error);
}

double
sl_config_lambda (const SlConfig *config)
{
  return config->penalty->has_strength ? config->lambda : 0;
}

double
sl_config_share (const SlConfig *config)
{
  return config->penalty->has_share ? config->l1_share : (double) config->penalty->share;
}

double
sl_config_validation_fraction (const SlConfig *config)
{
  if (!isnan (config->validation_fraction))
    return config->validation_fraction;
  return needs_validation (config) && !config->validate_on_test ? 0.15 : 0;
}

double
sl_config_dropout (const SlConfig *config, int l)
{
  const SlPerLayer *dropout = &config->dropout;
  if (dropout->n == 1)
    return l < config->hidden.n ? dropout->values[0] : 0;
  return l < dropout->n ? dropout->values[l] : 0;
}

double
sl_config_layer_factor (const SlConfig *config, int l)
{
  const SlPerLayer *factors = &config->layer_lambda;
  if (factors->n == 1)
    return factors->values[0];
  return l < factors->n ? factors->values[l] : 1;
}

gboolean
sl_config_has_layer_factors (const SlConfig *config)
{
  for (int i = 0; i < config->layer_lambda.n; i++)
    if (config->layer_lambda.values[i] != 1)
      return TRUE;
  return FALSE;
}
