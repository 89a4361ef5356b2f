/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/source.h"

G_BEGIN_DECLS

/** SlUnpacker: the bytes of a source, out of their gzip packing when they have one:
 * between SlSource and the archive in SlInput. Checksum and length behind the packed data
 * are compared, which libarchive's own filter for gzip leaves undone.
 * Source: RFC 1952, GZIP file format specification 4.3 (1996). */
typedef struct SlUnpacker SlUnpacker;

/** sl_unpacker_new: @source: (transfer full). */
SlUnpacker *sl_unpacker_new (SlSource *source);

/** sl_unpacker_free: @self: (nullable). */
void sl_unpacker_free (SlUnpacker *self);

/** sl_unpacker_read:
 * @block: (out) (transfer none) the next bytes, until the next call
 * Returns how many, up to SL_INPUT_BLOCK; 0 at the end; −1 on an error, which
 * sl_unpacker_take_error() has: those of sl_source_read(), packed data that ends too
 * early, and data that is not what was packed. */
gssize sl_unpacker_read (SlUnpacker *self, const guint8 **block);

/** sl_unpacker_is_packed: Returns whether what was read so far came out of a packing. */
gboolean sl_unpacker_is_packed (const SlUnpacker *self);

/** sl_unpacker_finish: reads to the end and forgets what it reads. Returns FALSE on an
 * error, as above. */
gboolean sl_unpacker_finish (SlUnpacker *self);

/** sl_unpacker_rewind: the next read begins at the first byte again. */
void sl_unpacker_rewind (SlUnpacker *self);

/** sl_unpacker_take_error: moves the error of the last read to @error. Returns whether
 * there was one. */
gboolean sl_unpacker_take_error (SlUnpacker *self, GError **error);

/** sl_unpacker_source: Returns (transfer none) where the bytes come from. */
const SlSource *sl_unpacker_source (const SlUnpacker *self);

G_END_DECLS
