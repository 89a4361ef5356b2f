/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/comparison.h"

#include <glib/gi18n-lib.h>

extern const SlComparisonType sl_comparison_batch_sizes;
const SlComparisonType sl_comparison_batch_sizes = {
    .kind = {"batch-sizes", N_ ("Batch 10 / 50 / full"),
             N_ ("The same epochs in many small steps or in one: more steps are more "
                 "chances to reach zero.")},
    .setting = "batch-size",
    .values = {"10", "50", "0"},
};
