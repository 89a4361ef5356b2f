/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlCourier: a worker thread beside the window, and all that passes between the two:
 * mail to the worker and news from it, one place each, where the newest replaces what was
 * not seen, and a wish to stop. Nobody waits long for anybody. */
typedef struct SlCourier SlCourier;

/** SlCourierNotify: called on the worker after news was put into the empty place. */
typedef void (*SlCourierNotify) (gpointer data);

/** sl_courier_new:
 * @free_mail, @free_news: for what nobody took; @notify: called with @notify_data, at
 * most once per sl_courier_take()
 * Returns (transfer full) a courier whose thread has not begun. */
SlCourier *sl_courier_new (GDestroyNotify free_mail,
                           GDestroyNotify free_news,
                           SlCourierNotify notify,
                           gpointer notify_data);

/** sl_courier_start: @name: of the thread; @work: what it does, with @data; it returns
 * soon after sl_courier_stop(). The thread yields to the window, where that can be. */
void sl_courier_start (SlCourier *courier,
                       const char *name,
                       void (*work) (gpointer data),
                       gpointer data);

/* ---- for the window's side ---- */

/** sl_courier_send: @mail: (transfer full). */
void sl_courier_send (SlCourier *courier, gpointer mail);

/** sl_courier_take: Returns (transfer full) (nullable) the newest news not yet taken. */
gpointer sl_courier_take (SlCourier *courier);

/** sl_courier_stop: asks the worker to end. Returns at once; nobody is notified any more
 * once sl_courier_has_stopped(). */
void sl_courier_stop (SlCourier *courier);
gboolean sl_courier_has_stopped (SlCourier *courier);

/** sl_courier_free: stops, joins and frees. */
void sl_courier_free (SlCourier *courier);

/* ---- for the worker's side ---- */

/** sl_courier_receive: Returns (transfer full) (nullable) the newest mail. One atomic
 * load when there is none. */
gpointer sl_courier_receive (SlCourier *courier);

/** sl_courier_deliver: @news: (transfer full). */
void sl_courier_deliver (SlCourier *courier, gpointer news);

/** sl_courier_wait:
 * @time: g_get_monotonic_time() in µs, 0 = for ever; @enough: (nullable) another reason
 * not to wait, called with @data
 * Waits until there is mail, a wish to stop, @time, or sl_courier_wake() when @enough. */
void sl_courier_wait (SlCourier *courier,
                      gint64 time,
                      gboolean (*enough) (gpointer data),
                      gpointer data);

/** sl_courier_wake: a worker that waits asks @enough again. Any thread. */
void sl_courier_wake (SlCourier *courier);

/** sl_courier_stop_flag: Returns (transfer none) what sl_courier_stop() sets, for long
 * work; read it with g_atomic_int_get(). */
const gint *sl_courier_stop_flag (const SlCourier *courier);
gboolean sl_courier_stop_wanted (const SlCourier *courier);

G_END_DECLS
