/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum { SL_FORMULA_LINES = 10, SL_FORMULA_NAMES = 24, SL_FORMULA_TERMS = 10 };

/** SlFormulaTerm: a name and what it stands for. */
typedef struct
{
  const char *name; /* static */
  double value;
} SlFormulaTerm;

/** SlFormulaLine: "u = w − η·g": the right side with a {name} for each term. */
typedef struct
{
  const char *symbol, *right; /* static */
  double value;
  int n;                                 /* terms, in the order of the right side */
  SlFormulaTerm terms[SL_FORMULA_TERMS]; /* as they were when the line was added */
} SlFormulaLine;

/** SlFormula: lines of a calculation with its numbers, each of which may use the symbols
 * of those before. A plain value; all zero is an empty one. */
typedef struct
{
  int n_lines, n_names;
  SlFormulaLine lines[SL_FORMULA_LINES];
  struct
  {
    const char *key;
    SlFormulaTerm term;
  } names[SL_FORMULA_NAMES];
  const char *verdict; /* static, nullable: what came out, a sentence to be translated */
} SlFormula;

/** sl_formula_let: {@key} means @value, and is called @name, in lines added from now on.
 * Static strings. */
void sl_formula_let (SlFormula *formula, const char *key, const char *name, double value);

/** sl_formula_add: adds "@symbol = @right", which comes to @value; {@symbol} is then
 * known. A {key} on the right that is not is the programmer's error. */
void
sl_formula_add (SlFormula *formula, const char *symbol, const char *right, double value);

/** SlFormulaWriter: Returns (transfer full) a number as text. */
typedef char *(*SlFormulaWriter) (double value);

/** sl_formula_line_text:
 * @writer: (nullable) writes the numbers; NULL = names
 * Returns (transfer full) the right side of @line, negative numbers in brackets: "w −
 * η·g" or "0.25 − 0.1·(−0.5)". */
char *sl_formula_line_text (const SlFormulaLine *line, SlFormulaWriter writer);

G_END_DECLS
