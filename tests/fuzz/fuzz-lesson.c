/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons from strangers: each is read whole, or refused with sentences that name a
 * place. */
#include "tests/fuzz/fuzz.h"

#include "core/core.h"

#include <string.h>

static void
check_lesson (const SlLesson *lesson)
{
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();

  g_assert_true (lesson->title != NULL && lesson->belief != NULL && lesson->n_steps > 0);
  for (int i = 0; i < lesson->n_runs; i++)
    g_assert_true (sl_config_validate (&lesson->runs[i]->config, NULL));
  for (int i = 0; i < lesson->n_steps; i++) {
    const SlLessonStep *step = lesson->steps[i];

    for (int j = 0; j < step->n_texts; j++) {
      g_autofree char *text = sl_lesson_text_fill (step->texts[j], numbers);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
    for (int j = 0; j < step->n_claims; j++)
      g_free (sl_lesson_expression_tell (step->claims[j].expression, numbers));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GPtrArray) mistakes = NULL;
  g_autoptr (SlLesson) lesson = sl_lesson_parse_all (size > 0 ? (const char *) data : "",
                                                     (gssize) size, "f", NULL, &mistakes);

  g_assert_true ((lesson != NULL) == (mistakes->len == 0));
  for (guint i = 0; i < mistakes->len; i++) {
    const char *sentence = g_ptr_array_index (mistakes, i);
    g_assert_true (g_utf8_validate (sentence, -1, NULL));
    g_assert_true (g_str_has_prefix (sentence, "f:"));
    g_assert_null (strchr (sentence, '\n'));
  }
  if (lesson != NULL)
    check_lesson (lesson);
  return 0;
}
