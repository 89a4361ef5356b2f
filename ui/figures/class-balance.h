/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/style.h"

G_BEGIN_DECLS

/* Classes that are drawn, from the first on. */
enum { SL_BALANCE_CLASSES = 50 };

/** sl_class_balance_height: Returns the px that all bars need below each other. */
double sl_class_balance_height (const SlDataOverview *overview, const SlTheme *theme);

/** sl_class_balance_draw: a bar for each class: its rows for training, validation and
 * testing, and their number; of a regression, the histogram of its target. */
void sl_class_balance_draw (cairo_t *cr,
                            double width,
                            double height,
                            const SlTheme *theme,
                            const SlDataOverview *overview);

/** sl_class_balance_describe: Returns (transfer full) the same in a sentence. */
char *sl_class_balance_describe (const SlDataOverview *overview);

G_END_DECLS
