/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/store/session-private.h"
#include "core/training/setting.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define FORMAT_NAME "sparsity-lab session"

/* What identifies a data file, wherever it is. */
typedef struct
{
  gint64 bytes;
  char *sha256; /* Owned */
} Fingerprint;

static void
fingerprint_clear (Fingerprint *print)
{
  g_free (print->sha256);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fingerprint, fingerprint_clear)

static gboolean
take_fingerprint (const char *path, Fingerprint *print, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (SL_INPUT_BLOCK);
  g_autofree char *shown = g_filename_display_name (path);
  FILE *file = g_fopen (path, "rb");
  size_t n = 0;

  while (file != NULL && (n = fread (block, 1, SL_INPUT_BLOCK, file)) > 0) {
    g_checksum_update (checksum, block, (gssize) n);
    print->bytes += (gint64) n;
  }
  if (file == NULL || ferror (file)) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("The data file %s cannot be read: %s"), shown, g_strerror (errno));
    if (file != NULL)
      fclose (file);
    return FALSE;
  }
  fclose (file);
  print->sha256 = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

static gboolean
add_data (JsonBuilder *builder,
          const SlConfig *config,
          gboolean for_training,
          GError **error)
{
  g_auto (Fingerprint) print = {0};
  g_autofree char *whole = g_canonicalize_filename (config->file.path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, error);

  if (uri == NULL || (for_training && !take_fingerprint (whole, &print, error)))
    return FALSE;
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, uri);
  if (for_training) {
    json_builder_set_member_name (builder, "bytes");
    json_builder_add_int_value (builder, print.bytes);
    json_builder_set_member_name (builder, "sha256");
    json_builder_add_string_value (builder, print.sha256);
  }
  json_builder_end_object (builder);
  return TRUE;
}

/* The data file is told by itself: its name may be no text. */
static gboolean
is_told_apart (const SlSetting *setting, const SlConfig *config)
{
  return g_str_equal (setting->id, "data") ||
         (config->file.path != NULL && g_str_equal (setting->id, "dataset"));
}

static void
add_settings (JsonBuilder *builder, const SlConfig *config)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *value = sl_setting_format (&settings[i], config);

    if (is_told_apart (&settings[i], config))
      continue;
    json_builder_set_member_name (builder, settings[i].id);
    json_builder_add_string_value (builder, value);
  }
  json_builder_end_object (builder);
}

char *
sl_session_settings_text (const SlConfig *config, gboolean for_training, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, FORMAT_NAME);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, SL_SESSION_FORMAT);
  json_builder_set_member_name (builder, "program");
  json_builder_add_string_value (builder, SL_VERSION);
  if (config->file.path != NULL && !add_data (builder, config, for_training, error))
    return NULL;
  add_settings (builder, config);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

/* ---- reading ---- */

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError **error, const char *name, const char *sentence, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, sentence);
  text = g_strdup_vprintf (sentence, arguments);
  va_end (arguments);
  g_set_error (error, SL_ERROR, SL_ERROR_DATA, "%s: %s", name, text);
  return FALSE;
}

/* Returns NULL when there is none, or it is no text. */
static const char *
text_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* Returns -1 when there is none, or it is no whole number. */
static gint64
int_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

static JsonObject *
object_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                       : NULL;
}

/* Whether the file at @path is the one that @data speaks of. */
static gboolean
is_same_file (JsonObject *data, const char *path, const char *name, GError **error)
{
  const char *sha256 = text_member (data, "sha256");
  g_autofree char *shown = g_filename_display_name (path);
  g_auto (Fingerprint) print = {0};
  g_autoptr (GError) unread = NULL;

  if (sha256 == NULL)
    return fail (error, name, _ ("it does not say which data file it is about"));
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !take_fingerprint (path, &print, &unread))
    return fail (error, name,
                 _ ("its data file %s is not there; put it back, and open this again"),
                 shown);
  if (print.bytes != int_member (data, "bytes") || g_strcmp0 (print.sha256, sha256) != 0)
    return fail (error, name,
                 _ ("its data file %s is not the one that was trained on any more"),
                 shown);
  return TRUE;
}

static gboolean
take_data (JsonObject *data,
           const char *name,
           gboolean for_training,
           SlConfig *config,
           GError **error)
{
  const char *uri = text_member (data, "file");
  g_autofree char *path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;

  if (path == NULL)
    return fail (error, name, _ ("it does not say which data file it is about"));
  if (for_training && !is_same_file (data, path, name, error))
    return FALSE;
  sl_config_take_file (config, path);
  return TRUE;
}

static gboolean
take_settings (JsonObject *object, const char *name, SlConfig *config, GError **error)
{
  size_t n, known = 0;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++) {
    const char *value = text_member (object, settings[i].id);
    g_autoptr (GError) reason = NULL;

    if (!json_object_has_member (object, settings[i].id))
      continue;
    known++;
    if (value == NULL)
      return fail (error, name, _ ("'%s' is not a text"), settings[i].id);
    if (is_told_apart (&settings[i], config))
      return fail (error, name, _ ("'%s' has no place in it"), settings[i].id);
    if (!sl_setting_parse (&settings[i], config, value, &reason))
      return fail (error, name, "%s", reason->message);
  }
  return known == json_object_get_size (object) ||
         fail (error, name, _ ("it has settings that this program does not know"));
}

gboolean
sl_session_settings_parse (const char *text,
                           gsize length,
                           const char *name,
                           gboolean for_training,
                           SlConfig *config,
                           GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  JsonObject *root, *settings, *data;
  gint64 version;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, &reason) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return fail (error, name, _ ("it is not JSON as a session has it"));
  root = json_node_get_object (json_parser_get_root (parser));
  version = int_member (root, "version");
  settings = object_member (root, "settings");
  data = object_member (root, "data");
  if (g_strcmp0 (text_member (root, "format"), FORMAT_NAME) != 0 || version < 1)
    return fail (error, name, _ ("it is not the beginning of a session"));
  if (version > SL_SESSION_FORMAT)
    return fail (error, name,
                 _ ("a newer Sparsity Lab wrote it (format %" G_GINT64_FORMAT
                    "; this one reads up to %d)"),
                 version, SL_SESSION_FORMAT);
  if (settings == NULL)
    return fail (error, name, _ ("it has no settings"));
  sl_config_init_default (config);
  if ((data != NULL && !take_data (data, name, for_training, config, error)) ||
      !take_settings (settings, name, config, error))
    return FALSE;
  return sl_config_validate (config, &reason) ||
         fail (error, name, "%s", reason->message);
}
