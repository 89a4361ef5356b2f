/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"
#include "ui/widgets/readout-bar.h"

#include <glib/gi18n-lib.h>

/* "54.0 %", and the formula with its numbers. */
static char *
now (const SlTerm *term, SlSession *session)
{
  const SlReadout *readout = term->source;
  const SlSnapshot *snapshot = session != NULL ? sl_session_snapshot (session) : NULL;
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;
  g_autofree char *value = NULL, *detail = NULL;

  if (row == NULL || snapshot->problem == NULL)
    return NULL;
  value = readout->text (snapshot, row);
  detail = readout->detail != NULL ? readout->detail (snapshot, row) : NULL;
  return detail != NULL ? g_strdup_printf ("%s = %s\n%s", term->name, value, detail)
                        : g_strdup_printf ("%s = %s", term->name, value);
}

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  gsize n;
  const SlReadout *readouts = sl_readouts (&n);

  for (gsize i = 0; i < n; i++) {
    SlTerm *term = sl_glossary_add (glossary, topic, readouts[i].id, _ (readouts[i].name),
                                    _ (readouts[i].summary));

    term->source = &readouts[i];
    term->now = now;
  }
}

extern const SlTopicType sl_topic_readouts;
const SlTopicType sl_topic_readouts = {
    .kind = {"readouts", N_ ("Read-out"), N_ ("A number below the figures.")},
    .fill = fill};
