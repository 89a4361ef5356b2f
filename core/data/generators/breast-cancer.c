/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include <glib/gi18n-lib.h>

extern const SlDatasetType sl_dataset_breast_cancer;

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  return sl_shipped_csv_load (&sl_dataset_breast_cancer, "breast-cancer.csv",
                              SL_TASK_CLASSIFICATION, error);
}

const SlDatasetType sl_dataset_breast_cancer = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"breast-cancer", N_ ("Breast cancer"),
             N_ ("569 tumours, 30 measurements of their cells each; the task is to tell "
                 "malignant from benign.")},
    .source =
        N_ ("W. Wolberg, O. Mangasarian, N. Street, W. Street, Breast Cancer Wisconsin "
            "(Diagnostic), UCI Machine Learning Repository, 1995, CC BY 4.0"),
    .make = make,
};
