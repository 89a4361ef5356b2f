/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include "core/base/error.h"

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
  size_t length = strlen (setting->id);
  for (const char *word = preset->settings; word; word = strchr (word, ' ')) {
    word += *word == ' ';
    if (strncmp (word, setting->id, length) == 0 && word[length] == '=')
      return g_strndup (word + length + 1, strcspn (word + length + 1, " "));
  }
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

gboolean
sl_preset_matches (const SlPresetType *preset, const SlConfig *config)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    SlConfig with = *config;
    g_autofree char *value = sl_preset_value (preset, &settings[i]);
    if (value && (!sl_setting_parse (&settings[i], &with, value, NULL) ||
                  !sl_setting_equal (&settings[i], &with, config)))
      return FALSE;
  }
  return TRUE;
}

gboolean
sl_preset_check (const SlPresetType *preset,
                 const SlConfig *config,
                 const SlDataset *dataset,
                 GError **error)
{
  SlConfig with = *config;
  sl_preset_apply (preset, &with);
  gboolean is_file = config->file.path != NULL;
  if (preset->needs && (!is_file || (dataset && dataset->d != preset->inputs))) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("“%s” needs %s"),
                 _ (preset->kind.name), _ (preset->needs));
    return FALSE;
  }
  if (is_file && !dataset)
    return sl_config_validate (&with, error);
  if (with.loss && with.loss->task != (is_file ? dataset->task : config->dataset->task)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 with.loss->task == SL_TASK_REGRESSION
                     ? _ ("“%s” is for numbers, but the target is a class")
                     : _ ("“%s” is for classes, but the target is a number"),
                 _ (preset->kind.name));
    return FALSE;
  }
  return sl_config_validate (&with, error);
}
