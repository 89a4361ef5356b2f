/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/lesson-check.h"
#include "app/cli/nearest.h"
#include "app/cli/options.h"
#include <glib/gi18n-lib.h>

enum { MAX_SEEDS = 10 };

/* One thing the command does. */
typedef struct
{
  const char *id;
  int min, max; /* words behind it */
  gboolean (*run) (char *const *words, int seeds, GError **error);
} Action;

static gboolean
list_run (char *const *words, int seeds, GError **error)
{
  for (int i = 0; i < sl_lesson_count (); i++) {
    g_autoptr (SlLesson) lesson = sl_lesson_built_in (sl_lesson_id (i), error);
    if (lesson == NULL)
      return FALSE;
    g_print (_ ("%-28s %2d min  %s\n"), lesson->id, lesson->minutes, lesson->title);
  }
  return TRUE;
}

static gboolean
show_run (char *const *words, int seeds, GError **error)
{
  g_autofree char *text = sl_lesson_source (words[0], error);
  if (text == NULL)
    return FALSE;
  g_print ("%s", text);
  return TRUE;
}

static gboolean
check_run (char *const *words, int seeds, GError **error)
{
  for (int i = 0; words[i]; i++)
    if (!sl_lesson_check (words[i], seeds, error))
      return FALSE;
  return TRUE;
}

static const Action actions[] = {
    {"list", 0, 0, list_run},
    {"show", 1, 1, show_run},
    {"check", 1, G_MAXINT, check_run},
};

static const Action *
find_action (const char *word, GError **error)
{
  const char *known[G_N_ELEMENTS (actions)];
  for (size_t i = 0; word != NULL && i < G_N_ELEMENTS (actions); i++) {
    known[i] = actions[i].id;
    if (g_str_equal (word, known[i]))
      return &actions[i];
  }
  const char *near = word != NULL ? sl_nearest (word, known, G_N_ELEMENTS (known)) : NULL;
  if (word == NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'lesson' needs a word behind it: list, show or check"));
  else if (near != NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'lesson' cannot '%s'; did you mean '%s'?"), word, near);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'lesson' cannot '%s'; it can list, show and check"), word);
  return NULL;
}

static gboolean
seeds_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  return sl_option_take_count (option, text, MAX_SEEDS, target, error);
}

static const SlOption seeds_option = {
    .id = "seeds",
    .value = N_ ("N"),
    .summary = N_ ("Run the claims on so many seeds, from the lesson's own on (1 to 10; "
                   "default 3)"),
    .take = seeds_take,
};

static SlOptionSet *
make_option_set (int *seeds)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_option_set_add (set, _ ("Options of 'check'"), &seeds_option, seeds);
  return set;
}

static char *
lesson_help (void)
{
  int seeds;
  g_autoptr (SlOptionSet) set = make_option_set (&seeds);
  g_autofree char *options = sl_option_set_help (set);
  return g_strconcat (
      _ ("  lesson list               the lessons of the program: id, minutes, title\n"
         "  lesson show ID            the file of one, to start one of your own from\n"
         "  lesson check FILE|ID…     every mistake of a lesson with its line; then its\n"
         "                            claims, run by the real training on three seeds\n\n"
         "A mistake ends with status 2, a claim that does not hold with 1. The format\n"
         "is described in the file README.md beside the lessons.\n\n"),
      options, NULL);
}

static gboolean
lesson_run (const char *const *arguments, GError **error)
{
  int seeds = SL_LESSON_SEEDS;
  g_autoptr (SlOptionSet) set = make_option_set (&seeds);
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  const Action *action = find_action (words[0], error);
  if (action == NULL)
    return FALSE;
  int n = (int) g_strv_length (words) - 1;
  if (n < action->min || n > action->max) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 n < action->min ? _ ("'lesson %s' needs the name of a lesson behind it")
                                 : _ ("'lesson %s' takes fewer words"),
                 action->id);
    return FALSE;
  }
  return action->run (words + 1, seeds, error);
}

const SlCommand sl_command_lesson = {
    .kind = {.id = "lesson",
             .name = N_ ("Lesson"),
             .summary = N_ ("List, show and check lessons")},
    .usage = N_ ("list | show ID | check FILE|ID… [OPTIONS]"),
    .help = lesson_help,
    .run = lesson_run,
};
