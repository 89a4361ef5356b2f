/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** sl_setting_actions_install: an action per setting, made from the settings table. Its
 * state follows the session; its value is a string (ids, layers), double, int32 or
 * boolean. And "preset", which sets many of them: an id; "" after a change by hand. */
void sl_setting_actions_install (SlWindow *window);

G_END_DECLS
