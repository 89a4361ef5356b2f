/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlFileWriter: a file that is written beside its name, and takes the name when it is
 * complete, so that a kill at any moment leaves the old file or the new one. One thread
 * at a time. */
typedef struct SlFileWriter SlFileWriter;

/** sl_file_writer_new: @path: of the file. Error: SL_ERROR_WRITE, with @path and the
 * reason. Returns (transfer full) or NULL. */
SlFileWriter *sl_file_writer_new (const char *path, GError **error);

/** sl_file_writer_free: removes what was written when it was not finished. */
void sl_file_writer_free (SlFileWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFileWriter, sl_file_writer_free)

/** sl_file_writer_write: appends @length bytes. Returns FALSE when that failed;
 * sl_file_writer_finish() says why. */
gboolean sl_file_writer_write (SlFileWriter *writer, const void *data, gsize length);

/** sl_file_writer_is_whole: Returns whether all that was given could be written so far.
 */
gboolean sl_file_writer_is_whole (const SlFileWriter *writer);

/** sl_file_writer_flush: all that was given is on the disk, still beside its name;
 * nothing more can be written. Error: SL_ERROR_WRITE, the first that happened. */
gboolean sl_file_writer_flush (SlFileWriter *writer, GError **error);

/** sl_file_writer_finish: flushes the file to the disk and gives it its name. Error:
 * SL_ERROR_WRITE, the first that happened; the old file is as it was. */
gboolean sl_file_writer_finish (SlFileWriter *writer, GError **error);

/** SlFileSet: files that appear together: all of them are on the disk before the first
 * takes its name, so that a full disk or a cancelled work leaves nothing. One thread at a
 * time. */
typedef struct SlFileSet SlFileSet;

/** sl_file_set_new: Returns (transfer full) one without files. */
SlFileSet *sl_file_set_new (void);

/** sl_file_set_free: removes what was written when it was not finished. */
void sl_file_set_free (SlFileSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFileSet, sl_file_set_free)

/** sl_file_set_add: writes @length bytes beside @path. Error: SL_ERROR_WRITE. */
gboolean sl_file_set_add (SlFileSet *set,
                          const char *path,
                          const void *data,
                          gsize length,
                          GError **error);

/** sl_file_set_finish: gives all of them their names. Error: SL_ERROR_WRITE. */
gboolean sl_file_set_finish (SlFileSet *set, GError **error);

/** sl_write_file: writes @length bytes to @path at once, in that way. Error:
 * SL_ERROR_WRITE. */
gboolean sl_write_file (const char *path, const char *data, gsize length, GError **error);

G_END_DECLS
