/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlRunBanner: says above the figures that training left the finite numbers, or that the
 * data could not be made, why that is likely, and what can be done at a click. */
#define SL_TYPE_RUN_BANNER (sl_run_banner_get_type ())
G_DECLARE_FINAL_TYPE (SlRunBanner, sl_run_banner, SL, RUN_BANNER, AdwBin)

/** sl_run_banner_set_session: @session: the run that is watched; once. */
void sl_run_banner_set_session (SlRunBanner *self, SlSession *session);

G_END_DECLS
