/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/style.h"

G_BEGIN_DECLS

/** sl_sample_images_draw:
 * Draws as many of the samples of @overview as there is room for in @width x @height px,
 * from each class alike, over the names of their classes. A pixel of 0 is black, the
 * largest white; three channels are red, green and blue. Nothing when rows are no
 * pictures. */
void sl_sample_images_draw (cairo_t *cr,
                            double width,
                            double height,
                            const SlTheme *theme,
                            const SlDataOverview *overview);

/** sl_sample_images_describe: Returns (transfer full) what is shown, in a sentence. */
char *sl_sample_images_describe (const SlDataOverview *overview);

G_END_DECLS
