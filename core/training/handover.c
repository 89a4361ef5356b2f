/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/handover.h"

#include "core/base/monitor.h"

struct SlHandover
{
  gint refs; /* atomic */
  gboolean good;
  SlHandover *next; /* Owned, nullable: of who holds the list */
  SlMonitor *monitor;
  struct
  {
    gboolean given;
    SlTraining *training; /* Owned, nullable */
    SlConfig wanted;
  } shared; /* inside the monitor */
};

SlHandover *
sl_handover_new (gboolean good)
{
  SlHandover *self = g_new0 (SlHandover, 1);
  self->refs = 1;
  self->good = good;
  self->monitor = sl_monitor_new ();
  return self;
}

SlHandover *
sl_handover_ref (SlHandover *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
sl_handover_unref (SlHandover *self)
{
  if (!g_atomic_int_dec_and_test (&self->refs))
    return;
  g_clear_pointer (&self->shared.training, sl_training_free);
  sl_monitor_free (self->monitor);
  g_free (self);
}

gboolean
sl_handover_wants_good (const SlHandover *self)
{
  return self->good;
}

void
sl_handover_give (SlHandover *self, SlTraining *training, const SlConfig *wanted)
{
  sl_monitor_enter (self->monitor);
  self->shared.given = TRUE;
  self->shared.training = training;
  self->shared.wanted = *wanted;
  sl_monitor_wake (self->monitor);
  sl_monitor_leave (self->monitor);
}

SlTraining *
sl_handover_wait (SlHandover *self, const gint *stop, SlConfig *wanted)
{
  sl_monitor_enter (self->monitor);
  while (!self->shared.given && !g_atomic_int_get (stop))
    sl_monitor_wait (self->monitor);
  SlTraining *training = g_steal_pointer (&self->shared.training);
  *wanted = self->shared.wanted;
  sl_monitor_leave (self->monitor);
  return training;
}

void
sl_handover_wake (SlHandover *self)
{
  sl_monitor_enter (self->monitor);
  sl_monitor_wake (self->monitor);
  sl_monitor_leave (self->monitor);
}

void
sl_handover_list_add (SlHandoverList *list, SlHandover *handover)
{
  /* Whoever takes in between finds nothing, and the whole list the next time. */
  handover->next = g_atomic_pointer_exchange (list, NULL);
  g_atomic_pointer_set (list, handover);
}

SlHandover *
sl_handover_list_take (SlHandoverList *list)
{
  return g_atomic_pointer_exchange (list, NULL);
}

SlHandover *
sl_handover_next (SlHandover *self)
{
  return g_steal_pointer (&self->next);
}
