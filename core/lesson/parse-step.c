/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/parse-private.h"

#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- freeing ---- */

static void
looks_free (SlLessonLook *looks, int n)
{
  for (int i = 0; i < n; i++)
    g_free (looks[i].id);
  g_free (looks);
}

static void
texts_free (SlLessonText **texts, int n)
{
  for (int i = 0; i < n; i++)
    sl_lesson_text_free (texts[i]);
  g_free (texts);
}

static void
prediction_free (SlLessonPrediction *prediction)
{
  if (prediction == NULL)
    return;
  for (int i = 0; i < prediction->n_choices; i++) {
    g_free (prediction->choices[i].text);
    sl_lesson_text_free (prediction->choices[i].reply);
  }
  g_free (prediction->choices);
  g_free (prediction->question);
  g_free (prediction->lock);
  g_free (prediction->unit);
  sl_lesson_expression_free (prediction->truth);
  g_free (prediction);
}

static void
action_free (SlLessonAction *action)
{
  if (action == NULL)
    return;
  sl_lesson_text_free (action->text);
  sl_lesson_expression_free (action->until);
  g_free (action->runs);
  g_free (action);
}

void
sl_lesson_step_free (SlLessonStep *step)
{
  if (step == NULL)
    return;
  g_free (step->title);
  g_free (step->teacher);
  texts_free (step->texts, step->n_texts);
  texts_free (step->seen, step->n_seen);
  texts_free (step->whys, step->n_whys);
  looks_free (step->looks, step->n_looks);
  looks_free (step->why_looks, step->n_why_looks);
  prediction_free (step->prediction);
  action_free (step->action);
  for (int i = 0; i < step->n_claims; i++) {
    g_free (step->claims[i].source);
    sl_lesson_expression_free (step->claims[i].expression);
  }
  g_free (step->claims);
  g_free (step);
}

/* ---- the step itself ---- */

SL_LESSON_BEGIN (step)
{
  SlLessonStep *step = g_new0 (SlLessonStep, 1);
  int column;
  parser->step = step;
  parser->texts = g_ptr_array_new ();
  parser->seen = g_ptr_array_new ();
  parser->whys = g_ptr_array_new ();
  parser->looks = g_array_new (FALSE, FALSE, sizeof (SlLessonLook));
  parser->why_looks = g_array_new (FALSE, FALSE, sizeof (SlLessonLook));
  parser->claims = g_array_new (FALSE, FALSE, sizeof (SlLessonClaim));
  parser->choices = g_array_new (FALSE, FALSE, sizeof (SlLessonChoice));
  sl_lesson_place (parser, &step->line, &column);
}

static SlLessonText **
take_texts (GPtrArray **array, int *n)
{
  *n = (int) (*array)->len;
  return (SlLessonText **) g_ptr_array_free (g_steal_pointer (array), FALSE);
}

static gpointer
take_items (GArray **array, int *n)
{
  *n = (int) (*array)->len;
  return g_array_free (g_steal_pointer (array), FALSE);
}

/* A formula alone explains nothing. */
static gboolean
has_words (const SlLessonStep *step)
{
  for (int i = 0; i < step->n_texts; i++)
    if (!sl_lesson_text_is_formula (step->texts[i]))
      return TRUE;
  return FALSE;
}

SL_LESSON_END (step)
{
  SlLessonStep *step = g_steal_pointer (&parser->step);
  SlLessonPrediction *prediction = step->prediction;
  SlLessonChoice *choices;
  int n_choices;
  choices = take_items (&parser->choices, &n_choices);
  if (prediction == NULL)
    prediction = step->prediction = n_choices > 0 ? g_new0 (SlLessonPrediction, 1) : NULL;
  if (prediction != NULL) {
    prediction->choices = choices;
    prediction->n_choices = n_choices;
  } else {
    g_free (choices);
  }
  step->texts = take_texts (&parser->texts, &step->n_texts);
  step->seen = take_texts (&parser->seen, &step->n_seen);
  step->whys = take_texts (&parser->whys, &step->n_whys);
  step->looks = take_items (&parser->looks, &step->n_looks);
  step->why_looks = take_items (&parser->why_looks, &step->n_why_looks);
  step->claims = take_items (&parser->claims, &step->n_claims);
  parser->in_why = FALSE;
  if (parser->steps->len >= SL_LESSON_MAX_ITEMS) {
    sl_lesson_mistake (parser, _ ("<step>: a lesson has at most %d steps"),
                       SL_LESSON_MAX_ITEMS);
    sl_lesson_step_free (step);
    return;
  }
  if (!has_words (step))
    sl_lesson_mistake (parser, _ ("<step>: it has no <text>"));
  g_ptr_array_add (parser->steps, step);
}

