/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"
#include "ui/widgets/explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What its tooltip says below the sentence, and its value where that says nothing. */
static char *
now (const SlTerm *term, SlSession *session)
{
  g_autofree char *text = NULL, *value = NULL;
  const char *rest;

  if (session == NULL)
    return NULL;
  text = sl_explain_setting (term->source, session);
  rest = strchr (text, '\n');
  if (rest != NULL)
    return g_strdup (rest + 1);
  value = sl_explain_value (term->source, sl_session_config (session));
  return *value != '\0' ? g_strdup_printf ("%s = %s", term->name, value) : NULL;
}

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++) {
    SlTerm *term = sl_glossary_add (glossary, topic, settings[i].id, _ (settings[i].name),
                                    _ (settings[i].summary));
    term->source = &settings[i];
    term->now = now;
  }
}

extern const SlTopicType sl_topic_settings;
const SlTopicType sl_topic_settings = {
    .kind = {"settings", N_ ("Setting"), N_ ("What you can choose about a run.")},
    .fill = fill};
