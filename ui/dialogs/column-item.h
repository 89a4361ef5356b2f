/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <glib-object.h>

G_BEGIN_DECLS

/** SlColumnItem: a column of a file in a list of columns to choose from. Properties
 * "name" (for searches) and "wanted". */
#define SL_TYPE_COLUMN_ITEM (sl_column_item_get_type ())
G_DECLARE_FINAL_TYPE (SlColumnItem, sl_column_item, SL, COLUMN_ITEM, GObject)

/** sl_column_item_new: @dataset: with columns; @column: which of them. */
SlColumnItem *sl_column_item_new (SlDataset *dataset, int column);

int sl_column_item_column (SlColumnItem *self);
const SlColumn *sl_column_item_get (SlColumnItem *self);

/** sl_column_item_is_free: Returns whether it can be an input, so that there is something
 * to choose. */
gboolean sl_column_item_is_free (SlColumnItem *self);

/** sl_column_item_is_usual: Returns whether it is one of those that are learnt from when
 * nobody chooses. */
gboolean sl_column_item_is_usual (SlColumnItem *self);

gboolean sl_column_item_wanted (SlColumnItem *self);
void sl_column_item_set_wanted (SlColumnItem *self, gboolean wanted);

G_END_DECLS
