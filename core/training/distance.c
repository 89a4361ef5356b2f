/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/distance.h"

#include <glib/gi18n-lib.h>

SlDistanceReport *
sl_distance_report_new (const char *reason)
{
  SlDistanceReport *report = g_new0 (SlDistanceReport, 1);
  report->reason = g_strdup (reason);
  return report;
}

SlDistanceReport *
sl_distance_report_copy (const SlDistanceReport *report)
{
  SlDistanceReport *copy = g_memdup2 (report, sizeof *report);
  copy->reason = g_strdup (report->reason);
  return copy;
}

void
sl_distance_report_free (SlDistanceReport *report)
{
  if (report == NULL)
    return;
  g_free (report->reason);
  g_free (report);
}

const char *
sl_config_no_optimum (const SlConfig *config)
{
  if (config->hidden.n > 0)
    return _ ("With hidden layers there is no single optimum; empty the hidden layers to "
              "see the distance to it");
  if (config->penalty->group != NULL)
    return _ ("The exact solver does not know penalties on groups of weights");
  if (sl_config_has_layer_factors (config))
    return _ ("The exact solver does not know factors of λ by layer");
  if (config->penalize_bias && sl_config_lambda (config) > 0)
    return _ ("The exact solver never penalises biases");
  if (config->loss != NULL && config->loss != sl_loss_for_task (config->loss->task))
    return _ ("The exact solver does not know this loss");
  return NULL;
}

SlDistanceReport *
sl_distance_now (const SlConfig *config,
                 SlProblem *problem,
                 const SlNetwork *network,
                 const gint *cancelled)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlOptimum) optimum = NULL;
  if (sl_config_no_optimum (config) != NULL)
    return sl_distance_report_new (sl_config_no_optimum (config));
  optimum = sl_optimum_new (problem, &error);
  if (optimum == NULL ||
      !sl_optimum_solve (optimum, sl_config_lambda (config), sl_config_share (config),
                         cancelled, NULL, NULL, &error))
    return sl_distance_report_new (error->message);
  SlDistanceReport *report = sl_distance_report_new (NULL);
  report->lambda = sl_config_lambda (config);
  report->share = sl_config_share (config);
  const SlLayer *layer = &network->layers[0];
  sl_optimum_measure (optimum, network->params + layer->W, network->params + layer->b,
                      &report->distance);
  return report;
}
