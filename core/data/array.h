/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"

G_BEGIN_DECLS

enum { SL_ARRAY_MAX_DIMENSIONS = 4 };

/** SlItemType: how files store one number: one line of the table in item-type.c. */
typedef struct SlItemType SlItemType;

/** SlArrayHeader: what a file says of the block of numbers that follows. */
typedef struct
{
  const SlItemType *type; /* Borrowed */
  int size;               /* bytes of an item */
  gboolean big_endian;
  gboolean fortran; /* the first index runs fastest, not the last */
  int n_dimensions;
  gint64 shape[SL_ARRAY_MAX_DIMENSIONS];
} SlArrayHeader;

/** SlArray: numbers, or short texts, with a shape; the last index runs fastest. Exactly
 * one of the lists is there, and none for an array that was not read. */
typedef struct
{
  int n_dimensions;
  gint64 shape[SL_ARRAY_MAX_DIMENSIONS];
  gint64 n;        /* items */
  guint8 *bytes;   /* Owned (n) bytes and truth values as they are */
  float *floats;   /* Owned (n) numbers that a float holds exactly */
  double *doubles; /* Owned (n) other numbers; beyond 2⁵³ whole ones lose their end */
  char **texts;    /* Owned (n + 1) UTF-8, NULL-terminated */
} SlArray;

/** sl_item_type_find:
 * @kind: as NumPy names it: b i u f S U; @size: of an item in bytes
 * Returns (transfer none) the type, or NULL when arrays of it cannot be read. */
const SlItemType *sl_item_type_find (char kind, int size);

/** sl_array_read:
 * Reads the items that @header promises, converts and brings them into order. Memory
 * grows with what is really there. Errors: SL_ERROR_DATA for more items than a data set
 * can have, an early end, what @input finds. O(n). */
gboolean sl_array_read (SlArray *self,
                        SlInput *input,
                        const SlArrayHeader *header,
                        GError **error);

/** sl_array_exists: Returns whether it was read. */
gboolean sl_array_exists (const SlArray *self);

/** sl_array_value: Returns number @i; NaN for texts. */
double sl_array_value (const SlArray *self, gint64 i);

/** sl_array_clear: frees the lists. */
void sl_array_clear (SlArray *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlArray, sl_array_clear)

G_END_DECLS
