/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/** sl_path_numbers: as SlFigureType's numbers: a row for each line of the figure at each
 * λ, the smallest λ first and the largest line first, with what the strip below shows of
 * that λ. NULL before the first λ is done. */
SlNumbers *sl_path_numbers (const SlSnapshot *snapshot, const SlFigureView *view);

G_END_DECLS
