/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/session-data-private.h"

#include "core/base/error.h"
#include "core/data/file.h"
#include "core/store/session-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "data/"

void
sl_session_data_free (SlSessionData *data)
{
  if (data == NULL)
    return;
  for (int i = 0; i < data->n; i++) {
    g_free (data->files[i].path);
    g_free (data->files[i].sha256);
  }
  g_free (data);
}

gboolean
sl_session_data_is_embedded (const SlSessionData *data)
{
  return data->embedded;
}

/* ---- what a file is ---- */

char *
sl_session_data_digest (const char *path,
                        gint64 *bytes,
                        SlArchiveWriter *archive,
                        gint64 expected,
                        GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (SL_INPUT_BLOCK);
  FILE *file = g_fopen (path, "rb");
  int problem = file == NULL ? errno : 0;
  size_t n;

  *bytes = 0;
  while (file != NULL && (n = fread (block, 1, SL_INPUT_BLOCK, file)) > 0) {
    *bytes += (gint64) n;
    g_checksum_update (checksum, block, (gssize) n);
    if (archive != NULL && *bytes <= expected)
      sl_archive_writer_append (archive, block, n);
  }
  if (file != NULL) {
    problem = ferror (file) ? errno : 0;
    fclose (file);
  }
  if (problem != 0) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("The data file %s cannot be read: %s"), shown, g_strerror (problem));
    return NULL;
  }
  return g_strdup (g_checksum_get_string (checksum));
}

char *
sl_session_data_member (const SlSessionDataFile *file)
{
  g_autofree char *name = g_filename_display_basename (file->path);

  return g_strconcat (FOLDER, name, NULL);
}

const SlSessionDataFile *
sl_session_data_find_member (const SlSessionData *data, const char *member)
{
  for (int i = 0; i < data->n; i++) {
    g_autofree char *name = sl_session_data_member (&data->files[i]);

    if (g_str_equal (member, name))
      return &data->files[i];
  }
  return NULL;
}

gboolean
sl_session_data_is_member (const SlSessionData *data, const char *member)
{
  return g_str_has_prefix (member, FOLDER) &&
         (data == NULL ||
          (data->embedded && sl_session_data_find_member (data, member) != NULL));
}

/* ---- writing ---- */

static gboolean
add_file (SlSessionData *data, const char *path, GError **error)
{
  SlSessionDataFile *file = &data->files[data->n];

  file->path = g_canonicalize_filename (path, NULL);
  data->n++;
  file->sha256 = sl_session_data_digest (file->path, &file->bytes, NULL, 0, error);
  return file->sha256 != NULL;
}

gint64
sl_session_data_bytes (const SlSessionData *data)
{
  gint64 bytes = 0;

  for (int i = 0; i < data->n; i++)
    bytes += data->files[i].bytes;
  return bytes;
}

SlSessionData *
sl_session_data_new (const SlDataset *source, gboolean embedded, GError **error)
{
  g_autoptr (SlSessionData) data = g_new0 (SlSessionData, 1);

  g_return_val_if_fail (source != NULL && source->file.path != NULL, NULL);

  if (!sl_data_file_is_unchanged (source)) {
    g_autofree char *shown = g_filename_display_name (source->file.path);

    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("The data file %s is not what this run has learnt from any more, so "
                    "that a session could not be opened again; put it back, or open it "
                    "anew"),
                 shown);
    return NULL;
  }
  data->embedded = embedded;
  if (!add_file (data, source->file.path, error))
    return NULL;
  for (char **path = source->partners; path != NULL && *path != NULL; path++)
    if (data->n == SL_SESSION_DATA_FILES || !add_file (data, *path, error))
      return NULL;
  if (embedded && sl_session_data_bytes (data) > SL_SESSION_MAX_DATA) {
    g_autofree char *size = g_format_size ((guint64) sl_session_data_bytes (data));
    g_autofree char *most = g_format_size (SL_SESSION_MAX_DATA);

    g_set_error (
        error, SL_ERROR, SL_ERROR_DATA,
        _ ("The data are too large for a session: %s, where %s go into one; save "
           "it without them"),
        size, most);
    return NULL;
  }
  return g_steal_pointer (&data);
}

static gboolean
build_file (const SlSessionDataFile *file, JsonBuilder *builder, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (file->path, NULL, error);

  if (uri == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, uri);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, file->bytes);
  json_builder_set_member_name (builder, "sha256");
  json_builder_add_string_value (builder, file->sha256);
  return TRUE;
}

gboolean
sl_session_data_build (const SlSessionData *data, JsonBuilder *builder, GError **error)
{
  if (!build_file (&data->files[0], builder, error))
    return FALSE;
  json_builder_set_member_name (builder, "embedded");
  json_builder_add_boolean_value (builder, data->embedded);
  json_builder_set_member_name (builder, "read-with");
  json_builder_begin_array (builder);
  for (int i = 1; i < data->n; i++) {
    json_builder_begin_object (builder);
    if (!build_file (&data->files[i], builder, error))
      return FALSE;
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return TRUE;
}

gboolean
sl_session_data_add (const SlSessionData *data, SlArchiveWriter *archive, GError **error)
{
  for (int i = 0; data->embedded && i < data->n; i++) {
    const SlSessionDataFile *file = &data->files[i];
    g_autofree char *member = sl_session_data_member (file), *sha256 = NULL;
    gint64 bytes;

    sl_archive_writer_begin (archive, member, (gsize) file->bytes);
    sha256 = sl_session_data_digest (file->path, &bytes, archive, file->bytes, error);
    if (sha256 == NULL)
      return FALSE;
    if (!g_str_equal (sha256, file->sha256)) {
      g_autofree char *shown = g_filename_display_name (file->path);

      g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                   _ ("The data file %s has changed in the middle of it; save once more"),
                   shown);
      return FALSE;
    }
  }
  return TRUE;
}
