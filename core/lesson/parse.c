/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/parse-private.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/lesson/parse.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads more; the rest are often the same mistake again. */
enum { MOST_MISTAKES = 50 };

/* ---- mistakes ---- */

/* What a sentence repeats of a file may be no UTF-8, or go over several lines. */
static void
note (SlLessonParser *parser, int line, int column, const char *sentence)
{
  g_autofree char *valid = g_utf8_make_valid (sentence, -1);
  g_strdelimit (valid, "\n\r\t", ' ');
  if (parser->mistakes->len < MOST_MISTAKES)
    g_ptr_array_add (parser->mistakes,
                     g_strdup_printf ("%s:%d:%d: %s", parser->path, line, column, valid));
}

void
sl_lesson_place (SlLessonParser *parser, int *line, int *column)
{
  g_markup_parse_context_get_position (parser->context, line, column);
  /* Behind the '>' of a tag GLib stands on the next character, and when that is the line
   * break it counts it already. */
  if (*column == 1 && *line > 1)
    --*line;
}

void
sl_lesson_mistake (SlLessonParser *parser, const char *format, ...)
{
  va_list arguments;
  int line = 1, column = 1;
  va_start (arguments, format);
  g_autofree char *sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sl_lesson_place (parser, &line, &column);
  note (parser, line, column, sentence);
}

void
sl_lesson_mistake_at (SlLessonParser *parser, const char *sentence)
{
  if (parser->mistakes->len < MOST_MISTAKES)
    g_ptr_array_add (parser->mistakes, g_strconcat (parser->path, ":", sentence, NULL));
}

/* ---- texts ---- */

