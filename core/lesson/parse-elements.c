/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/parse-private.h"

#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Letters, digits and '-', beginning with a letter. */
static gboolean
is_id (const char *text)
{
  return g_ascii_islower (*text) &&
         text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0' &&
         strlen (text) <= 40;
}

/* Ids of settings, which stay as they are or are not shown. */
static char **
read_settings (SlLessonParser *parser, const char *attribute, const char *text, int *n)
{
  g_auto (GStrv) ids = g_strsplit_set (text != NULL ? text : "", " ", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  for (int i = 0; ids[i]; i++) {
    if (*ids[i] == '\0')
      continue;
    if (sl_setting_find (ids[i], NULL) != NULL) {
      g_ptr_array_add (found, g_strdup (ids[i]));
    } else {
      g_autofree char *shown = sl_quote (ids[i]);
      sl_lesson_mistake (parser, _ ("%s: there is no setting called '%s'"), attribute,
                         shown);
    }
  }
  *n = (int) found->len;
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_steal (found, NULL);
}

static SL_LESSON_BEGIN (lesson)
{
  SlLesson *lesson = parser->lesson;
  const char *version = sl_lesson_attribute (names, values, "version");
  const char *id = sl_lesson_attribute (names, values, "id");
  const char *minutes = sl_lesson_attribute (names, values, "minutes");
  /* GMarkup does not mind a second root. */
  if (lesson->locked != NULL) {
    sl_lesson_mistake (parser, _ ("<lesson>: a file holds one lesson"));
    return;
  }
  if (g_strcmp0 (version, "1") != 0)
    sl_lesson_mistake (parser, _ ("version: this program reads lessons of version 1; "
                                  "write version=\"1\""));
  if (id == NULL || !is_id (id))
    sl_lesson_mistake (parser, _ ("id: a lesson needs a name of small letters, digits "
                                  "and '-', as in id=\"too-much\""));
  else
    lesson->id = g_strdup (id);
  lesson->minutes =
      minutes != NULL ? sl_lesson_whole (parser, "minutes", minutes, 1, 60) : 3;
  lesson->locked = read_settings (
      parser, "lock", sl_lesson_attribute (names, values, "lock"), &lesson->n_locked);
  lesson->hidden = read_settings (
      parser, "hide", sl_lesson_attribute (names, values, "hide"), &lesson->n_hidden);
}

static SL_LESSON_END (belief)
{
  g_free (parser->lesson->belief);
  parser->lesson->belief = sl_lesson_words (parser, text);
}

#define BEGIN(name)    .begin = sl_lesson_begin_##name
#define END(name)      .has_text = TRUE, .end = sl_lesson_end_##name
#define END_BARE(name) .end = sl_lesson_end_##name

static const SlLessonElement elements[] = {
    {"lesson", "", " version id minutes lock hide ", BEGIN (lesson)},
    {"title", " lesson step ", "", END (title)},
    {"belief", " lesson ", "", END (belief)},
    {"teacher", " lesson step ", "", END (teacher)},
    {"start", " lesson ", " epochs ", TRUE, BEGIN (start)},
    {"run", " lesson ", " id from epochs exact ", TRUE, BEGIN (run), END_BARE (run)},
    {"change", " run ", " at prune release ", TRUE, BEGIN (change)},
    {"step", " lesson ", "", BEGIN (step), END_BARE (step)},
    {"text", " step why ", "", END (text)},
    {"formula", " step why ", "", END (formula)},
    {"set", " step ", "", TRUE, BEGIN (set)},
    {"look", " step why ", " at ", BEGIN (look)},
    {"predict", " step ", " lock ", BEGIN (predict), END_BARE (predict)},
    {"question", " predict ", "", END (question)},
    {"choice", " predict ", " right ", BEGIN (choice), END_BARE (choice)},
    {"text", " choice ", "", END (choice_text)},
    {"reply", " choice ", "", END (reply)},
    {"estimate", " predict ", " from to near unit truth ", BEGIN (estimate)},
    {"do", " step ", " by runs epochs until ", BEGIN (do), END (do)},
    {"seen", " step ", "", END (seen)},
    {"why", " step ", "", BEGIN (why), END_BARE (why)},
    {"claim", " step ", "", END (claim)},
};

const SlLessonElement *
sl_lesson_element_find (const char *name, const char *parent)
{
  g_autofree char *padded = parent != NULL ? g_strconcat (" ", parent, " ", NULL) : NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name) &&
        (padded == NULL ? *elements[i].parents == '\0'
                        : strstr (elements[i].parents, padded) != NULL))
      return &elements[i];
  return NULL;
}
