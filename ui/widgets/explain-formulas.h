/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"

G_BEGIN_DECLS

/** sl_explain_formula: Returns (transfer full) (nullable) what @setting comes to with the
 * numbers of this moment: a formula, a count, or what it makes of the rows; NULL when the
 * sentence about it says all. */
char *sl_explain_formula (const SlSetting *setting, SlSession *session);

G_END_DECLS
