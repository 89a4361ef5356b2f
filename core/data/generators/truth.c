/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/generators/truth.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

SlDataset *
sl_truth_new (const SlDatasetType *type,
              const double *options,
              double largest,
              double smallest,
              GError **error)
{
  int n = (int) options[SL_DATA_SAMPLES], d = (int) options[SL_DATA_FEATURES];
  int k = (int) options[SL_DATA_TRUE_WEIGHTS];
  SlDataset *dataset = sl_dataset_new (type, type->task, n, d, error);

  if (dataset == NULL)
    return NULL;
  dataset->features = g_new0 (char *, d + 1);
  for (int j = 0; j < d; j++)
    dataset->features[j] = g_strdup_printf ("x%d", j + 1);
  dataset->true_weights = g_new0 (float, d);
  for (int i = 0; i < k; i++) {
    int place = (int) ((gint64) i * d / k);
    double size = k == 1 ? largest : largest - (largest - smallest) * i / (k - 1);

    dataset->true_weights[place] = (float) (i % 2 == 0 ? size : -size);
  }
  return dataset;
}

gboolean
sl_truth_check (const double *options, GError **error)
{
  int n = (int) options[SL_DATA_SAMPLES], d = (int) options[SL_DATA_FEATURES];
  int k = (int) options[SL_DATA_TRUE_WEIGHTS];

  if (k > d) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("--true-weights is %d but --features is only %d; there cannot be more "
           "true weights than inputs"),
        k, d);
    return FALSE;
  }
  if (!sl_dataset_check_size (n, d, NULL)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--samples %d times --features %d is more than the %" G_GINT64_FORMAT
                    " numbers that a data set can have; take fewer of either"),
                 n, d, SL_DATASET_MAX_VALUES);
    return FALSE;
  }
  return TRUE;
}
