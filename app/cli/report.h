/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/run.h"

G_BEGIN_DECLS

/** sl_report_table: Returns (transfer full) how @run ended, as a short table for people.
 */
char *sl_report_table (const SlRun *run);

/** sl_report_json: after sl_run_find_distance(). Returns (transfer full) the same as one
 * JSON object with the keys of PRODUCT.md §4; absent numbers are null, doubles are exact.
 */
char *sl_report_json (const SlRun *run);

G_END_DECLS
