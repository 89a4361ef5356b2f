/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

/** check_numbers: that every cell of the figure's table can be read, and every row of its
 * file has as many fields as its head. */
void check_numbers (const SlFigureType *figure,
                    const SlSnapshot *snapshot,
                    const SlFigureView *view);
