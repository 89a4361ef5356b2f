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
  if (copy->geometry != NULL)
    sl_geometry_ref (copy->geometry);
  return copy;
}

void
sl_distance_report_free (SlDistanceReport *report)
{
  if (report == NULL)
    return;
  g_free (report->reason);
  g_clear_pointer (&report->geometry, sl_geometry_unref);
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
                 const int pair[2],
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
  if (pair != NULL)
    report->geometry = sl_optimum_geometry (optimum, config, pair, 0);
  return report;
}

char *
sl_weight_name (const SlDataset *set, int outputs, int place)
{
  const char *input = set->features[place / outputs];
  return outputs == 1 ? g_strdup (input)
                      : g_strdup_printf ("%s → %s", input, set->classes[place % outputs]);
}

static gboolean
is_weight (const SlOptimum *optimum, int place)
{
  return place >= 0 &&
         place < sl_optimum_problem (optimum)->dataset->d * sl_optimum_outputs (optimum);
}

SlGeometry *
sl_optimum_geometry (const SlOptimum *optimum,
                     const SlConfig *config,
                     const int pair[2],
                     double extent)
{
  int chosen[2] = {pair[0], pair[1]};
  double at[2];
  if ((chosen[0] == chosen[1] || !is_weight (optimum, chosen[0]) ||
       !is_weight (optimum, chosen[1])) &&
      !sl_optimum_leaders (optimum, chosen))
    return NULL;
  const SlDataset *set = sl_optimum_problem (optimum)->dataset;
  int k = sl_optimum_outputs (optimum);
  g_autofree char *first = sl_weight_name (set, k, chosen[0]);
  g_autofree char *second = sl_weight_name (set, k, chosen[1]);
  g_autoptr (SlSlice) slice = sl_optimum_slice (optimum, chosen, at);
  const SlGeometrySpec spec = {.names = {first, second},
                               .pair = {chosen[0], chosen[1]},
                               .penalty = config->penalty,
                               .grouping = config->grouping,
                               .lambda = sl_config_lambda (config),
                               .share = sl_config_share (config),
                               .start = at,
                               .extent = extent};
  return sl_geometry_new (slice, &spec, NULL);
}