/* ---- texts ---- */

static void
set_once (SlLessonParser *parser, char **field, const char *text)
{
  const char *name = parser->frames[parser->depth - 1].element->name;
  if (*field != NULL)
    sl_lesson_mistake (parser, _ ("<%s> stands here a second time"), name);
  else
    *field = sl_lesson_words (parser, text);
}

/* @paragraph: (transfer full) (nullable): there was a mistake in it. */
static void
add_text (SlLessonParser *parser, GPtrArray *texts, SlLessonText *paragraph)
{
  if (paragraph == NULL)
    return;
  if (texts->len < SL_LESSON_MAX_ITEMS) {
    g_ptr_array_add (texts, paragraph);
    return;
  }
  sl_lesson_text_free (paragraph);
  sl_lesson_mistake (parser, _ ("A step has at most %d paragraphs of a kind"),
                     SL_LESSON_MAX_ITEMS);
}

SL_LESSON_END (title)
{
  set_once (parser, parser->step != NULL ? &parser->step->title : &parser->lesson->title,
            text);
}

SL_LESSON_END (teacher)
{
  set_once (parser,
            parser->step != NULL ? &parser->step->teacher : &parser->lesson->teacher,
            text);
}

static GPtrArray *
open_texts (SlLessonParser *parser)
{
  return parser->in_why ? parser->whys : parser->texts;
}

SL_LESSON_END (text)
{
  add_text (parser, open_texts (parser), sl_lesson_template (parser, text));
}

SL_LESSON_END (formula)
{
  g_autofree char *formula = sl_lesson_words (parser, text);
  add_text (parser, open_texts (parser), sl_lesson_text_new_formula (formula));
}

SL_LESSON_END (seen)
{
  add_text (parser, parser->seen, sl_lesson_template (parser, text));
}

SL_LESSON_BEGIN (why)
{
  parser->in_why = TRUE;
}

SL_LESSON_END (why)
{
  parser->in_why = FALSE;
}

SL_LESSON_END (claim)
{
  const SlLessonFrame *frame = &parser->frames[parser->depth - 1];
  SlLessonClaim claim = {.line = frame->line, .column = frame->column};
  claim.expression = sl_lesson_condition (parser, text);
  if (claim.expression == NULL)
    return;
  if (parser->claims->len == SL_LESSON_MAX_ITEMS) {
    sl_lesson_expression_free (claim.expression);
    sl_lesson_mistake (parser, _ ("<claim>: a step has at most %d"), SL_LESSON_MAX_ITEMS);
    return;
  }
  claim.source = sl_lesson_text_collapse (text);
  g_array_append_val (parser->claims, claim);
}

/* ---- pointing ---- */

/* Whether @id is known, as far as that can be told here. */
static gboolean
is_place (SlLessonParser *parser, SlLessonLookKind kind, const char *id)
{
  if (kind == SL_LESSON_LOOK_CONTROL && sl_setting_find (id, NULL) == NULL)
    return FALSE;
  return parser->places == NULL || parser->places->ids[kind] == NULL ||
         g_strv_contains (parser->places->ids[kind], id);
}

