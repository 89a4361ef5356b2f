/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include "ui/session.h"

G_BEGIN_DECLS

/** sl_explain_setting:
 * Returns (transfer full) what a learner reads over the control of @setting: one plain
 * sentence, the formula, and the same formula with the numbers of this moment. */
char *sl_explain_setting (const SlSetting *setting, SlSession *session);

/** sl_explain_figure: Returns (transfer full) the same for @figure: what it shows, how
 * its numbers come about, and what they are now. @snapshot: (nullable). */
char *sl_explain_figure (const SlFigureType *figure,
                         const SlSnapshot *snapshot,
                         const SlFigureView *view);

/** sl_explain_error:
 * @message: of an error of sl_setting_parse(). Returns (transfer none) its part that does
 * not name the setting, for a place where the name stands already. */
const char *sl_explain_error (const SlSetting *setting, const char *message);

/** sl_explain_value:
 * Returns (transfer full) the value of @setting as an entry shows it: "32, 16", "1e-5";
 * the data set's own where an option of it was not changed.
 * sl_setting_parse() reads it back. */
char *sl_explain_value (const SlSetting *setting, const SlConfig *config);

/** sl_explain_words: Returns (transfer full) @message, a sentence of the core, with the
 * names that settings have on screen in place of their ids: "--turns" becomes “Turns”,
 * and so does the "turns: " it begins with. */
char *sl_explain_words (const char *message);

/** sl_explain_objective: Returns (transfer full) "objective = loss + λ · Σ |w|" for the
 * penalty chosen. */
char *sl_explain_objective (const SlConfig *config);

/** sl_explain_objective_numbers:
 * Returns (transfer full) the same with the numbers of the last finished epoch:
 * "0.257 = 0.0412 + 0.001 · 215.6"; "" when there are none yet. */
char *sl_explain_objective_numbers (const SlSnapshot *snapshot);

/** sl_explain_distance: @report: (nullable) without a reason
 * Returns (transfer full) "0.012, J − J* = 4.6e-05": the largest difference of a weight
 * from the exact one, and of the objective; "–" while that is not known. */
char *sl_explain_distance (const SlDistanceReport *report);

/** sl_explain_shape: Returns (transfer full) "64 → 32 → 16 → 10"; "" until prepared. */
char *sl_explain_shape (const SlSnapshot *snapshot);

G_END_DECLS
