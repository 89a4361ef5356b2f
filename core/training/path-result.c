/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/path-result.h"

#include "core/training/setting.h"

#include <math.h>

/* Settings that make no difference to any path. */
static const char *const irrelevant[] = {"lambda", "near-zero", NULL};

/* … and those that make none to an exact one. How many rows early stopping sets aside
 * does, which is asked for apart. */
static const char *const of_training[] = {
    "activation", "initializer", "reduce-lr", "early-stopping", "validation-fraction",
    "dropout",    "l1-share",    "zeros-by",  "optimizer",      "momentum",
    "epsilon",    "groups",      "stop-at",   "learning-rate",  "batch-size",
    NULL};

SlPathResult *
sl_path_result_new (const SlConfig *config)
{
  SlPathResult *result = g_new0 (SlPathResult, 1);
  g_atomic_int_set (&result->refs, 1);
  result->config = *config;
  result->exact = sl_path_inexact (config) == NULL;
  result->min = result->one_se = -1;
  return result;
}

/* Counted by g_atomic_int, as snapshots are, for ThreadSanitizer. */
SlPathResult *
sl_path_result_ref (SlPathResult *result)
{
  g_atomic_int_inc (&result->refs);
  return result;
}

void
sl_path_result_unref (SlPathResult *result)
{
  if (!g_atomic_int_dec_and_test (&result->refs))
    return;
  g_free (result->message);
  g_clear_pointer (&result->problem, sl_problem_unref);
  g_free (result->lambdas);
  for (int i = 0; i < result->n; i++)
    if (result->rows[i].model != NULL)
      sl_snapshot_unref (result->rows[i].model);
  g_free (result->rows);
  if (result->solution != NULL && g_atomic_int_dec_and_test (&result->solution->refs)) {
    sl_path_free (result->solution->path);
    g_free (result->solution);
  }
  g_free (result);
}

SlPathResult *
sl_path_result_copy (const SlPathResult *result)
{
  SlPathResult *copy = g_memdup2 (result, sizeof *result);
  g_atomic_int_set (&copy->refs, 1);
  copy->message = g_strdup (result->message);
  if (copy->problem != NULL)
    sl_problem_ref (copy->problem);
  copy->lambdas = g_memdup2 (result->lambdas, (size_t) result->m * sizeof (double));
  copy->rows = g_memdup2 (result->rows, (size_t) result->n * sizeof (SlPathRow));
  for (int i = 0; i < copy->n; i++)
    if (copy->rows[i].model != NULL)
      sl_snapshot_ref (copy->rows[i].model);
  if (copy->solution != NULL)
    g_atomic_int_inc (&copy->solution->refs);
  return copy;
}

double
sl_path_result_coefficient (const SlPathResult *result, int row, int k, int j)
{
  const SlCoefficients *model = &result->solution->path->models[result->m - 1 - row];
  return model->w[(size_t) k * model->d + j];
}

int
sl_path_result_outputs (const SlPathResult *result)
{
  return result->solution != NULL ? result->solution->path->models[0].k : 0;
}

int
sl_path_result_nearest (const SlPathResult *result, double lambda)
{
  int nearest = result->n > 0 ? 0 : -1;
  if (!(lambda > 0))
    return nearest;
  for (int i = 1; i < result->n; i++)
    if (fabs (log (result->rows[i].lambda / lambda)) <
        fabs (log (result->rows[nearest].lambda / lambda)))
      nearest = i;
  return nearest;
}

/* Gives @config the values @from has of the settings @ids. */
static void
take_settings (SlConfig *config, const SlConfig *from, const char *const *ids)
{
  SlConfig before = *config, after = *config;
  for (int i = 0; ids[i] != NULL; i++) {
    const SlSetting *setting = sl_setting_find (ids[i], NULL);
    g_autofree char *text = sl_setting_format (setting, from);
    sl_setting_parse (setting, &after, text, NULL);
  }
  sl_config_take_changes (config, &before, &after);
}

gboolean
sl_path_result_is_current (const SlPathResult *result, const SlConfig *config)
{
  const SlConfig *own = &result->config;
  SlConfig other = *config;
  take_settings (&other, own, irrelevant);
  if (result->exact && sl_path_inexact (config) == NULL) {
    if (sl_config_share (own) != sl_config_share (config) ||
        sl_config_validation_fraction (own) != sl_config_validation_fraction (config))
      return FALSE;
    take_settings (&other, own, of_training);
  }
  return sl_config_equal (&other, own);
}

const char *
sl_path_inexact (const SlConfig *config)
{
  SlConfig any = *config;
  /* Some reasons are none at λ = 0, which a path does not have. */
  any.lambda = 1;
  return sl_config_no_optimum (&any);
}
