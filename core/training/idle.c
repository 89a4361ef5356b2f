/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/idle.h"

#include <glib/gi18n-lib.h>

static gboolean
rolls (const SlConfig *config)
{
  return config->optimizer->uses_momentum;
}

static gboolean
divides (const SlConfig *config)
{
  return config->optimizer->uses_epsilon;
}

static gboolean
has_share (const SlConfig *config)
{
  return config->penalty->has_share;
}

static gboolean
has_groups (const SlConfig *config)
{
  return config->penalty->group != NULL;
}

static gboolean
is_on (const SlConfig *config)
{
  return config->lambda > 0;
}

static gboolean
penalises (const SlConfig *config)
{
  return config->penalty->has_strength;
}

static gboolean
has_hidden (const SlConfig *config)
{
  return config->hidden.n > 0;
}

static gboolean
predicts_number (const SlConfig *config)
{
  /* What a file is for, it may decide itself. */
  return config->file.path || config->dataset->task == SL_TASK_REGRESSION;
}

static gboolean
wants_validation (const SlConfig *config)
{
  return config->early_stopping > 0 || config->reduction.patience > 0 ||
         config->stop_at > 0;
}

/* A setting that acts only when something else is chosen. */
typedef struct
{
  const char *setting;
  gboolean (*acts) (const SlConfig *config);
  const char *reason;
} Condition;

static const Condition conditions[] = {
    {"momentum", rolls, N_ ("Only Momentum and Nesterov use it; choose one of them.")},
    {"epsilon", divides, N_ ("Only Adam, AdamW and RMSprop use it; choose one of them.")},
    {"penalize-bias", penalises, N_ ("There is no penalty; choose one.")},
    {"layer-lambda", penalises, N_ ("There is no penalty; choose one.")},
    {"activation", has_hidden, N_ ("There are no hidden layers to use it.")},
    {"standardize-target", predicts_number,
     N_ ("The target of this data set is a class, not a number.")},
    {"validate-on-test", wants_validation,
     N_ ("Only early stopping, learning-rate reduction and the target score validate.")},
};

/* Further ones that wait to be needed: who is about to choose the rest may well choose
 * them first. */
static const Condition waiting[] = {
    {"dropout", has_hidden, N_ ("There are no hidden layers to use it.")},
    {"lambda", penalises, N_ ("There is no penalty; choose one.")},
    {"zeros-by", penalises, N_ ("There is no penalty; choose one.")},
    {"l1-share", has_share, N_ ("Only the elastic net uses it; choose it.")},
    {"groups", has_groups, N_ ("Only the group lasso uses it; choose it.")},
    {"penalty", is_on, N_ ("λ is 0; choose more.")},
    {"zeros-by", is_on, N_ ("λ is 0; choose more.")},
    {"l1-share", is_on, N_ ("λ is 0; choose more.")},
    {"groups", is_on, N_ ("λ is 0; choose more.")},
    {"penalize-bias", is_on, N_ ("λ is 0; choose more.")},
    {"layer-lambda", is_on, N_ ("λ is 0; choose more.")},
};

/* The first of the @n conditions that is not met. */
static const char *
find_unmet (const Condition *list, size_t n, const char *id, const SlConfig *config)
{
  for (size_t i = 0; i < n; i++)
    if (g_str_equal (list[i].setting, id) && !list[i].acts (config))
      return _ (list[i].reason);
  return NULL;
}

const char *
sl_setting_idle (const SlSetting *setting, const SlConfig *config)
{
  int option = sl_setting_data_option (setting);
  if (option >= 0 && !config->dataset->options[option].has)
    return _ ("The chosen data set has no such option.");
  return find_unmet (conditions, G_N_ELEMENTS (conditions), setting->id, config);
}

const char *
sl_setting_no_effect (const SlSetting *setting, const SlConfig *config)
{
  const char *idle = sl_setting_idle (setting, config);
  return idle ? idle : find_unmet (waiting, G_N_ELEMENTS (waiting), setting->id, config);
}
