/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlPenaltySection: the head of the sidebar: which penalty, how strong, the L1 share
 * where there is one to choose, the objective with its numbers, and what other libraries
 * call it. */
#define SL_TYPE_PENALTY_SECTION (sl_penalty_section_get_type ())
G_DECLARE_FINAL_TYPE (SlPenaltySection, sl_penalty_section, SL, PENALTY_SECTION, AdwBin)

/** sl_penalty_section_set_session: @session: whose penalty is shown and set; once. */
void sl_penalty_section_set_session (SlPenaltySection *self, SlSession *session);

G_END_DECLS
