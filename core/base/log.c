/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/log.h"

#include "core/base/spill.h"

#include <string.h>

/* Block k holds FIRST_BLOCK · 2ᵏ items, so that a directory of fixed size is enough for
 * any list. Items and directory entries are written once and never moved: a reader of an
 * older view touches only memory that was complete when it was handed the view. */
#define FIRST_BLOCK_BITS 6
#define FIRST_BLOCK      ((size_t) 1 << FIRST_BLOCK_BITS)
#define N_BLOCKS         40

/* Blocks from this size on need not lie in memory: the history of a run that goes on for
 * hours is read rarely, and never needed whole. */
#define LARGE_BLOCK ((size_t) 1 << 20)

struct SlLog
{
  gint refs; /* atomic */
  size_t item_size;
  GDestroyNotify clear;      /* nullable */
  guint8 *blocks[N_BLOCKS];  /* Owned, unless it is in a spill */
  SlSpill *spills[N_BLOCKS]; /* Owned, nullable: where the large blocks are */
  size_t n;                  /* of the owner's thread only; readers have their view's */
};

/* Block and offset of item @i. */
static void
locate (size_t i, int *block, size_t *offset)
{
  size_t shifted = i + FIRST_BLOCK;
  int top = (int) g_bit_storage (shifted) - 1;

  *block = top - FIRST_BLOCK_BITS;
  *offset = shifted - ((size_t) 1 << top);
}

static guint8 *
item_at (const SlLog *log, size_t i)
{
  int block;
  size_t offset;

  locate (i, &block, &offset);
  return log->blocks[block] + offset * log->item_size;
}

SlLog *
sl_log_new (size_t item_size)
{
  SlLog *log;

  g_return_val_if_fail (item_size > 0, NULL);

  log = g_new0 (SlLog, 1);
  log->refs = 1;
  log->item_size = item_size;
  return log;
}

SlLog *
sl_log_new_owning (size_t item_size, GDestroyNotify clear)
{
  SlLog *log = sl_log_new (item_size);

  g_return_val_if_fail (log != NULL, NULL);

  log->clear = clear;
  return log;
}

/* References are counted by g_atomic_int, which is compiled into this file: inside GLib,
 * as g_atomic_ref_count_dec() is, ThreadSanitizer would not see the ordering it gives. */
SlLog *
sl_log_ref (SlLog *log)
{
  g_return_val_if_fail (log != NULL, NULL);

  g_atomic_int_inc (&log->refs);
  return log;
}

void
sl_log_unref (SlLog *log)
{
  g_return_if_fail (log != NULL);

  if (!g_atomic_int_dec_and_test (&log->refs))
    return;
  for (size_t i = 0; log->clear != NULL && i < log->n; i++)
    log->clear (item_at (log, i));
  for (int k = 0; k < N_BLOCKS; k++) {
    if (log->spills[k] == NULL)
      g_free (log->blocks[k]);
    g_clear_pointer (&log->spills[k], sl_spill_free);
  }
  g_free (log);
}

static void
add_block (SlLog *log, int block)
{
  size_t n = FIRST_BLOCK << block;

  if (n >= LARGE_BLOCK / log->item_size) {
    log->spills[block] = sl_spill_new (n * log->item_size);
    log->blocks[block] = sl_spill_data (log->spills[block]);
  } else {
    log->blocks[block] = g_malloc_n (n, log->item_size);
  }
}

size_t
sl_log_in_memory (const SlLog *log)
{
  size_t bytes = 0;

  g_return_val_if_fail (log != NULL, 0);

  for (int k = 0; k < N_BLOCKS; k++)
    bytes += log->spills[k] != NULL ? sl_spill_in_memory (log->spills[k]) : 0;
  return bytes;
}

void
sl_log_append (SlLog *log, const void *item)
{
  int block;
  size_t offset;

  g_return_if_fail (log != NULL);
  g_return_if_fail (item != NULL);

  locate (log->n, &block, &offset);
  g_assert (block < N_BLOCKS);
  if (offset == 0)
    add_block (log, block);
  if (log->spills[block] != NULL)
    sl_spill_reserve (log->spills[block], (offset + 1) * log->item_size);
  memcpy (log->blocks[block] + offset * log->item_size, item, log->item_size);
  log->n++;
}

SlLogView
sl_log_view (SlLog *log)
{
  SlLogView view = {NULL, 0};

  g_return_val_if_fail (log != NULL, view);

  view.log = sl_log_ref (log);
  view.n = log->n;
  return view;
}

SlLogView
sl_log_view_ref (const SlLogView *view)
{
  SlLogView copy = *view;

  if (copy.log != NULL)
    sl_log_ref (copy.log);
  return copy;
}

void
sl_log_view_clear (SlLogView *view)
{
  g_clear_pointer (&view->log, sl_log_unref);
  view->n = 0;
}

const void *
sl_log_item (const SlLogView *view, size_t i)
{
  g_return_val_if_fail (i < view->n, NULL);

  return item_at (view->log, i);
}
