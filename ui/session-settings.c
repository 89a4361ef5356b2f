/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/session-private.h"

const SlConfig *
sl_session_config (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return &self->control.config;
}

/* Few settings change alone: a file takes the place of the named set, a preset sets half
 * of them. */
void
sl_session_announce (SlSession *self, const SlConfig *before)
{
  const SlConfig now = self->control.config;
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++)
    if (!sl_setting_equal (&settings[i], before, &now))
      sl_session_emit_config (self, settings[i].id);
}

/* A new run looks at its memory itself; the one that goes on has nobody else to ask. */
static gboolean
has_room (SlSession *self, const SlConfig *config, GError **error)
{
  const SlSnapshot *now = self->snapshot;

  return now == NULL || now->run != self->run || now->problem == NULL ||
         !sl_config_same_run (config, &self->control.config) ||
         sl_training_check_memory (config, now->problem, error);
}

/* The present run goes on with @config. */
static void
change_run (SlSession *self, const SlConfig *config, const char *setting)
{
  if (self->undo != NULL)
    sl_undo_add_settings (self->undo, &self->control.config, setting);
  self->control.config = *config;
  sl_session_send (self);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
}

/* A new run with @config takes its place. */
static void
begin_run (SlSession *self, const SlConfig *config)
{
  const SlConfig before = self->control.config;

  self->control.config = *config;
  if (self->trainer != NULL)
    sl_session_replace_run (self, &before, self->control.playing);
}

/* @setting: (nullable) the one the learner has set. */
static gboolean
change (SlSession *self, const SlConfig *wanted, const char *setting, GError **error)
{
  const SlConfig before = self->control.config, config = *wanted;

  if (!sl_config_validate (&config, error) || !has_room (self, &config, error))
    return FALSE;
  if (sl_config_equal (&config, &before))
    return TRUE;
  if (sl_config_same_run (&config, &before))
    change_run (self, &config, setting);
  else
    begin_run (self, &config);
  sl_session_announce (self, &before);
  return TRUE;
}

gboolean
sl_session_set (SlSession *self,
                const SlSetting *setting,
                const char *text,
                GError **error)
{
  SlConfig config;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (setting != NULL && text != NULL, FALSE);

  config = self->control.config;
  return sl_setting_change (setting, &config, text, error) &&
         change (self, &config, setting->id, error);
}

gboolean
sl_session_apply (SlSession *self, const SlConfig *config, GError **error)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (config != NULL, FALSE);

  return change (self, config, NULL, error);
}

gboolean
sl_session_begin (SlSession *self, const SlConfig *config, GError **error)
{
  const SlConfig before = self->control.config, wanted = *config;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);

  if (!sl_config_validate (&wanted, error))
    return FALSE;
  self->control.playing = FALSE;
  begin_run (self, &wanted);
  sl_session_announce (self, &before);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
  return TRUE;
}

const SlPresetType *
sl_session_preset (SlSession *self)
{
  const SlKindTable *presets = sl_presets ();

  g_return_val_if_fail (SL_IS_SESSION (self), NULL);

  for (size_t i = 0; i < presets->n; i++) {
    const SlPresetType *preset = (const SlPresetType *) presets->kinds[i];

    if (sl_preset_matches (preset, &self->control.config))
      return preset;
  }
  return NULL;
}

gboolean
sl_session_check_preset (SlSession *self, const SlPresetType *preset, GError **error)
{
  const SlSnapshot *now;
  gboolean is_read;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  now = self->snapshot;
  is_read = now != NULL && now->run == self->run && now->problem != NULL;
  return sl_preset_check (preset, &self->control.config,
                          is_read ? now->problem->dataset : NULL, error);
}

gboolean
sl_session_choose_preset (SlSession *self, const SlPresetType *preset, GError **error)
{
  SlConfig config;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  if (!sl_session_check_preset (self, preset, error))
    return FALSE;
  config = self->control.config;
  sl_preset_apply (preset, &config);
  return change (self, &config, NULL, error);
}

gboolean
sl_session_open (SlSession *self, SlDataset *dataset, GError **error)
{
  SlConfig config, before;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (dataset != NULL && dataset->file.path != NULL, FALSE);

  before = config = self->control.config;
  sl_config_take_loaded (&config, dataset);
  if (!sl_config_validate (&config, error))
    return FALSE;
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  self->loaded = sl_dataset_ref (dataset);
  begin_run (self, &config);
  sl_session_announce (self, &before);
  return TRUE;
}
