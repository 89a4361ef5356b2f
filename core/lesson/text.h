/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/expression.h"

G_BEGIN_DECLS

/** SlLessonText: a paragraph with places for live numbers: "{zeros_share(l1)|%} of the
 * weights are zero." After the bar stands how the number is shown: "%" as a percentage,
 * a digit for that many significant digits (else 3), "n" as a whole number. "{{" is a
 * brace. Or a formula, which is shown as it is. Immutable. */
typedef struct SlLessonText SlLessonText;

/** sl_lesson_text_new: @runs: (n_runs) names that expressions may use; @line, @column: of
 * @text in its file. Returns (transfer full), or NULL with SL_ERROR_ARGUMENT that begins
 * with "LINE:COLUMN: ". */
SlLessonText *sl_lesson_text_new (const char *text,
                                  const char *const *runs,
                                  int line,
                                  int column,
                                  GError **error);
/** sl_lesson_text_new_formula: @formula: plain text, with Unicode. Returns (transfer
 * full). */
SlLessonText *sl_lesson_text_new_formula (const char *formula);
void sl_lesson_text_free (SlLessonText *text); /* (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLessonText, sl_lesson_text_free)

/** sl_lesson_text_fill: @numbers: (nullable). Returns (transfer full) the text with its
 * numbers; "…" where one is not known (yet). */
char *sl_lesson_text_fill (const SlLessonText *text, SlLessonNumbers *numbers);

/** sl_lesson_text_is_formula: whether it stands in a line of its own, as mathematics. */
gboolean sl_lesson_text_is_formula (const SlLessonText *text);

/** sl_lesson_text_raw: Returns (transfer none) the text as written. */
const char *sl_lesson_text_raw (const SlLessonText *text);

/** sl_lesson_text_ask: calls @ask with each run that the numbers of @text are about. */
void sl_lesson_text_ask (const SlLessonText *text, SlLessonAsk ask, gpointer data);

/** sl_lesson_text_collapse: Returns (transfer full) @text with each run of blanks and
 * line breaks as one blank, and none at its ends: how texts of a file are shown, and how
 * translators see them. */
char *sl_lesson_text_collapse (const char *text);

G_END_DECLS
