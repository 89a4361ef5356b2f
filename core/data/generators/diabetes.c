/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include <glib/gi18n-lib.h>

extern const SlDatasetType sl_dataset_diabetes;

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  return sl_shipped_csv_load (&sl_dataset_diabetes, "diabetes.csv", SL_TASK_REGRESSION,
                              error);
}

const SlDatasetType sl_dataset_diabetes = {
    .task = SL_TASK_REGRESSION,
    .kind = {"diabetes", N_ ("Diabetes"),
             N_ ("442 patients, 10 measurements each; the task is to foretell how far "
                 "the disease has gone after one year.")},
    .source = N_ ("B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, Least Angle "
                  "Regression, Annals of Statistics 32(2), 2004"),
    .make = make,
};
