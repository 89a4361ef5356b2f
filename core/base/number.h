/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Significant digits in which the window shows a number that was typed. */
enum { SL_NUMBER_SHOWN_DIGITS = 6 };

/** sl_number_parse:
 * @text: what a person typed: "0.003", "0,003", "3e-3", blanks around it allowed
 * @value: (out) set on success only
 * Reads a finite decimal number whatever the locale; a comma counts as the decimal point
 * when there is just one and no point. Hexadecimal, "inf" and "nan" are not numbers.
 * Returns FALSE when @text is not exactly one number. */
gboolean sl_number_parse (const char *text, double *value);

/** sl_number_parse_integer: like sl_number_parse() for whole numbers without sign or with
 * '-'. */
gboolean sl_number_parse_integer (const char *text, gint64 *value);

/** sl_number_text:
 * @value: any; @digits: significant digits, 1 to 17
 * Returns (transfer full) the number with '.' whatever the locale, as "%.*g" would write
 * it;
 * "-" followed by a number below 0, "NaN", "∞" and "-∞" for the rest. For people. */
char *sl_number_text (double value, int digits);

/** sl_number_count:
 * Returns (transfer full) @n with a no-break thin space between thousands from 10 000 on.
 */
char *sl_number_count (gint64 n);

/** sl_number_exact:
 * Returns (transfer full) the shortest of "%.15g", "%.16g", "%.17g" that reads back as
 * @value exactly, with '.' whatever the locale. For files and command lines. */
char *sl_number_exact (double value);

/** sl_number_round:
 * Returns @value rounded to @digits significant digits, as reading its text would give.
 */
double sl_number_round (double value, int digits);

G_END_DECLS
