/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlMonitor: a lock with a condition (pthread mutex and condition variable, monotonic
 * clock). The only lock in core and session: ThreadSanitizer understands it, and takes
 * GMutex for a race. */
typedef struct SlMonitor SlMonitor;

SlMonitor *sl_monitor_new (void);
void sl_monitor_free (SlMonitor *monitor);
void sl_monitor_enter (SlMonitor *monitor);
void sl_monitor_leave (SlMonitor *monitor);

/** sl_monitor_wait: waits, inside the monitor, until sl_monitor_wake() or a spurious
 * wake-up. */
void sl_monitor_wait (SlMonitor *monitor);

/** sl_monitor_wait_until: the same, at most until @time (g_get_monotonic_time(), µs).
 * Returns FALSE when the time ran out. */
gboolean sl_monitor_wait_until (SlMonitor *monitor, gint64 time);

/** sl_monitor_wake: wakes all who wait; inside the monitor. */
void sl_monitor_wake (SlMonitor *monitor);

G_END_DECLS
