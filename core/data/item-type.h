/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/array.h"

G_BEGIN_DECLS

/* What the items become. */
typedef enum { SL_ITEM_BYTE, SL_ITEM_FLOAT, SL_ITEM_DOUBLE, SL_ITEM_TEXT } SlItemTarget;

struct SlItemType
{
  char kind; /* b i u f S U, as NumPy has it */
  int size;  /* bytes of an item; of texts: of one character */
  SlItemTarget target;
  /** convert: @from: (n) items in this machine's byte order; @to: (n) guint8, float or
   * double by target. NULL for texts. */
  void (*convert) (size_t n, const guint8 *from, void *to);
};

/** sl_item_text: @item: (size) one text in the order of @big_endian. Returns (transfer
 * full) it as UTF-8, without the zeros at its end; NULL when it is no Unicode. */
char *
sl_item_text (const SlItemType *type, const guint8 *item, int size, gboolean big_endian);

G_END_DECLS