const char *
sl_lesson_attribute (const char *const *names,
                     const char *const *values,
                     const char *name)
{
  for (int i = 0; names[i]; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

int
sl_lesson_whole (SlLessonParser *parser,
                 const char *attribute,
                 const char *text,
                 int min,
                 int max)
{
  gint64 value;
  if (sl_number_parse_integer (text, &value) && value >= min && value <= max)
    return (int) value;
  g_autofree char *shown = sl_quote (text);
  sl_lesson_mistake (parser, _ ("%s: '%s' is not a whole number from %d to %d"),
                     attribute, shown, min, max);
  return min;
}

char *
sl_lesson_words (SlLessonParser *parser, const char *text)
{
  g_autofree char *plain = sl_lesson_text_collapse (text);
  return g_strdup (parser->translate && *plain ? g_dgettext (GETTEXT_PACKAGE, plain)
                                               : plain);
}

const char *const *
sl_lesson_run_names (SlLessonParser *parser)
{
  return (const char *const *) parser->run_names->pdata;
}

SlLessonText *
sl_lesson_template (SlLessonParser *parser, const char *text)
{
  const SlLessonFrame *frame = &parser->frames[parser->depth - 1];
  const char *const *runs = sl_lesson_run_names (parser);
  g_autofree char *plain = sl_lesson_text_collapse (text);
  const char *translated =
      parser->translate && *plain ? g_dgettext (GETTEXT_PACKAGE, plain) : plain;
  g_autoptr (GError) error = NULL;
  SlLessonText *result = NULL;
  /* A translation with a slip in a number is worth less than the original. */
  if (strcmp (translated, plain) != 0)
    result = sl_lesson_text_new (translated, runs, 1, 1, NULL);
  if (result == NULL)
    result = sl_lesson_text_new (text, runs, frame->line, frame->column, &error);
  if (error != NULL)
    sl_lesson_mistake_at (parser, error->message);
  return result;
}

SlLessonExpression *
sl_lesson_condition (SlLessonParser *parser, const char *text)
{
  const SlLessonFrame *frame = &parser->frames[parser->depth - 1];
  g_autoptr (GError) error = NULL;
  SlLessonExpression *result = sl_lesson_expression_new (
      text, -1, sl_lesson_run_names (parser), frame->line, frame->column, &error);
  if (error != NULL)
    sl_lesson_mistake_at (parser, error->message);
  return result;
}

/* ---- elements ---- */

static void
check_attributes (SlLessonParser *parser,
                  const SlLessonElement *element,
                  const char *const *names)
{
  for (int i = 0; names[i]; i++) {
    g_autofree char *padded = g_strconcat (" ", names[i], " ", NULL);
    g_autofree char *shown = sl_quote (names[i]);
    if (strstr (element->attributes, padded) == NULL &&
        !(element->has_settings && sl_setting_find (names[i], NULL) != NULL))
      sl_lesson_mistake (parser,
                         element->has_settings
                             ? _ ("<%s>: '%s' is no attribute of it and no setting")
                             : _ ("<%s>: '%s' is no attribute of it"),
                         element->name, shown);
  }
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  SlLessonParser *parser = data;
  SlLessonFrame *frame, *around;
  const SlLessonElement *element;
  g_autofree char *shown = sl_quote (name);
  if (parser->depth == SL_LESSON_MAX_DEPTH) {
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                 _ ("<%s>: elements are nested more than %d deep"), shown,
                 SL_LESSON_MAX_DEPTH);
    return;
  }
  around = parser->depth > 0 ? &parser->frames[parser->depth - 1] : NULL;
  frame = &parser->frames[parser->depth++];
  *frame = (SlLessonFrame){.text = g_string_new (NULL)};
  sl_lesson_place (parser, &frame->line, &frame->column);
  /* What stands in something unknown is unknown too: one mistake is enough. */
  if (around != NULL && around->element == NULL)
    return;
  element = sl_lesson_element_find (name, around != NULL ? around->element->name : NULL);
  if (element == NULL && around == NULL)
    sl_lesson_mistake (parser, _ ("<%s>: a lesson begins with <lesson>"), shown);
  else if (element == NULL)
    sl_lesson_mistake (parser, _ ("<%s> does not belong into <%s>"), shown,
                       around->element->name);
  frame->element = element;
  if (element == NULL)
    return;
  check_attributes (parser, element, names);
  if (element->begin != NULL)
    element->begin (parser, names, (const char *const *) values);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  SlLessonParser *parser = data;
  SlLessonFrame *frame = &parser->frames[parser->depth - 1];
  const SlLessonElement *element = frame->element;
  g_autofree char *plain = sl_lesson_text_collapse (frame->text->str);
  if (element != NULL && element->has_text && frame->text->len > SL_LESSON_MAX_TEXT)
    sl_lesson_mistake (parser, _ ("<%s>: a text has at most %d bytes; this has %d"),
                       element->name, SL_LESSON_MAX_TEXT, (int) frame->text->len);
  else if (element != NULL && element->has_text && *plain == '\0' &&
           element->begin == NULL)
    sl_lesson_mistake (parser, _ ("<%s>: there is no text in it"), element->name);
  else if (element != NULL && element->end != NULL)
    element->end (parser, element->has_text ? frame->text->str : NULL);
  g_string_free (frame->text, TRUE);
  frame->text = NULL;
  parser->depth--;
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  SlLessonParser *parser = data;
  SlLessonFrame *frame = parser->depth > 0 ? &parser->frames[parser->depth - 1] : NULL;
  if (frame == NULL || frame->element == NULL)
    return;
  if (frame->element->has_text) {
    g_string_append_len (frame->text, text, (gssize) length);
    return;
  }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i])) {
      sl_lesson_mistake (parser, _ ("<%s>: text does not belong here"),
                         frame->element->name);
      return;
    }
}

/* Comments and the first line are passed over; what could name something to be loaded is
 * refused. */
static void
passthrough_cb (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer data,
                GError **error)
{
  if (length >= 4 && strncmp (text, "<!--", 4) == 0)
    return;
  if (length >= 6 && strncmp (text, "<?xml ", 6) == 0)
    return;
  g_autofree char *begin = g_strndup (text, MIN (length, 200));
  g_autofree char *shown = sl_quote (begin);
  sl_lesson_mistake (data,
                     _ ("'%s' is refused: a lesson is elements and text alone, and loads "
                        "nothing"),
                     shown);
}

/* ---- the whole ---- */

static void
parser_init (SlLessonParser *parser)
{
  parser->mistakes = g_ptr_array_new_with_free_func (g_free);
  parser->lesson = g_new0 (SlLesson, 1);
  g_atomic_int_set (&parser->lesson->refs, 1);
  parser->lesson->path = g_strdup (parser->path);
  sl_config_init_default (&parser->lesson->start);
  parser->start_epochs = SL_DEFAULT_EPOCHS;
  parser->run_names = g_ptr_array_new ();
  g_ptr_array_add (parser->run_names, NULL);
  parser->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_lesson_run_free);
  parser->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_lesson_step_free);
}

