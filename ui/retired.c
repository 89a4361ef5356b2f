/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/retired.h"

/* How often stopped workers are looked at until they can be joined. */
#define REAP_INTERVAL_MS 20

/* One that was told to stop. */
typedef struct
{
  gpointer worker; /* Owned */
  gboolean (*has_stopped) (gpointer worker);
  void (*free) (gpointer worker);
} Worker;

struct SlRetired
{
  /* Owned */
  GPtrArray *workers; /* of Worker */
  GMainContext *context;
  GSource *reaper; /* nullable */
};

static gboolean
has_stopped (const Worker *worker)
{
  return worker->has_stopped (worker->worker);
}

static void
worker_free (gpointer data)
{
  Worker *worker = data;

  worker->free (worker->worker);
  g_free (worker);
}

static void
reap (SlRetired *self)
{
  for (guint i = self->workers->len; i-- > 0;)
    if (has_stopped (self->workers->pdata[i]))
      g_ptr_array_remove_index_fast (self->workers, i);
}

static gboolean
reap_cb (gpointer data)
{
  SlRetired *self = data;

  reap (self);
  if (self->workers->len > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->reaper, g_source_unref);
  return G_SOURCE_REMOVE;
}

SlRetired *
sl_retired_new (GMainContext *context)
{
  SlRetired *self = g_new0 (SlRetired, 1);

  self->context = g_main_context_ref (context);
  self->workers = g_ptr_array_new_with_free_func (worker_free);
  return self;
}

static void
add (SlRetired *self, const Worker *worker)
{
  g_ptr_array_add (self->workers, g_memdup2 (worker, sizeof *worker));
  if (self->reaper != NULL)
    return;
  self->reaper = g_timeout_source_new (REAP_INTERVAL_MS);
  g_source_set_callback (self->reaper, reap_cb, self, NULL);
  g_source_attach (self->reaper, self->context);
}

static gboolean
trainer_has_stopped (gpointer trainer)
{
  return sl_trainer_has_stopped (trainer);
}

static void
trainer_free (gpointer trainer)
{
  sl_trainer_free (trainer);
}

void
sl_retired_add (SlRetired *self, SlTrainer *trainer)
{
  sl_trainer_stop (trainer);
  add (self, &(Worker){trainer, trainer_has_stopped, trainer_free});
}

static gboolean
compare_has_stopped (gpointer compare)
{
  return sl_compare_has_stopped (compare);
}

static void
compare_free (gpointer compare)
{
  sl_compare_free (compare);
}

void
sl_retired_add_compare (SlRetired *self, SlCompare *compare)
{
  sl_compare_stop (compare);
  add (self, &(Worker){compare, compare_has_stopped, compare_free});
}

static gboolean
path_has_stopped (gpointer worker)
{
  return sl_path_worker_has_stopped (worker);
}

static void
path_free (gpointer worker)
{
  sl_path_worker_free (worker);
}

void
sl_retired_add_path (SlRetired *self, SlPathWorker *worker)
{
  sl_path_worker_stop (worker);
  add (self, &(Worker){worker, path_has_stopped, path_free});
}

gboolean
sl_retired_wait (SlRetired *self, gint64 limit)
{
  if (self->reaper != NULL)
    g_source_destroy (self->reaper);
  g_clear_pointer (&self->reaper, g_source_unref);
  for (reap (self); self->workers->len > 0 && g_get_monotonic_time () < limit;
       reap (self))
    g_usleep (1000);
  return self->workers->len == 0;
}

void
sl_retired_free (SlRetired *self)
{
  sl_retired_wait (self, 0);
  g_ptr_array_unref (self->workers);
  g_main_context_unref (self->context);
  g_free (self);
}
