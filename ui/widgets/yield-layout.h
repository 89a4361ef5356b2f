/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlYieldLayout: lays out a widget that gives way: it asks for no width of its own, and
 * its child is there only where the child's smallest width is. */
#define SL_TYPE_YIELD_LAYOUT (sl_yield_layout_get_type ())
G_DECLARE_FINAL_TYPE (SlYieldLayout, sl_yield_layout, SL, YIELD_LAYOUT, GtkLayoutManager)

G_END_DECLS
