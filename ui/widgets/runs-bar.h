/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlRunsBar: names the runs that figures show behind the present one, each a button that
 * takes it away. Hidden while there is none. */
#define SL_TYPE_RUNS_BAR (sl_runs_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlRunsBar, sl_runs_bar, SL, RUNS_BAR, AdwBin)

/** sl_runs_bar_set_session: @session: whose earlier runs are named; once. */
void sl_runs_bar_set_session (SlRunsBar *self, SlSession *session);

G_END_DECLS
