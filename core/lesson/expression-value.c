/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/expression-private.h"

#include "core/base/number.h"

#include <math.h>

/* ---- functions of numbers alone ---- */

static double
smallest (int n, const double *values)
{
  double result = values[0];
  for (int i = 1; i < n; i++)
    result = isnan (values[i]) ? NAN : MIN (result, values[i]);
  return result;
}

static double
largest (int n, const double *values)
{
  double result = values[0];
  for (int i = 1; i < n; i++)
    result = isnan (values[i]) ? NAN : MAX (result, values[i]);
  return result;
}

#define PLAIN(name, function)                                                            \
  static double plain_##name (int n, const double *values)                               \
  {                                                                                      \
    return function (values[0]);                                                         \
  }
PLAIN (abs, fabs)
PLAIN (sqrt, sqrt)
PLAIN (log, log)
PLAIN (exp, exp)
PLAIN (round, round)

static const SlLessonPlain plains[] = {
    {"min", 2, SL_LESSON_MAX_ARGUMENTS, smallest},
    {"max", 2, SL_LESSON_MAX_ARGUMENTS, largest},
    {"abs", 1, 1, plain_abs},
    {"sqrt", 1, 1, plain_sqrt},
    {"log", 1, 1, plain_log},
    {"exp", 1, 1, plain_exp},
    {"round", 1, 1, plain_round},
};

const SlLessonPlain *
sl_lesson_plain_find (const char *id)
{
  for (size_t i = 0; i < G_N_ELEMENTS (plains); i++)
    if (g_str_equal (plains[i].id, id))
      return &plains[i];
  return NULL;
}

/* ---- the tree ---- */

void
sl_lesson_node_free (SlLessonNode *node)
{
  if (node == NULL)
    return;
  for (int i = 0; i < SL_LESSON_MAX_ARGUMENTS; i++) {
    sl_lesson_node_free (node->of[i]);
    g_free (node->words[i]);
  }
  g_free (node->run);
  g_free (node);
}

void
sl_lesson_expression_free (SlLessonExpression *expression)
{
  if (expression == NULL)
    return;
  sl_lesson_node_free (expression->root);
  g_free (expression);
}

/* ---- values ---- */

static double node_value (const SlLessonNode *node, SlLessonNumbers *numbers);

static double
call_value (const SlLessonNode *node, SlLessonNumbers *numbers)
{
  SlLessonArguments arguments = {.numbers = numbers, .n = node->n, .name = node->run};
  for (int i = 0; i < node->n; i++) {
    arguments.words[i] = node->words[i];
    arguments.values[i] = node->of[i] != NULL ? node_value (node->of[i], numbers) : NAN;
  }
  if (node->kind == NODE_PLAIN)
    return node->plain (node->n, arguments.values);
  arguments.run = sl_lesson_numbers_snapshot (numbers, node->run);
  return node->measure->value (&arguments);
}

static double
node_value (const SlLessonNode *node, SlLessonNumbers *numbers)
{
  double a, b;
  if (node->kind == NODE_NUMBER)
    return node->number;
  if (node->kind >= NODE_PLAIN)
    return call_value (node, numbers);
  a = node_value (node->of[0], numbers);
  b = node->of[1] != NULL ? node_value (node->of[1], numbers) : 0;
  switch (node->kind) {
  case NODE_NEGATE:
    return -a;
  case NODE_NOT:
    return isnan (a) ? NAN : a == 0;
  case NODE_ADD:
    return a + b;
  case NODE_SUBTRACT:
    return a - b;
  case NODE_MULTIPLY:
    return a * b;
  case NODE_DIVIDE:
    return a / b;
  case NODE_LESS:
    return a < b;
  case NODE_LESS_EQUAL:
    return a <= b;
  case NODE_EQUAL:
    return a == b;
  case NODE_UNEQUAL:
    return !isnan (a) && !isnan (b) && a != b;
  case NODE_AND:
    return a != 0 && b != 0 && !isnan (a) && !isnan (b);
  default:
    return (a != 0 && !isnan (a)) || (b != 0 && !isnan (b));
  }
}

double
sl_lesson_expression_value (const SlLessonExpression *expression,
                            SlLessonNumbers *numbers)
{
  return node_value (expression->root, numbers);
}

gboolean
sl_lesson_expression_holds (const SlLessonExpression *expression,
                            SlLessonNumbers *numbers)
{
  double value = sl_lesson_expression_value (expression, numbers);
  return !isnan (value) && value != 0;
}

static void
node_tell (const SlLessonNode *node, SlLessonNumbers *numbers, GString *line)
{
  static const char *const signs[] = {
      [NODE_LESS] = "<",    [NODE_LESS_EQUAL] = "≤", [NODE_EQUAL] = "=",
      [NODE_UNEQUAL] = "≠", [NODE_AND] = "and",      [NODE_OR] = "or",
  };
  if (node->kind >= NODE_LESS && node->kind <= NODE_OR) {
    node_tell (node->of[0], numbers, line);
    g_string_append_printf (line, " %s ", signs[node->kind]);
    node_tell (node->of[1], numbers, line);
    return;
  }
  g_autofree char *value = sl_number_text (node_value (node, numbers), 4);
  g_string_append (line, value);
}

char *
sl_lesson_expression_tell (const SlLessonExpression *expression, SlLessonNumbers *numbers)
{
  GString *line = g_string_new (NULL);
  node_tell (expression->root, numbers, line);
  return g_string_free (line, FALSE);
}

static void
node_ask (const SlLessonNode *node, SlLessonAsk ask, gpointer data)
{
  if (node->run != NULL)
    ask (node->run, data);
  for (int i = 0; i < SL_LESSON_MAX_ARGUMENTS; i++)
    if (node->of[i] != NULL)
      node_ask (node->of[i], ask, data);
}

void
sl_lesson_expression_ask (const SlLessonExpression *expression,
                          SlLessonAsk ask,
                          gpointer data)
{
  node_ask (expression->root, ask, data);
}
