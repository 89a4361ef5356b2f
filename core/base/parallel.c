/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/parallel.h"

#include "core/base/flush-zero.h"
#include "core/base/monitor.h"

struct SlPool
{
  int n_threads;    /* with the caller */
  GThread **others; /* Owned (n_threads − 1), NULL until there was something to share */
  gint busy;        /* atomic: a piece of work is under way */
  SlMonitor *monitor;
  struct /* by the monitor */
  {
    SlPoolTask task;
    gpointer data;
    SlFlushZero flush_zero;
    int n, next, unfinished;
    gboolean quit;
  } shared;
};

/* Inside the monitor: does parts until all are taken. */
static void
work (SlPool *self)
{
  while (self->shared.next < self->shared.n) {
    SlPoolTask task = self->shared.task;
    gpointer data = self->shared.data;
    int i = self->shared.next++;
    sl_monitor_leave (self->monitor);
    task (data, i);
    sl_monitor_enter (self->monitor);
    if (--self->shared.unfinished == 0)
      sl_monitor_wake (self->monitor);
  }
}

static gpointer
pool_thread (gpointer data)
{
  SlPool *self = data;
  sl_monitor_enter (self->monitor);
  while (!self->shared.quit) {
    if (self->shared.next == self->shared.n) {
      sl_monitor_wait (self->monitor);
      continue;
    }
    sl_flush_zero_leave (self->shared.flush_zero);
    work (self);
  }
  sl_monitor_leave (self->monitor);
  return NULL;
}

SlPool *
sl_pool_new (int threads)
{
  g_return_val_if_fail (threads >= 1, NULL);
  if (threads == 1)
    return NULL;
  SlPool *self = g_new0 (SlPool, 1);
  self->n_threads = threads;
  self->monitor = sl_monitor_new ();
  return self;
}

void
sl_pool_free (SlPool *self)
{
  if (self == NULL)
    return;
  sl_monitor_enter (self->monitor);
  self->shared.quit = TRUE;
  sl_monitor_wake (self->monitor);
  sl_monitor_leave (self->monitor);
  for (int i = 0; self->others && i < self->n_threads - 1; i++)
    if (self->others[i])
      g_thread_join (self->others[i]);
  g_free (self->others);
  sl_monitor_free (self->monitor);
  g_free (self);
}

int
sl_pool_threads (const SlPool *self)
{
  return self ? self->n_threads : 1;
}

/* A thread that cannot be had is done without: speed is all it would give. */
static void
start_others (SlPool *self)
{
  if (self->others)
    return;
  self->others = g_new0 (GThread *, self->n_threads - 1);
  for (int i = 0; i < self->n_threads - 1; i++)
    self->others[i] = g_thread_try_new ("pool", pool_thread, self, NULL);
}

static void
run_shared (SlPool *self, int n, SlPoolTask task, gpointer data)
{
  start_others (self);
  sl_monitor_enter (self->monitor);
  self->shared.task = task;
  self->shared.data = data;
  self->shared.flush_zero = sl_flush_zero_now ();
  self->shared.next = 0;
  self->shared.n = self->shared.unfinished = n;
  sl_monitor_wake (self->monitor);
  work (self);
  while (self->shared.unfinished > 0)
    sl_monitor_wait (self->monitor);
  sl_monitor_leave (self->monitor);
}

void
sl_pool_run (SlPool *self, int n, SlPoolTask task, gpointer data)
{
  if (self && n > 1 && g_atomic_int_compare_and_exchange (&self->busy, FALSE, TRUE)) {
    run_shared (self, n, task, data);
    g_atomic_int_set (&self->busy, FALSE);
    return;
  }
  for (int i = 0; i < n; i++)
    task (data, i);
}

int
sl_cores (void)
{
  return (int) g_get_num_processors ();
}

int
sl_cores_beside_window (void)
{
  return MAX (1, sl_cores () - 1);
}

int
sl_split_count (double work, double least)
{
  return (int) CLAMP (work / least, 1.0, (double) SL_SPLIT_PARTS);
}

SlRange
sl_split_range (size_t n, int parts, int i, size_t multiple)
{
  size_t blocks = (n + multiple - 1) / multiple;
  size_t first = blocks * (size_t) i / (size_t) parts * multiple;
  size_t end = blocks * ((size_t) i + 1) / (size_t) parts * multiple;
  return (SlRange){MIN (first, n), MIN (end, n)};
}
