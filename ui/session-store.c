/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run on its way to a file, and back. */
#include "ui/session-private.h"

/* One run being saved. */
typedef struct
{
  char *path;          /* Owned */
  SlEarlierRuns *runs; /* Owned */
  SlSessionPrepare prepare;
  gpointer prepare_data; /* Owned */
  GDestroyNotify destroy;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  if (saving->destroy != NULL)
    saving->destroy (saving->prepare_data);
  sl_earlier_runs_unref (saving->runs);
  g_free (saving->path);
  g_free (saving);
}

static gboolean
save_work (SlTraining **training, gpointer data, GError **error)
{
  const Saving *saving = data;
  g_autoptr (SlSessionFile) file = sl_session_file_new (g_steal_pointer (training));

  file->runs = sl_earlier_runs_ref (saving->runs);
  if (saving->prepare != NULL)
    saving->prepare (file, saving->prepare_data);
  return sl_session_file_write (file, saving->path, error);
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
  Saving *saving;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (path != NULL && self->trainer != NULL);

  saving = g_new0 (Saving, 1);
  saving->path = g_strdup (path);
  saving->runs = sl_earlier_runs_ref (self->earlier);
  saving->prepare = prepare;
  saving->prepare_data = prepare_data;
  saving->destroy = destroy;
  sl_session_work (self, save_work, saving, saving_free, callback, data);
}

gboolean
sl_session_save_finish (SlSession *self, GAsyncResult *result, GError **error)
{
  return sl_session_work_finish (self, result, error);
}

/* The runs that were pinned in a file, with numbers that no run of this session has. */
static SlEarlierRuns *
take_pinned (SlSession *self, SlSessionFile *file)
{
  SlEarlierRuns *runs = g_steal_pointer (&file->runs);

  if (runs == NULL)
    return sl_earlier_runs_new ();
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (runs->pinned[i] != NULL)
      runs->pinned[i]->run = ++self->runs;
  return runs;
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
  parked.earlier = sl_session_exchange_earlier (self, take_pinned (self, file));
  sl_session_start_from (self, training);
  sl_undo_add_run (self->undo, &parked);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
  sl_session_announce (self, &before);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}
