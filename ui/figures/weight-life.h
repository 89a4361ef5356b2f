/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/** sl_weight_life_figure: Returns how the weight that is watched went over the epochs.
 * Not in the table of figures: it belongs to a weight that somebody picked, which only
 * the page about weights has. */
const SlFigureType *sl_weight_life_figure (void);

/** sl_life_name: Returns (transfer full) "input 3 (age) → unit 2 of layer 1". */
char *sl_life_name (const SlSnapshot *snapshot, const SlWeightPlace *place);

/** sl_life_value_text: Returns (transfer full) @value for a learner: "0.0213", "exactly
 * 0". */
char *sl_life_value_text (double value);

/** sl_life_when: Returns (transfer full) which minibatch of which epoch @step belongs to,
 * counted from 1: "minibatch 3, epoch 12". */
char *sl_life_when (const SlWeightStep *step);

/** sl_life_formula_text: Returns (transfer full) each line of @formula in names and,
 * below it, in numbers. */
char *sl_life_formula_text (const SlFormula *formula);

G_END_DECLS
