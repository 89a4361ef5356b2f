/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlThrottle: runs something at most once per interval, and never forgets the last
 * request: numbers that change sixty times a second can neither be read nor read out.
 * Main thread. Lies inside its owner's struct; clear it in the owner's dispose. */
typedef struct
{
  guint interval_ms;
  void (*run) (gpointer data);
  gpointer data;
  gint64 last;  /* µs of g_get_monotonic_time() when it last ran; 0 = never */
  guint source; /* of the run that waits; 0 = none */
} SlThrottle;

/** sl_throttle_init: @interval_ms: between two runs; @run: called with @data. */
void sl_throttle_init (SlThrottle *self,
                       guint interval_ms,
                       void (*run) (gpointer data),
                       gpointer data);

/** sl_throttle_request:
 * @at_once: run now whatever the interval says (a pause, the focus, a hand's own change)
 * Runs now when the last run is long enough ago, else once at the end of the interval. */
void sl_throttle_request (SlThrottle *self, gboolean at_once);

/** sl_throttle_clear: forgets a run that waits. */
void sl_throttle_clear (SlThrottle *self);

G_END_DECLS
