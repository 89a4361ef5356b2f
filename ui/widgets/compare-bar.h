/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlCompareBar: chooses what is compared: a line of the table of comparisons, or a
 * setting and up to four values of one's own. Says so when the penalty is off and the
 * runs can only be alike. */
#define SL_TYPE_COMPARE_BAR (sl_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlCompareBar, sl_compare_bar, SL, COMPARE_BAR, AdwBin)

/** sl_compare_bar_set_session: @session: whose compared runs these are; once. */
void sl_compare_bar_set_session (SlCompareBar *self, SlSession *session);

G_END_DECLS
