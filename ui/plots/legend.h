/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"

G_BEGIN_DECLS

enum { SL_MAX_CURVE_LABELS = 8 };

/** SlCurveLabel: the name of a curve, written beside it instead of in a legend. */
typedef struct
{
  const char *text;
  SlColor color;
  const SlCurve *curve; /* Borrowed: the one it names */
  SlBox box;            /* set by sl_legend_place() */
  gboolean placed;      /* FALSE: there is no room for it */
  gboolean covers;      /* lies on a curve; gets a background */
} SlCurveLabel;

/** sl_legend_place:
 * @labels: (inout) (n) at most SL_MAX_CURVE_LABELS; @area: they stay inside
 * @obstacles: (n_obstacles) boxes that are better left free
 * Finds each label a place above, below or at the end of its curve: on no other label,
 * on other curves only when there is no free place. Places above and below are fixed
 * stations along the axis, so that labels rest while curves grow. */
void sl_legend_place (SlKit *kit,
                      const SlBox *area,
                      SlCurveLabel *labels,
                      int n,
                      const SlBox *obstacles,
                      int n_obstacles);

/** sl_legend_draw: writes the labels that were placed. */
void sl_legend_draw (SlKit *kit, const SlCurveLabel *labels, int n);

G_END_DECLS
