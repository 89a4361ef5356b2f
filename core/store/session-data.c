/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/session-data.h"

#include "core/base/error.h"
#include "core/data/file.h"
#include "core/store/session-private.h"
#include "core/store/write-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "data/"

/* Inputs, targets, and those of a test part. */
enum { MAX_FILES = 4, SHA256_DIGITS = 64 };

typedef struct
{
  char *path; /* Owned: whole, in the file system's encoding */
  gint64 bytes;
  char *sha256; /* Owned */
} DataFile;

struct SlSessionData
{
  DataFile files[MAX_FILES];
  int n;
  gboolean embedded;
};

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

/* Reads the file at @path. @archive: (nullable) gets its @expected bytes, too. */
static char *
digest (const char *path,
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

/* Whether what lies at @path is @file. */
static gboolean
is_at (const DataFile *file, const char *path)
{
  GStatBuf facts;
  gint64 bytes;
  g_autofree char *sha256 = NULL;

  if (g_stat (path, &facts) != 0 || !S_ISREG (facts.st_mode) ||
      facts.st_size != file->bytes)
    return FALSE;
  sha256 = digest (path, &bytes, NULL, 0, NULL);
  return g_strcmp0 (sha256, file->sha256) == 0;
}

/* "data/iris.csv" */
static char *
member_of (const DataFile *file)
{
  g_autofree char *name = g_filename_display_basename (file->path);

  return g_strconcat (FOLDER, name, NULL);
}

static const DataFile *
find_member (const SlSessionData *data, const char *member)
{
  for (int i = 0; i < data->n; i++) {
    g_autofree char *name = member_of (&data->files[i]);

    if (g_str_equal (member, name))
      return &data->files[i];
  }
  return NULL;
}

gboolean
sl_session_data_is_member (const SlSessionData *data, const char *member)
{
  return g_str_has_prefix (member, FOLDER) &&
         (data == NULL || (data->embedded && find_member (data, member) != NULL));
}

/* ---- writing ---- */

static gboolean
add_file (SlSessionData *data, const char *path, GError **error)
{
  DataFile *file = &data->files[data->n];

  file->path = g_canonicalize_filename (path, NULL);
  data->n++;
  file->sha256 = digest (file->path, &file->bytes, NULL, 0, error);
  return file->sha256 != NULL;
}

static gint64
all_bytes (const SlSessionData *data)
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
    if (data->n == MAX_FILES || !add_file (data, *path, error))
      return NULL;
  if (embedded && all_bytes (data) > SL_SESSION_MAX_DATA) {
    g_autofree char *size = g_format_size ((guint64) all_bytes (data));
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
build_file (const DataFile *file, JsonBuilder *builder, GError **error)
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
    const DataFile *file = &data->files[i];
    g_autofree char *member = member_of (file), *sha256 = NULL;
    gint64 bytes;

    sl_archive_writer_begin (archive, member, (gsize) file->bytes);
    sha256 = digest (file->path, &bytes, archive, file->bytes, error);
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

/* ---- reading ---- */

static gboolean
is_sha256 (const char *text)
{
  return text != NULL && strlen (text) == SHA256_DIGITS &&
         strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

/* Whether a file may be called so, in a folder of ours. */
static gboolean
is_file_name (const char *name)
{
  return !g_str_equal (name, ".") && !g_str_equal (name, "..") &&
         strchr (name, G_DIR_SEPARATOR) == NULL;
}

static gboolean
parse_file (SlSessionData *data, JsonObject *object)
{
  DataFile *file = &data->files[data->n];
  const char *sha256 = sl_session_json_text (object, "sha256");
  g_autofree char *base = NULL;

  file->path = sl_session_json_path (object);
  if (file->path == NULL)
    return FALSE;
  data->n++;
  file->bytes = sl_session_json_int (object, "bytes");
  file->sha256 = g_strdup (sha256);
  base = g_path_get_basename (file->path);
  return is_sha256 (sha256) && file->bytes >= 0 && file->bytes <= SL_INPUT_MAX_BYTES &&
         is_file_name (base);
}

SlSessionData *
sl_session_data_parse (JsonObject *object, const char *name, GError **error)
{
  g_autoptr (SlSessionData) data = g_new0 (SlSessionData, 1);
  JsonNode *others = json_object_get_member (object, "read-with");
  JsonNode *embedded = json_object_get_member (object, "embedded");
  JsonArray *array = others != NULL && JSON_NODE_HOLDS_ARRAY (others)
                         ? json_node_get_array (others)
                         : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  gboolean good = n < MAX_FILES && parse_file (data, object);

  for (guint i = 0; good && i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);

    good =
        JSON_NODE_HOLDS_OBJECT (node) && parse_file (data, json_node_get_object (node));
  }
  data->embedded = embedded != NULL &&
                   json_node_get_value_type (embedded) == G_TYPE_BOOLEAN &&
                   json_node_get_boolean (embedded);
  if (good && (!data->embedded || all_bytes (data) <= SL_SESSION_MAX_DATA))
    return g_steal_pointer (&data);
  sl_session_fail (error, name, _ ("it does not say which data file it is about"));
  return NULL;
}

/* Whether all files are where they were. @wrong: (out) (transfer none) the first that is
 * not. */
static gboolean
are_in_place (const SlSessionData *data, const DataFile **wrong)
{
  for (int i = 0; i < data->n; i++)
    if (!is_at (&data->files[i], data->files[i].path)) {
      *wrong = &data->files[i];
      return FALSE;
    }
  return TRUE;
}

char *
sl_session_data_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "sparsity-lab", "data", NULL);
}

