/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/setting-list.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/quote.h"

#include <glib/gi18n-lib.h>

enum { MAX_PATIENCE = 1000000 };

/* "32, 16", "32·16" and "32 16" all mean two layers; an empty item is a slip of the hand.
 */
gboolean
sl_setting_parse_layers (const SlSetting *setting,
                         void *field,
                         const char *text,
                         GError **error)
{
  SlHidden hidden = {0};
  g_autoptr (GString) commas = g_string_new (text);
  g_string_replace (commas, "·", ",", 0);
  g_strstrip (commas->str);
  g_auto (GStrv) items = g_strsplit (commas->str, ",", -1);
  g_autofree char *shown = sl_quote (text);
  for (int i = 0; items[i]; i++) {
    gint64 units;
    if (hidden.n == SL_MAX_HIDDEN) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("%s: '%s' has more than %d layers"), setting->id, shown,
                   SL_MAX_HIDDEN);
      return FALSE;
    }
    if (!sl_number_parse_integer (items[i], &units) || units < 1 ||
        units > SL_MAX_UNITS) {
      g_set_error (
          error, SL_ERROR, SL_ERROR_ARGUMENT,
          _ ("%s: '%s' does not name layers of 1 to %d units; write them as 32,16, "
             "or leave it empty for none"),
          setting->id, shown, SL_MAX_UNITS);
      return FALSE;
    }
    hidden.units[hidden.n++] = (int) units;
  }
  *(SlHidden *) field = hidden;
  return TRUE;
}

/* Reads a list of numbers in the setting's range, at most one for each layer. @item: the
 * sentence for one that is none (setting, item, whole text, largest); @many: for too many
 * (setting, text, how many are allowed). */
static gboolean
parse_per_layer (const SlSetting *setting,
                 SlPerLayer *list,
                 const char *text,
                 const char *item,
                 const char *many,
                 GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GStrv) items = g_strsplit (stripped, ",", -1);
  g_autofree char *shown = sl_quote (text);
  for (int i = 0; items[i]; i++) {
    double value;
    if (list->n == SL_MAX_HIDDEN + 1) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, many, setting->id, shown,
                   SL_MAX_HIDDEN + 1);
      return FALSE;
    }
    if (!sl_number_parse (items[i], &value) || value < setting->min ||
        value > setting->max) {
      g_autofree char *max = sl_number_text (setting->max, 10);
      g_autofree char *wrong = sl_quote (g_strstrip (items[i]));
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, item, setting->id, wrong, shown,
                   max);
      return FALSE;
    }
    list->values[list->n++] = value + 0.0; /* −0 becomes 0 */
  }
  return TRUE;
}

gboolean
sl_setting_parse_shares (const SlSetting *setting,
                         void *field,
                         const char *text,
                         GError **error)
{
  SlPerLayer shares = {0};
  gboolean any = FALSE;
  if (!parse_per_layer (
          setting, &shares, text,
          _ ("%s: '%s' in '%s' is not a share from 0 to %s; write one as 0.25, "
             "or several as 0.5,0.2"),
          _ ("%s: '%s' has more than %d shares"), error))
    return FALSE;
  for (int i = 0; i < shares.n; i++)
    any |= shares.values[i] > 0;
  *(SlPerLayer *) field = any ? shares : (SlPerLayer){0};
  return TRUE;
}

gboolean
sl_setting_parse_factors (const SlSetting *setting,
                          void *field,
                          const char *text,
                          GError **error)
{
  SlPerLayer factors = {0};
  if (!parse_per_layer (
          setting, &factors, text,
          _ ("%s: '%s' in '%s' is not a factor from 0 to %s; write one for each layer, "
             "as in 0,1,1"),
          _ ("%s: '%s' has more than %d factors"), error))
    return FALSE;
  *(SlPerLayer *) field = factors;
  return TRUE;
}

gboolean
sl_setting_parse_reduction (const SlSetting *setting,
                            void *field,
                            const char *text,
                            GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GStrv) items = g_strsplit (stripped, ",", -1);
  double factor;
  gint64 patience;
  if (*stripped == '\0' || g_str_equal (stripped, "0")) {
    *(SlReduction *) field = (SlReduction){0};
    return TRUE;
  }
  if (g_strv_length (items) != 2 || !sl_number_parse (items[0], &factor) ||
      !(factor > 0 && factor < 1) || !sl_number_parse_integer (items[1], &patience) ||
      patience < 1 || patience > MAX_PATIENCE) {
    g_autofree char *shown = sl_quote (text);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s: '%s' is not a factor between 0 and 1 and a number of epochs, as "
                    "in 0.5,20; 0 is off"),
                 setting->id, shown);
    return FALSE;
  }
  *(SlReduction *) field = (SlReduction){factor, (int) patience};
  return TRUE;
}

char *
sl_setting_format_layers (const SlHidden *hidden)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < hidden->n; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? "," : "", hidden->units[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_setting_format_per_layer (const SlPerLayer *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < list->n; i++) {
    g_autofree char *number = sl_number_exact (list->values[i]);
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", number);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_setting_format_reduction (const SlReduction *reduction)
{
  if (reduction->patience == 0)
    return g_strdup ("");
  g_autofree char *factor = sl_number_exact (reduction->factor);
  return g_strdup_printf ("%s,%d", factor, reduction->patience);
}
