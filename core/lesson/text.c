/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/text.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { DIGITS = 3 };

/* A piece of plain text, or a place for a number. */
typedef struct
{
  char *literal;                  /* Owned, nullable */
  SlLessonExpression *expression; /* Owned, nullable */
  char format;                    /* '%', 'n', or 0 */
  int digits;
} Piece;

struct SlLessonText
{
  char *raw;
  gboolean is_formula;
  GArray *pieces; /* of Piece */
};

static void
piece_clear (Piece *piece)
{
  g_free (piece->literal);
  sl_lesson_expression_free (piece->expression);
}

static GArray *
new_pieces (void)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (pieces, (GDestroyNotify) piece_clear);
  return pieces;
}

static void
add_literal (SlLessonText *text, GString *literal)
{
  Piece piece = {.literal = g_strdup (literal->str)};
  if (literal->len > 0)
    g_array_append_val (text->pieces, piece);
  else
    g_free (piece.literal);
  g_string_truncate (literal, 0);
}

static gboolean
refuse (GError **error, int line, int column, const char *sentence)
{
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, "%d:%d: %s", line, column, sentence);
  return FALSE;
}

/* @from, @length: what stands between the braces. */
static gboolean
add_number (SlLessonText *text,
            const char *from,
            gsize length,
            const char *const *runs,
            int line,
            int column,
            GError **error)
{
  const char *bar = memchr (from, '|', length);
  Piece piece = {.digits = DIGITS};
  gsize n = bar != NULL ? (gsize) (bar - from) : length;
  if (bar != NULL) {
    gsize left = length - n - 1;
    if (left == 1 && (bar[1] == '%' || bar[1] == 'n'))
      piece.format = bar[1];
    else if (left == 1 && bar[1] >= '1' && bar[1] <= '9')
      piece.digits = bar[1] - '0';
    else
      return refuse (error, line, column,
                     _ ("Behind the bar belongs %, n or one digit from 1 to 9"));
  }
  piece.expression =
      sl_lesson_expression_new (from, (gssize) n, runs, line, column, error);
  if (piece.expression == NULL)
    return FALSE;
  g_array_append_val (text->pieces, piece);
  return TRUE;
}

static gboolean
read_pieces (SlLessonText *text,
             const char *at,
             const char *const *runs,
             int line,
             int column,
             GError **error)
{
  g_autoptr (GString) literal = g_string_new (NULL);
  while (*at) {
    if (*at == '{' && at[1] != '{') {
      gsize n = strcspn (at, "}");
      if (at[n] == '\0')
        return refuse (error, line, column,
                       _ ("A '{' has no '}'; a brace itself is written '{{'"));
      add_literal (text, literal);
      if (!add_number (text, at + 1, n - 1, runs, line, column + 1, error))
        return FALSE;
      for (const char *end = at + n + 1; at < end; at = g_utf8_next_char (at)) {
        line += *at == '\n';
        column = *at == '\n' ? 1 : column + 1;
      }
      continue;
    }
    if (*at == '{') {
      at++;
      column++;
    }
    g_string_append_len (literal, at, g_utf8_next_char (at) - at);
    line += *at == '\n';
    column = *at == '\n' ? 1 : column + 1;
    at = g_utf8_next_char (at);
  }
  add_literal (text, literal);
  return TRUE;
}

SlLessonText *
sl_lesson_text_new (const char *text,
                    const char *const *runs,
                    int line,
                    int column,
                    GError **error)
{
  g_autoptr (SlLessonText) self = g_new0 (SlLessonText, 1);
  self->raw = g_strdup (text);
  self->pieces = new_pieces ();
  if (!read_pieces (self, text, runs, line, column, error))
    return NULL;
  return g_steal_pointer (&self);
}

SlLessonText *
sl_lesson_text_new_formula (const char *formula)
{
  SlLessonText *self = g_new0 (SlLessonText, 1);
  Piece piece = {.literal = g_strdup (formula)};
  self->raw = g_strdup (formula);
  self->is_formula = TRUE;
  self->pieces = new_pieces ();
  g_array_append_val (self->pieces, piece);
  return self;
}

void
sl_lesson_text_free (SlLessonText *text)
{
  if (text == NULL)
    return;
  g_free (text->raw);
  g_array_unref (text->pieces);
  g_free (text);
}

/* Returns (transfer full) @number with a minus sign in place of a hyphen. */
static char *
with_minus (const char *number)
{
  return *number == '-' ? g_strconcat ("−", number + 1, NULL) : g_strdup (number);
}

static char *
format_value (const Piece *piece, double value)
{
  g_autofree char *plain = NULL, *number = NULL;
  if (isnan (value))
    return g_strdup ("…");
  if (piece->format == 'n' && fabs (value) < 1e15)
    plain = sl_number_count ((gint64) round (value));
  else
    plain = sl_number_text (piece->format == '%' ? 100 * value : value, piece->digits);
  number = with_minus (plain);
  if (piece->format != '%')
    return g_steal_pointer (&number);
  /* A no-break space, so that the sign stays with its number. */
  return g_strconcat (number, "\u00a0%", NULL);
}

char *
sl_lesson_text_collapse (const char *text)
{
  GString *result = g_string_new (NULL);
  for (; *text; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (result, *text);
    else if (result->len > 0 && result->str[result->len - 1] != ' ')
      g_string_append_c (result, ' ');
  if (result->len > 0 && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

char *
sl_lesson_text_fill (const SlLessonText *text, SlLessonNumbers *numbers)
{
  g_autoptr (GString) result = g_string_new (NULL);
  for (guint i = 0; i < text->pieces->len; i++) {
    const Piece *piece = &g_array_index (text->pieces, Piece, i);
    g_autofree char *number = NULL;
    if (piece->literal == NULL)
      number = format_value (
          piece, numbers != NULL ? sl_lesson_expression_value (piece->expression, numbers)
                                 : NAN);
    g_string_append (result, piece->literal != NULL ? piece->literal : number);
  }
  return sl_lesson_text_collapse (result->str);
}

gboolean
sl_lesson_text_is_formula (const SlLessonText *text)
{
  return text->is_formula;
}

const char *
sl_lesson_text_raw (const SlLessonText *text)
{
  return text->raw;
}

void
sl_lesson_text_ask (const SlLessonText *text, SlLessonAsk ask, gpointer data)
{
  for (guint i = 0; i < text->pieces->len; i++) {
    const Piece *piece = &g_array_index (text->pieces, Piece, i);
    if (piece->expression != NULL)
      sl_lesson_expression_ask (piece->expression, ask, data);
  }
}
