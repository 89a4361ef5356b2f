/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/lesson-check.h"

#include "app/cli/cli.h"
#include "app/cli/run.h"
#include "ui/figures/lesson-places.h"
#include <glib/gi18n-lib.h>

static char *
load (const char *name, gsize *length, GError **error)
{
  if (!g_file_test (name, G_FILE_TEST_EXISTS) && strpbrk (name, "./") == NULL) {
    g_autofree char *valid = g_utf8_make_valid (name, -1);
    char *text = sl_lesson_source (valid, error);
    *length = text != NULL ? strlen (text) : 0;
    return text;
  }
  return sl_lesson_load (name, length, error);
}

static SlLesson *
read_lesson (const char *name, GError **error)
{
  gsize length = 0;
  g_autofree char *text = load (name, &length, error);
  g_autoptr (GPtrArray) mistakes = NULL;
  SlLesson *lesson;
  if (text == NULL)
    return NULL;
  lesson =
      sl_lesson_parse_all (text, (gssize) length, name, sl_lesson_places (), &mistakes);
  for (guint i = 0; i + 1 < mistakes->len; i++)
    sl_cli_complain (g_ptr_array_index (mistakes, i));
  if (mistakes->len > 0)
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT,
                         g_ptr_array_index (mistakes, mistakes->len - 1));
  return lesson;
}

/* A run that cannot be made is a mistake of the file, at the run's place. */
static gboolean
make_runs (const SlLesson *lesson, SlLessonNumbers *numbers, int shift, GError **error)
{
  const gint *stop = sl_run_catch_signals ();
  for (int i = 0; i < lesson->n_runs; i++) {
    const SlLessonRun *run = lesson->runs[i];
    g_autoptr (GError) cause = NULL;
    if (sl_lesson_numbers_train (numbers, run, shift, stop, &cause))
      continue;
    g_set_error (error, cause->domain, cause->code, "%s:%d:%d: %s", lesson->path,
                 run->line, run->column, cause->message);
    return FALSE;
  }
  return TRUE;
}

/* Returns how many do not hold. */
static int
try_claims (const SlLesson *lesson, SlLessonNumbers *numbers)
{
  int failed = 0;
  for (int i = 0; i < lesson->n_steps; i++)
    for (int j = 0; j < lesson->steps[i]->n_claims; j++) {
      const SlLessonClaim *claim = &lesson->steps[i]->claims[j];
      gboolean holds = sl_lesson_expression_holds (claim->expression, numbers);
      g_autofree char *told = sl_lesson_expression_tell (claim->expression, numbers);
      g_print ("  %s  %s:%d  %s  (%s)\n", holds ? _ ("holds") : _ ("FAILS"), lesson->path,
               claim->line, claim->source, told);
      failed += !holds;
    }
  return failed;
}

gboolean
sl_lesson_check (const char *name, int seeds, GError **error)
{
  g_autoptr (SlLesson) lesson = read_lesson (name, error);
  int failed = 0;
  if (lesson == NULL)
    return FALSE;
  for (int shift = 0; shift < seeds; shift++) {
    g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
    g_print (_ ("%s, seed %" G_GINT64_FORMAT "\n"), lesson->id,
             lesson->start.seed + shift);
    if (!make_runs (lesson, numbers, shift, error))
      return FALSE;
    failed += try_claims (lesson, numbers);
  }
  if (failed == 0)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DIFFERENT,
               /* TRANSLATORS: a lesson, a number, a number. */
               _ ("%s: %d of %d claims do not hold"), name, failed,
               lesson->n_claims * seeds);
  return FALSE;
}
