/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SL_ENTRY(name) extern const SlPresetType sl_preset_##name;
#include "core/training/presets.def"
#undef SL_ENTRY

const SlKindTable *
sl_presets (void)
{
#define SL_ENTRY(name) &sl_preset_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/training/presets.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("preset"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

char *
sl_preset_value (const SlPresetType *preset, const SlSetting *setting)
{
  g_auto (GStrv) words = g_strsplit (preset->settings, " ", -1);
  size_t length = strlen (setting->id);
  for (int i = 0; words[i]; i++)
    if (strncmp (words[i], setting->id, length) == 0 && words[i][length] == '=')
      return g_strdup (words[i] + length + 1);
  return NULL;
}

void
sl_preset_apply (const SlPresetType *preset, SlConfig *config)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *value = sl_preset_value (preset, &settings[i]);
    if (value && !sl_setting_parse (&settings[i], config, value, NULL))
      g_assert_not_reached ();
  }
}
