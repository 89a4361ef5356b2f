/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

/* Inside the reader of lessons: parse.c walks the elements of the file and hands each to
 * its functions in parse-step.c and parse-run.c by the table of parse-elements.c. */

enum { SL_LESSON_MAX_DEPTH = 6 };

typedef struct SlLessonElement SlLessonElement;

/** SlLessonFrame: an element that is open. */
typedef struct
{
  const SlLessonElement *element; /* NULL: unknown, passed over */
  GString *text;                  /* Owned: what stands in it */
  int line, column;               /* where its content begins */
} SlLessonFrame;

/** SlLessonParser: a lesson that is being read. */
typedef struct
{
  GMarkupParseContext *context; /* Borrowed */
  const char *path;
  const SlLessonPlaces *places; /* nullable */
  gboolean translate;
  GPtrArray *mistakes; /* of char * */
  SlLesson *lesson;    /* Owned */
  int depth;
  SlLessonFrame frames[SL_LESSON_MAX_DEPTH];
  gboolean has_start;
  int start_epochs;
  GPtrArray *run_names; /* of char *, NULL-terminated, borrowed from the runs */
  GPtrArray *runs;      /* of SlLessonRun */
  GPtrArray *steps;     /* of SlLessonStep */
  /* Of the step, run or prediction that is open. */
  SlLessonStep *step;
  SlLessonRun *run;
  gboolean in_why;
  GArray *changes;                /* of SlLessonChange */
  GPtrArray *texts, *seen, *whys; /* of SlLessonText */
  GArray *looks, *why_looks;      /* of SlLessonLook */
  GArray *claims;                 /* of SlLessonClaim */
  GArray *choices;                /* of SlLessonChoice */
} SlLessonParser;

/** SlLessonElement: one kind of element; the table is sl_lesson_elements. */
struct SlLessonElement
{
  const char *name;
  const char *parents;    /* names with a blank before and after each; "" = the root */
  const char *attributes; /* the same */
  gboolean has_settings;  /* settings are attributes of it, too */
  gboolean has_text;
  /** begin: @names, @values: (NULL-terminated) its attributes. */
  void (*begin) (SlLessonParser *parser,
                 const char *const *names,
                 const char *const *values);
  /** end: @text: (nullable) what stood in it, as in the file. */
  void (*end) (SlLessonParser *parser, const char *text);
};

/** sl_lesson_element_find: @parent: (nullable) name of the element around it. Returns
 * (nullable) the element called @name there. */
const SlLessonElement *sl_lesson_element_find (const char *name, const char *parent);

/** sl_lesson_place: @line, @column: (out) where the tag that is read ends. */
void sl_lesson_place (SlLessonParser *parser, int *line, int *column);

/** sl_lesson_mistake: notes a mistake at the present place of the file. */
void sl_lesson_mistake (SlLessonParser *parser, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/** sl_lesson_mistake_at: @sentence: begins with "LINE:COLUMN: ". */
void sl_lesson_mistake_at (SlLessonParser *parser, const char *sentence);

/** sl_lesson_attribute: Returns (nullable) the value of attribute @name. */
const char *sl_lesson_attribute (const char *const *names,
                                 const char *const *values,
                                 const char *name);

/** sl_lesson_words: @text: as in the file. Returns (transfer full) it as it is shown, in
 * the learner's language. */
char *sl_lesson_words (SlLessonParser *parser, const char *text);

/** sl_lesson_template: the same with places for numbers; NULL after a mistake. */
SlLessonText *sl_lesson_template (SlLessonParser *parser, const char *text);

/** sl_lesson_condition: @text: an attribute or what stands in the open element. Returns
 * (transfer full) the expression; NULL after a mistake. */
SlLessonExpression *sl_lesson_condition (SlLessonParser *parser, const char *text);

/** sl_lesson_run_names: Returns (transfer none) the names of the runs so far,
 * NULL-terminated. */
const char *const *sl_lesson_run_names (SlLessonParser *parser);

/** sl_lesson_whole: Returns @text as a whole number from @min to @max; @min after a
 * mistake, which names @attribute. */
int sl_lesson_whole (SlLessonParser *parser,
                     const char *attribute,
                     const char *text,
                     int min,
                     int max);

/* The functions of the elements; see SlLessonElement. */
#define SL_LESSON_BEGIN(name)                                                            \
  void sl_lesson_begin_##name (SlLessonParser *parser, const char *const *names,         \
                               const char *const *values)
#define SL_LESSON_END(name)                                                              \
  void sl_lesson_end_##name (SlLessonParser *parser, const char *text)

SL_LESSON_BEGIN (start);
SL_LESSON_BEGIN (run);
SL_LESSON_END (run);
SL_LESSON_BEGIN (change);
SL_LESSON_BEGIN (set);
SL_LESSON_BEGIN (step);
SL_LESSON_END (step);
SL_LESSON_END (text);
SL_LESSON_END (formula);
SL_LESSON_BEGIN (look);
SL_LESSON_BEGIN (predict);
SL_LESSON_END (predict);
SL_LESSON_END (question);
SL_LESSON_BEGIN (choice);
SL_LESSON_END (choice);
SL_LESSON_END (choice_text);
SL_LESSON_END (reply);
SL_LESSON_BEGIN (estimate);
SL_LESSON_BEGIN (do);
SL_LESSON_END (do);
SL_LESSON_END (seen);
SL_LESSON_BEGIN (why);
SL_LESSON_END (why);
SL_LESSON_END (claim);
SL_LESSON_END (teacher);
SL_LESSON_END (title);

/** sl_lesson_run_free, sl_lesson_step_free: (nullable). */
void sl_lesson_run_free (SlLessonRun *run);
void sl_lesson_step_free (SlLessonStep *step);

G_END_DECLS
