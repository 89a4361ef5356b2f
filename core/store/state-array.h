/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"
#include "core/store/archive.h"
#include "core/training/state.h"

G_BEGIN_DECLS

/** sl_state_add: adds @part as FOLDER/ID.npy to @archive: its numbers, curves and
 * measures flattened to doubles. A part that is not there is left out. */
void sl_state_add (SlArchiveWriter *archive, const char *folder, const SlStatePart *part);

/** sl_state_read:
 * @input: at its member, a .npy file
 * Fills @part, which the file must fit: the same type and as many numbers; a text may be
 * of any length up to SL_STATE_MAX_TEXT, and a part that is not there yet is made. Curves
 * and measures must make sense by themselves. Errors: SL_ERROR_DATA. */
enum { SL_STATE_MAX_TEXT = 1 << 14 };
gboolean sl_state_read (SlInput *input, const SlStatePart *part, GError **error);

/** sl_state_read_floats: fills @a (n) from the .npy file at @input: float32, finite.
 * Errors: SL_ERROR_DATA. */
gboolean sl_state_read_floats (SlInput *input, float *a, gsize n, GError **error);

G_END_DECLS
