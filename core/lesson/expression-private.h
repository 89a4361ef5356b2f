/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/expression.h"
#include "core/lesson/measure.h"

G_BEGIN_DECLS

/* Inside the language of lessons: the tree that expression.c reads and
 * expression-value.c walks. */

typedef enum {
  NODE_NUMBER,
  NODE_NEGATE,
  NODE_NOT,
  NODE_ADD,
  NODE_SUBTRACT,
  NODE_MULTIPLY,
  NODE_DIVIDE,
  NODE_LESS,
  NODE_LESS_EQUAL,
  NODE_EQUAL,
  NODE_UNEQUAL,
  NODE_AND,
  NODE_OR,
  NODE_PLAIN,   /* a function of numbers alone */
  NODE_MEASURE, /* a function of a run */
} SlLessonNodeKind;

typedef struct SlLessonNode SlLessonNode;
struct SlLessonNode
{
  SlLessonNodeKind kind;
  double number;
  int n;
  SlLessonNode
      *of[SL_LESSON_MAX_ARGUMENTS];     /* Owned, NULL where the argument is a name */
  char *words[SL_LESSON_MAX_ARGUMENTS]; /* Owned, nullable */
  char *run;                            /* Owned, nullable */
  double (*plain) (int n, const double *values);
  const SlLessonMeasure *measure;
};

struct SlLessonExpression
{
  SlLessonNode *root;
};

/** sl_lesson_node_free: (nullable) frees @node and all below it. */
void sl_lesson_node_free (SlLessonNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLessonNode, sl_lesson_node_free)

/** SlLessonPlain: a function of numbers alone. */
typedef struct
{
  const char *id;
  int min, max; /* arguments */
  double (*value) (int n, const double *values);
} SlLessonPlain;

/** sl_lesson_plain_find: Returns (nullable) the function called @id. */
const SlLessonPlain *sl_lesson_plain_find (const char *id);

G_END_DECLS
