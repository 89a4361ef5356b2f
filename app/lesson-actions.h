/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** sl_lesson_actions_install: gives @window the actions that play lessons, and the keys
 * of a clicker. Once. */
void sl_lesson_actions_install (SlWindow *window);

/** sl_lesson_actions_set_accels: their keys with Ctrl or Alt. */
void sl_lesson_actions_set_accels (GtkApplication *application);

G_END_DECLS
