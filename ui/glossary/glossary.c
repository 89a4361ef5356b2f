/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct SlGlossary
{
  GPtrArray *terms; /* Owned, of SlTerm */
};

#define SL_ENTRY(name) extern const SlTopicType sl_topic_##name;
#include "ui/glossary/topics.def"
#undef SL_ENTRY

static const SlKind *const kinds[] = {
#define SL_ENTRY(name) &sl_topic_##name.kind,
#include "ui/glossary/topics.def"
#undef SL_ENTRY
};

static const SlKindTable table = {N_ ("topic"), G_N_ELEMENTS (kinds), kinds};

const SlKindTable *
sl_topics (void)
{
  return &table;
}

static void
term_free (gpointer data)
{
  SlTerm *term = data;

  g_free (term->id);
  g_free (term->name);
  g_free (term->summary);
  g_free (term->formula);
  g_ptr_array_unref (term->related);
  g_free (term);
}

SlGlossary *
sl_glossary_new (void)
{
  SlGlossary *self = g_new (SlGlossary, 1);

  self->terms = g_ptr_array_new_with_free_func (term_free);
  for (size_t i = 0; i < table.n; i++) {
    const SlTopicType *topic = (const SlTopicType *) kinds[i];
    topic->fill (self, topic);
  }
  for (guint i = 0; i < self->terms->len; i++) {
    SlTerm *term = self->terms->pdata[i];
    if (term->topic->link != NULL)
      term->topic->link (self, term);
  }
  return self;
}

void
sl_glossary_free (SlGlossary *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_free (self);
}

SlTerm *
sl_glossary_add (SlGlossary *self,
                 const SlTopicType *topic,
                 const char *id,
                 const char *name,
                 const char *summary)
{
  SlTerm *term = g_new0 (SlTerm, 1);

  term->topic = topic;
  term->id = g_strdup (id);
  term->name = g_strdup (name);
  term->summary = g_strdup (summary);
  term->related = g_ptr_array_new ();
  g_ptr_array_add (self->terms, term);
  return term;
}

static void
link_one_way (SlTerm *from, SlTerm *to)
{
  if (!g_ptr_array_find (from->related, to, NULL))
    g_ptr_array_add (from->related, to);
}

void
sl_glossary_link (SlTerm *a, SlTerm *b)
{
  if (a == NULL || b == NULL || a == b)
    return;
  link_one_way (a, b);
  link_one_way (b, a);
}

guint
sl_glossary_n (const SlGlossary *self)
{
  return self->terms->len;
}

SlTerm *
sl_glossary_term (const SlGlossary *self, guint i)
{
  return i < self->terms->len ? self->terms->pdata[i] : NULL;
}

char *
sl_term_id (const SlTerm *term)
{
  return g_strdup_printf ("%s:%s", term->topic->kind.id, term->id);
}

SlTerm *
sl_glossary_find (const SlGlossary *self, const char *id)
{
  for (guint i = 0; i < self->terms->len; i++) {
    SlTerm *term = self->terms->pdata[i];
    g_autofree char *whole = sl_term_id (term);

    if (g_str_equal (term->id, id) || g_str_equal (whole, id))
      return term;
  }
  return NULL;
}

/* A tooltip may go on behind the text: "Reset … (R)", or with numbers in a line below. */
SlTerm *
sl_glossary_find_text (const SlGlossary *self, const char *text)
{
  const char *end = strchr (text, '\n');
  gsize length = end != NULL ? (gsize) (end - text) : strlen (text), best = 0;
  SlTerm *found = NULL;

  for (guint i = 0; i < self->terms->len; i++) {
    SlTerm *term = self->terms->pdata[i];
    gsize n = strcspn (term->summary, "\n");

    if (n > best && n <= length && strncmp (term->summary, text, n) == 0) {
      best = n;
      found = term;
    }
  }
  return found;
}

static gboolean
holds (const char *text, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, word) != NULL;
}

gboolean
sl_term_matches (const SlTerm *term, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);

  for (int i = 0; words[i] != NULL; i++)
    if (!holds (term->name, words[i]) && !holds (term->id, words[i]) &&
        !holds (term->summary, words[i]))
      return FALSE;
  return TRUE;
}
