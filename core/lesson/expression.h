/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/numbers.h"

G_BEGIN_DECLS

/* Expressions of lessons: "zeros_share(l1) >= 0.4 and score(l2) - score(l1) < 0.02".
 *   or, and, not; < <= > >= == != (≤ ≥ ≠ too); + - * /; - sign; ( ); numbers; the
 *   functions min, max, abs, sqrt, log, exp, round and those of measures.c, whose first
 *   argument is a run: a name of the lesson's runs, or "now", the run in the window.
 * A comparison is 1 or 0; what has no value (NaN) makes every comparison 0. Names are
 * written with '_' where settings have '-'. */

/** SlLessonExpression: such an expression, read. Immutable. */
typedef struct SlLessonExpression SlLessonExpression;

/** sl_lesson_expression_new: @text, @length (−1: all of it); @runs: (nullable)
 * NULL-terminated names of runs; @line, @column: where @text begins in its file.
 * Returns (transfer full), or NULL with SL_ERROR_ARGUMENT that begins with "LINE:COLUMN:
 * ". */
SlLessonExpression *sl_lesson_expression_new (const char *text,
                                              gssize length,
                                              const char *const *runs,
                                              int line,
                                              int column,
                                              GError **error);
void sl_lesson_expression_free (SlLessonExpression *expression); /* (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLessonExpression, sl_lesson_expression_free)

/** sl_lesson_expression_value: Returns the value; NaN when a number it needs is not known
 * to @numbers (yet). Cost: of what it asks for the first time. */
double sl_lesson_expression_value (const SlLessonExpression *expression,
                                   SlLessonNumbers *numbers);

/** sl_lesson_expression_holds: Returns whether the value is known and not 0. */
gboolean sl_lesson_expression_holds (const SlLessonExpression *expression,
                                     SlLessonNumbers *numbers);

/** sl_lesson_expression_tell: Returns (transfer full) its comparisons with the numbers in
 * them: "0.25 ≤ 0.319". */
char *sl_lesson_expression_tell (const SlLessonExpression *expression,
                                 SlLessonNumbers *numbers);

/** SlLessonAsk: @run: a run's name. */
typedef void (*SlLessonAsk) (const char *run, gpointer data);

/** sl_lesson_expression_ask: calls @ask with each run that @expression is about. */
void sl_lesson_expression_ask (const SlLessonExpression *expression,
                               SlLessonAsk ask,
                               gpointer data);

G_END_DECLS
