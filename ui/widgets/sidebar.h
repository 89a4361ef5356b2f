/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlSidebar: all settings of a run: Penalty, Data, Model, Training. */
#define SL_TYPE_SIDEBAR (sl_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SlSidebar, sl_sidebar, SL, SIDEBAR, AdwBin)

/** sl_sidebar_set_session: @session: whose settings are shown and set; once. */
void sl_sidebar_set_session (SlSidebar *self, SlSession *session);

/** sl_sidebar_set_folded: shows the penalty alone, for presentations. */
void sl_sidebar_set_folded (SlSidebar *self, gboolean folded);

G_END_DECLS
