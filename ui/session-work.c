/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a copy of the run while it goes on. */
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SlHandover *handover; /* Owned */
  SlConfig wanted;      /* the settings of the moment */
  SlSessionWork work;
  gpointer data; /* Owned */
  GDestroyNotify destroy;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->handover, sl_handover_unref);
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

/* Of its own, for it stands back behind the window for good. */
static gpointer
work_thread (gpointer data)
{
  static const gint never;
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  SlConfig told, config;
  g_autoptr (SlTraining) training = sl_handover_wait (job->handover, &never, &told);
  GError *error = NULL;

  sl_thread_yield (SL_NICE_WORKER);
  if (training == NULL) {
    g_task_return_new_error (task, SL_ERROR, SL_ERROR_ARGUMENT, "%s",
                             _ ("There is no run to save yet; try again in a moment"));
    return NULL;
  }
  /* What was chosen last may not have reached the worker. */
  config = *sl_training_config (training);
  sl_config_take_changes (&config, &told, &job->wanted);
  sl_training_apply (training, &config);
  if (job->work (&training, job->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

void
sl_session_work (SlSession *self,
                 SlSessionWork work,
                 gpointer work_data,
                 GDestroyNotify destroy,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (work != NULL && self->trainer != NULL);

  job = g_new0 (Job, 1);
  job->handover = sl_trainer_ask (self->trainer);
  job->wanted = self->control.config;
  job->work = work;
  job->data = work_data;
  job->destroy = destroy;
  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, job, job_free);
  g_thread_unref (g_thread_new ("saving", work_thread, task));
}

gboolean
sl_session_work_finish (SlSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
