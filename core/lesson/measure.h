/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/numbers.h"

G_BEGIN_DECLS

enum { SL_LESSON_MAX_ARGUMENTS = 4 };

/** SlLessonArguments: what a function was called with. */
typedef struct
{
  const SlLessonNumbers *numbers;
  const char *name;      /* of the run */
  const SlSnapshot *run; /* nullable: not known (yet) */
  int n;                 /* further numbers given */
  double values[SL_LESSON_MAX_ARGUMENTS];
  const char *words[SL_LESSON_MAX_ARGUMENTS]; /* names, with '-' for '_' */
} SlLessonArguments;

/** SlLessonMeasure: a function of the language of lessons. */
typedef struct
{
  const char *id;
  /* One letter an argument: r a run, w a name, n a number, N a number that may be left
   * out. A 'w' function without 'r' is about the run "now". */
  const char *arguments;
  double (*value) (const SlLessonArguments *arguments); /* NaN = not known */
  const char *summary;                                  /* for the format's page */
} SlLessonMeasure;

/** sl_lesson_measures: @n: (out) how many. Returns the table of functions. */
const SlLessonMeasure *sl_lesson_measures (size_t *n);

/** sl_lesson_measure_find: Returns (nullable) the function called by the first @length
 * bytes of @name. */
const SlLessonMeasure *sl_lesson_measure_find (const char *name, size_t length);

G_END_DECLS