SL_LESSON_BEGIN (look)
{
  static const char *const kinds[SL_LESSON_N_LOOKS] = {"figure", "control", "readout",
                                                       "page", "action"};
  GArray *looks = parser->in_why ? parser->why_looks : parser->looks;
  const char *at = sl_lesson_attribute (names, values, "at");
  const char *colon = at != NULL ? strchr (at, ':') : NULL;
  g_autofree char *shown = sl_quote (at != NULL ? at : "");
  SlLessonLook look = {.kind = SL_LESSON_N_LOOKS};
  for (int i = 0; colon != NULL && i < SL_LESSON_N_LOOKS; i++)
    if (strlen (kinds[i]) == (size_t) (colon - at) &&
        strncmp (kinds[i], at, (size_t) (colon - at)) == 0)
      look.kind = (SlLessonLookKind) i;
  if (look.kind == SL_LESSON_N_LOOKS || colon[1] == '\0')
    sl_lesson_mistake (parser,
                       _ ("at: '%s' is not figure:, control:, readout:, page: or action: "
                          "with a name behind it"),
                       shown);
  else if (!is_place (parser, look.kind, colon + 1))
    sl_lesson_mistake (parser, _ ("at: there is no '%s' in the window"), shown);
  else if (looks->len == SL_LESSON_MAX_ITEMS)
    sl_lesson_mistake (parser, _ ("<look>: a step has at most %d"), SL_LESSON_MAX_ITEMS);
  else {
    look.id = g_strdup (colon + 1);
    sl_lesson_place (parser, &look.line, &look.column);
    g_array_append_val (looks, look);
  }
}

/* ---- predictions ---- */

SL_LESSON_BEGIN (predict)
{
  const char *lock = sl_lesson_attribute (names, values, "lock");
  if (parser->step->prediction != NULL) {
    sl_lesson_mistake (parser, _ ("<predict> stands here a second time"));
    return;
  }
  parser->step->prediction = g_new0 (SlLessonPrediction, 1);
  parser->step->prediction->lock = g_strdup (lock);
  if (lock != NULL && sl_setting_find (lock, NULL) == NULL) {
    g_autofree char *shown = sl_quote (lock);
    sl_lesson_mistake (parser, _ ("lock: there is no setting called '%s'"), shown);
  }
}

SL_LESSON_END (predict)
{
  const SlLessonPrediction *prediction = parser->step->prediction;
  guint n = parser->choices->len;
  int right = 0;
  for (guint i = 0; i < n; i++)
    right += g_array_index (parser->choices, SlLessonChoice, i).right;
  if (prediction->question == NULL)
    sl_lesson_mistake (parser, _ ("<predict>: it has no <question>"));
  if (n == 0 && prediction->truth == NULL)
    sl_lesson_mistake (parser, _ ("<predict>: it needs a <choice> or an <estimate>"));
  else if (n > 0 && prediction->truth != NULL)
    sl_lesson_mistake (parser, _ ("<predict>: it has choices or an estimate, not both"));
  else if (n > 0 && (n < 2 || n > 6 || right != 1))
    sl_lesson_mistake (parser,
                       _ ("<predict>: it needs two to six choices, of which one has "
                          "right=\"yes\""));
}

SL_LESSON_END (question)
{
  set_once (parser, &parser->step->prediction->question, text);
}

SL_LESSON_BEGIN (choice)
{
  SlLessonChoice choice = {.text = NULL};
  choice.right = g_strcmp0 (sl_lesson_attribute (names, values, "right"), "yes") == 0;
  g_array_append_val (parser->choices, choice);
}

static SlLessonChoice *
last_choice (SlLessonParser *parser)
{
  return &g_array_index (parser->choices, SlLessonChoice, parser->choices->len - 1);
}

SL_LESSON_END (choice_text)
{
  set_once (parser, &last_choice (parser)->text, text);
}

SL_LESSON_END (choice)
{
  if (last_choice (parser)->text == NULL)
    sl_lesson_mistake (parser, _ ("<choice>: it has no <text>"));
}

SL_LESSON_END (reply)
{
  SlLessonChoice *choice = last_choice (parser);
  if (choice->reply == NULL)
    choice->reply = sl_lesson_template (parser, text);
}

