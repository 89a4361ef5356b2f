/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/npy-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char MAGIC[] = "\x93NUMPY";
enum { MAGIC_SIZE = 6, MAX_HEADER = 1 << 16 };

gboolean
sl_npy_is_header (const guint8 *bytes, size_t n)
{
  return n >= MAGIC_SIZE && memcmp (bytes, MAGIC, MAGIC_SIZE) == 0;
}

static void
skip_blanks (const char **at)
{
  while (g_ascii_isspace (**at))
    (*at)++;
}

/* Whether the next thing is @word; goes behind it. */
static gboolean
take (const char **at, const char *word)
{
  size_t n = strlen (word);

  skip_blanks (at);
  if (strncmp (*at, word, n) != 0)
    return FALSE;
  *at += n;
  return TRUE;
}

/* A text in either kind of quotes, without escapes, to @text (32). */
static gboolean
take_text (const char **at, char *text)
{
  skip_blanks (at);
  char quote = **at;
  const char *end = quote == '\'' || quote == '"' ? strchr (*at + 1, quote) : NULL;

  if (end == NULL || end - *at > 31)
    return FALSE;
  memcpy (text, *at + 1, (size_t) (end - *at - 1));
  text[end - *at - 1] = '\0';
  *at = end + 1;
  return TRUE;
}

static gboolean
take_shape (const char **at, SlArrayHeader *header)
{
  header->n_dimensions = 0;
  if (!take (at, "("))
    return FALSE;
  while (!take (at, ")")) {
    char *end;
    guint64 size = g_ascii_strtoull (*at, &end, 10);

    if (!g_ascii_isdigit (**at) || size > G_MAXINT64 ||
        header->n_dimensions == SL_ARRAY_MAX_DIMENSIONS)
      return FALSE;
    header->shape[header->n_dimensions++] = (gint64) size;
    *at = end;
    take (at, "L"); /* of Python 2 */
    if (!take (at, ",")) {
      if (!take (at, ")"))
        return FALSE;
      break;
    }
  }
  return TRUE;
}

/* Fills type, size and order from "<f4". Returns NULL, or what is wrong. */
static const char *
read_type (const char *text, SlArrayHeader *header)
{
  const char *at = text + (*text != '\0' && strchr ("<>|=", *text) != NULL);
  char *end;
  guint64 size;

  if (*at == 'O')
    return _ ("it holds pickled Python objects, which are never opened because they may "
              "run programs; save it as numbers");
  size = g_ascii_isdigit (at[0] == '\0' ? '\0' : at[1])
             ? g_ascii_strtoull (at + 1, &end, 10)
             : 0;
  if (size == 0 || *end != '\0' || size > 1 << 20)
    return _ ("its numbers are of a kind that cannot be read; save it as float32");
  header->size = (int) size * (*at == 'U' ? 4 : 1);
  header->big_endian = *text == '>' || (*text == '=' && G_BYTE_ORDER == G_BIG_ENDIAN);
  header->type = sl_item_type_find (*at, header->size);
  return header->type != NULL
             ? NULL
             : _ ("its numbers are of a kind that cannot be read; save it as float32");
}

/* Understands the dictionary @text. Returns NULL, or what is wrong. */
static const char *
read_dictionary (const char *text, SlArrayHeader *header)
{
  const char *at = text, *wrong = NULL;
  const char *broken = _ ("its header cannot be understood; save it once more");
  gboolean has_type = FALSE, has_order = FALSE, has_shape = FALSE;
  char key[32], type[32];

  if (!take (&at, "{"))
    return broken;
  while (wrong == NULL && !take (&at, "}")) {
    if (!take_text (&at, key) || !take (&at, ":"))
      return broken;
    if (strcmp (key, "descr") == 0) {
      if (take (&at, "["))
        return _ ("it holds rows with named fields; save it as plain numbers");
      has_type = take_text (&at, type);
      wrong = has_type ? read_type (type, header) : broken;
    } else if (strcmp (key, "fortran_order") == 0) {
      header->fortran = take (&at, "True");
      has_order = header->fortran || take (&at, "False");
      wrong = has_order ? NULL : broken;
    } else if (strcmp (key, "shape") == 0) {
      has_shape = take_shape (&at, header);
      wrong = has_shape ? NULL
                        : _ ("its shape cannot be read; it may have up to 4 dimensions");
    } else
      return broken;
    if (!take (&at, ",") && wrong == NULL && *at != '}')
      return broken;
  }
  return wrong != NULL ? wrong : has_type && has_order && has_shape ? NULL : broken;
}

gboolean
sl_npy_read_header (SlInput *input, SlArrayHeader *header, GError **error)
{
  guint8 start[MAGIC_SIZE + 6];
  g_autofree char *text = NULL;
  const char *wrong;
  size_t length;

  g_return_val_if_fail (input != NULL && header != NULL, FALSE);

  *header = (SlArrayHeader){0};
  if (!sl_input_read_exactly (input, start, MAGIC_SIZE + 2, error))
    return FALSE;
  if (!sl_npy_is_header (start, MAGIC_SIZE) || start[6] < 1 || start[6] > 3)
    return sl_input_fail (input, error, _ ("this is no array of NumPy's"));
  /* Two bytes of length in version 1, four in the later ones. */
  if (!sl_input_read_exactly (input, start + 8, start[6] == 1 ? 2 : 4, error))
    return FALSE;
  length = start[8] + 256u * start[9];
  if (start[6] > 1)
    length += 65536u * start[10] + 16777216u * start[11];
  if (length > MAX_HEADER)
    return sl_input_fail (input, error, _ ("its header is too long; save it once more"));
  text = g_malloc0 (length + 1);
  if (!sl_input_read_exactly (input, text, length, error))
    return FALSE;
  wrong = read_dictionary (text, header);
  return wrong == NULL || sl_input_fail (input, error, "%s", wrong);
}
