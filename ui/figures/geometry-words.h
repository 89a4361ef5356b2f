/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/* What the penalty geometry says; each Returns (transfer full). */

/** sl_geometry_form: "hard: t = 1.9", or the soft form of the same problem. */
char *sl_geometry_form (const SlGeometry *geometry, gboolean soft);

/** sl_geometry_subtitle: what the picture's title adds. @stands_in: the built-in problem
 * is shown because the model has nothing to show. */
char *
sl_geometry_subtitle (const SlGeometry *geometry, gboolean stands_in, gboolean soft);

/** sl_geometry_sentence: one sentence: where the optimum is, and why there. */
char *sl_geometry_sentence (const SlGeometry *geometry, gboolean soft);

/** sl_geometry_point: "0.52, 0" for @w. */
char *sl_geometry_point (const double w[2]);

/** sl_geometry_ball_name: "diamond", translated; (transfer none). */
const char *sl_geometry_ball_name (const SlBall *ball);

/** sl_geometry_values: the exact values at @w, a line each. */
char *sl_geometry_values (const SlGeometry *geometry, const double w[2], gboolean soft);

G_END_DECLS
