/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** sl_value_actions_install: adds the actions of @window that have a state (playing,
 * speed, page …) or take a value (open, export …), once the commands are there: undo and
 * redo are switched on and off with what can be undone. */
void sl_value_actions_install (SlWindow *window);

G_END_DECLS
