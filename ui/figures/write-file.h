/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_write_file:
 * Writes @length bytes to a new file beside @path, flushes it to the disk and renames it,
 * so that @path is either as it was or complete. Error: SL_ERROR_WRITE, with @path and
 * the reason; nothing is left behind. */
gboolean sl_write_file (const char *path, const char *data, gsize length, GError **error);

G_END_DECLS
