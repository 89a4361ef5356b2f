/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include <glib/gi18n-lib.h>

extern const SlDatasetType sl_dataset_iris;

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  return sl_shipped_csv_load (&sl_dataset_iris, "iris.csv", SL_TASK_CLASSIFICATION,
                              error);
}

const SlDatasetType sl_dataset_iris = {
    .task = SL_TASK_CLASSIFICATION,
    .kind = {"iris", N_ ("Iris"),
             N_ ("150 flowers, 4 measurements each; the task is to tell the three "
                 "species apart.")},
    .source = N_ ("R. A. Fisher, The use of multiple measurements in taxonomic problems, "
                  "1936; UCI Machine Learning Repository, CC BY 4.0"),
    .make = make,
};
