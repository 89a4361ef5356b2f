/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/geometry-layout.h"

G_BEGIN_DECLS

/** sl_geometry_draw_plane: contours, ball, axes, the trail (nullable), what can be taken
 * hold of, and the marked points. sl_geometry_draw_names: the weights beside their axes,
 * within @width. */
void sl_geometry_draw_plane (SlKit *kit,
                             const SlFrame *frame,
                             const SlGeometry *geometry,
                             const SlTrail *trail,
                             gboolean soft);
void sl_geometry_draw_names (SlKit *kit,
                             const SlFrame *frame,
                             const SlGeometry *geometry,
                             double width);

G_END_DECLS
