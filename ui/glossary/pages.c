/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"
#include "ui/pages/page.h"

#include <glib/gi18n-lib.h>

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  for (size_t i = 0; i < sl_pages ()->n; i++) {
    const SlKind *page = sl_pages ()->kinds[i];

    sl_glossary_add (glossary, topic, page->id, _ (page->name), _ (page->summary));
  }
}

extern const SlTopicType sl_topic_pages;
const SlTopicType sl_topic_pages = {
    .kind = {"pages", N_ ("Page"), N_ ("What the window can show.")},
    .fill = fill};
