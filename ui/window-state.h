/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** sl_window_state: Returns (transfer full) what a saved session remembers of the window
 * beside the run: the page, what the cards of the Train page show, the speed; as JSON.
 * @file: (nullable) where the learner keeps a run that is saved by itself. */
GBytes *sl_window_state (SlWindow *window, const char *file);

/** sl_window_state_file: Returns (transfer full) (nullable) the file that @state
 * (nullable) names. */
char *sl_window_state_file (GBytes *state);

/** sl_window_take_state: @state: (nullable) of any origin: what is not known, or makes no
 * sense, is passed over, for the run does not depend on it. */
void sl_window_take_state (SlWindow *window, GBytes *state);

G_END_DECLS
