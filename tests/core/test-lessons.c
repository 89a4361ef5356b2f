/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every lesson of the program is read without a mistake, and its claims hold in the real
 * training: on its own seed, or on as many as the first argument says. Prints the
 * figures. */
#include "core/core.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *id;
  int seeds;
} Case;

static SlLesson *
read_lesson (const char *id)
{
  g_autoptr (GPtrArray) mistakes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_lesson_source (id, &error);
  g_assert_no_error (error);
  SlLesson *lesson = sl_lesson_parse_all (text, -1, id, NULL, &mistakes);
  for (guint i = 0; i < mistakes->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (mistakes, i));
  g_assert_nonnull (lesson);
  g_assert_cmpstr (lesson->id, ==, id);
  return lesson;
}

/* Asks first, shows, says why, and claims. */
static void
check_shape (const SlLesson *lesson)
{
  int predictions = 0, whys = 0, seen = 0, actions = 0;
  for (int i = 0; i < lesson->n_steps; i++) {
    predictions += lesson->steps[i]->prediction != NULL;
    whys += lesson->steps[i]->n_whys > 0;
    seen += lesson->steps[i]->n_seen > 0;
    actions += lesson->steps[i]->action != NULL;
  }
  g_assert_cmpint (predictions, >, 0);
  g_assert_cmpint (whys, >, 0);
  g_assert_cmpint (seen, >, 0);
  g_assert_cmpint (actions, >, 0);
  g_assert_cmpint (lesson->n_claims, >, 0);
  g_assert_nonnull (lesson->teacher);
}

/* Nothing stays "…" but what is about the window's own run. */
static void
check_texts (SlLessonText *const *texts, int n, SlLessonNumbers *numbers)
{
  for (int i = 0; i < n; i++) {
    g_autofree char *text = sl_lesson_text_fill (texts[i], numbers);
    g_test_message ("    “%s”", text);
    if (strstr (sl_lesson_text_raw (texts[i]), "(now)") == NULL)
      g_assert_null (strstr (text, "…"));
  }
}

static int
check_step (const SlLesson *lesson, const SlLessonStep *step, SlLessonNumbers *numbers)
{
  int failed = 0;
  check_texts (step->texts, step->n_texts, numbers);
  check_texts (step->seen, step->n_seen, numbers);
  check_texts (step->whys, step->n_whys, numbers);
  for (int i = 0; step->prediction != NULL && i < step->prediction->n_choices; i++)
    if (step->prediction->choices[i].reply != NULL)
      check_texts (&step->prediction->choices[i].reply, 1, numbers);
  for (int i = 0; i < step->n_claims; i++) {
    const SlLessonClaim *claim = &step->claims[i];
    gboolean holds = sl_lesson_expression_holds (claim->expression, numbers);
    g_autofree char *told = sl_lesson_expression_tell (claim->expression, numbers);
    g_test_message ("%s %s:%d %s (%s)", holds ? "holds" : "FAILS", lesson->id,
                    claim->line, claim->source, told);
    failed += !holds;
  }
  return failed;
}

static void
test_lesson (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (SlLesson) lesson = read_lesson (test->id);
  int failed = 0;
  check_shape (lesson);
  for (int shift = 0; shift < test->seeds; shift++) {
    g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
    g_test_message ("seed %d", (int) lesson->start.seed + shift);
    for (int i = 0; i < lesson->n_runs; i++) {
      g_autoptr (GError) error = NULL;
      sl_lesson_numbers_train (numbers, lesson->runs[i], shift, NULL, &error);
      g_assert_no_error (error);
    }
    for (int i = 0; i < lesson->n_steps; i++)
      failed += check_step (lesson, lesson->steps[i], numbers);
  }
  g_assert_cmpint (failed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  int n = sl_lesson_count (), seeds = argc > 1 ? MAX (atoi (argv[1]), 1) : 1;
  g_autofree Case *cases = g_new (Case, n);
  for (int i = 0; i < n; i++) {
    cases[i] = (Case){sl_lesson_id (i), seeds};
    g_autofree char *path = g_strconcat ("/lessons/", cases[i].id, NULL);
    g_test_add_data_func (path, &cases[i], test_lesson);
  }
  return g_test_run ();
}
