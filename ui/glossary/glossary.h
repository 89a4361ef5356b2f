/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"

G_BEGIN_DECLS

typedef struct SlTerm SlTerm;
typedef struct SlTopicType SlTopicType;

/** SlTermNow: Returns (transfer full) (nullable) what @term is, with the numbers of this
 * moment; @session: (nullable). */
typedef char *(*SlTermNow) (const SlTerm *term, SlSession *session);

/** SlTerm: one entry: a symbol, control, read-out, figure. Its texts are those that the
 * thing itself is explained with, wherever that is. */
struct SlTerm
{
  const SlTopicType *topic;
  char *id;             /* Owned: of a figure or setting its own: "l1-share" */
  char *name;           /* Owned, in the language of the screen */
  char *summary;        /* Owned, plain sentences, in the language of the screen */
  char *formula;        /* Owned, nullable */
  SlTermNow now;        /* nullable */
  gconstpointer source; /* Borrowed: what it is made of; static */
  GPtrArray *related;   /* Owned, of const SlTerm *, each once */
};

/** SlGlossary: all entries, by topic. Immutable; main thread. */
typedef struct SlGlossary SlGlossary;

/** SlTopicType: a kind of entries: one file, one line in topics.def. */
struct SlTopicType
{
  SlKind kind; /* kind.name: "Figure", of one entry */
  /** fill: adds its entries by sl_glossary_add(). */
  void (*fill) (SlGlossary *glossary, const SlTopicType *topic);
  /** link: (nullable) once all entries are there: adds links by sl_glossary_link(). */
  void (*link) (SlGlossary *glossary, SlTerm *term);
};

/** sl_topics: Returns the table of topics (topics.def). */
const SlKindTable *sl_topics (void);

/** sl_glossary_new: Returns (transfer full) the glossary of this program. */
SlGlossary *sl_glossary_new (void);
void sl_glossary_free (SlGlossary *glossary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGlossary, sl_glossary_free)

/** sl_glossary_add: @id, @name, @summary: copied. Returns (transfer none) a new entry of
 * @topic, to be filled further. */
SlTerm *sl_glossary_add (SlGlossary *glossary,
                         const SlTopicType *topic,
                         const char *id,
                         const char *name,
                         const char *summary);

/** sl_glossary_link: links @a and @b to each other; nothing for NULL. */
void sl_glossary_link (SlTerm *a, SlTerm *b);

guint sl_glossary_n (const SlGlossary *glossary);
SlTerm *sl_glossary_term (const SlGlossary *glossary, guint i);

/** sl_glossary_find: @id: "figures:loss", or "loss" for the first topic that has it.
 * Returns (transfer none) (nullable) the entry. */
SlTerm *sl_glossary_find (const SlGlossary *glossary, const char *id);

/** sl_glossary_find_text: @text: of a tooltip, or of what F1 says; its first line tells.
 * Returns (transfer none) (nullable) the entry that is explained with it. */
SlTerm *sl_glossary_find_text (const SlGlossary *glossary, const char *text);

/** sl_term_matches: Returns whether every word of @search is in the entry's name, id or
 * summary, whatever the case. */
gboolean sl_term_matches (const SlTerm *term, const char *search);

/** sl_term_id: Returns (transfer full) the one id that no other entry has:
 * "figures:loss". */
char *sl_term_id (const SlTerm *term);

G_END_DECLS
