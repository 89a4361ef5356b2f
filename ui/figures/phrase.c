/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/phrase.h"

#include "ui/plots/ticks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

char *
sl_phrase_lower (const char *name)
{
  gunichar first = g_utf8_get_char (name);
  const char *rest = *name != '\0' ? g_utf8_next_char (name) : name;
  char letter[8] = {0};

  if (!g_unichar_islower (g_utf8_get_char (rest)))
    return g_strdup (name);
  g_unichar_to_utf8 (g_unichar_tolower (first), letter);
  return g_strconcat (letter, rest, NULL);
}

char *
sl_phrase_number (double value, int digits)
{
  return isnan (value) ? g_strdup (_ ("none")) : sl_significant_text (value, digits);
}

char *
sl_phrase_count (gint64 n)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, n);
}

char *
sl_phrase_layer (const SlSnapshot *snapshot, int layer)
{
  return g_strdup_printf (_ ("layer %d, %d → %d"), layer + 1,
                          snapshot->layers[layer].inputs,
                          snapshot->layers[layer].outputs);
}

char *
sl_phrase_changed_value (const SlSetting *setting, const char *text)
{
  if (setting != NULL && setting->choices != NULL) {
    const SlKindTable *table = setting->choices ();
    for (size_t i = 0; i < table->n; i++)
      if (strcmp (table->kinds[i]->id, text) == 0)
        return g_strdup (_ (table->kinds[i]->name));
  }
  double number;
  if (*text == '\0')
    return g_strdup (_ ("none"));
  if (setting != NULL && setting->type == SL_SETTING_SWITCH)
    return g_strdup (g_str_equal (text, "true") ? _ ("on") : _ ("off"));
  if (setting != NULL && setting->type == SL_SETTING_NUMBER &&
      sl_number_parse (text, &number))
    return sl_significant_text (number, 12);
  return g_strdup (text);
}

char *
sl_phrase_edit (const SlEvent *event)
{
  SlEdit edit;

  if (!sl_edit_of_event (event, &edit))
    return NULL;
  if (edit.kind == SL_EDIT_REVIVE)
    return g_strdup (_ ("a weight revived"));
  if (edit.kind == SL_EDIT_RELEASE)
    return g_strdup (_ ("pruned weights released"));
  g_autofree char *value = sl_significant_text (edit.value, 3);
  if (edit.kind == SL_EDIT_SET)
    return g_strdup_printf (_ ("a weight set to %s"), value);
  return g_strdup_printf (_ ("pruned |w| ≤ %s"), value);
}

char *
sl_phrase_unit (const SlSnapshot *snapshot, int layer, int j)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;

  if (set != NULL && set->classes != NULL && layer == snapshot->n_layers - 1 &&
      snapshot->layers[layer].outputs == set->n_classes && j < set->n_classes)
    return g_strdup_printf (_ ("unit %d (class %s)"), j + 1, set->classes[j]);
  return g_strdup_printf (_ ("unit %d"), j + 1);
}

char *
sl_phrase_input (const SlSnapshot *snapshot, int layer, int i)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;

  if (layer > 0)
    return g_strdup_printf (_ ("input %d (unit %d of layer %d)"), i + 1, i + 1, layer);
  if (set != NULL && set->features != NULL && i < set->d)
    return g_strdup_printf (_ ("input %d (%s)"), i + 1, set->features[i]);
  return g_strdup_printf (_ ("input %d"), i + 1);
}

gboolean
sl_phrase_is_beginning (const SlEvent *event)
{
  SlEdit edit;

  return event->epoch == 0 && event->batch == 0 && !sl_edit_of_event (event, &edit);
}
