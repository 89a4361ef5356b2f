/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlPathBar: what makes a path: a button that computes it, one that stops that, how far
 * it is, how fine it is to be, a line that says what it is, or that it is out of date,
 * and the λ worth choosing. */
#define SL_TYPE_PATH_BAR (sl_path_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlPathBar, sl_path_bar, SL, PATH_BAR, AdwBin)

/** sl_path_bar_set_session: @session: whose path it is; once. */
void sl_path_bar_set_session (SlPathBar *self, SlSession *session);

/** sl_path_bar_use_lambda: sets @lambda > 0, rounded as the slider rounds it, so that
 * what is shown is what is used. */
void sl_path_bar_use_lambda (SlPathBar *self, double lambda);

G_END_DECLS
