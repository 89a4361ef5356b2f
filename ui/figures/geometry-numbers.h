/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/** sl_geometry_numbers: as SlFigureType's numbers: the marked points, the way of training
 * to where it is now, and the plane that the contours are drawn from, a row each. NULL
 * while the optimum is being found. O(rows · points of the way). */
SlNumbers *sl_geometry_numbers (const SlSnapshot *snapshot, const SlFigureView *view);

G_END_DECLS