/* A folder for these files alone, by what is in them. */
static char *
folder_for (const SlSessionData *data)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *parent = sl_session_data_folder (), *name = NULL;

  for (int i = 0; i < data->n; i++)
    g_string_append (all, data->files[i].sha256);
  name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
  return g_build_filename (parent, name, NULL);
}

static char *
place_in (const char *folder, const DataFile *file)
{
  g_autofree char *base = g_path_get_basename (file->path);

  return g_build_filename (folder, base, NULL);
}

/* Writes the present member of @input to @path. */
static gboolean
unpack_file (const DataFile *file, SlInput *input, const char *path, GError **error)
{
  g_autoptr (SlFileWriter) writer = sl_file_writer_new (path, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (SL_INPUT_BLOCK);
  gint64 bytes = 0;
  gssize n = 0;

  if (writer == NULL)
    return FALSE;
  while (bytes <= file->bytes &&
         (n = sl_input_read (input, block, SL_INPUT_BLOCK, error)) > 0) {
    bytes += n;
    g_checksum_update (checksum, block, n);
    if (!sl_file_writer_write (writer, block, (gsize) n))
      break;
  }
  if (n < 0)
    return FALSE;
  if (sl_file_writer_is_whole (writer) &&
      (bytes != file->bytes ||
       !g_str_equal (g_checksum_get_string (checksum), file->sha256)))
    return sl_input_fail (input, error, _ ("it is not the file it is said to be"));
  return sl_file_writer_finish (writer, error);
}

static gboolean
unpack (const SlSessionData *data, SlInput *input, const char *folder, GError **error)
{
  gboolean found = TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("The data in the session find no place in %s: %s"), shown,
                 g_strerror (errno));
    return FALSE;
  }
  if (!sl_input_rewind (input, error))
    return FALSE;
  while (found) {
    const DataFile *file = find_member (data, sl_input_member (input));
    g_autofree char *path = file != NULL ? place_in (folder, file) : NULL;

    if (path != NULL && !is_at (file, path) && !unpack_file (file, input, path, error))
      return FALSE;
    if (!sl_input_next_member (input, &found, error))
      return FALSE;
  }
  for (int i = 0; i < data->n; i++) {
    g_autofree char *path = place_in (folder, &data->files[i]);
    g_autofree char *member = member_of (&data->files[i]);

    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return sl_input_fail_file (input, error, _ ("there is no '%s' in it"), member);
  }
  return TRUE;
}

gboolean
sl_session_data_find (const SlSessionData *data,
                      SlInput *input,
                      const char *name,
                      SlConfig *config,
                      GError **error)
{
  const DataFile *wrong;
  g_autofree char *folder = NULL, *path = NULL, *shown = NULL;

  if (are_in_place (data, &wrong)) {
    sl_config_take_file (config, data->files[0].path);
    return TRUE;
  }
  if (data->embedded) {
    folder = folder_for (data);
    if (!unpack (data, input, folder, error))
      return FALSE;
    path = place_in (folder, &data->files[0]);
    sl_config_take_file (config, path);
    return TRUE;
  }
  shown = g_filename_display_name (wrong->path);
  if (g_file_test (wrong->path, G_FILE_TEST_IS_REGULAR))
    return sl_session_fail (
        error, name, _ ("its data file %s is not the one that was trained on any more"),
        shown);
  return sl_session_fail (
      error, name, _ ("its data file %s is not there; put it back, and open this again"),
      shown);
}
