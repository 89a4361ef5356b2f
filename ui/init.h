/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_ui_init: libadwaita, the layouts and icons built in, and the style sheet. Once,
 * with a display; before any widget of this layer. */
void sl_ui_init (void);

G_END_DECLS
