/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** sl_actions_install:
 * Gives @window its actions (PRODUCT.md §3): a stateful one for every setting of the
 * settings table, those of the run and of the window, and the single-key shortcuts. All
 * are on the session bus. A value that cannot be used is answered in a toast and changes
 * nothing. */
void sl_actions_install (SlWindow *window);

/** sl_actions_set_accels: the shortcuts with Ctrl or an F number, which hold everywhere.
 */
void sl_actions_set_accels (GtkApplication *application);

G_END_DECLS
