/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/expression-private.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/quote.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper or longer ones are no sentence that anybody reads. */
enum { MAX_DEPTH = 40, MAX_LENGTH = 2000 };

typedef struct
{
  const char *at, *end;
  int line, column;
  int depth;
  const char *const *runs;
  GError **error;
} Reader;

static SlLessonNode *
node_new (SlLessonNodeKind kind)
{
  SlLessonNode *node = g_new0 (SlLessonNode, 1);
  node->kind = kind;
  return node;
}

/* ---- reading ---- */

static void
advance (Reader *reader)
{
  if (*reader->at == '\n') {
    reader->line++;
    reader->column = 1;
  } else {
    reader->column++;
  }
  reader->at = g_utf8_next_char (reader->at);
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (*reader->at))
    advance (reader);
}

static SlLessonNode *refuse (Reader *reader, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

static SlLessonNode *
refuse (Reader *reader, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (reader->error != NULL && *reader->error == NULL)
    g_set_error (reader->error, SL_ERROR, SL_ERROR_ARGUMENT, "%d:%d: %s", reader->line,
                 reader->column, sentence);
  return NULL;
}

/* Takes @token if it comes next; one of letters must end there. */
static gboolean
take (Reader *reader, const char *token)
{
  size_t length = strlen (token);
  skip_blanks (reader);
  if ((size_t) (reader->end - reader->at) < length ||
      strncmp (reader->at, token, length) != 0)
    return FALSE;
  if (g_ascii_isalpha (*token) && reader->at + length < reader->end &&
      (g_ascii_isalnum (reader->at[length]) || reader->at[length] == '_'))
    return FALSE;
  for (const char *to = reader->at + length; reader->at < to;)
    advance (reader);
  return TRUE;
}

static size_t
name_length (Reader *reader)
{
  size_t n = 0;
  skip_blanks (reader);
  if (reader->at < reader->end && g_ascii_isalpha (*reader->at))
    while (reader->at + n < reader->end &&
           (g_ascii_isalnum (reader->at[n]) || reader->at[n] == '_'))
      n++;
  return n;
}

static char *
take_name (Reader *reader)
{
  size_t n = name_length (reader);
  char *name = n > 0 ? g_strndup (reader->at, n) : NULL;
  for (size_t i = 0; i < n; i++)
    advance (reader);
  return name;
}

static SlLessonNode *read_or (Reader *reader);

/* What stands at the place of a mistake, for its sentence. */
static char *
here (Reader *reader)
{
  skip_blanks (reader);
  g_autofree char *rest = g_strndup (reader->at, reader->end - reader->at);
  g_strdelimit (rest, "\n\r\t", ' ');
  return sl_quote (rest);
}

static SlLessonNode *
read_number (Reader *reader)
{
  const char *from = reader->at;
  g_autofree char *text = NULL;
  SlLessonNode *node = node_new (NODE_NUMBER);
  while (reader->at < reader->end &&
         (g_ascii_isdigit (*reader->at) || *reader->at == '.' ||
          ((*reader->at == 'e' || *reader->at == 'E') && reader->at > from) ||
          ((*reader->at == '-' || *reader->at == '+') && reader->at > from &&
           (reader->at[-1] == 'e' || reader->at[-1] == 'E'))))
    advance (reader);
  text = g_strndup (from, reader->at - from);
  if (sl_number_parse (text, &node->number))
    return node;
  sl_lesson_node_free (node);
  return refuse (reader, _ ("'%s' is not a number"), text);
}

static gboolean
is_run (const Reader *reader, const char *name)
{
  return g_str_equal (name, "now") ||
         (reader->runs != NULL && g_strv_contains (reader->runs, name));
}

static gboolean
read_argument (Reader *reader, SlLessonNode *node, const char *name, char letter)
{
  g_autofree char *word = NULL;
  if (letter == 'n' || letter == 'N') {
    node->of[node->n] = read_or (reader);
    return node->of[node->n++] != NULL;
  }
  word = take_name (reader);
  if (word == NULL)
    return refuse (reader, _ ("%s: a name belongs here"), name) != NULL;
  if (letter == 'r' && !is_run (reader, word))
    return refuse (reader, _ ("%s: there is no run called '%s'"), name, word) != NULL;
  if (letter == 'r') {
    node->run = g_steal_pointer (&word);
    return TRUE;
  }
  g_strdelimit (word, "_", '-');
  node->words[node->n++] = g_steal_pointer (&word);
  return TRUE;
}

static SlLessonNode *
read_measure (Reader *reader, const SlLessonMeasure *measure)
{
  g_autoptr (SlLessonNode) node = node_new (NODE_MEASURE);
  node->measure = measure;
  if (strchr (measure->arguments, 'r') == NULL)
    node->run = g_strdup ("now");
  for (const char *letter = measure->arguments; *letter; letter++) {
    if (letter > measure->arguments && !take (reader, ",")) {
      if (*letter == 'N')
        break;
      return refuse (reader, _ ("%s: an argument is missing"), measure->id);
    }
    if (!read_argument (reader, node, measure->id, *letter))
      return NULL;
  }
  if (!take (reader, ")"))
    return refuse (reader, _ ("%s: ')' is missing, or there are too many arguments"),
                   measure->id);
  return g_steal_pointer (&node);
}

static SlLessonNode *
read_plain (Reader *reader, const SlLessonPlain *plain)
{
  g_autoptr (SlLessonNode) node = node_new (NODE_PLAIN);
  node->plain = plain->value;
  do {
    if (node->n == plain->max)
      return refuse (reader, _ ("%s: there are too many arguments"), plain->id);
    if (!read_argument (reader, node, plain->id, 'n'))
      return NULL;
  } while (take (reader, ","));
  if (node->n < plain->min)
    return refuse (reader, _ ("%s: an argument is missing"), plain->id);
  if (!take (reader, ")"))
    return refuse (reader, _ ("%s: ')' is missing"), plain->id);
  return g_steal_pointer (&node);
}

static SlLessonNode *
read_call (Reader *reader)
{
  size_t n = name_length (reader);
  const SlLessonMeasure *measure = sl_lesson_measure_find (reader->at, n);
  g_autofree char *shown = g_strndup (reader->at, n);
  g_autofree char *quoted = sl_quote (shown);
  const SlLessonPlain *plain = sl_lesson_plain_find (shown);
  if (measure == NULL && plain == NULL)
    return refuse (reader, _ ("There is no function called '%s'"), quoted);
  g_free (take_name (reader));
  if (!take (reader, "("))
    return refuse (reader, _ ("'(' belongs behind '%s'"), quoted);
  return measure != NULL ? read_measure (reader, measure) : read_plain (reader, plain);
}

static SlLessonNode *
read_primary (Reader *reader)
{
  if (take (reader, "(")) {
    g_autoptr (SlLessonNode) inner = read_or (reader);
    if (inner == NULL)
      return NULL;
    if (!take (reader, ")"))
      return refuse (reader, _ ("')' is missing"));
    return g_steal_pointer (&inner);
  }
  skip_blanks (reader);
  if (reader->at < reader->end && (g_ascii_isdigit (*reader->at) || *reader->at == '.'))
    return read_number (reader);
  if (name_length (reader) > 0)
    return read_call (reader);
  g_autofree char *rest = here (reader);
  return refuse (reader,
                 *rest == '\0' ? _ ("The expression ends too early")
                               : _ ("'%s' is not a number and not a function"),
                 rest);
}

static SlLessonNode *
read_unary (Reader *reader)
{
  SlLessonNodeKind kind = take (reader, "-") || take (reader, "−") ? NODE_NEGATE
                          : take (reader, "not")                   ? NODE_NOT
                                                                   : NODE_NUMBER;
  SlLessonNode *node = NULL;
  if (++reader->depth > MAX_DEPTH)
    return refuse (reader, _ ("The expression is nested more than %d deep"), MAX_DEPTH);
  if (kind == NODE_NUMBER) {
    node = read_primary (reader);
  } else {
    SlLessonNode *inner = read_unary (reader);
    if (inner != NULL) {
      node = node_new (kind);
      node->of[0] = inner;
    }
  }
  reader->depth--;
  return node;
}

/* Operators from the strongest to the weakest; of two with one beginning the longer first
 */
typedef struct
{
  const char *token;
  SlLessonNodeKind kind;
  gboolean swap, negate; /* a > b is b < a */
} Operator;
enum { N_LEVELS = 5, MAX_OPERATORS = 10 };
static const Operator levels[N_LEVELS][MAX_OPERATORS] = {
    {{"*", NODE_MULTIPLY}, {"/", NODE_DIVIDE}, {"·", NODE_MULTIPLY}},
    {{"+", NODE_ADD}, {"-", NODE_SUBTRACT}, {"−", NODE_SUBTRACT}},
    {{"<=", NODE_LESS_EQUAL},
     {"≤", NODE_LESS_EQUAL},
     {">=", NODE_LESS_EQUAL, TRUE},
     {"≥", NODE_LESS_EQUAL, TRUE},
     {"==", NODE_EQUAL},
     {"!=", NODE_UNEQUAL},
     {"≠", NODE_UNEQUAL},
     {"<", NODE_LESS},
     {">", NODE_LESS, TRUE}},
    {{"and", NODE_AND}},
    {{"or", NODE_OR}},
};

static const Operator *
take_operator (Reader *reader, int level)
{
  for (int i = 0; i < MAX_OPERATORS && levels[level][i].token != NULL; i++)
    if (take (reader, levels[level][i].token))
      return &levels[level][i];
  return NULL;
}

static SlLessonNode *
read_level (Reader *reader, int level)
{
  g_autoptr (SlLessonNode) left = NULL;
  const Operator *operator;
  if (level < 0)
    return read_unary (reader);
  left = read_level (reader, level - 1);
  while (left != NULL && (operator= take_operator (reader, level)) != NULL) {
    SlLessonNode *right = read_level (reader, level - 1), *node;
    if (right == NULL)
      return NULL;
    if (level == 2 && take_operator (reader, level) != NULL) {
      sl_lesson_node_free (right);
      return refuse (reader, _ ("Two comparisons in a row: write 'a < b and b < c'"));
    }
    node = node_new (operator->kind);
    node->of[0] = operator->swap ? right : left;
    node->of[1] = operator->swap ? left : right;
    left = node;
  }
  return g_steal_pointer (&left);
}

static SlLessonNode *
read_or (Reader *reader)
{
  return read_level (reader, N_LEVELS - 1);
}

SlLessonExpression *
sl_lesson_expression_new (const char *text,
                          gssize length,
                          const char *const *runs,
                          int line,
                          int column,
                          GError **error)
{
  g_autoptr (GError) mistake = NULL;
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  Reader reader = {text, text + n, line, column, 0, runs, &mistake};
  g_autoptr (SlLessonNode) root = NULL;
  if (n > MAX_LENGTH)
    refuse (&reader, _ ("The expression is longer than %d bytes"), MAX_LENGTH);
  else if (!g_utf8_validate (text, (gssize) n, NULL))
    refuse (&reader, _ ("The expression is no UTF-8 text"));
  else
    root = read_or (&reader);
  skip_blanks (&reader);
  if (root != NULL && reader.at < reader.end) {
    g_autofree char *rest = here (&reader);
    refuse (&reader, _ ("'%s' does not belong here"), rest);
  }
  if (mistake != NULL) {
    g_propagate_error (error, g_steal_pointer (&mistake));
    return NULL;
  }
  SlLessonExpression *expression = g_new (SlLessonExpression, 1);
  expression->root = g_steal_pointer (&root);
  return expression;
}
