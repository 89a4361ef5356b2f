/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/path-worker.h"

struct SlPathWorker
{
  SlCourier *courier; /* Owned; its news are results */
  /* Plain: written before the worker starts. */
  SlPathJob job;
  SlDataset *loaded; /* Owned, nullable */
};

/* On the worker. */
static void
publish_cb (SlPathResult *result, gpointer data)
{
  SlPathWorker *self = data;
  sl_courier_deliver (self->courier, result);
}

/* On the worker. */
static void
work (gpointer data)
{
  SlPathWorker *self = data;
  sl_path_find (&self->job);
}

static void
drop_result (gpointer result)
{
  sl_path_result_unref (result);
}

SlPathWorker *
sl_path_worker_new (const SlConfig *config,
                    const SlPathWish *wish,
                    SlPool *pool,
                    SlDataset *loaded,
                    SlCourierNotify notify,
                    gpointer data)
{
  SlPathWorker *self = g_new0 (SlPathWorker, 1);
  /* Nothing is sent to it. */
  self->courier = sl_courier_new (g_free, drop_result, notify, data);
  self->loaded = loaded != NULL ? sl_dataset_ref (loaded) : NULL;
  self->job = (SlPathJob){.config = *config,
                          .wish = *wish,
                          .pool = pool,
                          .loaded = self->loaded,
                          .stop = sl_courier_stop_flag (self->courier),
                          .publish = publish_cb,
                          .data = self};
  sl_courier_start (self->courier, "path", work, self);
  return self;
}

SlPathResult *
sl_path_worker_take (SlPathWorker *self)
{
  return sl_courier_take (self->courier);
}

void
sl_path_worker_stop (SlPathWorker *self)
{
  sl_courier_stop (self->courier);
}

gboolean
sl_path_worker_has_stopped (SlPathWorker *self)
{
  return sl_courier_has_stopped (self->courier);
}

void
sl_path_worker_free (SlPathWorker *self)
{
  if (self == NULL)
    return;
  sl_courier_free (self->courier);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  g_free (self);
}
