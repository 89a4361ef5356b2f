/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/comparison.h"

#include <glib/gi18n-lib.h>

extern const SlComparisonType sl_comparison_penalties;
const SlComparisonType sl_comparison_penalties = {
    .kind = {"penalties", N_ ("None / L1 / L2 / Elastic net"),
             N_ ("The same network under each penalty: only those with an L1 part make "
                 "weights exactly zero.")},
    .setting = "penalty",
    .values = {"none", "l1", "l2", "elastic-net"},
};
