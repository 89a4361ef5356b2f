/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learner's own files, as a session of any origin speaks of them. */
#include "core/base/error.h"
#include "core/store/session-data-private.h"
#include "core/store/session-private.h"
#include "core/store/write-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

enum { SHA256_DIGITS = 64 };

/* Whether what lies at @path is @file. */
static gboolean
is_at (const SlSessionDataFile *file, const char *path)
{
  GStatBuf facts;
  gint64 bytes;
  g_autofree char *sha256 = NULL;

  if (g_stat (path, &facts) != 0 || !S_ISREG (facts.st_mode) ||
      facts.st_size != file->bytes)
    return FALSE;
  sha256 = sl_session_data_digest (path, &bytes, NULL, 0, NULL);
  return g_strcmp0 (sha256, file->sha256) == 0;
}

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
  SlSessionDataFile *file = &data->files[data->n];
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
  gboolean good = n < SL_SESSION_DATA_FILES && parse_file (data, object);

  for (guint i = 0; good && i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);

    good =
        JSON_NODE_HOLDS_OBJECT (node) && parse_file (data, json_node_get_object (node));
  }
  data->embedded = embedded != NULL &&
                   json_node_get_value_type (embedded) == G_TYPE_BOOLEAN &&
                   json_node_get_boolean (embedded);
  if (good && (!data->embedded || sl_session_data_bytes (data) <= SL_SESSION_MAX_DATA))
    return g_steal_pointer (&data);
  sl_session_fail (error, name, _ ("it does not say which data file it is about"));
  return NULL;
}

/* Whether all files are where they were. @wrong: (out) (transfer none) the first that is
 * not. */
static gboolean
are_in_place (const SlSessionData *data, const SlSessionDataFile **wrong)
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
place_in (const char *folder, const SlSessionDataFile *file)
{
  g_autofree char *base = g_path_get_basename (file->path);

  return g_build_filename (folder, base, NULL);
}

/* Writes the present member of @input to @path. */
static gboolean
unpack_file (const SlSessionDataFile *file,
             SlInput *input,
             const char *path,
             GError **error)
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
    const SlSessionDataFile *file =
        sl_session_data_find_member (data, sl_input_member (input));
    g_autofree char *path = file != NULL ? place_in (folder, file) : NULL;

    if (path != NULL && !is_at (file, path) && !unpack_file (file, input, path, error))
      return FALSE;
    if (!sl_input_next_member (input, &found, error))
      return FALSE;
  }
  for (int i = 0; i < data->n; i++) {
    g_autofree char *path = place_in (folder, &data->files[i]);
    g_autofree char *member = sl_session_data_member (&data->files[i]);

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
  const SlSessionDataFile *wrong;
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
