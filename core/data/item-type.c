/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/item-type.h"

#include <math.h>
#include <string.h>

/* Items may lie anywhere in memory, hence memcpy. */
#define SL_CONVERT(name, from_type, to_type)                                             \
  static void name (size_t n, const guint8 *from, void *to)                              \
  {                                                                                      \
    for (size_t i = 0; i < n; i++) {                                                     \
      from_type item;                                                                    \
                                                                                         \
      memcpy (&item, from + i * sizeof item, sizeof item);                               \
      ((to_type *) to)[i] = (to_type) item;                                              \
    }                                                                                    \
  }

SL_CONVERT (convert_uint8, guint8, guint8)
SL_CONVERT (convert_int8, gint8, float)
SL_CONVERT (convert_uint16, guint16, float)
SL_CONVERT (convert_int16, gint16, float)
SL_CONVERT (convert_uint32, guint32, double)
SL_CONVERT (convert_int32, gint32, double)
SL_CONVERT (convert_uint64, guint64, double)
SL_CONVERT (convert_int64, gint64, double)
SL_CONVERT (convert_float, float, float)
SL_CONVERT (convert_double, double, double)

/* A truth value is 0 or 1, whatever byte stands for it. */
static void
convert_bool (size_t n, const guint8 *from, void *to)
{
  for (size_t i = 0; i < n; i++)
    ((guint8 *) to)[i] = from[i] != 0;
}

/* IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
static float
half_value (guint16 half)
{
  int exponent = half >> 10 & 0x1f, fraction = half & 0x3ff;
  float value = exponent == 0x1f ? (fraction != 0 ? NAN : INFINITY)
                : exponent == 0  ? ldexpf ((float) fraction, -24)
                                 : ldexpf ((float) (fraction | 0x400), exponent - 25);

  return half & 0x8000 ? -value : value;
}

static void
convert_half (size_t n, const guint8 *from, void *to)
{
  for (size_t i = 0; i < n; i++) {
    guint16 half;

    memcpy (&half, from + i * sizeof half, sizeof half);
    ((float *) to)[i] = half_value (half);
  }
}

static const SlItemType types[] = {
    {'b', 1, SL_ITEM_BYTE, convert_bool},    {'u', 1, SL_ITEM_BYTE, convert_uint8},
    {'i', 1, SL_ITEM_FLOAT, convert_int8},   {'u', 2, SL_ITEM_FLOAT, convert_uint16},
    {'i', 2, SL_ITEM_FLOAT, convert_int16},  {'u', 4, SL_ITEM_DOUBLE, convert_uint32},
    {'i', 4, SL_ITEM_DOUBLE, convert_int32}, {'u', 8, SL_ITEM_DOUBLE, convert_uint64},
    {'i', 8, SL_ITEM_DOUBLE, convert_int64}, {'f', 2, SL_ITEM_FLOAT, convert_half},
    {'f', 4, SL_ITEM_FLOAT, convert_float},  {'f', 8, SL_ITEM_DOUBLE, convert_double},
    {.kind = 'S', 1, SL_ITEM_TEXT},          {'U', 4, SL_ITEM_TEXT},
};

const SlItemType *
sl_item_type_find (char kind, int size)
{
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++) {
    const SlItemType *type = &types[i];

    if (type->kind == kind &&
        (type->target == SL_ITEM_TEXT ? size > 0 && size % type->size == 0
                                      : size == type->size))
      return type;
  }
  return NULL;
}

char *
sl_item_text (const SlItemType *type, const guint8 *item, int size, gboolean big_endian)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < size; i += type->size) {
    gunichar c = item[i];

    if (type->size == 4) {
      guint32 four;

      memcpy (&four, item + i, sizeof four);
      c = big_endian ? GUINT32_FROM_BE (four) : GUINT32_FROM_LE (four);
    }
    if (c == 0)
      break;
    if (!g_unichar_validate (c)) {
      g_string_free (text, TRUE);
      return NULL;
    }
    if (type->size == 4)
      g_string_append_unichar (text, c);
    else
      g_string_append_c (text, (char) c);
  }
  if (g_utf8_validate (text->str, (gssize) text->len, NULL))
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}
