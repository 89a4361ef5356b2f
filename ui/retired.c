/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/retired.h"

/* How often stopped workers are looked at until they can be joined. */
#define REAP_INTERVAL_MS 20

struct SlRetired
{
  /* Owned */
  GPtrArray *trainers; /* of SlTrainer */
  GPtrArray *paths;    /* of SlPathWorker */
  GMainContext *context;
  GSource *reaper; /* nullable */
};

static void
reap (SlRetired *self)
{
  for (guint i = self->trainers->len; i-- > 0;)
    if (sl_trainer_has_stopped (self->trainers->pdata[i]))
      g_ptr_array_remove_index_fast (self->trainers, i);
  for (guint i = self->paths->len; i-- > 0;)
    if (sl_path_worker_has_stopped (self->paths->pdata[i]))
      g_ptr_array_remove_index_fast (self->paths, i);
}

static gboolean
is_empty (SlRetired *self)
{
  return self->trainers->len == 0 && self->paths->len == 0;
}

static gboolean
reap_cb (gpointer data)
{
  SlRetired *self = data;

  reap (self);
  if (!is_empty (self))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->reaper, g_source_unref);
  return G_SOURCE_REMOVE;
}

SlRetired *
sl_retired_new (GMainContext *context)
{
  SlRetired *self = g_new0 (SlRetired, 1);

  self->context = g_main_context_ref (context);
  self->trainers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_trainer_free);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_path_worker_free);
  return self;
}

static void
look_after (SlRetired *self)
{
  if (self->reaper != NULL)
    return;
  self->reaper = g_timeout_source_new (REAP_INTERVAL_MS);
  g_source_set_callback (self->reaper, reap_cb, self, NULL);
  g_source_attach (self->reaper, self->context);
}

void
sl_retired_add (SlRetired *self, SlTrainer *trainer)
{
  sl_trainer_stop (trainer);
  g_ptr_array_add (self->trainers, trainer);
  look_after (self);
}

void
sl_retired_add_path (SlRetired *self, SlPathWorker *worker)
{
  sl_path_worker_stop (worker);
  g_ptr_array_add (self->paths, worker);
  look_after (self);
}

gboolean
sl_retired_wait (SlRetired *self, gint64 limit)
{
  if (self->reaper != NULL)
    g_source_destroy (self->reaper);
  g_clear_pointer (&self->reaper, g_source_unref);
  for (reap (self); !is_empty (self) && g_get_monotonic_time () < limit; reap (self))
    g_usleep (1000);
  return is_empty (self);
}

void
sl_retired_free (SlRetired *self)
{
  sl_retired_wait (self, 0);
  g_ptr_array_unref (self->trainers);
  g_ptr_array_unref (self->paths);
  g_main_context_unref (self->context);
  g_free (self);
}