static void
check_whole (SlLessonParser *parser)
{
  const SlLesson *lesson = parser->lesson;
  if (parser->mistakes->len > 0)
    return;
  if (lesson->title == NULL)
    note (parser, 1, 1, _ ("The lesson has no <title>"));
  if (lesson->belief == NULL)
    note (parser, 1, 1, _ ("The lesson has no <belief>: what many think, and it tests"));
  if (parser->steps->len == 0)
    note (parser, 1, 1, _ ("The lesson has no <step>"));
}

/* Moves what was read into the lesson; frees the rest. */
static void
parser_clear (SlLessonParser *parser)
{
  SlLesson *lesson = parser->lesson;
  lesson->n_runs = (int) parser->runs->len;
  lesson->runs = (SlLessonRun **) g_ptr_array_steal (parser->runs, NULL);
  lesson->n_steps = (int) parser->steps->len;
  lesson->steps = (SlLessonStep **) g_ptr_array_steal (parser->steps, NULL);
  for (int i = 0; i < lesson->n_steps; i++)
    lesson->n_claims += lesson->steps[i]->n_claims;
  g_ptr_array_unref (parser->runs);
  g_ptr_array_unref (parser->steps);
  g_ptr_array_unref (parser->run_names);
}

/* What is open when the markup itself is broken: ends it, so that nothing leaks. */
static void
close_open (SlLessonParser *parser)
{
  for (; parser->depth > 0; parser->depth--)
    g_string_free (parser->frames[parser->depth - 1].text, TRUE);
  if (parser->run != NULL)
    sl_lesson_end_run (parser, NULL);
  if (parser->step != NULL)
    sl_lesson_end_step (parser, NULL);
}

static void
note_broken (SlLessonParser *parser, const GError *error)
{
  int line = 1, column = 1;
  g_autofree char *sentence = g_strdup (error->message);
  /* GLib begins its own sentences with the place, which stands before ours already. */
  const char *colon = g_str_has_prefix (sentence, "Error on line") ||
                              g_str_has_prefix (sentence, "Error parsing")
                          ? strstr (sentence, ": ")
                          : NULL;
  g_markup_parse_context_get_position (parser->context, &line, &column);
  note (parser, line, column, colon != NULL ? colon + 2 : sentence);
}

/* What is no markup at all, and bytes that are no text, for which GLib would tell two
 * errors at once. */
static gboolean
check_bytes (SlLessonParser *parser, const char *text, gsize size)
{
  const char *end;
  int line = 1;
  gsize blanks = 0;
  while (blanks < size && g_ascii_isspace (text[blanks]))
    line += text[blanks++] == '\n';
  if (blanks == size || text[blanks] != '<') {
    note (parser, line, 1,
          _ ("This is no lesson: a lesson is a text that begins with <lesson>"));
    return FALSE;
  }
  line = 1;
  if (g_utf8_validate (text, (gssize) size, &end))
    return TRUE;
  for (const char *at = text; at < end; at++)
    line += *at == '\n';
  note (parser, line, 1, _ ("There are bytes in this line that are no UTF-8 text"));
  return FALSE;
}

SlLesson *
sl_lesson_parse_as (const char *text,
                    gssize length,
                    const char *path,
                    const SlLessonPlaces *places,
                    gboolean translate,
                    GPtrArray **mistakes)
{
  static const GMarkupParser markup = {start_cb, end_cb, text_cb, passthrough_cb, NULL};
  SlLessonParser parser = {.path = path, .places = places, .translate = translate};
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  static const char mark[] = "\xef\xbb\xbf"; /* some editors put it first */
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = g_strdup_printf (_ ("a lesson has at most %d MB of text"),
                                            SL_LESSON_MAX_BYTES / 1024 / 1024);
  if (size >= 3 && memcmp (text, mark, 3) == 0) {
    text += 3;
    size -= 3;
  }
  parser_init (&parser);
  parser.context =
      g_markup_parse_context_new (&markup, G_MARKUP_PREFIX_ERROR_POSITION, &parser, NULL);
  if (size > SL_LESSON_MAX_BYTES)
    note (&parser, 1, 1, limit);
  else if (check_bytes (&parser, text, size) &&
           (!g_markup_parse_context_parse (parser.context, text, (gssize) size, &error) ||
            !g_markup_parse_context_end_parse (parser.context, &error)))
    note_broken (&parser, error);
  close_open (&parser);
  check_whole (&parser);
  g_markup_parse_context_free (parser.context);
  parser_clear (&parser);
  if (parser.mistakes->len > 0)
    g_clear_pointer (&parser.lesson, sl_lesson_unref);
  *mistakes = parser.mistakes;
  return parser.lesson;
}
