/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_frame_log_attach:
 * For the benchmark of PRODUCT.md §5: when the environment variable SL_FRAME_LOG names a
 * file, writes down every frame of @window from its frame clock, and appends them to that
 * file when the window closes. One line a frame, three numbers in µs: the frame's time on
 * the monotonic clock, the time since the frame before (0 for the first), and the time
 * from before-paint to after-paint. Only memory is touched in between. Without the
 * variable it does nothing. */
void sl_frame_log_attach (GtkWidget *window);

G_END_DECLS
