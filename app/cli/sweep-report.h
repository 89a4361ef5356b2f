/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_sweep_report_head: Returns (transfer full) the headings of the table for people.
 * sl_sweep_report_line: one row of it, without a line break. */
char *sl_sweep_report_head (const SlSweep *sweep);
char *sl_sweep_report_line (const SlSweep *sweep, const SlSweepRow *row);

/** sl_sweep_report_end: Returns (transfer full) what stands below the table: largest,
 * best and sparsest λ, and how the best was found. */
char *sl_sweep_report_end (const SlSweep *sweep);

/** sl_sweep_report_csv: Returns (transfer full) the rows so far: λ, counts, losses,
 * scores, penalty and norms; absent numbers are empty, doubles exact. */
GString *sl_sweep_report_csv (const SlSweep *sweep);

/** sl_sweep_report_json: Returns (transfer full) all of it as one JSON object; absent
 * numbers are null. */
char *sl_sweep_report_json (const SlSweep *sweep);

G_END_DECLS
