/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/setting.h"

G_BEGIN_DECLS

/** sl_setting_idle: Returns why @setting plays no part among the other settings of
 * @config (a sentence, translated), or NULL when it does. */
const char *sl_setting_idle (const SlSetting *setting, const SlConfig *config);

/** sl_setting_no_effect: the same, and also for a setting that only waits for others to
 * be chosen, such as the rule of zeros while λ is 0: the numbers of a run with @config do
 * not depend on it. */
const char *sl_setting_no_effect (const SlSetting *setting, const SlConfig *config);

G_END_DECLS
