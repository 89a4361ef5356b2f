/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls are explained where they are laid out, in the .ui files: their tooltips
 * are read from there, so that each text stands in one place. */
#include "ui/glossary/glossary.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes before the colon of a tooltip that begins with a name. */
enum { LONGEST_NAME = 24 };

#define LAYOUTS "/io/github/sparsitylab/SparsityLab/ui/"

/* One <object> that is being read. */
typedef struct
{
  char *id, *label, *tooltip; /* Owned, nullable */
  gboolean labelled;          /* for assistive technology */
} Object;

typedef struct
{
  SlGlossary *glossary;     /* Borrowed */
  const SlTopicType *topic; /* Borrowed */
  const char *layout;       /* Borrowed: the file's name */
  GArray *objects;          /* Owned, of Object: those that are open */
  GString *text;            /* Owned: of the property that is open */
  char *property;           /* Owned, nullable: its name */
  gboolean in_accessibility;
} Reader;

static void
object_clear (gpointer data)
{
  Object *object = data;

  g_free (object->id);
  g_free (object->label);
  g_free (object->tooltip);
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reader *reader = data;

  if (g_str_equal (element, "object") || g_str_equal (element, "template")) {
    Object object = {0};

    for (int i = 0; names[i] != NULL; i++)
      if (g_str_equal (names[i], "id"))
        object.id = g_strdelimit (g_strdup (values[i]), "_", '-');
    g_array_append_val (reader->objects, object);
  } else if (g_str_equal (element, "accessibility")) {
    reader->in_accessibility = TRUE;
  } else if (g_str_equal (element, "property")) {
    g_clear_pointer (&reader->property, g_free);
    g_string_truncate (reader->text, 0);
    for (int i = 0; names[i] != NULL; i++)
      if (g_str_equal (names[i], "name"))
        reader->property = g_strdup (values[i]);
  }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reader *reader = data;

  if (reader->property != NULL)
    g_string_append_len (reader->text, text, (gssize) length);
}

/* The name for assistive technology is the name of the control. */
static void
take_property (Reader *reader)
{
  Object *object =
      &g_array_index (reader->objects, Object, MAX (reader->objects->len, 1) - 1);
  const char *name = reader->property, *text = reader->text->str;

  if (reader->objects->len == 0 || name == NULL || *text == '\0')
    return;
  if (g_str_equal (name, "tooltip-text")) {
    g_free (object->tooltip);
    object->tooltip = g_strdup (text);
  } else if (g_str_equal (name, "label") &&
             (object->label == NULL || reader->in_accessibility) && !object->labelled) {
    g_free (object->label);
    object->label = g_strdup (text);
    object->labelled = reader->in_accessibility;
  }
}

/* Returns (transfer full) "step-batch" for "Step batch". */
static char *
slug (const char *name)
{
  g_autofree char *low = g_utf8_strdown (name, -1);
  GString *id = g_string_new (NULL);

  for (const char *c = low; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);
    if (g_unichar_isalnum (letter) || letter == '.')
      g_string_append_unichar (id, letter);
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  }
  if (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return g_string_free (id, FALSE);
}

/* Returns (transfer full) "Distance to optimum" for "distance-to-optimum". */
static char *
title_of (const char *id)
{
  char *title = g_strdelimit (g_strdup (id), "-", ' ');

  title[0] = g_ascii_toupper (title[0]);
  return title;
}

/* "cancel", or "path-bar-cancel" where there is one already. */
static char *
new_id (Reader *reader, const char *name)
{
  g_autofree char *id = slug (name);
  g_autofree char *whole = g_strconcat (reader->topic->kind.id, ":", id, NULL);
  int stem = (int) (strlen (reader->layout) - strlen (".ui"));

  if (sl_glossary_find (reader->glossary, whole) == NULL)
    return g_steal_pointer (&id);
  return g_strdup_printf ("%.*s-%s", stem, reader->layout, id);
}

static void
add_object (Reader *reader, const Object *object)
{
  const char *colon;
  g_autofree char *name = NULL, *id = NULL;
  SlTerm *same;

  if (object->tooltip == NULL)
    return;
  /* "Step batch: one minibatch …" says its name itself. */
  colon = strstr (object->tooltip, ": ");
  if (object->label != NULL)
    name = g_strdup (_ (object->label));
  else if (colon != NULL && colon - object->tooltip <= LONGEST_NAME)
    name = g_strndup (_ (object->tooltip), strcspn (_ (object->tooltip), ":"));
  else if (object->id != NULL)
    name = title_of (object->id);
  else
    return;
  same = sl_glossary_find_text (reader->glossary, _ (object->tooltip));
  /* A caption and its value are one thing. */
  if (same != NULL && g_str_equal (same->summary, _ (object->tooltip)))
    return;
  id = new_id (reader, object->label != NULL ? object->label : name);
  sl_glossary_add (reader->glossary, reader->topic, id, name, _ (object->tooltip));
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;

  if (g_str_equal (element, "property")) {
    take_property (reader);
    g_clear_pointer (&reader->property, g_free);
  } else if (g_str_equal (element, "accessibility")) {
    reader->in_accessibility = FALSE;
  } else if ((g_str_equal (element, "object") || g_str_equal (element, "template")) &&
             reader->objects->len > 0) {
    add_object (reader,
                &g_array_index (reader->objects, Object, reader->objects->len - 1));
    g_array_set_size (reader->objects, reader->objects->len - 1);
  }
}

static void
read_layout (Reader *reader, const char *name)
{
  static const GMarkupParser parser = {
      .start_element = start_cb, .end_element = end_cb, .text = text_cb};
  g_autofree char *path = g_strconcat (LAYOUTS, name, NULL);
  reader->layout = name;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, reader, NULL);

  g_assert (bytes != NULL);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gboolean whole = g_markup_parse_context_parse (context, text, (gssize) size, NULL);
  g_assert (whole);
}

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  Reader reader = {.glossary = glossary, .topic = topic, .text = g_string_new (NULL)};
  g_auto (GStrv) layouts = g_resources_enumerate_children (LAYOUTS, 0, NULL);

  reader.objects = g_array_new (FALSE, FALSE, sizeof (Object));
  g_array_set_clear_func (reader.objects, object_clear);
  for (int i = 0; layouts != NULL && layouts[i] != NULL; i++)
    read_layout (&reader, layouts[i]);
  g_array_unref (reader.objects);
  g_string_free (reader.text, TRUE);
  g_free (reader.property);
}

extern const SlTopicType sl_topic_controls;
const SlTopicType sl_topic_controls = {
    .kind = {"controls", N_ ("Control"), N_ ("A button, field or number of the window.")},
    .fill = fill};
