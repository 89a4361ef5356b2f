/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/idle.h"

#include <glib/gi18n-lib.h>

static gboolean
rolls (const SlConfig *config)
{
  return g_str_equal (config->optimizer->kind.id, "momentum") ||
         g_str_equal (config->optimizer->kind.id, "nesterov");
}

static gboolean
divides (const SlConfig *config)
{
  static const char *const optimizers[] = {"adam", "adamw", "rmsprop", NULL};
  return g_strv_contains (optimizers, config->optimizer->kind.id);
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

/* Settings that act only when something else is chosen. */
static const struct
{
  const char *setting;
  gboolean (*acts) (const SlConfig *config);
  const char *reason;
} conditions[] = {
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

const char *
sl_setting_idle (const SlSetting *setting, const SlConfig *config)
{
  int option = sl_setting_data_option (setting);
  if (option >= 0 && !config->dataset->options[option].has)
    return _ ("The chosen data set has no such option.");
  for (size_t i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_str_equal (conditions[i].setting, setting->id) && !conditions[i].acts (config))
      return _ (conditions[i].reason);
  return NULL;
}