static double
read_number (SlLessonParser *parser, const char *name, const char *text)
{
  double value = 0;
  if (text == NULL || !sl_number_parse (text, &value))
    sl_lesson_mistake (parser, _ ("%s: an estimate needs a number here"), name);
  return value;
}

SL_LESSON_BEGIN (estimate)
{
  SlLessonPrediction *prediction = parser->step->prediction;
  const char *truth = sl_lesson_attribute (names, values, "truth");
  const char *unit = sl_lesson_attribute (names, values, "unit");
  if (prediction->truth != NULL || prediction->unit != NULL) {
    sl_lesson_mistake (parser, _ ("<estimate> stands here a second time"));
    return;
  }
  prediction->min =
      read_number (parser, "from", sl_lesson_attribute (names, values, "from"));
  prediction->max = read_number (parser, "to", sl_lesson_attribute (names, values, "to"));
  prediction->near =
      read_number (parser, "near", sl_lesson_attribute (names, values, "near"));
  prediction->unit = g_strdup (unit != NULL ? unit : "");
  if (!(prediction->min < prediction->max) || prediction->near < 0)
    sl_lesson_mistake (parser,
                       _ ("<estimate>: from must be below to, and near not below 0"));
  if (truth == NULL)
    sl_lesson_mistake (parser,
                       _ ("truth: an estimate needs the expression that is the answer"));
  else
    prediction->truth = sl_lesson_condition (parser, truth);
}

/* ---- what is to be done ---- */

static void
read_runs (SlLessonParser *parser, SlLessonAction *action, const char *text)
{
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);
  action->runs = g_new0 (const SlLessonRun *, parser->runs->len + 1);
  for (int i = 0; ids[i]; i++) {
    const SlLessonRun *found = NULL;
    for (guint j = 0; j < parser->runs->len; j++) {
      const SlLessonRun *run = g_ptr_array_index (parser->runs, j);
      if (g_str_equal (run->id, ids[i]))
        found = run;
    }
    if (*ids[i] == '\0')
      continue;
    if (found == NULL) {
      g_autofree char *shown = sl_quote (ids[i]);
      sl_lesson_mistake (parser, _ ("runs: there is no run called '%s'"), shown);
    } else if (action->n_runs < (int) parser->runs->len) {
      action->runs[action->n_runs++] = found;
    }
  }
}

SL_LESSON_BEGIN (do)
{
  const char *by = sl_lesson_attribute (names, values, "by");
  const char *runs = sl_lesson_attribute (names, values, "runs");
  const char *epochs = sl_lesson_attribute (names, values, "epochs");
  const char *until = sl_lesson_attribute (names, values, "until");
  SlLessonAction *action;
  if (parser->step->action != NULL) {
    sl_lesson_mistake (parser, _ ("<do> stands here a second time"));
    return;
  }
  action = parser->step->action = g_new0 (SlLessonAction, 1);
  action->by_learner = g_strcmp0 (by, "learner") == 0;
  if (!action->by_learner && g_strcmp0 (by, "program") != 0)
    sl_lesson_mistake (parser, _ ("by: write by=\"program\" or by=\"learner\""));
  if (action->by_learner ? until == NULL || runs != NULL || epochs != NULL
                         : until != NULL || (runs == NULL) == (epochs == NULL))
    sl_lesson_mistake (parser, _ ("<do>: the program does either runs or epochs; the "
                                  "learner is done when until holds"));
  if (runs != NULL)
    read_runs (parser, action, runs);
  if (epochs != NULL)
    action->epochs = sl_lesson_whole (parser, "epochs", epochs, 1, SL_LESSON_MAX_EPOCHS);
  if (until != NULL)
    action->until = sl_lesson_condition (parser, until);
}

SL_LESSON_END (do)
{
  g_autofree char *plain = sl_lesson_text_collapse (text);
  if (*plain != '\0' && parser->step->action->text == NULL)
    parser->step->action->text = sl_lesson_template (parser, text);
}
