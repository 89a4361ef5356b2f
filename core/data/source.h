/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"

G_BEGIN_DECLS

/** SlSource: the bytes of a file, or of memory, as they lie there: beneath SlInput, which
 * unpacks them. Tells the watch how far it is and stops when that wants it. */
typedef struct SlSource SlSource;

/** sl_source_open, sl_source_new_for_bytes: see sl_input_open(). */
SlSource *sl_source_open (const char *path, const SlInputWatch *watch, GError **error);
SlSource *sl_source_new_for_bytes (GBytes *bytes,
                                   const char *name,
                                   const SlInputWatch *watch,
                                   GError **error);

/** sl_source_free: @self: (nullable). */
void sl_source_free (SlSource *self);

/** sl_source_read:
 * @block: (out) (transfer none) the next bytes, until the next call
 * Returns how many, up to SL_INPUT_BLOCK; 0 at the end; −1 on an error, which
 * sl_source_take_error() has. A file that has become shorter than it was is one. */
gssize sl_source_read (SlSource *self, const guint8 **block);

/** sl_source_rewind: the next read begins at the first byte again. */
void sl_source_rewind (SlSource *self);

/** sl_source_take_error: moves the error of the last read to @error. Returns whether
 * there was one. */
gboolean sl_source_take_error (SlSource *self, GError **error);

const char *sl_source_path (const SlSource *self); /* (nullable) */
const char *sl_source_name (const SlSource *self); /* valid UTF-8 */
const SlInputWatch *sl_source_watch (const SlSource *self);

G_END_DECLS
