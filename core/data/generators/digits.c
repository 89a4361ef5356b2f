/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include <glib/gi18n-lib.h>

extern const SlDatasetType sl_dataset_digits;

static SlDataset *
make (const double *options, guint64 seed, GError **error)
{
  /* The names of its columns say that they are pixels. */
  return sl_shipped_csv_load (&sl_dataset_digits, "digits.csv", SL_TASK_CLASSIFICATION,
                              error);
}

const SlDatasetType sl_dataset_digits = {
    .task = SL_TASK_CLASSIFICATION,
    .kind =
        {"digits", N_ ("Handwritten digits"),
         N_ ("1797 pictures of digits written by hand, 8 × 8 pixels each; the task is "
             "to read them.")},
    .source =
        N_ ("E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits (test "
            "part), UCI Machine Learning Repository, 1998, CC BY 4.0"),
    .make = make,
};
