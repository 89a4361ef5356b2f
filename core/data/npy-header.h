/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/array.h"

G_BEGIN_DECLS

/** sl_npy_is_header: Returns whether @bytes (n) begin like a file of NumPy's. */
gboolean sl_npy_is_header (const guint8 *bytes, size_t n);

/** sl_npy_read_header:
 * @header: (out) what @input, at its first byte, says of the array that follows
 * Reads the header of a .npy file, versions 1 to 3. Its description is a dictionary in
 * Python; nothing of it is executed: only names, texts, numbers and truth values are
 * understood. Pickled objects, structures, complex numbers and dates are refused with
 * SL_ERROR_DATA.
 * Source: NumPy Enhancement Proposal 1 and numpy.lib.format. */
gboolean sl_npy_read_header (SlInput *input, SlArrayHeader *header, GError **error);

G_END_DECLS
