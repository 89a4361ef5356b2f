/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/glossary/glossary.h"

#include <glib/gi18n-lib.h>

static char *
now (const SlTerm *term, SlSession *session)
{
  const SlFigureType *figure = term->source;
  SlFigureView view = sl_figure_view_default (figure);

  if (session == NULL)
    return NULL;
  view.earlier = sl_session_earlier (session);
  view.path = sl_session_path (session);
  return figure->describe (sl_session_snapshot (session), &view);
}

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    const SlFigureType *figure = (const SlFigureType *) sl_figures ()->kinds[i];
    SlTerm *term = sl_glossary_add (glossary, topic, figure->kind.id,
                                    _ (figure->kind.name), _ (figure->kind.summary));

    term->formula = g_strdup (figure->formula != NULL ? _ (figure->formula) : NULL);
    term->source = figure;
    term->now = now;
  }
}

extern const SlTopicType sl_topic_figures;
const SlTopicType sl_topic_figures = {
    .kind = {"figures", N_ ("Figure"), N_ ("What a card can show.")},
    .fill = fill};
