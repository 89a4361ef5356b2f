/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlSpill: a large piece of memory that is written once, from its beginning to its end,
 * and whose contents lie in a file without a name instead of in memory: the system keeps
 * of it what is read, and can drop the rest. Where no such file can be, or it
 * would take the last GB of the disk, it is memory like any other. */
typedef struct SlSpill SlSpill;

/** sl_spill_new: @size: bytes, 1 or more, of addresses; the disk is asked for as they are
 * reserved. Returns (transfer full). */
SlSpill *sl_spill_new (size_t size);
void sl_spill_free (SlSpill *spill);

/** sl_spill_data: Returns (transfer none) (size) the memory; it never moves. */
guint8 *sl_spill_data (const SlSpill *spill);

/** sl_spill_reserve: the first @end bytes may now be written, and what lies long before
 * them need not stay in memory. The writer's thread; others may read what was written
 * before. */
void sl_spill_reserve (SlSpill *spill, size_t end);

/** sl_spill_on_disk: Returns how many of the bytes reserved so far lie in the file. */
size_t sl_spill_on_disk (const SlSpill *spill);

/** sl_spill_in_memory: Returns how many do not. */
size_t sl_spill_in_memory (const SlSpill *spill);

G_END_DECLS
