/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/geometry-layout.h"
#include "ui/widgets/plot-card.h"

G_BEGIN_DECLS

/** SlGeometryMoved: the hand holds @handle of the built-in problem in a picture, and is
 * at @w now. */
typedef void (*SlGeometryMoved) (SlGeometryHandle handle,
                                 const double w[2],
                                 gpointer data);

/** sl_geometry_hands_attach: lets the pointer drag what @card shows of the built-in
 * problem; over what can be dragged it becomes a hand. @moved is called while it does. */
void sl_geometry_hands_attach (SlPlotCard *card, SlGeometryMoved moved, gpointer data);

G_END_DECLS
