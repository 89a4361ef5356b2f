/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/monitor.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

struct SlMonitor
{
  pthread_mutex_t mutex;
  pthread_cond_t condition;
};

/* None of these calls can fail on a valid object; if one does, the program is wrong. */
static void
must_be_zero (int status)
{
  if (G_UNLIKELY (status != 0))
    g_error ("monitor: %s", g_strerror (status));
}

SlMonitor *
sl_monitor_new (void)
{
  SlMonitor *monitor = g_new0 (SlMonitor, 1);
  pthread_condattr_t attributes;

  must_be_zero (pthread_mutex_init (&monitor->mutex, NULL));
  must_be_zero (pthread_condattr_init (&attributes));
  must_be_zero (pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC));
  must_be_zero (pthread_cond_init (&monitor->condition, &attributes));
  must_be_zero (pthread_condattr_destroy (&attributes));
  return monitor;
}

void
sl_monitor_free (SlMonitor *monitor)
{
  if (monitor == NULL)
    return;
  must_be_zero (pthread_cond_destroy (&monitor->condition));
  must_be_zero (pthread_mutex_destroy (&monitor->mutex));
  g_free (monitor);
}

void
sl_monitor_enter (SlMonitor *monitor)
{
  must_be_zero (pthread_mutex_lock (&monitor->mutex));
}

void
sl_monitor_leave (SlMonitor *monitor)
{
  must_be_zero (pthread_mutex_unlock (&monitor->mutex));
}

void
sl_monitor_wait (SlMonitor *monitor)
{
  must_be_zero (pthread_cond_wait (&monitor->condition, &monitor->mutex));
}

gboolean
sl_monitor_wait_until (SlMonitor *monitor, gint64 time)
{
  struct timespec until;
  int status;

  time = MAX (time, 0);
  until.tv_sec = (time_t) (time / G_USEC_PER_SEC);
  until.tv_nsec = (long) (time % G_USEC_PER_SEC) * 1000;
  status = pthread_cond_timedwait (&monitor->condition, &monitor->mutex, &until);
  if (status == ETIMEDOUT)
    return FALSE;
  must_be_zero (status);
  return TRUE;
}

void
sl_monitor_wake (SlMonitor *monitor)
{
  must_be_zero (pthread_cond_broadcast (&monitor->condition));
}
