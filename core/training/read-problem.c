/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/training.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

/* Whether the loss that was chosen fits what turned out to be in the file. */
static gboolean
check_loss (const SlConfig *config, const SlDataset *dataset, GError **error)
{
  if (!config->loss || config->loss->task == dataset->task)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               config->loss->task == SL_TASK_REGRESSION
                   ? _ ("loss: '%s' is for numbers, but the target of '%s' is a class; "
                        "choose auto")
                   : _ ("loss: '%s' is for classes, but the target of '%s' is a number; "
                        "choose auto"),
               config->loss->kind.id, sl_dataset_name (dataset));
  return FALSE;
}

static SlDataset *
get_dataset (const SlConfig *config,
             SlDataset *loaded,
             const SlInputWatch *watch,
             GError **error)
{
  if (!config->file.path)
    return sl_dataset_make (config->dataset, config->data_options, (guint64) config->seed,
                            error);
  if (loaded && sl_file_options_equal (&loaded->file, &config->file))
    return sl_dataset_ref (loaded);
  return sl_data_file_read (&config->file, watch, error);
}

SlProblem *
sl_training_make_problem (const SlConfig *config, GError **error)
{
  return sl_training_read_problem (config, NULL, NULL, error);
}

SlProblem *
sl_training_read_problem (const SlConfig *config,
                          SlDataset *loaded,
                          const SlInputWatch *watch,
                          GError **error)
{
  g_autoptr (SlDataset) dataset = get_dataset (config, loaded, watch, error);
  if (!dataset || !check_loss (config, dataset, error))
    return NULL;
  SlProblemOptions options = {.test_fraction = config->test_fraction,
                              .standardize = config->standardize,
                              .standardize_target = config->standardize_target,
                              .seed = (guint64) config->seed,
                              .validation_fraction =
                                  sl_config_validation_fraction (config)};
  return sl_problem_new (dataset, &options, error);
}
