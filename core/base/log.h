/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlLog: a list of equal-sized items that one thread appends to while others read what
 * was there when they were handed a view. Nothing is ever moved or changed once appended,
 * so a view costs a reference, however long the list. Of a long list about 2 MB are kept
 * in memory, and the rest in files (spill.h). */
typedef struct SlLog SlLog;

/** SlLogView: the first @n items of a log. Copy it with sl_log_view_ref(). */
typedef struct
{
  SlLog *log; /* Owned */
  size_t n;
} SlLogView;

/** sl_log_new: @item_size: bytes, 1 or more. Returns (transfer full) an empty log. */
SlLog *sl_log_new (size_t item_size);

/** sl_log_new_owning: @clear: called on every item when the log goes, to free what the
 * item owns. Returns (transfer full) an empty log. */
SlLog *sl_log_new_owning (size_t item_size, GDestroyNotify clear);
SlLog *sl_log_ref (SlLog *log);
void sl_log_unref (SlLog *log);

/** sl_log_in_memory: Returns how many bytes of a long list lie in memory, because there
 * is no disk for them. The owner's thread only. */
size_t sl_log_in_memory (const SlLog *log);

/** sl_log_append: @item: (item_size) copied. The owner's thread only. O(1). */
void sl_log_append (SlLog *log, const void *item);

/** sl_log_view: Returns a view of all items appended so far (owner's thread only).
 * Release it with sl_log_view_clear(), on any thread. */
SlLogView sl_log_view (SlLog *log);
SlLogView sl_log_view_ref (const SlLogView *view);
void sl_log_view_clear (SlLogView *view);

/** sl_log_item: @i: below @view->n. Returns (transfer none) item @i. O(1). */
const void *sl_log_item (const SlLogView *view, size_t i);

G_END_DECLS
