/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array.h"

#include "core/base/number.h"
#include "core/data/dataset.h"
#include "core/data/item-type.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum {
  BLOCK = 1 << 16, /* bytes that are converted at once */
  FIRST_ROOM = 1 << 20,
  MAX_TEXT = 1 << 12 /* bytes */
};

static const size_t target_sizes[] = {
    [SL_ITEM_BYTE] = sizeof (guint8),
    [SL_ITEM_FLOAT] = sizeof (float),
    [SL_ITEM_DOUBLE] = sizeof (double),
    [SL_ITEM_TEXT] = sizeof (char *),
};

/* Fills @n with the number of items. */
static gboolean
count_items (const SlArrayHeader *header, SlInput *input, gint64 *n, GError **error)
{
  g_autofree char *most = NULL;

  *n = 1;
  for (int i = 0; i < header->n_dimensions; i++)
    if (header->shape[i] == 0)
      *n = 0;
  for (int i = 0; i<header->n_dimensions && * n> 0; i++) {
    if (header->shape[i] > SL_DATASET_MAX_VALUES / *n) {
      most = sl_number_count (SL_DATASET_MAX_VALUES);
      return sl_input_fail (input, error,
                            _ ("an array in it is said to have more than the %s numbers "
                               "that a data set can have; take fewer rows"),
                            most);
    }
    *n *= header->shape[i];
  }
  return *n > 0 || sl_input_fail (input, error, _ ("an array in it has no numbers"));
}

/* Reverses the bytes of each of @n items. */
static void
swap_items (size_t n, int size, guint8 *items)
{
  for (size_t i = 0; i < n; i++)
    for (int a = 0, b = size - 1; a < b; a++, b--) {
      guint8 *item = items + i * (size_t) size, byte = item[a];

      item[a] = item[b];
      item[b] = byte;
    }
}

static gboolean
convert_block (const SlArrayHeader *header,
               SlInput *input,
               size_t n,
               guint8 *items,
               void *to,
               GError **error)
{
  if (header->type->target != SL_ITEM_TEXT) {
    if (header->big_endian != (G_BYTE_ORDER == G_BIG_ENDIAN))
      swap_items (n, header->size, items);
    header->type->convert (n, items, to);
    return TRUE;
  }
  for (size_t i = 0; i < n; i++) {
    char *text = sl_item_text (header->type, items + i * (size_t) header->size,
                               header->size, header->big_endian);

    if (text == NULL)
      return sl_input_fail (input, error, _ ("a text in it is not Unicode"));
    ((char **) to)[i] = text;
  }
  return TRUE;
}

/* The list of self that items become; it grows as they come in. A text list is always
 * NULL-terminated, so that it can be freed at any time. */
static gboolean
read_items (SlArray *self, SlInput *input, const SlArrayHeader *header, GError **error)
{
  SlItemTarget target = header->type->target;
  void **lists[] = {[SL_ITEM_BYTE] = (void **) &self->bytes,
                    [SL_ITEM_FLOAT] = (void **) &self->floats,
                    [SL_ITEM_DOUBLE] = (void **) &self->doubles,
                    [SL_ITEM_TEXT] = (void **) &self->texts};
  size_t n = (size_t) self->n, size = (size_t) header->size, room = 0,
         step = MAX (BLOCK / size, 1), wide = target_sizes[target];
  g_autofree guint8 *block = g_malloc (step * size);

  for (size_t done = 0; done < n; done += step) {
    size_t now = MIN (step, n - done);

    if (done + now > room) {
      room = MIN (n, MAX (FIRST_ROOM, 2 * room));
      void *list = g_try_realloc_n (*lists[target], room + 1, wide);

      if (list == NULL)
        return sl_input_fail (input, error, _ ("there is not enough memory for it"));
      *lists[target] = list;
      memset ((char *) list + done * wide, 0,
              target == SL_ITEM_TEXT ? (room + 1 - done) * wide : 0);
    }
    if (!sl_input_read_exactly (input, block, now * size, error) ||
        !convert_block (header, input, now, block, (char *) *lists[target] + done * wide,
                        error))
      return FALSE;
  }
  return TRUE;
}

/* Copies items so that the last index runs fastest, not the first. */
static void *
reorder (const SlArray *self, const void *list, size_t wide)
{
  size_t strides[SL_ARRAY_MAX_DIMENSIONS], at[SL_ARRAY_MAX_DIMENSIONS] = {0}, from = 0,
                                           n = (size_t) self->n;
  int last = self->n_dimensions - 1;
  char *to = g_try_malloc_n (n, wide);

  strides[0] = 1;
  for (int k = 1; k <= last; k++)
    strides[k] = strides[k - 1] * (size_t) self->shape[k - 1];
  for (size_t i = 0; to != NULL && i < n; i++) {
    memcpy (to + i * wide, (const char *) list + from * wide, wide);
    for (int k = last; k >= 0; k--) {
      from += strides[k];
      if (++at[k] < (size_t) self->shape[k])
        break;
      from -= strides[k] * (size_t) self->shape[k];
      at[k] = 0;
    }
  }
  return to;
}

static gboolean
bring_into_order (SlArray *self, SlInput *input, GError **error)
{
  void **lists[] = {(void **) &self->bytes, (void **) &self->floats,
                    (void **) &self->doubles};
  size_t wide[] = {sizeof (guint8), sizeof (float), sizeof (double)};

  for (size_t i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (*lists[i] == NULL)
      continue;
    void *ordered = reorder (self, *lists[i], wide[i]);

    if (ordered == NULL)
      return sl_input_fail (input, error, _ ("there is not enough memory for it"));
    g_free (*lists[i]);
    *lists[i] = ordered;
  }
  return TRUE;
}

gboolean
sl_array_read (SlArray *self, SlInput *input, const SlArrayHeader *header, GError **error)
{
  g_return_val_if_fail (self != NULL && input != NULL && header != NULL, FALSE);

  sl_array_clear (self);
  self->n_dimensions = header->n_dimensions;
  memcpy (self->shape, header->shape, sizeof self->shape);
  if (header->size > MAX_TEXT)
    return sl_input_fail (input, error, _ ("the texts in it are longer than %d bytes"),
                          MAX_TEXT);
  if (!count_items (header, input, &self->n, error) ||
      !read_items (self, input, header, error))
    return FALSE;
  return !header->fortran || header->n_dimensions < 2 ||
         bring_into_order (self, input, error);
}

gboolean
sl_array_exists (const SlArray *self)
{
  return self->bytes != NULL || self->floats != NULL || self->doubles != NULL ||
         self->texts != NULL;
}

double
sl_array_value (const SlArray *self, gint64 i)
{
  return self->bytes != NULL     ? (double) self->bytes[i]
         : self->floats != NULL  ? (double) self->floats[i]
         : self->doubles != NULL ? self->doubles[i]
                                 : NAN;
}

void
sl_array_clear (SlArray *self)
{
  g_free (self->bytes);
  g_free (self->floats);
  g_free (self->doubles);
  g_strfreev (self->texts);
  *self = (SlArray){0};
}
