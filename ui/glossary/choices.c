/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"

#include <glib/gi18n-lib.h>

/* What can be chosen for a setting. Its id is "optimizer=adam". */
static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++) {
    const SlKindTable *table =
        settings[i].type == SL_SETTING_CHOICE ? settings[i].choices () : NULL;

    for (size_t k = 0; table != NULL && k < table->n; k++) {
      const SlKind *kind = table->kinds[k];
      g_autofree char *id = g_strdup_printf ("%s=%s", settings[i].id, kind->id);
      SlTerm *term =
          sl_glossary_add (glossary, topic, id, _ (kind->name), _ (kind->summary));

      term->source = &settings[i];
      if (table == sl_penalties () && ((const SlPenaltyType *) kind)->has_strength)
        term->formula = g_strdup (_ (((const SlPenaltyType *) kind)->formula));
    }
  }
}

static void
link_to_setting (SlGlossary *glossary, SlTerm *term)
{
  g_autofree char *id =
      g_strdup_printf ("settings:%s", ((const SlSetting *) term->source)->id);

  sl_glossary_link (term, sl_glossary_find (glossary, id));
}

extern const SlTopicType sl_topic_choices;
const SlTopicType sl_topic_choices = {
    .kind = {"choices", N_ ("Choice"), N_ ("What a setting can be set to.")},
    .fill = fill,
    .link = link_to_setting};
