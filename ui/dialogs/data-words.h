/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/* What the data panel says of a problem, in plain words, translated. */

/** sl_data_words_part: Returns (transfer full) "1347 (75 %)" for @rows of the set's. */
char *sl_data_words_part (const SlProblem *problem, int rows);

/** sl_data_words_target: Returns (transfer full) "digit, 10 classes" or "progression, a
 * number". */
char *sl_data_words_target (const SlDataset *dataset);

/** sl_data_words_pictures: Returns (transfer full) (nullable) "8 × 8, grey"; NULL when
 * rows are no pictures. */
char *sl_data_words_pictures (const SlDataset *dataset);

/** sl_data_words_parts: Returns (transfer full) how the rows were shared out. */
char *sl_data_words_parts (const SlProblem *problem);

/** sl_data_words_scaling: Returns (transfer full) what was done to the inputs, with the
 * numbers of one of them, and what follows for the weights. */
char *sl_data_words_scaling (const SlProblem *problem);

/** sl_data_words_notes: @overview: (nullable) not counted yet. Returns (transfer full)
 * what was left out, filled in, or is constant, a line each. */
char *sl_data_words_notes (const SlProblem *problem, const SlDataOverview *overview);

/** sl_data_words_shown: Returns (transfer full) how much of the set the table shows. */
char *sl_data_words_shown (const SlDataset *dataset);

G_END_DECLS
