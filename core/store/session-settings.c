/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/store/session-private.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>

#define FORMAT_NAME "sparsity-lab session"

/* Of a run that nobody trains on, the name of its file is enough. */
static gboolean
add_name (JsonBuilder *builder, const SlConfig *config, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (config->file.path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, error);

  if (uri == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, uri);
  return TRUE;
}

static gboolean
add_data (JsonBuilder *builder,
          const SlConfig *config,
          const SlSessionData *data,
          GError **error)
{
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  if (!(data != NULL ? sl_session_data_build (data, builder, error)
                     : add_name (builder, config, error)))
    return FALSE;
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
sl_session_settings_text (const SlConfig *config,
                          const SlSessionData *data,
                          GError **error)
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
  if (config->file.path != NULL && !add_data (builder, config, data, error))
    return NULL;
  add_settings (builder, config);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

/* ---- reading ---- */

gboolean
sl_session_fail (GError **error, const char *name, const char *sentence, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, sentence);
  text = g_strdup_vprintf (sentence, arguments);
  va_end (arguments);
  g_set_error (error, SL_ERROR, SL_ERROR_DATA, "%s: %s", name, text);
  return FALSE;
}

const char *
sl_session_json_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
sl_session_json_int (JsonObject *object, const char *member)
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

char *
sl_session_json_path (JsonObject *object)
{
  const char *uri = sl_session_json_text (object, "file");

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

static gboolean
take_data (JsonObject *object,
           const char *name,
           SlConfig *config,
           SlSessionData **data,
           GError **error)
{
  g_autofree char *path = sl_session_json_path (object);

  if (path == NULL)
    return sl_session_fail (error, name,
                            _ ("it does not say which data file it is about"));
  sl_config_take_file (config, path);
  if (data != NULL)
    *data = sl_session_data_parse (object, name, error);
  return data == NULL || *data != NULL;
}

static gboolean
take_settings (JsonObject *object, const char *name, SlConfig *config, GError **error)
{
  size_t n, known = 0;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++) {
    const char *value = sl_session_json_text (object, settings[i].id);
    g_autoptr (GError) reason = NULL;

    if (!json_object_has_member (object, settings[i].id))
      continue;
    known++;
    if (value == NULL)
      return sl_session_fail (error, name, _ ("'%s' is not a text"), settings[i].id);
    if (is_told_apart (&settings[i], config))
      return sl_session_fail (error, name, _ ("'%s' has no place in it"), settings[i].id);
    if (!sl_setting_parse (&settings[i], config, value, &reason))
      return sl_session_fail (error, name, "%s", reason->message);
  }
  return known == json_object_get_size (object) ||
         sl_session_fail (error, name,
                          _ ("it has settings that this program does not know"));
}

gboolean
sl_session_settings_parse (const char *text,
                           gsize length,
                           const char *name,
                           SlConfig *config,
                           SlSessionData **data,
                           GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  JsonObject *root, *settings, *file;
  gint64 version;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, &reason) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return sl_session_fail (error, name, _ ("it is not JSON as a session has it"));
  root = json_node_get_object (json_parser_get_root (parser));
  version = sl_session_json_int (root, "version");
  settings = object_member (root, "settings");
  file = object_member (root, "data");
  if (g_strcmp0 (sl_session_json_text (root, "format"), FORMAT_NAME) != 0 || version < 1)
    return sl_session_fail (error, name, _ ("it is not the beginning of a session"));
  if (version > SL_SESSION_FORMAT)
    return sl_session_fail (error, name,
                            _ ("a newer Sparsity Lab wrote it (format %" G_GINT64_FORMAT
                               "; this one reads up to %d)"),
                            version, SL_SESSION_FORMAT);
  if (settings == NULL)
    return sl_session_fail (error, name, _ ("it has no settings"));
  sl_config_init_default (config);
  if ((file != NULL && !take_data (file, name, config, data, error)) ||
      !take_settings (settings, name, config, error))
    return FALSE;
  return sl_config_validate (config, &reason) ||
         sl_session_fail (error, name, "%s", reason->message);
}
