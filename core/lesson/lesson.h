/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/text.h"
#include "core/training/config.h"

G_BEGIN_DECLS

/* How its file's name ends. */
#define SL_LESSON_ENDING ".sparsity-lesson"

/* What a lesson may ask for at most. */
enum {
  SL_LESSON_MAX_BYTES = 10 * 1024 * 1024, /* of its file */
  SL_LESSON_MAX_TEXT = 4000,              /* bytes of a paragraph */
  SL_LESSON_MAX_ITEMS = 100,              /* steps; or things of one kind in a step */
  SL_LESSON_MAX_RUNS = 24,
  SL_LESSON_MAX_EPOCHS = 2000,     /* of a run */
  SL_LESSON_MAX_WEIGHTS = 1000000, /* of a net */
};
#define SL_LESSON_MAX_WORK 1e11 /* multiplications of a run */
#define SL_LESSON_MAX_DATA 1e7  /* rows times inputs of made data */

/** SlLessonChange: what happens in mid-run, before the minibatch after @epoch epochs. */
typedef struct
{
  int epoch;
  SlConfig config;  /* all settings from then on */
  double prune;     /* share of the weights to prune, smallest first, and to hold at zero;
                       0 = none */
  gboolean release; /* nothing is held at zero any more */
} SlLessonChange;

/* Whether a run is trained, or is the exact solution (no hidden layers) … */
typedef enum {
  SL_LESSON_TRAINED,
  SL_LESSON_EXACT,      /* … at its λ */
  SL_LESSON_LAMBDA_MIN, /* … at λ.min of the cross-validated path */
  SL_LESSON_LAMBDA_1SE, /* … at λ.1se of it */
  SL_LESSON_N_SOLUTIONS
} SlLessonSolution;

/** SlLessonRun (declared in numbers.h): a run that sentences and claims speak of by its
 * name. */
struct _SlLessonRun
{
  char *id;
  int line, column; /* in the file */
  SlLessonSolution solution;
  SlConfig config; /* valid; its settings at the start */
  int epochs;      /* 0 to SL_LESSON_MAX_EPOCHS; 0 = the weights it starts with */
  int n_changes;
  SlLessonChange *changes; /* (n_changes) in order of their epochs */
};

typedef enum {
  SL_LESSON_LOOK_FIGURE,  /* a figure's id: "histogram" */
  SL_LESSON_LOOK_CONTROL, /* a setting's id: "lambda" */
  SL_LESSON_LOOK_READOUT, /* a read-out's id: "zeros" */
  SL_LESSON_LOOK_PAGE,    /* a page's id: "compare" */
  SL_LESSON_LOOK_ACTION,  /* a button by its action: "play" */
  SL_LESSON_N_LOOKS
} SlLessonLookKind;

/** SlLessonLook: something to show and to point at. */
typedef struct
{
  SlLessonLookKind kind;
  char *id;
  int line, column; /* in the file */
} SlLessonLook;

/** SlLessonChoice: an answer, and what is said to whoever chose it. */
typedef struct
{
  char *text;
  gboolean right;
  SlLessonText *reply; /* nullable */
} SlLessonChoice;

/** SlLessonPrediction: a question before the run: a choice of which one is right, or an
 * estimate on a scale. */
typedef struct
{
  char *question;
  char *lock;    /* nullable: id of the setting that is locked until there is an answer */
  int n_choices; /* 2 to 6; 0 = an estimate */
  SlLessonChoice *choices;   /* (n_choices) */
  double min, max;           /* of an estimate */
  double near;               /* that far from the truth is still near */
  char *unit;                /* nullable: "%" */
  SlLessonExpression *truth; /* what the run gives */
} SlLessonPrediction;

/** SlLessonAction: what is to be done. */
typedef struct
{
  gboolean by_learner; /* else the program does it */
  SlLessonText *text;  /* nullable: what to do */
  /* By the program: these runs, one after the other or side by side (n_runs > 0); or
   * so many epochs more of the run in the window. */
  int n_runs;
  const SlLessonRun **runs; /* (n_runs) Borrowed from the lesson */
  int epochs;
  SlLessonExpression *until; /* by the learner: done when it is not 0 */
} SlLessonAction;

/** SlLessonClaim: what must hold. */
typedef struct
{
  char *source; /* as written */
  SlLessonExpression *expression;
  int line, column;
} SlLessonClaim;

