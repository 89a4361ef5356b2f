/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_data_report_list: Returns (transfer full) a table of @datasets (n): id, rows,
 * inputs, task and what each is, a line each. */
char *sl_data_report_list (SlDataset *const *datasets, size_t n);

/** sl_data_report: Returns (transfer full) what is known of @dataset, wherever it comes
 * from: rows, the columns of its file with their kind and use, its own columns in
 * numbers, classes with their counts, true weights, source and licence, and the options
 * of its generator. */
char *sl_data_report (SlDataset *dataset);

G_END_DECLS
