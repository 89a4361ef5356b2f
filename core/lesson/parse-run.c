/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/parse-private.h"

#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/solver/fit.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
sl_lesson_run_free (SlLessonRun *run)
{
  if (run == NULL)
    return;
  g_free (run->id);
  g_free (run->changes);
  g_free (run);
}

/* ---- settings ---- */

static gboolean
is_data (const char *name)
{
  return g_str_equal (name, "dataset") || g_str_equal (name, "data");
}

/* A file of the author's own lies beside the lesson, so that the two travel together and
 * a lesson cannot look elsewhere. */
static char *
place_of_data (SlLessonParser *parser, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (parser->path);
  g_autofree char *shown = sl_quote (name);
  char *path;
  if (strchr (name, '/') != NULL || strchr (name, '\\') != NULL || *name == '\0' ||
      parser->translate) {
    sl_lesson_mistake (
        parser, _ ("data: '%s' is not the name of a file in the lesson's folder"), shown);
    return NULL;
  }
  path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return path;
  sl_lesson_mistake (parser, _ ("data: there is no file '%s' in the lesson's folder"),
                     shown);
  g_free (path);
  return NULL;
}

static void
change_setting (SlLessonParser *parser,
                SlConfig *config,
                const char *name,
                const char *value)
{
  const SlSetting *setting = sl_setting_find (name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  if (setting == NULL)
    return; /* an attribute of the element, or told as a mistake already */
  if (g_str_equal (name, "data") && (path = place_of_data (parser, value)) == NULL)
    return;
  if (!sl_setting_change (setting, config, path != NULL ? path : value, &error))
    sl_lesson_mistake (parser, "%s", error->message);
}

/* Made data so large that a lesson would have to wait for it. */
static gboolean
is_too_large (const SlConfig *config)
{
  double rows = config->data_options[SL_DATA_SAMPLES];
  double inputs = config->data_options[SL_DATA_FEATURES];
  return (isnan (rows) ? 1000 : rows) * (isnan (inputs) ? 20 : inputs) >
         SL_LESSON_MAX_DATA;
}

/* The data comes first, for it decides which options there are. */
static void
change_settings (SlLessonParser *parser,
                 SlConfig *config,
                 const char *const *names,
                 const char *const *values)
{
  g_autoptr (GError) error = NULL;
  guint before = parser->mistakes->len;
  for (int i = 0; names[i]; i++)
    if (is_data (names[i]))
      change_setting (parser, config, names[i], values[i]);
  for (int i = 0; names[i]; i++)
    if (!is_data (names[i]))
      change_setting (parser, config, names[i], values[i]);
  if (parser->mistakes->len == before && !sl_config_validate (config, &error))
    sl_lesson_mistake (parser, "%s", error->message);
  else if (is_too_large (config))
    sl_lesson_mistake (parser,
                       _ ("samples: rows times inputs of a lesson are at most %g"),
                       SL_LESSON_MAX_DATA);
}

/* ---- elements ---- */

static int
read_epochs (SlLessonParser *parser, const char *text, int otherwise)
{
  return text != NULL ? sl_lesson_whole (parser, "epochs", text, 0, SL_LESSON_MAX_EPOCHS)
                      : otherwise;
}

SL_LESSON_BEGIN (start)
{
  SlLesson *lesson = parser->lesson;
  if (parser->has_start || parser->runs->len > 0 || parser->steps->len > 0) {
    sl_lesson_mistake (parser, _ ("<start> stands once, above all runs and steps"));
    return;
  }
  parser->has_start = TRUE;
  lesson->has_seed = sl_lesson_attribute (names, values, "seed") != NULL;
  parser->start_epochs = read_epochs (
      parser, sl_lesson_attribute (names, values, "epochs"), parser->start_epochs);
  change_settings (parser, &lesson->start, names, values);
}

static const SlLessonRun *
run_by_name (SlLessonParser *parser, const char *id)
{
  for (guint i = 0; i < parser->runs->len; i++) {
    const SlLessonRun *run = g_ptr_array_index (parser->runs, i);
    if (g_str_equal (run->id, id))
      return run;
  }
  return NULL;
}

/* A name that expressions can use, and that is free. */
static gboolean
check_name (SlLessonParser *parser, const char *id)
{
  if (id == NULL || !g_ascii_islower (*id) || strlen (id) > 40 ||
      id[strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0' ||
      g_str_equal (id, "now")) {
    sl_lesson_mistake (parser, _ ("id: a run needs a name of small letters, digits and "
                                  "'_', other than 'now'"));
    return FALSE;
  }
  if (run_by_name (parser, id) == NULL)
    return TRUE;
  sl_lesson_mistake (parser, _ ("id: there is a run called '%s' already"), id);
  return FALSE;
}

static SlLessonSolution
read_solution (SlLessonParser *parser, const char *text)
{
  static const char *const words[SL_LESSON_N_SOLUTIONS] = {"no", "yes", "lambda-min",
                                                           "lambda-1se"};
  for (int i = 0; text != NULL && i < SL_LESSON_N_SOLUTIONS; i++)
    if (g_str_equal (text, words[i]))
      return (SlLessonSolution) i;
  if (text != NULL) {
    g_autofree char *shown = sl_quote (text);
    sl_lesson_mistake (parser, _ ("exact: '%s' is not yes, no, lambda-min or lambda-1se"),
                       shown);
  }
  return SL_LESSON_TRAINED;
}

static void
check_solution (SlLessonParser *parser, const SlLessonRun *run)
{
  gboolean path =
      run->solution == SL_LESSON_LAMBDA_MIN || run->solution == SL_LESSON_LAMBDA_1SE;
  g_autoptr (GError) error = NULL;
  if (run->solution == SL_LESSON_TRAINED)
    return;
  if (run->config.hidden.n > 0)
    sl_lesson_mistake (
        parser, _ ("exact: a model with hidden layers has no exact solution; write "
                   "hidden=\"\""));
  else if (!sl_penalty_solvable (run->config.penalty, path, &error))
    sl_lesson_mistake (parser, "%s", error->message);
}

SL_LESSON_BEGIN (run)
{
  const char *id = sl_lesson_attribute (names, values, "id");
  const char *from = sl_lesson_attribute (names, values, "from");
  const SlLessonRun *base = from != NULL ? run_by_name (parser, from) : NULL;
  SlLessonRun *run = g_new0 (SlLessonRun, 1);
  parser->run = run;
  parser->changes = g_array_new (FALSE, FALSE, sizeof (SlLessonChange));
  sl_lesson_place (parser, &run->line, &run->column);
  if (parser->steps->len > 0)
    sl_lesson_mistake (parser, _ ("<run>: runs stand above the steps"));
  if (check_name (parser, id))
    run->id = g_strdup (id);
  if (from != NULL && base == NULL) {
    g_autofree char *shown = sl_quote (from);
    sl_lesson_mistake (parser, _ ("from: there is no run called '%s' above this one"),
                       shown);
  }
  run->config = base != NULL ? base->config : parser->lesson->start;
  run->epochs = read_epochs (parser, sl_lesson_attribute (names, values, "epochs"),
                             base != NULL ? base->epochs : parser->start_epochs);
  run->solution = read_solution (parser, sl_lesson_attribute (names, values, "exact"));
  change_settings (parser, &run->config, names, values);
  check_solution (parser, run);
}

SL_LESSON_END (run)
{
  SlLessonRun *run = g_steal_pointer (&parser->run);
  run->n_changes = (int) parser->changes->len;
  run->changes =
      (SlLessonChange *) g_array_free (g_steal_pointer (&parser->changes), FALSE);
  if (parser->runs->len == SL_LESSON_MAX_RUNS)
    sl_lesson_mistake (parser, _ ("<run>: a lesson has at most %d runs"),
                       SL_LESSON_MAX_RUNS);
  if (run->id == NULL || parser->runs->len == SL_LESSON_MAX_RUNS) {
    sl_lesson_run_free (run);
    return;
  }
  g_ptr_array_add (parser->runs, run);
  g_ptr_array_insert (parser->run_names, (int) parser->run_names->len - 1, run->id);
}

/* Settings that need a new run cannot change in the middle of one. */
static void
check_hot (SlLessonParser *parser, const char *const *names)
{
  for (int i = 0; names[i]; i++) {
    const SlSetting *setting = sl_setting_find (names[i], NULL);
    if (setting != NULL && !setting->hot)
      sl_lesson_mistake (parser, _ ("%s: this cannot change in the middle of a run"),
                         names[i]);
  }
}

SL_LESSON_BEGIN (change)
{
  SlLessonRun *run = parser->run;
  const char *at = sl_lesson_attribute (names, values, "at");
  const char *prune = sl_lesson_attribute (names, values, "prune");
  const char *release = sl_lesson_attribute (names, values, "release");
  const SlLessonChange *last =
      parser->changes->len > 0
          ? &g_array_index (parser->changes, SlLessonChange, parser->changes->len - 1)
          : NULL;
  SlLessonChange change = {.config = last != NULL ? last->config : run->config};
  if (parser->changes->len == SL_LESSON_MAX_ITEMS) {
    sl_lesson_mistake (parser, _ ("<change>: a run has at most %d changes"),
                       SL_LESSON_MAX_ITEMS);
    return;
  }
  check_hot (parser, names);
  if (at == NULL)
    sl_lesson_mistake (parser, _ ("at: a change needs the epoch after which it is made"));
  else
    change.epoch = sl_lesson_whole (parser, "at", at, 0, SL_LESSON_MAX_EPOCHS);
  if (at != NULL &&
      (change.epoch > run->epochs || (last != NULL && change.epoch < last->epoch)))
    sl_lesson_mistake (parser, _ ("at: changes stand in the order of their epochs, and "
                                  "none after the end of the run"));
  if (prune != NULL && (!sl_number_parse (prune, &change.prune) ||
                        !(change.prune >= 0 && change.prune <= 1)))
    sl_lesson_mistake (parser, _ ("prune: the share of the weights, from 0 to 1"));
  change.release = g_strcmp0 (release, "yes") == 0;
  change_settings (parser, &change.config, names, values);
  g_array_append_val (parser->changes, change);
}

SL_LESSON_BEGIN (set)
{
  SlLessonStep *step = parser->step;
  if (!step->has_set)
    step->set = parser->lesson->start;
  step->has_set = TRUE;
  change_settings (parser, &step->set, names, values);
}
