/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/sampled.h"

#include "ui/plots/ticks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
sl_sampled_part_text (const SlSnapshot *snapshot, SlPartId part)
{
  static const char *const formats[SL_N_PARTS] = {
      [SL_PART_TRAIN] = N_ ("%s of %s training rows"),
      [SL_PART_VALIDATION] = N_ ("%s of %s validation rows"),
      [SL_PART_TEST] = N_ ("%s of %s test rows"),
  };
  const SlProblem *problem = snapshot != NULL ? snapshot->problem : NULL;
  g_autofree char *rows = NULL, *all = NULL;

  if (problem == NULL || snapshot->sampled[part] == 0)
    return g_strdup ("");
  rows = sl_count_text (snapshot->sampled[part]);
  all = sl_count_text (sl_problem_part (problem, part)->n);
  return g_strdup_printf (_ (formats[part]), rows, all);
}

char *
sl_sampled_text (const SlSnapshot *snapshot)
{
  GString *text = g_string_new ("");

  for (SlPartId i = 0; i < SL_N_PARTS; i++) {
    g_autofree char *part = sl_sampled_part_text (snapshot, i);

    if (text->len > 0 && *part != '\0')
      g_string_append (text, ", ");
    g_string_append (text, part);
  }
  return g_string_free (text, FALSE);
}

char *
sl_sampled_add (char *text, const char *format, const SlSnapshot *snapshot)
{
  g_autofree char *before = text, *sample = sl_sampled_text (snapshot);
  g_autofree char *after = NULL;

  if (*sample == '\0')
    return g_steal_pointer (&before);
  if (g_str_has_suffix (before, "."))
    before[strlen (before) - 1] = '\0';
  after = g_strdup_printf (format, sample);
  return g_strconcat (before, after, NULL);
}
