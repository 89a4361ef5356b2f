/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/comparison.h"

#include <glib/gi18n-lib.h>

extern const SlComparisonType sl_comparison_update_rules;
const SlComparisonType sl_comparison_update_rules = {
    .kind = {"update-rules", N_ ("Proximal / Subgradient / Dead link"),
             N_ ("The same penalty in three programs: how it enters an update decides "
                 "whether weights reach zero.")},
    .setting = "zeros-by",
    .values = {"proximal", "subgradient", "dead-link"},
};
