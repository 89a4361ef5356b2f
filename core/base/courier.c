/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/courier.h"

#include "core/base/monitor.h"
#include "core/base/niceness.h"

struct SlCourier
{
  struct
  {
    gpointer mail, news; /* atomic exchange; newest wins */
    gint stop, stopped;  /* atomic */
    SlMonitor *monitor;  /* the worker waits here when there is nothing to do */
  } shared;
  /* Plain: written before the worker starts. */
  GThread *thread; /* NULL until it starts */
  GDestroyNotify free_mail, free_news;
  SlCourierNotify notify;
  gpointer notify_data;
  void (*work) (gpointer data);
  gpointer data;
};

SlCourier *
sl_courier_new (GDestroyNotify free_mail,
                GDestroyNotify free_news,
                SlCourierNotify notify,
                gpointer notify_data)
{
  SlCourier *self = g_new0 (SlCourier, 1);
  self->shared.monitor = sl_monitor_new ();
  self->free_mail = free_mail;
  self->free_news = free_news;
  self->notify = notify;
  self->notify_data = notify_data;
  return self;
}

static gpointer
courier_thread (gpointer data)
{
  SlCourier *self = data;
  /* The window stays smooth when its worker yields to it. */
  sl_thread_yield (SL_NICE_WORKER);
  self->work (self->data);
  g_atomic_int_set (&self->shared.stopped, TRUE);
  return NULL;
}

void
sl_courier_start (SlCourier *self,
                  const char *name,
                  void (*work) (gpointer data),
                  gpointer data)
{
  g_return_if_fail (self->thread == NULL);
  self->work = work;
  self->data = data;
  self->thread = g_thread_new (name, courier_thread, self);
}

void
sl_courier_wake (SlCourier *self)
{
  sl_monitor_enter (self->shared.monitor);
  sl_monitor_wake (self->shared.monitor);
  sl_monitor_leave (self->shared.monitor);
}

void
sl_courier_send (SlCourier *self, gpointer mail)
{
  gpointer unseen = g_atomic_pointer_exchange (&self->shared.mail, mail);
  if (unseen)
    self->free_mail (unseen);
  sl_courier_wake (self);
}

gpointer
sl_courier_take (SlCourier *self)
{
  return g_atomic_pointer_exchange (&self->shared.news, NULL);
}

gpointer
sl_courier_receive (SlCourier *self)
{
  if (!g_atomic_pointer_get (&self->shared.mail))
    return NULL;
  return g_atomic_pointer_exchange (&self->shared.mail, NULL);
}

void
sl_courier_deliver (SlCourier *self, gpointer news)
{
  gpointer unseen = g_atomic_pointer_exchange (&self->shared.news, news);
  if (unseen)
    self->free_news (unseen); /* its notification is still under way */
  else
    self->notify (self->notify_data);
}

void
sl_courier_wait (SlCourier *self,
                 gint64 time,
                 gboolean (*enough) (gpointer data),
                 gpointer data)
{
  gboolean in_time = TRUE;
  sl_monitor_enter (self->shared.monitor);
  while (in_time && !g_atomic_pointer_get (&self->shared.mail) &&
         !sl_courier_stop_wanted (self) && !(enough && enough (data))) {
    if (time == 0)
      sl_monitor_wait (self->shared.monitor);
    else
      in_time = sl_monitor_wait_until (self->shared.monitor, time);
  }
  sl_monitor_leave (self->shared.monitor);
}

void
sl_courier_stop (SlCourier *self)
{
  g_atomic_int_set (&self->shared.stop, TRUE);
  sl_courier_wake (self);
}

gboolean
sl_courier_has_stopped (SlCourier *self)
{
  return g_atomic_int_get (&self->shared.stopped);
}

const gint *
sl_courier_stop_flag (const SlCourier *self)
{
  return &self->shared.stop;
}

gboolean
sl_courier_stop_wanted (const SlCourier *self)
{
  return g_atomic_int_get (&self->shared.stop);
}

void
sl_courier_free (SlCourier *self)
{
  sl_courier_stop (self);
  if (self->thread)
    g_thread_join (self->thread);
  g_clear_pointer (&self->shared.mail, self->free_mail);
  g_clear_pointer (&self->shared.news, self->free_news);
  sl_monitor_free (self->shared.monitor);
  g_free (self);
}
