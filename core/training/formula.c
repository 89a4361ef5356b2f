/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/formula.h"

#include <string.h>

/* Entry of the @length bytes at @key, or -1. */
static int
find (const SlFormula *self, const char *key, size_t length)
{
  for (int i = 0; i < self->n_names; i++)
    if (strncmp (self->names[i].key, key, length) == 0 &&
        self->names[i].key[length] == '\0')
      return i;
  return -1;
}

void
sl_formula_let (SlFormula *self, const char *key, const char *name, double value)
{
  int i = find (self, key, strlen (key));
  if (i < 0) {
    g_return_if_fail (self->n_names < SL_FORMULA_NAMES);
    i = self->n_names++;
  }
  self->names[i].key = key;
  self->names[i].term = (SlFormulaTerm){name, value};
}

void
sl_formula_add (SlFormula *self, const char *symbol, const char *right, double value)
{
  g_return_if_fail (self->n_lines < SL_FORMULA_LINES);
  SlFormulaLine *line = &self->lines[self->n_lines++];
  *line = (SlFormulaLine){.symbol = symbol, .right = right, .value = value};
  for (const char *open = strchr (right, '{'); open; open = strchr (open + 1, '{')) {
    int i = find (self, open + 1, strcspn (open + 1, "}"));
    g_return_if_fail (i >= 0 && line->n < SL_FORMULA_TERMS);
    line->terms[line->n++] = self->names[i].term;
  }
  sl_formula_let (self, symbol, symbol, value);
}

char *
sl_formula_line_text (const SlFormulaLine *line, SlFormulaWriter writer)
{
  GString *text = g_string_new (NULL);
  const char *at = line->right;
  for (int i = 0; i < line->n; i++) {
    const char *open = strchr (at, '{');
    g_string_append_len (text, at, open - at);
    if (writer) {
      g_autofree char *number = writer (line->terms[i].value);
      /* At the beginning, and inside brackets, it needs none. */
      gboolean inner = text->len == 0 || text->str[text->len - 1] == '(';
      gboolean brackets = line->terms[i].value < 0 && !inner;
      g_string_append_printf (text, brackets ? "(%s)" : "%s", number);
    } else
      g_string_append (text, line->terms[i].name);
    at = strchr (open, '}') + 1;
  }
  g_string_append (text, at);
  return g_string_free (text, FALSE);
}
