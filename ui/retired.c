/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/retired.h"

/* How often stopped workers are looked at until they can be joined. */
#define REAP_INTERVAL_MS 20

struct SlRetired
{
  /* Owned */
  GPtrArray *trainers; /* of SlTrainer */
  GMainContext *context;
  GSource *reaper; /* nullable */
};

static void
reap (SlRetired *self)
{
  for (guint i = self->trainers->len; i-- > 0;)
    if (sl_trainer_has_stopped (self->trainers->pdata[i]))
      g_ptr_array_remove_index_fast (self->trainers, i);
}

static gboolean
reap_cb (gpointer data)
{
  SlRetired *self = data;

  reap (self);
  if (self->trainers->len > 0)
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
  return self;
}

void
sl_retired_add (SlRetired *self, SlTrainer *trainer)
{
  sl_trainer_stop (trainer);
  g_ptr_array_add (self->trainers, trainer);
  if (self->reaper != NULL)
    return;
  self->reaper = g_timeout_source_new (REAP_INTERVAL_MS);
  g_source_set_callback (self->reaper, reap_cb, self, NULL);
  g_source_attach (self->reaper, self->context);
}

gboolean
sl_retired_wait (SlRetired *self, gint64 limit)
{
  if (self->reaper != NULL)
    g_source_destroy (self->reaper);
  g_clear_pointer (&self->reaper, g_source_unref);
  for (reap (self); self->trainers->len > 0 && g_get_monotonic_time () < limit;
       reap (self))
    g_usleep (1000);
  return self->trainers->len == 0;
}

void
sl_retired_free (SlRetired *self)
{
  sl_retired_wait (self, 0);
  g_ptr_array_unref (self->trainers);
  g_main_context_unref (self->context);
  g_free (self);
}
