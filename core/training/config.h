/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/file.h"
#include "core/data/problem.h"
#include "core/model/network.h"
#include "core/penalty/penalty.h"
#include "core/training/optimizer.h"
#include "core/training/rule.h"

G_BEGIN_DECLS

enum { SL_MAX_HIDDEN = 32, SL_MAX_UNITS = 65536 };

/* How long a run is when nobody says. */
enum { SL_DEFAULT_EPOCHS = 100 };

/** SlHidden: the hidden layers, by their units, first to last. */
typedef struct
{
  int n;
  int units[SL_MAX_HIDDEN];
} SlHidden;

/** SlPerLayer: one number for each layer, or one for all; none when n = 0. */
typedef struct
{
  int n;
  double values[SL_MAX_HIDDEN + 1];
} SlPerLayer;

/** SlReduction: the learning rate is multiplied by @factor in (0, 1) whenever the
 * validation loss has not fallen for @patience epochs; off when @patience = 0. */
typedef struct
{
  double factor;
  int patience;
} SlReduction;

/** SlConfig: every setting of a run, a plain value. Pointers are to constant tables.
 * Read and written by name through the settings table (setting.h). */
typedef struct
{
  /* Cold: a change starts a new run. */
  const SlDatasetType *dataset;
  SlFileOptions file; /* path NULL unless @dataset is sl_data_file_type() */
  double data_options[SL_N_DATA_OPTIONS]; /* NaN = the data set's default */
  double test_fraction;                   /* in [0, 1) */
  double validation_fraction;             /* in [0, 1) of the training part; NaN = auto */
  gboolean validate_on_test; /* without a validation part, the test part stands in */
  gboolean standardize, standardize_target;
  SlHidden hidden;
  const SlActivationType *activation;
  const SlLossType *loss;               /* NULL = auto */
  const SlInitializerType *initializer; /* NULL = auto */
  gint64 seed;
  SlReduction reduction;
  int early_stopping; /* patience in epochs; 0 = off */
  /* Hot: a change holds from the next minibatch. */
  SlPerLayer dropout; /* shares of inputs; see sl_config_dropout() */
  const SlPenaltyType *penalty;
  double lambda;   /* λ ≥ 0 */
  double l1_share; /* ρ in [0, 1], for penalties that have one to choose */
  const SlGroupingType *grouping; /* of a penalty on groups */
  SlPerLayer layer_lambda;        /* factors ≥ 0; see sl_config_layer_factor() */
  gboolean penalize_bias;         /* for the demonstration of why not to */
  const SlRuleType *rule;
  double near_zero; /* threshold ≥ 0 of "near zero" */
  const SlOptimizerType *optimizer;
  double momentum;      /* β in [0, 1) */
  double epsilon;       /* ε > 0 of Adam, AdamW and RMSprop */
  double learning_rate; /* η > 0 */
  int batch_size;       /* 0 = full batch */
  double stop_at;       /* score that ends the training; 0 = none */
} SlConfig;

/** sl_config_init_default: the values the window opens with (PRODUCT.md §4). */
void sl_config_init_default (SlConfig *config);

/** sl_config_validate: checks what no single setting can: combinations.
 * SL_ERROR_ARGUMENT. */
gboolean sl_config_validate (const SlConfig *config, GError **error);

/** sl_config_check_file: Returns whether what is wanted of a file (its target, columns,
 * task …) has one; SL_ERROR_ARGUMENT with the first setting that has none. */
gboolean sl_config_check_file (const SlConfig *config, GError **error);

/** sl_config_take_file: makes @config one on the file @path (in the file system's
 * encoding): its last column is the target, and the loss is the one that fits it. */
void sl_config_take_file (SlConfig *config, const char *path);

/** sl_config_take_loaded: makes @config one on @dataset, which was read from a file: with
 * what was wanted of the file, and another loss if its own does not fit. */
void sl_config_take_loaded (SlConfig *config, const SlDataset *dataset);

/** sl_config_data_name: Returns (transfer full) what people call the data, translated:
 * the name of the set, or of the file. */
char *sl_config_data_name (const SlConfig *config);

/** sl_config_lambda: Returns λ as it acts: 0 for a penalty without strength. */
double sl_config_lambda (const SlConfig *config);

/** sl_config_share: Returns ρ as it acts: the learner's, or the penalty's own. */
double sl_config_share (const SlConfig *config);

/** sl_config_validation_fraction: Returns the share of the training part that is set
 * aside: the learner's, or 0.15 when early stopping or the reduction of the learning rate
 * needs it and the test part does not stand in, else 0. */
double sl_config_validation_fraction (const SlConfig *config);

/** sl_config_dropout: Returns the share of the inputs of layer @l that a training step
 * drops: item l of the list; a single number holds for every hidden layer. */
double sl_config_dropout (const SlConfig *config, int l);

/** sl_config_layer_factor: Returns what λ is multiplied by for the weights into layer @l
 * (0 … hidden layers): item l of the list; a single number holds for every layer, an
 * empty list is 1. */
double sl_config_layer_factor (const SlConfig *config, int l);

/** sl_config_has_layer_factors: Returns whether any layer's factor is not 1. */
gboolean sl_config_has_layer_factors (const SlConfig *config);

G_END_DECLS
