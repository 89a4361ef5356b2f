/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/throttle.h"

static void
run_now (SlThrottle *self)
{
  sl_throttle_clear (self);
  self->last = g_get_monotonic_time ();
  self->run (self->data);
}

static gboolean
interval_over_cb (gpointer data)
{
  SlThrottle *self = data;

  self->source = 0;
  run_now (self);
  return G_SOURCE_REMOVE;
}

void
sl_throttle_init (SlThrottle *self,
                  guint interval_ms,
                  void (*run) (gpointer data),
                  gpointer data)
{
  *self = (SlThrottle){.interval_ms = interval_ms, .run = run, .data = data};
}

void
sl_throttle_request (SlThrottle *self, gboolean at_once)
{
  gint64 wait = self->last + (gint64) self->interval_ms * 1000 - g_get_monotonic_time ();

  if (at_once || self->last == 0 || wait <= 0)
    run_now (self);
  else if (self->source == 0)
    self->source = g_timeout_add ((guint) (wait / 1000 + 1), interval_over_cb, self);
}

void
sl_throttle_clear (SlThrottle *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}