/** SlLessonStep: one page of a lesson; what is shown, in this order. */
typedef struct
{
  char *title; /* nullable */
  int n_texts; /* paragraphs and formulas */
  SlLessonText **texts;
  gboolean has_set;
  SlConfig set; /* what the window is set to when the step is entered (has_set) */
  int n_looks;
  SlLessonLook *looks; /* (n_looks) the first is pointed at; pages are gone to */
  SlLessonPrediction *prediction; /* nullable */
  SlLessonAction *action;         /* nullable */
  int n_seen;
  SlLessonText **seen; /* after the action: what was seen */
  int n_whys;
  SlLessonText **whys; /* after that: why, in words and formulas */
  int n_why_looks;
  SlLessonLook *why_looks;
  char *teacher; /* nullable: what to say, what pupils answer */
  int n_claims;
  SlLessonClaim *claims;
  int line; /* of the step in the file */
} SlLessonStep;

/** SlLesson: a lesson as read from its file. Immutable, counted, any thread. */
typedef struct
{
  gatomicrefcount refs;
  char *id;          /* "l1-l2": letters, digits and '-' */
  char *path;        /* of its file, or its resource; as given to the reader */
  int minutes;       /* 1 to 60 */
  char *title;       /* one line */
  char *belief;      /* what many think, which the lesson tests */
  char *teacher;     /* nullable: note for the whole lesson */
  SlConfig start;    /* what the lesson begins with, and every run unless it says
                        otherwise */
  gboolean has_seed; /* the seed is fixed: all pupils see the same numbers */
  int n_locked;
  char **locked; /* (n_locked) ids of settings that cannot be moved, NULL-terminated */
  int n_hidden;
  char **hidden; /* … that are not shown */
  int n_runs;
  SlLessonRun **runs;
  int n_steps;
  SlLessonStep **steps;
  int n_claims; /* of all steps together */
} SlLesson;

/** SlLessonPlaces: the ids that looks may name, which other layers know. Each list is
 * NULL-terminated; NULL = not checked here. */
typedef struct
{
  const char *const *ids[SL_LESSON_N_LOOKS];
} SlLessonPlaces;

/** sl_lesson_parse:
 * @text: (length) the file; @path: its name, for sentences; @places: (nullable)
 * Reads a lesson. Its texts stand as they are in the file. Returns (transfer full), or
 * NULL with SL_ERROR_ARGUMENT: "PATH:LINE:COLUMN: " and a sentence. Nothing that the file
 * names is loaded. Any thread. */
SlLesson *sl_lesson_parse (const char *text,
                           gssize length,
                           const char *path,
                           const SlLessonPlaces *places,
                           GError **error);

/** sl_lesson_parse_all: the same, but goes on after a mistake where that makes sense.
 * @mistakes: (out) (transfer full) of char *, in the order of the file; empty when there
 * is none. Returns (transfer full) (nullable) the lesson, NULL when there are any. */
SlLesson *sl_lesson_parse_all (const char *text,
                               gssize length,
                               const char *path,
                               const SlLessonPlaces *places,
                               GPtrArray **mistakes);

/** sl_lesson_read: reads the file at @path, an author's own. SL_ERROR_DATA when it cannot
 * be read or is too large; else as sl_lesson_parse(). */
SlLesson *sl_lesson_read (const char *path, const SlLessonPlaces *places, GError **error);

/** sl_lesson_load: Returns (transfer full) the text of the file at @path, not read yet;
 * NULL with SL_ERROR_DATA. */
char *sl_lesson_load (const char *path, gsize *length, GError **error);

/** sl_lesson_count: Returns how many lessons come with the program (lessons.def). */
int sl_lesson_count (void);

/** sl_lesson_id: Returns (transfer none) the id of built-in lesson @i. */
const char *sl_lesson_id (int i);

/** sl_lesson_built_in: Returns (transfer full) the built-in lesson @id in the learner's
 * language, or NULL with SL_ERROR_ARGUMENT and the ids there are. */
SlLesson *sl_lesson_built_in (const char *id, GError **error);

/** sl_lesson_source: Returns (transfer full) the file of that lesson, to start one's own
 * from. */
char *sl_lesson_source (const char *id, GError **error);

SlLesson *sl_lesson_ref (SlLesson *lesson);
void sl_lesson_unref (SlLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLesson, sl_lesson_unref)

/** sl_lesson_run: Returns (transfer none) (nullable) the run called @id. */
const SlLessonRun *sl_lesson_run (const SlLesson *lesson, const char *id);

G_END_DECLS
