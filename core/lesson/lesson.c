/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/lesson.h"

#include "core/base/error.h"
#include "core/base/quote.h"
#include "core/lesson/parse-private.h"
#include "core/lesson/parse.h"
#include "sl-lessons.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FOLDER "/io/github/sparsitylab/SparsityLab/lessons/"

/* The names of lessons.def, with '_' for '-'. */
static const char *const names[] = {
#define SL_ENTRY(name) #name,
#include "resources/lessons/lessons.def"
#undef SL_ENTRY
};

/* ---- reading ---- */

SlLesson *
sl_lesson_parse_all (const char *text,
                     gssize length,
                     const char *path,
                     const SlLessonPlaces *places,
                     GPtrArray **mistakes)
{
  return sl_lesson_parse_as (text, length, path, places, FALSE, mistakes);
}

static SlLesson *
parse_or_fail (const char *text,
               gssize length,
               const char *path,
               const SlLessonPlaces *places,
               gboolean translate,
               GError **error)
{
  g_autoptr (GPtrArray) mistakes = NULL;
  SlLesson *lesson =
      sl_lesson_parse_as (text, length, path, places, translate, &mistakes);
  if (lesson == NULL)
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT,
                         g_ptr_array_index (mistakes, 0));
  return lesson;
}

SlLesson *
sl_lesson_parse (const char *text,
                 gssize length,
                 const char *path,
                 const SlLessonPlaces *places,
                 GError **error)
{
  return parse_or_fail (text, length, path, places, FALSE, error);
}

char *
sl_lesson_load (const char *path, gsize *length, GError **error)
{
  GStatBuf info;
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) cause = NULL;
  char *text = NULL;
  if (g_stat (path, &info) != 0)
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("%s: cannot be read: %s"), shown,
                 g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("%s: this is not a file"), shown);
  else if (info.st_size > SL_LESSON_MAX_BYTES)
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("%s: a lesson has at most %d MB"),
                 shown, SL_LESSON_MAX_BYTES / 1024 / 1024);
  else if (!g_file_get_contents (path, &text, length, &cause))
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("%s: cannot be read: %s"), shown,
                 cause->message);
  return text;
}

SlLesson *
sl_lesson_read (const char *path, const SlLessonPlaces *places, GError **error)
{
  gsize length = 0;
  g_autofree char *text = sl_lesson_load (path, &length, error);
  return text != NULL ? sl_lesson_parse (text, (gssize) length, path, places, error)
                      : NULL;
}

/* ---- lessons that come with the program ---- */

int
sl_lesson_count (void)
{
  return G_N_ELEMENTS (names);
}

const char *
sl_lesson_id (int i)
{
  g_autofree char *id = g_strdup (names[i]);
  g_strdelimit (id, "_", '-');
  return g_intern_string (id);
}

char *
sl_lesson_source (const char *id, GError **error)
{
  g_autofree char *shown = sl_quote (id);
  g_autoptr (GString) all = g_string_new (NULL);
  for (int i = 0; i < sl_lesson_count (); i++) {
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", sl_lesson_id (i));
    if (g_str_equal (sl_lesson_id (i), id)) {
      g_autofree char *path = g_strconcat (FOLDER, id, SL_LESSON_ENDING, NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (
          sl_lessons_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      gsize length;
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      return text != NULL ? g_strndup (text, length) : NULL;
    }
  }
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("There is no lesson called '%s'; there are: %s"), shown, all->str);
  return NULL;
}

SlLesson *
sl_lesson_built_in (const char *id, GError **error)
{
  g_autofree char *text = sl_lesson_source (id, error);
  g_autofree char *path = g_strconcat (id, SL_LESSON_ENDING, NULL);
  return text != NULL ? parse_or_fail (text, -1, path, NULL, TRUE, error) : NULL;
}

/* ---- the lesson itself ---- */

SlLesson *
sl_lesson_ref (SlLesson *lesson)
{
  g_atomic_int_inc (&lesson->refs);
  return lesson;
}

void
sl_lesson_unref (SlLesson *lesson)
{
  if (!g_atomic_int_dec_and_test (&lesson->refs))
    return;
  g_free (lesson->id);
  g_free (lesson->path);
  g_free (lesson->title);
  g_free (lesson->belief);
  g_free (lesson->teacher);
  g_strfreev (lesson->locked);
  g_strfreev (lesson->hidden);
  for (int i = 0; i < lesson->n_runs; i++)
    sl_lesson_run_free (lesson->runs[i]);
  g_free (lesson->runs);
  for (int i = 0; i < lesson->n_steps; i++)
    sl_lesson_step_free (lesson->steps[i]);
  g_free (lesson->steps);
  g_free (lesson);
}

const SlLessonRun *
sl_lesson_run (const SlLesson *lesson, const char *id)
{
  for (int i = 0; i < lesson->n_runs; i++)
    if (g_str_equal (lesson->runs[i]->id, id))
      return lesson->runs[i];
  return NULL;
}
