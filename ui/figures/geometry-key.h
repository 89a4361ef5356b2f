/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/geometry-layout.h"

G_BEGIN_DECLS

/** SlGeometryMark: a marked point; each has a shape of its own. */
typedef enum {
  SL_GEOMETRY_MARK_LEAST,
  SL_GEOMETRY_MARK_OPTIMUM,
  SL_GEOMETRY_MARK_NEWEST,
} SlGeometryMark;

/** sl_geometry_mark: draws @mark at (@x, @y) px. The optimum has the colour of exact
 * zeros when one of its weights is. */
void sl_geometry_mark (SlKit *kit,
                       double x,
                       double y,
                       SlGeometryMark mark,
                       const SlGeometry *geometry);

/** sl_geometry_draw_key: says in @key what the marks mean, with their numbers, as far as
 * there is room. @trail: (nullable). */
void sl_geometry_draw_key (SlKit *kit,
                           const SlBox *key,
                           const SlGeometry *geometry,
                           const SlTrail *trail,
                           gboolean soft);

G_END_DECLS
