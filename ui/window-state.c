/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-state.h"

#include "ui/pages/train.h"

#include <json-glib/json-glib.h>

GBytes *
sl_window_state (SlWindow *window, const char *file)
{
  g_autofree char *uri = file != NULL ? g_filename_to_uri (file, NULL, NULL) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_auto (GStrv) figures = sl_window_figures (window);
  gsize length;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "page");
  json_builder_add_string_value (builder,
                                 sl_page_stack_shown (sl_window_pages (window))->kind.id);
  json_builder_set_member_name (builder, "speed");
  json_builder_add_double_value (builder, sl_session_speed (sl_window_session (window)));
  json_builder_set_member_name (builder, "cards");
  json_builder_begin_array (builder);
  for (int i = 0; figures[i] != NULL; i++)
    json_builder_add_string_value (builder, figures[i]);
  json_builder_end_array (builder);
  if (uri != NULL) {
    json_builder_set_member_name (builder, "file");
    json_builder_add_string_value (builder, uri);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

static const char *
text_of (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
take_cards (SlWindow *window, JsonNode *node)
{
  JsonArray *cards =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0;
       cards != NULL && i < MIN (json_array_get_length (cards), SL_TRAIN_CARDS); i++) {
    const char *figure = text_of (json_array_get_element (cards, i));

    if (figure != NULL)
      sl_window_set_figure (window, (int) i + 1, figure, NULL);
  }
}

/* Returns (transfer none) what is in @state, as long as @parser lives; NULL when that is
 * nothing that makes sense. */
static JsonObject *
parse (JsonParser *parser, GBytes *state)
{
  gsize length = 0;
  const char *text = state != NULL ? g_bytes_get_data (state, &length) : NULL;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  return json_node_get_object (json_parser_get_root (parser));
}

char *
sl_window_state_file (GBytes *state)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, state);
  const char *uri =
      object != NULL ? text_of (json_object_get_member (object, "file")) : NULL;

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

void
sl_window_take_state (SlWindow *window, GBytes *state)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, state);
  JsonNode *speed;
  const char *page;

  if (object == NULL)
    return;
  page = text_of (json_object_get_member (object, "page"));
  if (page != NULL)
    sl_page_stack_show (sl_window_pages (window), page, NULL);
  speed = json_object_get_member (object, "speed");
  if (speed != NULL && JSON_NODE_HOLDS_VALUE (speed) && json_node_get_double (speed) > 0)
    sl_session_set_speed (sl_window_session (window), json_node_get_double (speed));
  take_cards (window, json_object_get_member (object, "cards"));
}
