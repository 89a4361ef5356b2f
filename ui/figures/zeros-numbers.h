/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/** sl_zeros_numbers: as SlFigureType's numbers: the boundaries in the sparsity meter,
 * each including the kinds below it. Of one layer there are those that are drawn: of a
 * long run the extremes, with an empty cell where another column has one. */
SlNumbers *sl_zeros_numbers (const SlSnapshot *snapshot, const SlFigureView *view);

G_END_DECLS
