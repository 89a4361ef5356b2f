/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlArchiveWriter: a zip file that any tool opens, written beside its name and renamed
 * when complete (write-file.h). The same entries give the same bytes on one machine: no
 * entry has a date or an owner of its own. One thread at a time. */
typedef struct SlArchiveWriter SlArchiveWriter;

/** sl_archive_writer_new: Error: SL_ERROR_WRITE. Returns (transfer full) or NULL. */
SlArchiveWriter *sl_archive_writer_new (const char *path, GError **error);

/** sl_archive_writer_free: gives up what was not finished. */
void sl_archive_writer_free (SlArchiveWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlArchiveWriter, sl_archive_writer_free)

/** sl_archive_writer_add: adds @length bytes (deflated) as @name ("W1.npy"). A failure is
 * told by sl_archive_writer_finish(). */
void sl_archive_writer_add (SlArchiveWriter *writer,
                            const char *name,
                            const void *data,
                            gsize length);

/** sl_archive_writer_begin: begins @name, of @length bytes, which are given in pieces to
 * sl_archive_writer_append() then. */
void sl_archive_writer_begin (SlArchiveWriter *writer, const char *name, gsize length);
void sl_archive_writer_append (SlArchiveWriter *writer, const void *data, gsize length);

/** sl_archive_writer_add_array:
 * @type: as NumPy names it, of this machine's byte order: "f4", "i8", "u1"; @a: (rows,
 * cols) row-major; @rows: 0 for an array of one dimension (cols)
 * Adds @name.npy: format 1.0, C order.
 * Source: NumPy Enhancement Proposal 1. */
void sl_archive_writer_add_array (SlArchiveWriter *writer,
                                  const char *name,
                                  const char *type,
                                  const void *a,
                                  gsize rows,
                                  gsize cols);

/** sl_archive_writer_finish: Error: SL_ERROR_WRITE, with the path and the first reason.
 */
gboolean sl_archive_writer_finish (SlArchiveWriter *writer, GError **error);

G_END_DECLS
