/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/archive.h"

#include "core/base/error.h"
#include "core/store/write-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* A zip file knows no earlier date: 2 January 1980, whatever the time zone. */
#define ENTRY_DATE (315532800 + 24 * 60 * 60)

/* The data of a .npy file begins at a multiple of this. */
enum { NPY_ALIGNMENT = 64 };

struct SlArchiveWriter
{
  /* Owned */
  SlFileWriter *file;
  struct archive *zip;
  char *problem; /* nullable: what libarchive said first */
};

static la_ssize_t
write_cb (struct archive *zip, void *data, const void *buffer, size_t length)
{
  SlArchiveWriter *writer = data;

  return sl_file_writer_write (writer->file, buffer, length) ? (la_ssize_t) length : -1;
}

static void
check (SlArchiveWriter *writer, la_ssize_t result)
{
  if (result < ARCHIVE_OK && writer->problem == NULL)
    writer->problem = g_strdup (archive_error_string (writer->zip));
}

SlArchiveWriter *
sl_archive_writer_new (const char *path, GError **error)
{
  g_autoptr (SlFileWriter) file = sl_file_writer_new (path, error);
  SlArchiveWriter *writer;

  if (file == NULL)
    return NULL;
  writer = g_new0 (SlArchiveWriter, 1);
  writer->file = g_steal_pointer (&file);
  writer->zip = archive_write_new ();
  check (writer, archive_write_set_format_zip (writer->zip));
  check (writer, archive_write_set_bytes_in_last_block (writer->zip, 1));
  check (writer, archive_write_open (writer->zip, writer, NULL, write_cb, NULL));
  return writer;
}

void
sl_archive_writer_free (SlArchiveWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->zip != NULL)
    archive_write_free (writer->zip);
  sl_file_writer_free (writer->file);
  g_free (writer->problem);
  g_free (writer);
}

void
sl_archive_writer_begin (SlArchiveWriter *writer, const char *name, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  g_return_if_fail (writer != NULL && writer->zip != NULL);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, ENTRY_DATE, 0);
  check (writer, archive_write_header (writer->zip, entry));
  archive_entry_free (entry);
}

void
sl_archive_writer_append (SlArchiveWriter *writer, const void *data, gsize length)
{
  if (writer->problem == NULL && length > 0)
    check (writer, archive_write_data (writer->zip, data, length));
}

void
sl_archive_writer_add (SlArchiveWriter *writer,
                       const char *name,
                       const void *data,
                       gsize length)
{
  sl_archive_writer_begin (writer, name, length);
  sl_archive_writer_append (writer, data, length);
}

/* Magic, version 1.0, length of the dictionary, and the dictionary, with spaces and a
 * line end up to the place where the data begins. */
static GString *
npy_header (const char *type, gsize rows, gsize cols)
{
  static const char magic[] = "\x93NUMPY\x01";
  char order = type[1] == '1' ? '|' : G_BYTE_ORDER == G_LITTLE_ENDIAN ? '<' : '>';
  GString *header = g_string_new_len (magic, sizeof magic);
  gsize start = header->len + 2;
  g_autofree char *shape =
      rows > 0
          ? g_strdup_printf ("(%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT ")", rows, cols)
          : g_strdup_printf ("(%" G_GSIZE_FORMAT ",)", cols);
  g_autofree char *text = g_strdup_printf (
      "{'descr': '%c%s', 'fortran_order': False, 'shape': %s, }", order, type, shape);
  gsize end = (start + strlen (text) + NPY_ALIGNMENT) / NPY_ALIGNMENT * NPY_ALIGNMENT;

  g_string_append_c (header, (char) ((end - start) & 0xff));
  g_string_append_c (header, (char) ((end - start) >> 8));
  g_string_append (header, text);
  while (header->len < end - 1)
    g_string_append_c (header, ' ');
  g_string_append_c (header, '\n');
  return header;
}

void
sl_archive_writer_add_array (SlArchiveWriter *writer,
                             const char *name,
                             const char *type,
                             const void *a,
                             gsize rows,
                             gsize cols)
{
  g_autofree char *file = g_strconcat (name, ".npy", NULL);
  g_autoptr (GString) header = npy_header (type, rows, cols);
  gsize length = MAX (rows, 1) * cols * (gsize) (type[1] - '0');

  sl_archive_writer_begin (writer, file, header->len + length);
  sl_archive_writer_append (writer, header->str, header->len);
  sl_archive_writer_append (writer, a, length);
}

gboolean
sl_archive_writer_finish (SlArchiveWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL && writer->zip != NULL, FALSE);

  check (writer, archive_write_close (writer->zip));
  archive_write_free (g_steal_pointer (&writer->zip));
  /* What the file says is nearer to the cause, and comes first. */
  if (!sl_file_writer_is_whole (writer->file))
    return sl_file_writer_finish (writer->file, error);
  if (writer->problem != NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("The archive failed: %s."),
                 writer->problem);
    return FALSE;
  }
  return sl_file_writer_finish (writer->file, error);
}
