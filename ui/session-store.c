/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on its way to a file, and back. */
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>

/* One run being saved. */
typedef struct
{
  SlHandover *handover; /* Owned */
  SlConfig wanted;      /* the settings of the moment */
  char *path;           /* Owned */
  SlSessionPrepare prepare;
  gpointer prepare_data; /* Owned */
  GDestroyNotify destroy;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->handover, sl_handover_unref);
  if (saving->destroy != NULL)
    saving->destroy (saving->prepare_data);
  g_free (saving->path);
  g_free (saving);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const gint never;
  Saving *saving = data;
  SlConfig told, config;
  SlTraining *training = sl_handover_wait (saving->handover, &never, &told);
  g_autoptr (SlSessionFile) file = NULL;
  GError *error = NULL;

  if (training == NULL) {
    g_task_return_new_error (task, SL_ERROR, SL_ERROR_ARGUMENT, "%s",
                             _ ("There is no run to save yet; try again in a moment"));
    return;
  }
  /* What was chosen last may not have reached the worker. */
  config = *sl_training_config (training);
  sl_config_take_changes (&config, &told, &saving->wanted);
  sl_training_apply (training, &config);
  file = sl_session_file_new (training);
  if (saving->prepare != NULL)
    saving->prepare (file, saving->prepare_data);
  if (sl_session_file_write (file, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sl_session_save (SlSession *self,
                 const char *path,
                 SlSessionPrepare prepare,
                 gpointer prepare_data,
                 GDestroyNotify destroy,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (path != NULL && self->trainer != NULL);

  saving = g_new0 (Saving, 1);
  saving->handover = sl_trainer_ask (self->trainer);
  saving->wanted = self->control.config;
  saving->path = g_strdup (path);
  saving->prepare = prepare;
  saving->prepare_data = prepare_data;
  saving->destroy = destroy;
  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
sl_session_save_finish (SlSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sl_session_resume (SlSession *self, SlSessionFile *file)
{
  SlTraining *training;
  SlConfig before;
  SlParkedRun parked;
  SlDataset *source;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (file != NULL && file->training != NULL);

  if (self->trainer == NULL)
    return;
  training = g_steal_pointer (&file->training);
  before = self->control.config;
  parked = sl_session_park (self);
  self->control.config = *sl_training_config (training);
  source = sl_training_problem (training)->source;
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  if (source->file.path != NULL)
    self->loaded = sl_dataset_ref (source);
  sl_session_start_from (self, training);
  sl_undo_add_run (self->undo, &parked);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
  sl_session_announce (self, &before);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}
