/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/difference.h"

#include "ui/figures/peers.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>

/* Longer lists, of settings or within one, are no help; the whole is in the caption. */
enum { MOST = 3, LONGEST = 24 };

/* Named already, or without any effect in this run. */
static gboolean
is_of_interest (const SlSetting *setting, const SlConfig *config)
{
  if (g_str_equal (setting->id, "penalty") || g_str_equal (setting->id, "lambda"))
    return FALSE;
  return config->penalty->has_share || !g_str_equal (setting->id, "l1-share");
}

static gboolean
is_alike (const SlSetting *setting,
          const SlConfig *config,
          const SlConfig *const *others,
          int n)
{
  for (int i = 0; i < n; i++)
    if (!sl_setting_equal (setting, config, others[i]))
      return FALSE;
  return TRUE;
}

static char *
setting_text (const SlSetting *setting, const SlConfig *config)
{
  g_autofree char *name = sl_phrase_lower (_ (setting->name));
  g_autofree char *shown = sl_peers_value (setting, config);
  g_autofree char *within =
      setting->type == SL_SETTING_CHOICE ? sl_phrase_lower (shown) : g_strdup (shown);

  return g_utf8_strlen (within, -1) > LONGEST && setting->type != SL_SETTING_CHOICE
             ? g_steal_pointer (&name)
             : g_strdup_printf ("%s %s", name, within);
}

char *
sl_difference_text (const SlConfig *config, const SlConfig *const *others, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  size_t n_settings;
  const SlSetting *settings = sl_settings (&n_settings);
  int found = 0;

  for (size_t i = 0; i < n_settings; i++) {
    g_autofree char *part = NULL;

    if (!is_of_interest (&settings[i], config) ||
        is_alike (&settings[i], config, others, n))
      continue;
    if (++found > MOST) {
      g_string_append (text, ", …");
      break;
    }
    part = setting_text (&settings[i], config);
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
penalty_text (const SlConfig *config)
{
  g_autofree char *lambda = sl_phrase_number (config->lambda, 3);

  if (!config->penalty->has_strength)
    return g_strdup (_ ("no penalty"));
  return g_strdup_printf (_ ("%s λ = %s"), _ (config->penalty->kind.name), lambda);
}

char *
sl_difference_name (const SlConfig *config, const SlConfig *const *others, int n)
{
  g_autofree char *penalty = penalty_text (config);
  g_autofree char *difference = sl_difference_text (config, others, n);

  return difference != NULL ? g_strdup_printf ("%s, %s", penalty, difference)
                            : g_steal_pointer (&penalty);
}
